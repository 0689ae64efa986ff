"""WAV files: what is written is read again, and what a synthesiser pipes out is understood."""

from __future__ import annotations

import io
import struct
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.sound import mulaw
from kiosk.hardware.sound.protocol import Clip
from kiosk.hardware.sound.wave_file import NotASound, read, write


def recording(samples: list[int], *, channels: int = 1, width: int = 2) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(22_050)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return target.getvalue()


@given(st.binary(max_size=500))
def test_a_clip_comes_back_from_its_file(samples: bytes) -> None:
    assert read(write(Clip(samples, 16_000))) == Clip(samples, 16_000)


def test_a_recording_of_16_bits_becomes_mulaw() -> None:
    found = read(recording([0, 1000, -1000]))
    assert (found.samples, found.rate) == (
        bytes(mulaw.encode_sample(each) for each in (0, 1000, -1000)),
        22_050,
    )


def test_a_file_whose_sizes_were_written_before_its_end_is_read_to_its_end() -> None:
    piped = bytearray(recording([0, 1000, -1000]))
    struct.pack_into("<I", piped, 4, 0x7FFFF024)
    struct.pack_into("<I", piped, 40, 0x7FFFF000)
    assert len(read(bytes(piped)).samples) == 3


@pytest.mark.parametrize(
    "data",
    [b"", b"RIFF", b"OggS" + bytes(60), write(Clip(b"\xff", 8000))[:40], recording([1, 2], channels=2),
     recording([1, 2], width=1), b"RIFF\0\0\0\0WAVEdata\0\0\0\0"],
    ids=["empty", "short", "ogg", "no data", "stereo", "8 bits", "data before format"],
)  # fmt: skip
def test_what_is_no_sound_of_ours_says_so(data: bytes) -> None:
    with pytest.raises(NotASound):
        read(data)


def test_what_is_spoken_shows_in_no_repr() -> None:
    assert "見本" not in repr(Clip(b"\xff", 8000, "speech", "見本　太郎", "ja"))
