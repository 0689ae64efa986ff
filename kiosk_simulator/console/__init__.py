"""The QA console: a page on loopback with the actions of whoever tries a simulated terminal."""

from kiosk_simulator.console.server import Console, ConsoleRefused

__all__ = ["Console", "ConsoleRefused"]
