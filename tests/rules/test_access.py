"""How a shopper sees and hears the terminal: what can be chosen, and what cannot."""

from __future__ import annotations

import pytest

from kiosk.rules.access import LOUDEST, Access, TextSize


def test_text_grows_by_a_third_and_by_three_fifths() -> None:
    assert [size.factor for size in TextSize] == [1.0, 1.3, 1.6]


@pytest.mark.parametrize("volume", [-1, LOUDEST + 1])
def test_a_volume_out_of_range_is_refused(volume: int) -> None:
    with pytest.raises(ValueError, match="volume"):
        Access(volume=volume)


def test_nobody_is_spoken_to_unasked() -> None:
    assert not Access().speaks
    assert 0 < Access().volume < LOUDEST
