"""What an authority says of a certificate, and the error of one that says nothing usable."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """The certStatus of an OCSP answer (RFC 6960, 4.2.1)."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class NoAnswer(Exception):
    """There is no answer, or none that may be believed; the message says why and names nobody."""
