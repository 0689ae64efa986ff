"""Slips as pictures, and as lines of text for printers that print no pictures."""
