"""Fees and hours on the screens are those of the settings, not the usual ones typed into a text."""

from __future__ import annotations

import re

import pytest

from kiosk.fsm.states import S
from kiosk.rules.services import Service
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.page_layout import PageLayout
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import samples
from kiosk.screens.samples.facts import changed
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.theme import style_for
from kiosk.screens.toolkit.widgets.text import Text
from tests.support.page_layouts import CONTEXT

USUAL = re.compile(r"\b(250|450)\b|6:30|23:00")
INFORMATION = {S.INFORMATION, S.TOPIC}
"""Texts of assets/information belong to an installation, which writes its own."""


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_no_page_has_a_fee_or_an_hour_of_its_own(language: str) -> None:
    looked_at = set()
    for name, view in samples(language, every_reason=True):
        if view.visit.order.lines or view.visit.offers or view.status.services or view.state in INFORMATION:
            continue  # what was offered or bought has its own fee, and a service its own hours
        facts: dict[str, object] = {
            "fees": (310, 720),
            "hours": "7:15 – 21:45",
            "opens_at": "",
            "again_at": None,
        }
        other = changed(view, **facts)
        page = PageLayout(SCREENS[view.state](CONTEXT, other), style_for((1024, 768), language, typeface()))
        texts = [widget.markup for widget in page.walk() if isinstance(widget, Text)]
        if view.state is S.MAINTENANCE:
            continue  # counts of coins
        looked_at.add(view.state)
        assert not [text for text in texts if USUAL.search(text)], name
        if view.state in (S.ATTRACT, S.MENU) and view.status.closed_by(Service.CERTIFICATES) is None:
            assert any("310" in text and "720" in text for text in texts), name
    assert {S.ATTRACT, S.MENU, S.REFUSAL, S.PLACE_CARD} <= looked_at
