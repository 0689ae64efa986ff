"""The four status bytes: each condition is named, and no byte is good news by default."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.receipt_printer.realtime_status import NotAStatus, meaning, request
from kiosk.hardware.status import DeviceStatus


@pytest.mark.parametrize(
    ("answers", "status", "detail"),
    [
        ("12 12 12 12", DeviceStatus.ONLINE, ""),
        ("12 12 12 1e", DeviceStatus.ONLINE, "paperLow"),
        ("1a 32 12 7e", DeviceStatus.HARDWARE_ERROR, "paperOut"),
        ("12 12 12 72", DeviceStatus.HARDWARE_ERROR, "paperOut"),
        ("1a 16 12 12", DeviceStatus.USER_ERROR, "coverOpen"),
        ("1a 12 12 12", DeviceStatus.OFFLINE, "offline"),
        ("1a 52 1a 12", DeviceStatus.HARDWARE_ERROR, "cutter"),
        ("1a 52 32 12", DeviceStatus.HARDWARE_ERROR, "error"),
        ("1a 52 12 12", DeviceStatus.HARDWARE_ERROR, "error"),
        ("1a 12 32 12", DeviceStatus.HARDWARE_ERROR, "error"),
        ("1a 12 52 12", DeviceStatus.HARDWARE_ERROR, "error"),
        ("12 32 12 12", DeviceStatus.HARDWARE_ERROR, "paperOut"),
        ("12 12 12 32", DeviceStatus.HARDWARE_ERROR, "paperOut"),
        ("12 12 12 52", DeviceStatus.HARDWARE_ERROR, "paperOut"),
        ("12 12 12 16", DeviceStatus.ONLINE, "paperLow"),
        ("12 12 12 1a", DeviceStatus.ONLINE, "paperLow"),
    ],
)
def test_status_bytes_of_printers(answers: str, status: DeviceStatus, detail: str) -> None:
    first, second, third, fourth = bytes.fromhex(answers)
    report = meaning((first, second, third, fourth))
    assert (report.status, report.detail) == (status, detail)


@given(st.tuples(*[st.integers(0, 255)] * 4))
def test_only_clean_bytes_are_online(answers: tuple[int, int, int, int]) -> None:
    try:
        report = meaning(answers)
    except NotAStatus:
        return
    assert all(answer & 0x93 == 0x12 for answer in answers)
    if report.can_serve:
        assert answers[:3] == (
            answers[0] & ~0x08,
            answers[1] & ~0x64,
            answers[2] & ~0x68,
        )
        assert not answers[3] & 0x60


def test_requests_are_dle_eot() -> None:
    assert [request(number) for number in (1, 4)] == [b"\x10\x04\x01", b"\x10\x04\x04"]


@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize("byte", [0x00, 0x02, 0x10, 0x13, 0x92])
def test_a_byte_with_wrong_fixed_bits_is_named(at: int, byte: int) -> None:
    answers = [0x12] * 4
    answers[at] = byte
    with pytest.raises(NotAStatus, match=f"^0x{byte:02x} is no real-time status$"):
        meaning((answers[0], answers[1], answers[2], answers[3]))
