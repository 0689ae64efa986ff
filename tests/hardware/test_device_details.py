"""Every detail that a device can report has words for staff."""

from __future__ import annotations

from kiosk.hardware.status import Detail
from kiosk.screens.messages.devices import DETAILS


def test_every_detail_has_words_for_staff_and_no_words_are_left_over() -> None:
    assert set(DETAILS) == set(Detail) - {Detail.NONE}


def test_no_detail_is_the_empty_text_that_a_screen_leaves_out() -> None:
    assert not Detail.NONE
