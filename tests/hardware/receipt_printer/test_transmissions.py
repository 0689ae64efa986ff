"""What a printer sends is told apart by its fixed bits, however the bytes arrive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.receipt_printer.transmissions import LONGEST_BLOCK, Kind, Splitter, Transmission

SENT = [
    Transmission(Kind.REAL_TIME, b"\x1a"),
    Transmission(Kind.UNASKED, b"\x1c\x20\x0f\x4f"),
    Transmission(Kind.FLOW_CONTROL, b"\x13"),
    Transmission(Kind.BLOCK, b'7"ab12\x00'),
    Transmission(Kind.QUEUED, b"\x0c"),
    Transmission(Kind.STRAY, b"\xff"),
    Transmission(Kind.REAL_TIME, b"\x7e"),
]


@given(st.lists(st.sampled_from(SENT), max_size=12), st.data())
def test_transmissions_are_whole_however_they_arrive(sent: list[Transmission], data: st.DataObject) -> None:
    stream, splitter, found = b"".join(each.data for each in sent), Splitter(), []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        found += splitter.feed(stream[:size])
        stream = stream[size:]
    assert found == sent


@given(st.binary(max_size=400))
def test_no_byte_is_lost_and_nothing_waits_for_ever(noise: bytes) -> None:
    splitter = Splitter()
    taken = sum(len(each.data) for each in splitter.feed(noise))
    assert len(noise) - taken < LONGEST_BLOCK


@pytest.mark.parametrize("byte", range(256))
def test_only_the_fixed_bits_make_a_byte_an_answer(byte: int) -> None:
    kinds = [each.kind for each in Splitter().feed(bytes((byte,)))]
    assert (Kind.REAL_TIME in kinds) == (byte & 0x93 == 0x12)
    assert (Kind.QUEUED in kinds) == (byte & 0x90 == 0)


def test_a_stray_byte_before_an_answer_does_not_swallow_it() -> None:
    assert [each.kind for each in Splitter().feed(b"\x10\x12")] == [Kind.STRAY, Kind.REAL_TIME]


def test_what_began_and_did_not_end_is_dropped_after_a_silence() -> None:
    splitter = Splitter()
    assert splitter.feed(b'7"ab') == []
    splitter.forget()
    assert [each.kind for each in splitter.feed(b"\x12")] == [Kind.REAL_TIME]
