"""μ-law: the codes of G.711, and volume as a change of codes."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.sound import mulaw


@pytest.mark.parametrize(
    ("sample", "code"),
    [(0, 0xFF), (-1, 0x7F), (32767, 0x80), (-32768, 0x00), (8, 0xFE), (1000, 0xCE), (-1000, 0x4E)],
)
def test_codes_are_those_of_the_standard(sample: int, code: int) -> None:
    assert mulaw.encode_sample(sample) == code


@given(st.integers(-32_000, 32_000))
def test_a_sample_comes_back_within_a_step_of_its_loudness(sample: int) -> None:
    half_a_step = (abs(sample) + 132) // 32 + 1  # ITU-T G.711: steps double with each of the eight segments
    assert abs(mulaw.decode_sample(mulaw.encode_sample(sample)) - sample) <= half_a_step


@given(st.binary(max_size=300))
def test_bytes_of_a_recording_become_one_code_a_sample(pcm: bytes) -> None:
    samples = struct.unpack(f"<{len(pcm) // 2}h", pcm[: len(pcm) // 2 * 2])
    assert mulaw.encode(pcm) == bytes(mulaw.encode_sample(each) for each in samples)


@given(st.binary(min_size=1, max_size=300), st.integers(0, 99))
def test_a_lower_volume_is_never_louder(codes: bytes, percent: int) -> None:
    before, after = mulaw.decode(codes), mulaw.decode(mulaw.scaled(codes, percent))
    assert all(abs(now) <= abs(then) for now, then in zip(after, before, strict=True))


def test_full_volume_leaves_every_code_as_it_is_and_none_is_silence() -> None:
    codes = bytes(range(256))
    assert mulaw.scaled(codes, 100) == codes
    assert set(mulaw.decode(mulaw.scaled(codes, 0))) == {0}
