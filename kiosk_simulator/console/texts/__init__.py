"""Texts of the console, Japanese and English."""
