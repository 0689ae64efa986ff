"""Coin acceptor and payout hoppers on a ccTalk bus."""
