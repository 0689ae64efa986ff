"""ccTalk frames (Generic Specification 4.7, part 1): encoding, decoding, checksums.

Simple frame: `[destination][length][source][header][data…][checksum]`, the whole sum ≡ 0 mod 256.
CRC frame: the source byte holds the low byte of the CRC and the last byte the high one.
"""

from __future__ import annotations

import binascii
from dataclasses import dataclass
from enum import IntEnum

HOST = 1
BROADCAST = 0
MAX_DATA = 255


class Header(IntEnum):
    """The command headers used here, numbered as in the specification."""

    REPLY = 0
    RESET = 1
    NAK = 5
    BUSY = 6
    REQUEST_BILL_OPERATING_MODE = 152
    MODIFY_BILL_OPERATING_MODE = 153
    ROUTE_BILL = 154
    REQUEST_COUNTRY_SCALING_FACTOR = 156
    REQUEST_BILL_ID = 157
    READ_BUFFERED_BILL_EVENTS = 159
    REQUEST_HOPPER_STATUS = 166
    DISPENSE_HOPPER_COINS = 167
    REQUEST_HOPPER_DISPENSE_COUNT = 168
    TEST_HOPPER = 163
    ENABLE_HOPPER = 164
    EMERGENCY_STOP = 172
    REQUEST_COIN_ID = 184
    REQUEST_PAYOUT_HIGH_LOW_STATUS = 217
    REQUEST_MASTER_INHIBIT = 227
    MODIFY_MASTER_INHIBIT = 228
    READ_BUFFERED_CREDIT = 229
    REQUEST_INHIBIT = 230
    MODIFY_INHIBIT = 231
    PERFORM_SELF_CHECK = 232
    REQUEST_SERIAL_NUMBER = 242
    REQUEST_PRODUCT_CODE = 244
    REQUEST_CATEGORY = 245
    REQUEST_MANUFACTURER = 246
    SIMPLE_POLL = 254


class FrameError(ValueError):
    """The bytes are not a ccTalk frame: wrong length or checksum."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: addresses and header are bytes, `data` is at most 255 bytes; else raises FrameError."""

    destination: int
    source: int
    header: int
    data: bytes = b""

    def __post_init__(self) -> None:
        if len(self.data) > MAX_DATA or not all(
            0 <= number <= 255 for number in (self.destination, self.source, self.header)
        ):
            raise FrameError("a ccTalk frame has byte-sized fields and at most 255 data bytes")


def frame_length(head: bytes) -> int:
    """Return the total length in bytes of the frame that starts with the two bytes `head`."""
    return head[1] + 5


def encode(frame: Frame) -> bytes:
    """Return the bytes of `frame` with the simple checksum."""
    body = bytes((frame.destination, len(frame.data), frame.source, frame.header)) + frame.data
    # -sum & 0xFF, not 256 - sum % 256, which would be 256 for a sum of 0.
    return body + bytes((-sum(body) & 0xFF,))


def decode(raw: bytes) -> Frame:
    """Return the frame in `raw` (simple checksum). Raises FrameError."""
    _check_length(raw)
    if sum(raw) & 0xFF:
        raise FrameError("ccTalk checksum is wrong")
    return Frame(raw[0], raw[2], raw[3], raw[4:-1])


def encode_crc(frame: Frame) -> bytes:
    """Return the bytes of `frame` with the 16-bit CRC, whose low byte replaces the source address."""
    body = bytes((frame.destination, len(frame.data), frame.header)) + frame.data
    crc = binascii.crc_hqx(body, 0)
    return body[:2] + bytes((crc & 0xFF,)) + body[2:] + bytes((crc >> 8,))


def decode_crc(raw: bytes) -> Frame:
    """Return the frame in `raw` (16-bit CRC); its source is taken to be the host. Raises FrameError."""
    _check_length(raw)
    crc = binascii.crc_hqx(raw[:2] + raw[3:-1], 0)
    if (raw[2], raw[-1]) != (crc & 0xFF, crc >> 8):
        raise FrameError("ccTalk CRC is wrong")
    return Frame(raw[0], HOST, raw[3], raw[4:-1])


def _check_length(raw: bytes) -> None:
    if len(raw) < 5 or len(raw) != frame_length(raw):
        raise FrameError(f"ccTalk frame of {len(raw)} bytes has a wrong length")
