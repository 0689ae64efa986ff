"""The operator's fleet server: what a terminal tells it, and what it may be told by it."""
