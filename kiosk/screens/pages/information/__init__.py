"""The information pages."""
