"""Nobody confirms what they have not seen: on every page but the last, the primary key turns the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.fsm.flow.certificates import OrderConfirmed
from kiosk.rules.access import Access, TextSize
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample, samples
from kiosk.screens.toolkit.double_tap import WITHIN
from tests.support.page_layouts import CONTEXT
from tests.support.screen_harness import TYPING, ScreenHarness

SIZES = ((1024, 768), (1080, 1920))
READERS = (
    Access(TextSize.LARGE),
    Access(TextSize.LARGEST),
    Access(TextSize.LARGE, is_low=True),
)


@pytest.mark.cost(6)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_confirms_a_page_is_on_its_last_page_only(language: str) -> None:
    states = set()
    for size, access in ((size, access) for size in SIZES for access in READERS):
        style = page_style(size, language, access)
        for name, view in samples(language):
            layout = PageLayout(SCREENS[view.state](CONTEXT, view), style)
            wanted = layout.screen.primary()
            if wanted is None or layout.pages == 1:
                continue
            states.add(view.state)
            places = set()
            for page in range(layout.pages):
                shown = layout.turned(page)
                found = [each for each in shown.walk() if {*each.names} & {*wanted.names, "turn:+"}]
                is_last = page == layout.pages - 1
                names, enabled = (wanted.names, wanted.enabled) if is_last else (("turn:+",), True)
                assert [(each.names, each.enabled) for each in found] == [(names, enabled)], (name, page)
                places.add(found[0].box)
            assert len(places) == 1, name
    assert len(states) > 4


def test_two_quick_taps_turn_one_page_and_confirm_nothing(harness: ScreenHarness) -> None:
    view = sample("order-twelve")
    harness.show(replace(view, visit=replace(view.visit, access=Access(TextSize.LARGEST))))
    pages = harness.app.root.layout.pages
    assert pages > 1
    for _ in range(pages - 2):
        harness.touch("turn:+", then=WITHIN)
    place = harness.app.locate("turn:+")
    harness.touch("turn:+", then=TYPING)
    assert harness.app.locate("pay") == place
    harness.touch("pay", then=WITHIN)
    assert harness.posted == []
    harness.touch("pay")
    assert harness.posted == [OrderConfirmed()]


def test_who_goes_back_to_an_earlier_page_reads_on_from_there(harness: ScreenHarness) -> None:
    view = sample("take_papers")
    harness.show(replace(view, visit=replace(view.visit, access=Access(TextSize.LARGEST, is_low=True))))
    pages = harness.app.root.layout.pages
    for _ in range(pages - 1):
        harness.touch("turn:+", then=WITHIN)
    assert harness.app.locate("acknowledge") is not None
    harness.touch("turn:-", then=WITHIN)
    assert harness.app.locate("acknowledge") is None
    assert harness.app.root.layout.page == pages - 2
