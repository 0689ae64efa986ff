"""The simulated printer's parser: commands whole, however the bytes arrive."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kiosk_simulator.receipt_printer.escpos_parser import Command, Parser

# ESC @, a raster of 2 × 3 bytes that holds a status request as data, ESC d 6, GS V 0, DLE EOT 4, text
STREAM = (
    b"\x1b@"
    b"\x1dv0\x00\x02\x00\x03\x00" + b"\x10\x04\x01\x1dV\x00" + b"\x1bd\x06"
    b"\x1dV\x00\x1dVB\x05\x10\x04\x04A\n\x1d(L\x02\x0002\x1b*!\x02\x00abcdef\x1bD\x08\x10\x00\x1dr\x01"
)
COMMANDS = [
    Command(b"\x1b@"),
    Command(b"\x1dv0", b"\x00\x02\x00\x03\x00\x10\x04\x01\x1dV\x00"),
    Command(b"\x1bd", b"\x06"),
    Command(b"\x1dV", b"\x00"),
    Command(b"\x1dV", b"B\x05"),
    Command(b"\x10\x04", b"\x04"),
    Command(b"A"),
    Command(b"\n"),
    Command(b"\x1d(L", b"\x02\x0002"),
    Command(b"\x1b*", b"!\x02\x00abcdef"),
    Command(b"\x1bD", b"\x08\x10\x00"),
    Command(b"\x1dr", b"\x01"),
]


@given(st.lists(st.integers(1, len(STREAM) - 1), unique=True, max_size=20))
def test_commands_are_the_same_however_the_bytes_arrive(cuts: list[int]) -> None:
    parser = Parser()
    edges = [0, *sorted(cuts), len(STREAM)]
    parts = [STREAM[start:end] for start, end in itertools.pairwise(edges)]
    assert [command for part in parts for command in parser.feed(part)] == COMMANDS


@given(st.binary(max_size=300))
def test_no_bytes_can_break_it(noise: bytes) -> None:
    assert sum(len(item.name) + len(item.data) for item in Parser().feed(noise)) <= len(noise)
