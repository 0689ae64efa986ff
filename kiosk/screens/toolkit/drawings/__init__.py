"""Drawings of what to do at the machine, so that a screen can be understood without reading."""
