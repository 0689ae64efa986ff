"""ccTalk frames: published ones, round trips, and every damage of one byte found out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.cash.cctalk import (
    MAX_DATA,
    Frame,
    FrameError,
    decode,
    decode_crc,
    encode,
    encode_crc,
    frame_length,
)

Encode = Callable[[Frame], bytes]
Decode = Callable[[bytes], Frame]

BYTE = st.integers(0, 255)
DATA = st.binary(max_size=MAX_DATA)
FRAMES = st.builds(Frame, BYTE, BYTE, BYTE, DATA)
CODECS = pytest.mark.parametrize(("to_bytes", "from_bytes"), [(encode, decode), (encode_crc, decode_crc)])

SIMPLE = {
    # Generic Specification 4.7, part 1: the example of a message and its reply
    "02 00 01 F5 08": Frame(2, 1, 245),
    "01 0D 02 00 43 6F 69 6E 20 41 63 63 65 70 74 6F 72 16": Frame(1, 2, 0, b"Coin Acceptor"),
    # part 1: an address poll's checksum is zero, and a zero byte it must be
    "02 00 01 FD 00": Frame(2, 1, 253),
    # part 1: ACK is header 0 and NAK header 5, both without data; part 2: header 254 is the simple poll
    "02 00 01 FE FF": Frame(2, 1, 254),
    "01 00 02 00 FD": Frame(1, 2, 0),
    "01 00 03 05 F7": Frame(1, 3, 5),
    # part 2, header 227 and 228: the master inhibit; header 164: a hopper is enabled with 165
    "02 01 01 E4 01 17": Frame(2, 1, 228, b"\x01"),
    "03 01 01 A4 A5 B2": Frame(3, 1, 164, b"\xa5"),
    # Suzo Flow hopper manual: dispense one coin with the serial number
    "03 04 01 A7 DF D7 0A 01 90": Frame(3, 1, 167, b"\xdf\xd7\x0a\x01"),
    # Money Controls SCH2 manual: dispense five coins unencrypted, and the event counter that comes back
    "03 09 01 A7 00 00 00 00 00 00 00 00 05 47": Frame(3, 1, 167, bytes(8) + b"\x05"),
    "01 01 03 00 08 F3": Frame(1, 3, 0, b"\x08"),
}

CRC = {
    "01 03 72 00 41 53 54 C0": Frame(1, 1, 0, b"AST"),
    "28 00 B6 FE 21": Frame(40, 1, 254),
}

MISPRINTS = {
    "01 01 03 00 80 BA": "01 01 03 00 80 7B",  # Suzo Flow manual
}


@pytest.mark.parametrize("printed", SIMPLE)
def test_a_published_frame_is_read_and_written_as_printed(printed: str) -> None:
    raw = bytes.fromhex(printed)
    assert decode(raw) == SIMPLE[printed]
    assert encode(SIMPLE[printed]) == raw


@pytest.mark.parametrize("printed", CRC)
def test_a_published_crc_frame_is_read_and_written_as_printed(printed: str) -> None:
    raw = bytes.fromhex(printed)
    assert decode_crc(raw) == CRC[printed]
    assert encode_crc(CRC[printed]) == raw


@pytest.mark.parametrize("printed", MISPRINTS)
def test_a_misprint_is_refused_and_its_correction_is_not(printed: str) -> None:
    with pytest.raises(FrameError):
        decode(bytes.fromhex(printed))
    assert decode(bytes.fromhex(MISPRINTS[printed])) == Frame(1, 3, 0, b"\x80")


@pytest.mark.parametrize("zeros", [9, 11])
def test_a_credit_reply_with_a_byte_too_few_or_too_many_is_refused(zeros: int) -> None:
    """As in the third credit reply of the specification's part 3, appendix 11: one zero is missing."""
    announced = bytes((1, 11, 2, 0, 0)) + bytes(zeros)
    with pytest.raises(FrameError):
        decode(announced + bytes((-sum(announced) & 0xFF,)))


@CODECS
@settings(deadline=None)
@given(frame=FRAMES)
def test_what_is_encoded_is_decoded(to_bytes: Encode, from_bytes: Decode, frame: Frame) -> None:
    raw = to_bytes(frame)
    assert len(raw) == frame_length(raw) == len(frame.data) + 5
    read = from_bytes(raw)
    # With the CRC the source is not on the wire: replies always go to the host.
    source = frame.source if to_bytes is encode else 1
    assert read == Frame(frame.destination, source, frame.header, frame.data)


@settings(deadline=None)
@given(FRAMES)
def test_the_sum_of_a_simple_frame_is_zero(frame: Frame) -> None:
    assert sum(encode(frame)) % 256 == 0


@settings(deadline=None)
@given(FRAMES)
def test_the_crc_is_that_of_the_polynomial(frame: Frame) -> None:
    """Against a bitwise division by x16 + x12 + x5 + 1, from zero, as part 1 describes it."""
    crc = 0
    for byte in bytes((frame.destination, len(frame.data), frame.header)) + frame.data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    raw = encode_crc(frame)
    assert raw[2] | raw[-1] << 8 == crc


@CODECS
def test_every_damage_to_one_byte_is_found(to_bytes: Encode, from_bytes: Decode) -> None:
    raw = to_bytes(Frame(2, 1, 229, bytes(range(11))))
    for index in range(len(raw)):
        for flips in range(1, 256):
            damaged = bytearray(raw)
            damaged[index] ^= flips
            with pytest.raises(FrameError):
                from_bytes(bytes(damaged))


@CODECS
@settings(deadline=None)
@given(frame=FRAMES, cut=st.integers(1, 260))
def test_a_frame_that_ends_early_is_refused(
    to_bytes: Encode, from_bytes: Decode, frame: Frame, cut: int
) -> None:
    raw = to_bytes(frame)
    with pytest.raises(FrameError):
        from_bytes(raw[: max(0, len(raw) - cut)])


@settings(deadline=None)
@given(raw=st.binary(max_size=40))
def test_noise_is_a_frame_or_a_frame_error(raw: bytes) -> None:
    for from_bytes, to_bytes in ((decode, encode), (decode_crc, encode_crc)):
        try:
            frame = from_bytes(raw)
        except FrameError:
            continue
        assert to_bytes(frame) == raw


@pytest.mark.parametrize("fields", [(256, 1, 0), (2, -1, 0), (2, 1, 256)])
def test_a_field_that_is_no_byte_is_refused(fields: tuple[int, int, int]) -> None:
    with pytest.raises(FrameError):
        Frame(*fields)


def test_more_data_than_a_frame_holds_is_refused() -> None:
    assert Frame(2, 1, 0, bytes(MAX_DATA))
    with pytest.raises(FrameError):
        Frame(2, 1, 0, bytes(MAX_DATA + 1))


def test_the_error_says_which_checksum_is_wrong() -> None:
    for to_bytes, from_bytes, name in ((encode, decode, "checksum"), (encode_crc, decode_crc, "CRC")):
        raw = bytearray(to_bytes(Frame(2, 1, 254)))
        raw[-1] ^= 1
        with pytest.raises(FrameError, match=f"^ccTalk {name} is wrong$"):
            from_bytes(bytes(raw))


@pytest.mark.parametrize("data", [b"", b"\0" * 256])
def test_the_error_says_what_a_frame_may_hold(data: bytes) -> None:
    with pytest.raises(FrameError, match=r"^a ccTalk frame has byte-sized fields and at most 255 data"):
        Frame(2, 1, 254 if data else 256, data)


@pytest.mark.parametrize("from_bytes", [decode, decode_crc])
@pytest.mark.parametrize("raw", [b"", b"\2\0\1\xfe", b"\2\1\1\xfe\xfe"])
def test_the_error_says_how_long_a_wrong_frame_is(from_bytes: Callable[[bytes], Frame], raw: bytes) -> None:
    with pytest.raises(FrameError, match=f"^ccTalk frame of {len(raw)} bytes has a wrong length$"):
        from_bytes(raw)
