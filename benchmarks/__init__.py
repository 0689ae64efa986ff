"""Measures the terminal beside peers in one run: `python -m benchmarks`."""
