"""The PIN: four digits in one buffer that can be wiped, and no way to get a copy out."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.rules.credentials.pin import PIN_LENGTH, Pin
from kiosk.rules.credentials.secret import Secret

DIGITS = st.lists(st.integers(0, 9), min_size=PIN_LENGTH, max_size=PIN_LENGTH)


@settings(deadline=None)
@given(DIGITS)
def test_the_card_gets_the_digits_as_ascii_until_they_are_wiped(digits: list[int]) -> None:
    pin = Pin(digits)
    assert pin.ascii == bytes(f"{digits[0]}{digits[1]}{digits[2]}{digits[3]}", "ascii")
    assert not pin.is_wiped
    buffer = pin.ascii
    pin.wipe()
    assert pin.is_wiped
    assert buffer == bytes(PIN_LENGTH), "the buffer itself is overwritten, and it was no copy"
    pin.wipe()
    assert pin.is_wiped


@pytest.mark.parametrize("digits", [(), (1,), (1, 2, 3), (1, 2, 3, 4, 5), (1, 2, 3, 10), (1, 2, 3, -1)])
def test_anything_but_four_digits_is_refused_without_naming_them(digits: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"^a PIN has exactly four digits$"):
        Pin(digits)


class Watched(Pin):
    """Keeps the buffer of a PIN whose making failed, as a dump of the memory would."""

    buffers: list[bytearray] = []  # noqa: RUF012

    def wipe(self) -> None:
        super().wipe()
        self.buffers.append(self._buffer)


def broken() -> Iterator[int]:
    yield 7
    yield 3
    raise RuntimeError("the keypad is gone")


@pytest.mark.parametrize("digits", [(7, 3, 9), (7, 3, 9, 1, 5), (7, 3, 99), (7, 3, "9", 1)])
def test_a_pin_that_is_refused_leaves_no_digits_behind(digits: tuple[int, ...]) -> None:
    Watched.buffers.clear()
    with pytest.raises((ValueError, TypeError)):
        Watched(digits)
    assert Watched.buffers == [bytearray(PIN_LENGTH)]


def test_a_pin_whose_digits_stop_coming_leaves_none_behind() -> None:
    Watched.buffers.clear()
    with pytest.raises(RuntimeError):
        Watched(broken())
    assert Watched.buffers == [bytearray(PIN_LENGTH)]


@pytest.mark.parametrize("shown", [repr, str, "{}".format, "%s".__mod__, ascii])
def test_a_pin_shows_nothing_of_itself(shown: Callable[[object], str]) -> None:
    assert shown(Pin((7, 3, 9, 1))) == "Pin(****)"


@pytest.mark.parametrize("copied", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_pin_cannot_be_copied_or_written(copied: Callable[..., object]) -> None:
    with pytest.raises(TypeError, match=r"^a secret is never copied, pickled or written$"):
        copied(Pin((7, 3, 9, 1)))


def test_a_pin_has_no_other_place_for_its_digits() -> None:
    pin = Pin((1, 2, 3, 4))
    assert not hasattr(pin, "__dict__")
    assert (*Secret.__slots__, *Pin.__slots__) == ("_buffer",)
