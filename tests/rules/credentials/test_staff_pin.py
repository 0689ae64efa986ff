"""The staff PIN: six digits or more, and nothing is left of it once it is wiped."""

from __future__ import annotations

import pytest

from kiosk.rules.credentials.staff_pin import LEAST_DIGITS, MOST_DIGITS, StaffPin


@pytest.mark.parametrize("count", range(15))
def test_a_staff_pin_has_six_to_twelve_digits(count: int) -> None:
    digits = [number % 10 for number in range(count)]
    if LEAST_DIGITS <= count <= MOST_DIGITS:
        assert bytes(StaffPin(digits).digits) == b"".join(b"%d" % digit for digit in digits)
        return
    with pytest.raises(ValueError, match=r"^a staff PIN has six to twelve digits$"):
        StaffPin(digits)


@pytest.mark.parametrize("wrong", [-1, 10])
def test_anything_but_a_digit_is_refused_without_being_quoted(wrong: int) -> None:
    with pytest.raises(ValueError, match=r"^a staff PIN has six to twelve digits$"):
        StaffPin([1, 2, 3, 4, 5, wrong])


def test_a_wiped_pin_is_gone_from_what_was_handed_out_too() -> None:
    pin = StaffPin([1, 2, 3, 4, 5, 6])
    seen = pin.digits
    pin.wipe()
    assert pin.is_wiped
    assert not any(seen)
    assert "1" not in repr(pin)
