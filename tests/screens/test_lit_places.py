"""What is lit on the drawing is where a hand may go now, and its numbers are those of the text."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.rules.services import Service
from kiosk.screens.frame.header import middle_of
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import SAMPLES, sample
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit.drawings.sketch import Picture
from kiosk.screens.toolkit.drawings.terminal import Place
from kiosk.screens.toolkit.text import plain
from kiosk.screens.toolkit.widgets.choice import Badge
from kiosk.screens.toolkit.widgets.icon import Icon
from kiosk.screens.toolkit.widgets.text import Text
from tests.support.page_layouts import CONTEXT, texts_of

STYLE = page_style((1024, 768), "en")


def _screen(name: str, language: str = "en", **facts: object) -> Screen:
    view = sample(name, language, **facts)
    return SCREENS[view.state](CONTEXT, view)


def _said(name: str, language: str = "en") -> list[str]:
    layout = PageLayout(_screen(name, language), page_style((1024, 768), language))
    return [plain(text.markup) for text in texts_of(layout)]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[Place, ...], dict[str, Any]]]:
    """The places that each drawing of the machine lights, and how it is drawn."""
    found: list[tuple[tuple[Place, ...], dict[str, Any]]] = []
    machine = Screen.machine

    def recorded(self: Screen, *lit: Place, **how: Any) -> Picture:
        found.append((lit, how))
        return machine(self, *lit, **how)

    monkeypatch.setattr(Screen, "machine", recorded)
    return found


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("open_deposit", ()),
        ("fix_deposit", ()),
        ("cancel_deposit", ()),
        ("reconcile", ()),
        ("pay-enough", ()),
        ("refund", (Place.CHANGE,)),
        ("settle", (Place.CHANGE,)),
        ("settle-exact", (Place.SLIP,)),
    ],
)
def test_only_what_is_open_or_gives_something_is_lit(
    name: str, places: tuple[Place, ...], drawn: list[tuple[tuple[Place, ...], dict[str, Any]]]
) -> None:
    _screen(name).body(STYLE)
    assert [lit for lit, _ in drawn] == [places]


def test_numbers_of_a_drawing_are_in_the_text_and_those_of_the_text_in_the_drawing(
    drawn: list[tuple[tuple[Place, ...], dict[str, Any]]],
) -> None:
    seen = 0
    for name in SAMPLES:
        drawn.clear()
        layout = PageLayout(_screen(name), STYLE)
        if not drawn:
            continue
        badges = [part for part in layout.walk() if isinstance(part, Badge)]
        listed = {int(part.inside.markup) for part in badges if isinstance(part.inside, Text)}
        lit, how = drawn[-1]
        numbered = set(range(1, len(lit) + 1)) if how.get("numbered") else set()
        assert listed == numbered, name
        seen += bool(numbered)
    assert seen >= 4


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("name", ["claim", "claim-unknown"])
def test_a_claim_tells_of_the_coins_in_the_tray_as_well_as_of_the_slip(name: str, language: str) -> None:
    screen = _screen(name, language)
    say, paid = screen.words.say, screen.words.yen(screen.visit.money.paid_out)
    said = _said(name, language)
    assert say("take", "{amount}, coin tray", amount=paid) in said
    assert say("machine", "Slip") in said
    assert say("take", "I have everything") in said


def test_what_goes_on_by_itself_says_so() -> None:
    assert "Printing begins by itself." in _said("pay-enough")
    for name in ("take_card", "take_card-smartphone", "return_card-smartphone"):
        assert any(text.startswith("The screen goes on by itself") for text in _said(name)), name


def _header(name: str, **facts: object) -> tuple[str, str]:
    """The sign and the words in the middle of a header."""
    middle = middle_of(_screen(name, "en", **facts))
    assert middle is not None
    (icon,) = (part for part in middle.walk() if isinstance(part, Icon))
    (text,) = (part for part in middle.walk() if isinstance(part, Text))
    return icon.icon, plain(text.markup)


def test_the_header_of_the_menu_agrees_with_what_can_be_chosen() -> None:
    sign, words = _header("menu")
    assert (sign, words.partition(" ")[0]) == ("check", "Open")
    assert _header("menu-centre") == _header("menu-printer") == ("alert", "Partly available")
    off = frozenset({Service.USAGE_REGISTRATION})
    assert _header("menu", switched_off=off) == ("alert", "Partly available")


def test_who_comes_for_a_certificate_that_is_not_to_be_had_is_not_told_what_to_bring() -> None:
    usual, closed = _said("attract"), _said("attract-printer")
    assert any(text.startswith("Bring your") for text in usual)
    assert not any(text.startswith(("Bring your", "Resident record")) for text in closed)
    told = next(number for number, text in enumerate(closed) if text.startswith("Certificates not available"))
    assert told < closed.index("Touch the screen to begin")
