"""Simulated ccTalk devices, in process or behind a pseudo-terminal."""
