"""Faults that all simulated devices share."""

from __future__ import annotations


class NeverAnswers(BaseException):
    """A device never answers, so that the caller's deadline must expire.

    Raised by a simulated device where a real one would block forever. It is a BaseException so that
    no driver mistakes it for an error reported by the device: it propagates to the device's worker,
    which treats it as silence until the deadline.
    """
