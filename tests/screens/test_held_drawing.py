"""What lies on the reader is drawn as what it is: a card lies, a smartphone stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.view import View
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample
from kiosk.screens.toolkit.layout import Box
from kiosk.screens.toolkit.widgets.text import Text
from tests.support.page_layouts import CONTEXT, Recorder

STYLE = page_style((1024, 768), "ja")
WITH_A_CARD = sample("take_card")


@dataclass
class Painted(Recorder):
    """A recorder of boxes too."""

    boxes: list[Box] = field(default_factory=list)

    def box(
        self, box: Box, fill: str, *, stroke: str | None = None, border: float = 0, radius: float = 0
    ) -> None:
        """Record the box."""
        self.boxes.append(box)


def _boxes(view: View) -> set[Box]:
    canvas = Painted()
    PageLayout(SCREENS[view.state](CONTEXT, view), STYLE).paint(STYLE, canvas)
    return {Box(*(round(side, 1) for side in (box.x, box.y, box.w, box.h))) for box in canvas.boxes}


@pytest.mark.parametrize("name", ["take_card-smartphone", "return_card-smartphone"])
def test_a_smartphone_stands_where_a_card_would_lie(name: str) -> None:
    view = sample(name)
    card = replace(view, visit=replace(view.visit, card=WITH_A_CARD.visit.card))
    with_phone, with_card = _boxes(view), _boxes(card)
    phone = max(with_phone - with_card, key=lambda box: box.h)
    lying = max((box for box in with_card - with_phone if box.x > phone.x - 40), key=lambda box: box.h)
    assert phone.h > 1.5 * phone.w
    assert lying.w > 1.3 * lying.h


def test_a_smartphone_that_is_refused_is_drawn_and_named_on_the_button() -> None:
    refused = sample("refusal", reason=Reason.SMARTPHONE_NOT_TAKEN)
    assert refused.visit.card.present
    button = PageLayout(SCREENS[refused.state](CONTEXT, refused), STYLE).find("acknowledge")
    assert button is not None
    labels = [part.markup for part in button.walk() if isinstance(part, Text)]
    assert labels == ["スマートフォンを取っておわる"]
    unreadable = sample("refusal", reason=Reason.CARD_UNREADABLE)
    standing = [box for box in _boxes(refused) - _boxes(unreadable) if 40 < box.h < 100 < 3 * box.w]
    assert any(box.h > 1.5 * box.w for box in standing)
