"""Servers on loopback: threaded ones for devices, uvicorn for web pages, and the pages' security rules."""
