"""The QA console: a web page on loopback for operating a simulated terminal by hand."""

from kiosk_simulator.console.server import Console, ConsoleRefused

__all__ = ["Console", "ConsoleRefused"]
