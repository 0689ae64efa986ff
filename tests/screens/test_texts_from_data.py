"""Fees and hours on the screens are those of the settings, not the usual ones typed into a text."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from kiosk.fsm.states import S
from kiosk.rules.services import Service
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.dates import opening_hours
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.i18n.words import Words, locale_folder
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import samples
from kiosk.screens.samples.facts import changed
from kiosk.screens.toolkit.widgets.text import Text
from tests.support.page_layouts import CONTEXT

USUAL = re.compile(r"\b(250|450)\b|6:30|23:00")
INFORMATION = {S.INFORMATION, S.TOPIC}
"""Texts of assets/information belong to an installation, which writes its own."""


LITERAL = re.compile(
    r"\b(200|250|300|450|500)\b|\b1,?000\b"  # fees and denominations
    r"|\b\d{1,2}[:：]\d{2}\b|\d+時\d*分?(?!間)"  # hours of the day
    r"|\d+ ?(yen|円)"  # sums
    r"|12月29日|1月3日|December 29|January 3"  # days on which the service is closed
    r"|苫小牧|Tomakomai|セブン|Seven-Eleven|ローソン|Lawson"  # places
)


def test_no_text_of_the_screens_holds_a_fee_an_hour_a_sum_a_day_or_a_place() -> None:
    """Neither as it is written in the code nor in any catalogue: all of them are data of the terminal."""
    found, looked_at = [], 0
    for path in sorted(locale_folder().glob("*/LC_MESSAGES/kiosk.po")):
        with path.open("rb") as file:
            catalogue = read_po(file)
        for message in catalogue:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            texts = [text for text in (*ids, *said) if text and message.id]
            looked_at += len(texts)
            found += [(path.parts[-3], text) for text in texts if LITERAL.search(text)]
    assert looked_at > 1000
    assert found == []


@pytest.mark.parametrize(
    "text", ["It costs 250 yen.", "手数料は450円", "6:30 – 23:00", "23時まで", "1,000円札"]
)
def test_such_a_text_would_be_found(text: str) -> None:
    assert LITERAL.search(text)


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize(
    ("year_end", "told", "not_told"),
    [(((12, 27), (1, 7)), ("27", "7"), ("29", "3")), (None, (), ("29", "Dec", "12月"))],
)
def test_days_on_which_the_service_is_closed_are_those_of_the_settings(
    language: str,
    year_end: tuple[tuple[int, int], tuple[int, int]] | None,
    told: tuple[str, ...],
    not_told: tuple[str, ...],
) -> None:
    said = opening_hours(Words(language), "7:15 – 21:45", year_end).replace("7:15 – 21:45", "")
    assert all(each in said for each in told)
    assert not any(each in said for each in not_told)


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
        page = PageLayout(SCREENS[view.state](CONTEXT, other), page_style((1024, 768), language))
        texts = [widget.markup for widget in page.walk() if isinstance(widget, Text)]
        if view.state is S.MAINTENANCE:
            continue  # counts of coins
        looked_at.add(view.state)
        assert not [text for text in texts if USUAL.search(text)], name
        if view.state in (S.ATTRACT, S.MENU) and view.status.closed_by(Service.CERTIFICATES) is None:
            assert any("310" in text and "720" in text for text in texts), name
    assert {S.ATTRACT, S.MENU, S.REFUSAL, S.PLACE_CARD} <= looked_at
