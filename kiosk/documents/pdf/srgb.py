"""The colour space sRGB (IEC 61966-2-1) as an ICC profile, made from its published numbers.

Version 2.1 (ICC.1:1998-09), as old printers read it too, for display devices: three primaries, adapted to D50
by Bradford's matrix, and one curve.
"""

from __future__ import annotations

import struct
from functools import cache

_STEPS = 64
"""Between them is interpolated, off by less than a quarter of one of 256 levels; a step takes two bytes."""
_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_NAME = b"sRGB IEC61966-2.1"
_RIGHTS = b"CC0 1.0: no rights reserved"
_MADE = (2026, 1, 1, 0, 0, 0)
"""Year to second. A profile must have a date; a file must not have the terminal's."""


@cache
def srgb_profile() -> bytes:
    """Return the profile, the same bytes each time."""
    curve = _curve()
    tags = {b"desc": _described(_NAME), b"cprt": _text(_RIGHTS), b"wtpt": _colour(_D50)}
    tags |= {tag: _colour(primary) for tag, primary in _PRIMARIES.items()}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    start = 128 + 4 + 12 * len(tags)
    body, places, table = bytearray(), dict[bytes, int](), bytearray(struct.pack(">I", len(tags)))
    for tag, data in tags.items():
        if data not in places:  # the three curves are one
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", tag, places[data], len(data))
    return _header(start + len(body)) + bytes(table) + bytes(body)


def linear(level: float) -> float:
    """Return the light, 0 to 1, of an sRGB level from 0 to 1."""
    return float(level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4)


def _header(size: int) -> bytes:
    """ICC.1:1998-09, 6.1: 128 bytes."""
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s", *_MADE, b"acsp")
    # Platform, flags, maker, model, attributes (8 bytes), rendering intent: none, and perceptual.
    return (head + bytes(28) + _xyz(_D50)).ljust(128, b"\0")


def _xyz(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">3i", *(round(value * 65536) for value in values))


def _colour(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _xyz(values)


def _curve() -> bytes:
    levels = (round(65535 * linear(step / (_STEPS - 1))) for step in range(_STEPS))
    return struct.pack(f">4sII{_STEPS}H", b"curv", 0, _STEPS, *levels)


def _text(text: bytes) -> bytes:
    return b"text\0\0\0\0" + text + b"\0"


def _described(text: bytes) -> bytes:
    """ASCII with its length; no Unicode and no Macintosh name (6.5.17)."""
    return struct.pack(">4sII", b"desc", 0, len(text) + 1) + text + b"\0" + bytes(8 + 3 + 67)
