"""Answers that reach the wrong request: the known failures of real issuing systems, on command."""
