"""The drawing beside the payment shows the place that matters now."""

from __future__ import annotations

import pytest

from kiosk.screens.pages.payment.pay import PayScreen
from kiosk.screens.samples import sample
from kiosk.screens.screen import ScreenContext
from kiosk.screens.toolkit.drawings.sketch import Picture
from kiosk.screens.toolkit.drawings.terminal import Place
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.theme import style_for
from tests.support.page_layouts import SHAPES


@pytest.mark.parametrize(
    ("name", "places", "moves_in"),
    [
        ("pay", (Place.NOTE, Place.COIN), True),
        ("pay-no_notes", (Place.COIN,), True),
        ("pay-rejected", (Place.CHANGE,), False),
        ("pay-note_rejected", (Place.NOTE,), False),
    ],
)
def test_what_was_returned_is_drawn_where_it_lies(
    name: str, places: tuple[Place, ...], moves_in: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[tuple[Place, ...], object]] = []
    machine = PayScreen.machine

    def recorded(self: PayScreen, *lit: Place, **how: object) -> Picture:
        drawn.append((lit, how["moves_in"]))
        return machine(self, *lit)

    monkeypatch.setattr(PayScreen, "machine", recorded)
    context = ScreenContext(
        post=lambda event: None, clock=lambda: 0.0, languages=("ja", "en"), simulated=False
    )
    PayScreen(context, sample(name, "en")).body(style_for(SHAPES[0], "en", typeface()))
    assert drawn == [(places, moves_in)]
