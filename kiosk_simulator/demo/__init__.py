"""Demonstrations: a scripted shopper plays a whole visit by touching the real window."""
