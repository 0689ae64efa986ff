"""Lists that are longer than the glass: all of it can be reached, and nothing is painted over the footer."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.flow.certificates import LineRemoved, LineReopened, OptionsChosen
from kiosk.fsm.flow.usage_registration import EntryReopened, FormEntry, FormFilled
from kiosk.rules.access import Access, TextSize
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.text import plain
from kiosk.screens.toolkit.theme import MIN_KEY, style_for
from kiosk.screens.toolkit.widgets.panel import Hairline
from kiosk.screens.toolkit.widgets.text import Text
from tests.support.page_layouts import SHAPES, texts_of
from tests.support.screen_harness import SIZE

TWELVE = [str(number) for number in range(1, 13)]
LISTS = [
    ("members-twelve", "member:", TWELVE),
    ("options-twelve", "option:member:", TWELVE),
    ("order-ten", "change:", [str(number) for number in range(10)]),
    ("order-ten", "remove:", [str(number) for number in range(10)]),
    ("order-twelve", "change:", ["0", "1"]),
    ("head_candidates-many", "head:", [str(number) for number in range(12)]),
    ("application-long", "correct:", [entry.name for entry in FormEntry]),
]
shapes = pytest.mark.parametrize("size", SHAPES)


def opened(name: str, language: str = "ja", posted: list[Event] | None = None) -> Screen:
    view = sample(name, language)
    sent = [] if posted is None else posted
    context = ScreenContext(
        post=sent.append,
        clock=lambda: 0.0,
        languages=("ja", "en"),
        simulated=False,
    )
    return SCREENS[view.state](context, view)


def pages(screen: Screen, size: tuple[int, int]) -> list[PageLayout]:
    """Every page of the screen's body."""
    style = style_for(size, screen.view.visit.language, typeface())
    first = PageLayout(screen, style)
    return [first, *(PageLayout(screen, style, page=number) for number in range(1, first.pages))]


@shapes
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("name", "prefix", "wanted"), LISTS)
def test_every_row_is_on_one_page_and_every_page_fits(
    name: str, prefix: str, wanted: list[str], language: str, size: tuple[int, int]
) -> None:
    seen: list[str] = []
    for layout in pages(opened(name, language), size):
        assert layout.fits
        for widget in layout.walk():
            if widget.names and widget.names[0].startswith(prefix):
                assert layout.room.y <= widget.box.y
                assert widget.box.bottom <= layout.room.bottom + 0.5
                seen.append(widget.names[0].removeprefix(prefix))
    assert [each for each in seen if each] == wanted


@pytest.mark.parametrize("text_size", list(TextSize))
@pytest.mark.parametrize(
    ("name", "prefix", "language"),
    [
        ("head_candidates-many", "head:", "ja"),
        ("options-twelve", "option:", "pt"),
        ("menu", "service:", "es"),
    ],
)
def test_the_first_page_has_something_to_choose_whatever_the_size_of_the_text(
    name: str, prefix: str, language: str, text_size: TextSize
) -> None:
    layout = PageLayout(opened(name, language), page_style((1024, 768), language, Access(text_size)))
    assert any(part.names and part.names[0].startswith(prefix) for part in layout.walk())


@pytest.mark.parametrize("name", ["application", "options", "order"])
def test_with_low_keys_every_line_stays_under_its_row(name: str) -> None:
    layout = PageLayout(opened(name), page_style((1024, 768), "ja", Access(is_low=True)))
    lines = sorted(part.box.y for part in layout.walk() if isinstance(part, Hairline))
    assert all(below - above > MIN_KEY for above, below in itertools.pairwise(lines))


@pytest.mark.parametrize("text_size", list(TextSize))
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "name", ["card_state-trouble", "card_state-locked", "card_state-child", "topic-pins", "topic-moving"]
)
def test_the_first_page_has_more_than_a_heading_whatever_the_size_of_the_text(
    name: str, language: str, text_size: TextSize
) -> None:
    layout = PageLayout(opened(name, language), page_style((1024, 768), language, Access(text_size)))
    body = layout.body[0]
    lowest = max(part.box.bottom for part in body.walk() if isinstance(part, Text))
    assert lowest - body.box.y > 0.4 * body.box.h


@pytest.mark.parametrize("text_size", list(TextSize))
@pytest.mark.parametrize("language", ["ja", "pt"])
@pytest.mark.parametrize(
    "name", ["refusal", "pay", "pay-rejected", "pay-note_rejected", "claim", "my_number"]
)
def test_what_happened_and_what_to_do_are_on_one_page_whatever_the_size_of_the_text(
    name: str, language: str, text_size: TextSize
) -> None:
    layout = PageLayout(opened(name, language), page_style((1024, 768), language, Access(text_size)))
    assert (layout.pages, layout.fits) == (1, True)


@shapes
def test_the_total_is_told_beside_the_way_to_the_payment_whatever_page_is_shown(
    size: tuple[int, int],
) -> None:
    found = pages(opened("order-ten"), size)
    assert len(found) > 1
    for layout in found:
        assert "合計 2,500円" in [plain(text.markup) for text in texts_of(layout)]


@shapes
def test_no_line_of_an_order_is_divided_between_two_pages(size: tuple[int, int]) -> None:
    for layout in pages(opened("order-ten"), size):
        names = [widget.names[0] for widget in layout.walk() if widget.names]
        changes = [name.partition(":")[2] for name in names if name.startswith("change:")]
        assert changes == [name.partition(":")[2] for name in names if name.startswith("remove:")]
        titles = [plain(text.markup) for text in texts_of(layout)]
        kinds = [each for each in titles if each in ("住民票の写し", "印鑑登録証明書")]
        assert len(kinds) == len(changes)


@pytest.mark.parametrize(
    ("name", "action", "event"),
    [
        ("order-ten", "change:3", LineReopened(3)),
        ("order-ten", "remove:9", LineRemoved(9)),
        *(("application", f"correct:{entry.name}", EntryReopened(entry)) for entry in FormEntry),
    ],
)
def test_a_key_of_a_line_is_for_that_line(name: str, action: str, event: Event) -> None:
    posted: list[Event] = []
    opened(name, posted=posted).act(action)
    assert posted == [event]


def test_who_is_left_out_may_be_on_different_pages() -> None:
    posted: list[Event] = []
    screen = opened("members-twelve", posted=posted)
    for act in ("member:1", "member:12", "next"):
        screen.act(act)
    (event,) = posted
    assert isinstance(event, OptionsChosen)
    assert dict(event.options)["members"] == ",".join(TWELVE[1:-1])


def test_a_candidate_of_a_later_page_is_the_one_that_is_sent() -> None:
    posted: list[Event] = []
    screen = opened("head_candidates-many", posted=posted)
    screen.act("head:11")
    (event,) = posted
    assert isinstance(event, FormFilled)
    assert event.form.head == screen.view.visit.registration.heads[11]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "order",
            (
                "載るもの：氏名、生年月日、性別、住所",
                "載らないもの：世帯主・続柄、本籍・筆頭者",
            ),
        ),
        ("order-members", ("標本 太郎、標本 春人、標本 葵",)),
        ("order-twelve", ("ほか11人",)),
    ],
)
def test_the_order_says_what_stands_on_each_certificate_and_what_does_not(
    name: str, said: tuple[str, ...]
) -> None:
    layout = PageLayout(opened(name), style_for(SIZE, "ja", typeface()))
    texts = "\n".join(getattr(widget, "markup", "") for widget in layout.walk())
    for each in said:
        assert each in texts


@shapes
@pytest.mark.parametrize("name", ["order", "order-many", "order-ten"])
@pytest.mark.parametrize("access", [Access(), Access(TextSize.LARGEST), Access(is_low=True)], ids=str)
def test_an_order_tells_its_total_once_on_every_page(
    name: str, access: Access, size: tuple[int, int]
) -> None:
    screen = opened(name)
    view = replace(screen.view, visit=replace(screen.view.visit, access=access))
    layout = PageLayout(SCREENS[view.state](screen.context, view), page_style(size, "ja", access))
    for page in range(layout.pages):
        texts = [plain(text.markup) for text in texts_of(layout.turned(page))]
        assert sum(text.startswith("合計") for text in texts) == 1, page
