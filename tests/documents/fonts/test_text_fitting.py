"""Fitting: never wider than the cell, never a character less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import DoesNotFit, fit

TEXTS = st.text(st.sampled_from(list("見本葛邉、。（）ー々ABC xyz０１")), min_size=1, max_size=80)


@given(text=TEXTS, width=st.floats(40, 400))
def test_lines_joined_are_the_text_and_fit(fonts: Fonts, text: str, width: float) -> None:
    fitted = fit(text, fonts.mincho, width, 17, min_size=8, max_lines=99)
    assert "".join(fitted.lines) == text
    assert 8 <= fitted.size <= 17
    assert all(fonts.mincho.width(line, fitted.size) <= width + 1e-6 for line in fitted.lines)


def test_a_text_shrinks_before_it_wraps(fonts: Fonts) -> None:
    assert fit("見" * 10, fonts.mincho, 150, 17, min_size=12, max_lines=3) == fit(
        "見" * 10, fonts.mincho, 150, 15, min_size=12, max_lines=1
    )


def test_lines_are_as_large_as_their_number_allows(fonts: Fonts) -> None:
    fitted = fit("見" * 30, fonts.mincho, 160, 17, min_size=8, max_lines=3)
    assert len(fitted.lines) == 2
    assert fitted.size > 10


def test_a_variant_stays_with_its_selector(fonts: Fonts) -> None:
    fitted = fit("葛\U000e0104" * 20, fonts.mincho, 45, 10, min_size=10, max_lines=20)
    assert len(fitted.lines) > 1
    assert all(len(line) % 2 == 0 for line in fitted.lines)


def test_a_line_never_begins_with_a_full_stop(fonts: Fonts) -> None:
    fitted = fit("見本見本。見本見本。", fonts.mincho, 41, 10, min_size=10, max_lines=9)
    assert len(fitted.lines) > 2
    assert not any(line.startswith("。") for line in fitted.lines)


def test_a_latin_name_breaks_between_words(fonts: Fonts) -> None:
    fitted = fit("JOHN ALEXANDER SMITH", fonts.mincho, 75, 10, min_size=10, max_lines=9)
    assert [line.strip() for line in fitted.lines] == ["JOHN", "ALEXANDER", "SMITH"]


def test_too_long_is_an_error_without_the_text(fonts: Fonts) -> None:
    with pytest.raises(DoesNotFit) as raised:
        fit("鷹" * 100, fonts.mincho, 50, 10, min_size=10, max_lines=3)
    assert "鷹" not in str(raised.value)
