"""WAV files with one channel: written in μ-law (format 7), read in μ-law or 16-bit PCM (format 1).

`wave` of the standard library knows no μ-law, and takes the sizes in the header at their word; a
synthesiser that writes to a pipe cannot know them.
"""

from __future__ import annotations

import struct

from kiosk.hardware.sound import mulaw
from kiosk.hardware.sound.protocol import Clip

_PCM, _MULAW = 1, 7


class NotASound(ValueError):
    """The bytes are no WAV file that this module reads."""


def write(clip: Clip) -> bytes:
    """The bytes of a WAV file; kind, label and language are not kept."""
    form = struct.pack("<HHIIHHH", _MULAW, 1, clip.rate, clip.rate, 1, 8, 0)
    fact = struct.pack("<I", len(clip.samples))
    padding = b"\0" * (len(clip.samples) % 2)
    body = b"".join(
        name + struct.pack("<I", len(data)) + data
        for name, data in ((b"fmt ", form), (b"fact", fact), (b"data", clip.samples))
    )
    return b"RIFF" + struct.pack("<I", 4 + len(body) + len(padding)) + b"WAVE" + body + padding


def read(data: bytes, *, kind: str = "cue", label: str = "", language: str = "") -> Clip:
    """The clip of a WAV file. Raises NotASound."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise NotASound("no RIFF WAVE header")
    at, layout = 12, None
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        chunk = data[at + 8 : at + 8 + size]  # shorter than `size` where that was written before the end
        if name == b"fmt " and len(chunk) >= 16:
            layout = struct.unpack_from("<HHIIHH", chunk)
        elif name == b"data" and layout is not None:
            return Clip(_codes(layout, chunk), layout[2], kind, label, language)
        at += 8 + size + size % 2
    raise NotASound("no sound data")


def _codes(layout: tuple[int, ...], chunk: bytes) -> bytes:
    form, channels, rate, _bytes, _align, bits = layout
    if channels == 1 and rate > 0:
        if (form, bits) == (_MULAW, 8):
            return chunk
        if (form, bits) == (_PCM, 16):
            return mulaw.encode(chunk)
    raise NotASound(f"format {form} with {channels} channels of {bits} bits")
