"""Screens: drawn from a read-only View, answering with events. The only room that imports Kivy."""
