"""The rules of the service: pure functions and frozen data, without input or output."""
