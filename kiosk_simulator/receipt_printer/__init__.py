"""The simulated receipt printer (ESC/POS)."""
