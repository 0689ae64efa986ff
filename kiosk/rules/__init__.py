"""The law of the service: pure functions and frozen data, no input or output."""
