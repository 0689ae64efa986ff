"""Drawings of the machine at this moment, so that a screen can be followed without reading."""
