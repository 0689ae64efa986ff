"""Servers on loopback: threaded ones for devices, uvicorn for HTTP, and who may use a page."""
