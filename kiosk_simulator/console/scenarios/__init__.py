"""Scenarios at one click: what there is, played on this terminal or on one of their own."""
