"""Heartbeats and rows: verified against what was acknowledged before, and committed in groups."""
