"""The terminal's screen on the console: its picture while somebody watches, and touches on it."""
