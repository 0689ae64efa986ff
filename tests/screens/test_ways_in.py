"""The keys of the waiting screen: upright, the languages stand in the middle and text size stands apart."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from kiosk.rules.access import Access
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample
from kiosk.screens.toolkit.layout import Box
from tests.support.page_layouts import CONTEXT


def _upright(offered: tuple[str, ...]) -> tuple[PageLayout, list[Box], Box]:
    view = sample("attract", offered[0])
    context = replace(CONTEXT, languages=offered)
    layout = PageLayout(SCREENS[view.state](context, view), page_style((1080, 1920), offered[0], Access()))
    keys = [layout.find(f"language:{code}") for code in offered[1:]]
    access = layout.find("access")
    assert access is not None
    return layout, [key.box for key in keys if key is not None], access.box


@pytest.mark.parametrize("count", range(1, len(LANGUAGES) + 1))
def test_upright_each_row_of_languages_stands_in_the_middle_and_text_size_apart_below(count: int) -> None:
    layout, boxes, access = _upright(tuple(LANGUAGES)[:count])
    assert layout.fits
    assert len(boxes) == count - 1
    middle = layout.style.width / 2
    for y in {box.y for box in boxes}:
        row = [box for box in boxes if box.y == y]
        left, right = min(box.x for box in row), max(box.right for box in row)
        assert (left + right) / 2 == pytest.approx(middle)
    assert access.middle[0] == pytest.approx(middle)
    rows = sorted({box.y for box in boxes})
    between = [later - earlier - boxes[0].h for earlier, later in itertools.pairwise(rows)]
    apart = access.y - max((box.bottom for box in boxes), default=0)
    assert all(apart > 2 * gap for gap in between)
