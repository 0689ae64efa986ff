"""The simulated page printer (IPP)."""
