"""Whether the program of a terminal is new enough: a known error that was mended is mended everywhere.

A terminal names its program in the header User-Agent, as `certificate-kiosk/1.2.3`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

UPGRADE_REQUIRED = 426
"""HTTP status for a program that is too old (RFC 9110, 15.5.22)."""
NEXT = (999,)
"""The least version under CentreFault.NEWER_PROGRAM_WANTED."""
_NAMED = re.compile(rb"certificate-kiosk/(\d+(?:\.\d+)*)")


def is_too_old(headers: Iterable[tuple[bytes, bytes]], least: tuple[int, ...]) -> bool:
    """Whether the program named in a request's headers is older than `least`; one without a name is."""
    said = next((value for name, value in headers if name == b"user-agent"), b"")
    named = _NAMED.fullmatch(said)
    return named is None or tuple(map(int, named[1].split(b"."))) < least
