"""Faults that every simulated far end shares."""

from __future__ import annotations


class NeverAnswers(BaseException):
    """A device that never answers; the caller's deadline has to save the day.

    Raised by a simulated far end in the place where a real one would block for ever. It is a
    BaseException so that no driver can mistake it for an error that the device reported: it
    travels to whoever runs the device's worker, who treats it as silence until the deadline.
    """
