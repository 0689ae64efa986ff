"""Resetting a signature password: reservations, and the scripts of commands that the card is sent."""
