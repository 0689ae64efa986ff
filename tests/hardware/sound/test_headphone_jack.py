"""The headphone jack: a switch that is read, and a device whose events say that it moved."""

from __future__ import annotations

import os
import queue
import struct
from pathlib import Path

import pytest

from kiosk.hardware.sound import headphone_jack
from kiosk.hardware.sound.alsa import AlsaPort
from kiosk.hardware.sound.headphone_jack import HeadphoneJack

EV_SW, SW_HEADPHONE_INSERT = 5, 2
PATIENCE = 10.0


def event(value: int) -> bytes:
    """A `struct input_event` of <linux/input.h>."""
    return struct.pack("llHHi", 0, 0, EV_SW, SW_HEADPHONE_INSERT, value)


def test_a_jack_that_cannot_be_asked_has_nothing_in_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in ("", str(tmp_path / "missing"), str(tmp_path / "file")):
        assert not HeadphoneJack(path)()
        assert not AlsaPort("default", path).headphones()


def test_the_switch_of_the_jack_is_read_from_its_bit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "event").write_bytes(b"")
    asked: list[int] = []

    def ioctl(_device: int, request: int, _buffer: bytes) -> bytes:
        asked.append(request)
        return bytes([0b100, 0, 0, 0, 0, 0, 0, 0])

    monkeypatch.setattr("kiosk.hardware.sound.headphone_jack.fcntl.ioctl", ioctl)
    assert AlsaPort("default", str(tmp_path / "event")).headphones()
    assert asked == [0x8008451B]


def test_each_event_of_the_jack_is_told_and_so_is_its_going_and_coming_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(headphone_jack, "_AGAIN_AFTER", 0.01)
    path, told = tmp_path / "event", queue.SimpleQueue[None]()
    AlsaPort("default", str(path)).watch(lambda: told.put(None))
    assert told.empty()  # there is no such device yet
    os.mkfifo(path)
    wire = os.open(path, os.O_RDWR)
    told.get(timeout=PATIENCE)  # it is there: its switch is to be read
    for value in (1, 0, 1):
        os.write(wire, event(value))
        told.get(timeout=PATIENCE)
    assert told.empty()
    path.unlink()
    os.close(wire)
    told.get(timeout=PATIENCE)  # it is gone
    os.mkfifo(path)
    wire = os.open(path, os.O_RDWR)
    told.get(timeout=PATIENCE)
    path.unlink()
    os.close(wire)
    told.get(timeout=PATIENCE)


def test_where_there_is_no_jack_nothing_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.hardware.sound.headphone_jack.threading.Thread", None)
    AlsaPort("default").watch(lambda: None)
