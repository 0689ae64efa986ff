"""Coins and notes: what is taken in, counted, paid back, and written down of it."""
