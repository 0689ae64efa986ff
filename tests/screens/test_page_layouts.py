"""Every state, every notice, both languages, both shapes: nothing is clipped, covered, tiny or tofu."""

from __future__ import annotations

import unicodedata

import pytest

from kiosk.fsm.states import S
from kiosk.screens.frame.footer import primary_box
from kiosk.screens.frame.header import HEADER_HEIGHT
from kiosk.screens.frame.page_layout import MARGIN, PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.navigation import BACK_FROM, DEEP_STATES, END_FROM
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import SAMPLES, sample, samples
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.text import NOT_AT_END, NOT_AT_HEAD, plain
from kiosk.screens.toolkit.theme import MIN_KEY, SMALLEST, TEXT_PAIRS, contrast
from kiosk.screens.toolkit.variant_glyphs import clusters
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.field import Field
from kiosk.screens.toolkit.widgets.keyboard import KEY_HEIGHT
from tests.support.page_layouts import CONTEXT, Recorder, each, layouts, texts_of

LONG = ("certificates-beside", "options-foreign", "topic-expiry", "pay-note_rejected")
"""Lists of eight, and five sections: in the languages with the longest words they are turned over."""


def test_every_state_has_a_screen_and_a_sample() -> None:
    assert set(SCREENS) == set(S)
    assert {view.state for _, view in samples()} == set(S)


@each
def test_every_body_fits_without_shrinking_below_the_smallest(language: str, size: tuple[int, int]) -> None:
    assert [name for name, layout, _ in layouts(language, size) if not layout.fits] == []


LISTS = {
    "order-many", "order-ten", "order-twelve", "members-twelve", "options-twelve", "head_candidates-many",
    "information",
}  # fmt: skip
"""Longer than any page in every language and size: they are turned."""


@each
def test_in_normal_size_no_page_of_a_shopper_is_divided_or_loses_its_picture(
    language: str, size: tuple[int, int]
) -> None:
    bad = [
        (name, layout.pages, layout.style.has_pictures)
        for name, layout, _ in layouts(language, size)
        if layout.screen.view.state is not S.MAINTENANCE
        and not (language != "ja" and name in LONG)
        and name not in LISTS
        and (layout.pages > 1 or (name in SAMPLES and not layout.style.has_pictures))
    ]
    assert bad == []


@each
def test_no_text_is_wider_or_higher_than_its_box(language: str, size: tuple[int, int]) -> None:
    bad = []
    for name, layout, _ in layouts(language, size):
        for text in texts_of(layout):
            wide = max((line.width for line in text.lines), default=0)
            high = sum(line.height for line in text.lines)
            if wide > text.box.w + 0.6 or high > text.box.h + 0.6:
                bad.append((name, plain(text.markup), wide - text.box.w, high - text.box.h))
    assert bad == []


@each
def test_in_normal_size_no_word_is_cut_in_two(language: str, size: tuple[int, int]) -> None:
    bad = [
        (name, [line.text for line in text.lines])
        for name, layout, _ in layouts(language, size)
        if name not in LISTS
        for text in texts_of(layout)
        if any(line.cuts_word for line in text.lines)
    ]
    assert bad == []


@each
def test_every_part_lies_inside_the_part_that_holds_it_and_on_the_glass(
    language: str, size: tuple[int, int]
) -> None:
    bad = []

    def check(name: str, holder: Widget) -> None:
        for widget in holder.children():
            box, room = widget.box, holder.box
            inside = box.x >= room.x - 1 and box.y >= room.y - 1
            if not (inside and box.right <= room.right + 1 and box.bottom <= room.bottom + 1):
                bad.append((name, type(holder).__name__, type(widget).__name__, room, box))
            check(name, widget)

    for name, layout, _ in layouts(language, size):
        check(name, layout)
    assert bad == []


@each
def test_no_two_texts_and_no_two_buttons_overlap(language: str, size: tuple[int, int]) -> None:
    bad = []
    for name, layout, _ in layouts(language, size):
        for children in (texts_of(layout), [p for p in layout.walk() if isinstance(p, Touchable)]):
            boxes = [widget.box for widget in children]
            for number, one in enumerate(boxes):
                for other in boxes[number + 1 :]:
                    across = min(one.right, other.right) - max(one.x, other.x)
                    along = min(one.bottom, other.bottom) - max(one.y, other.y)
                    if across > 1 and along > 1:
                        bad.append((name, one, other))
    assert bad == []


@each
def test_no_text_is_smaller_than_twenty(language: str, size: tuple[int, int]) -> None:
    small = {
        text[:2] for _, _, canvas in layouts(language, size) for text in canvas.texts if text[3] < SMALLEST
    }
    assert small == set()


@each
def test_every_painted_run_is_on_the_glass(language: str, size: tuple[int, int]) -> None:
    bad = []
    for name, layout, canvas in layouts(language, size):
        for text, x, baseline, text_size, bold, _ in canvas.texts:
            right = x + layout.style.advance(text, text_size, bold)
            if (
                x < 0
                or right > layout.style.width + 0.5
                or not text_size * 0.8 < baseline < layout.style.height
            ):
                bad.append((name, text))
    assert bad == []


@each
def test_no_line_begins_or_ends_with_a_character_that_may_not_stand_there(
    language: str, size: tuple[int, int]
) -> None:
    bad = []
    for name, layout, _ in layouts(language, size):
        for text in texts_of(layout):
            for line in text.lines:
                content = line.text.strip()
                if (
                    len(text.lines) > 1
                    and content
                    and (content[0] in NOT_AT_HEAD or content[-1] in NOT_AT_END)
                ):
                    bad.append((name, content))
    assert bad == []


@each
def test_every_painted_character_is_in_a_typeface(language: str, size: tuple[int, int]) -> None:
    missing = {
        (char, unicodedata.name(char[0], "?"))
        for _, layout, canvas in layouts(language, size)
        for text, _, _, _, bold, _ in canvas.texts
        for char in map("".join, clusters(text))
        if not layout.style.typeface.covers(char, bold)
    }
    assert missing == set()


@each
def test_everything_to_touch_is_at_least_fifteen_millimetres(language: str, size: tuple[int, int]) -> None:
    small = [
        (name, widget.names, widget.box)
        for name, layout, _ in layouts(language, size)
        for widget in layout.walk()
        if widget.names and min(widget.box.w, widget.box.h) < MIN_KEY
    ]
    assert small == []


@each
def test_keys_of_a_keyboard_are_as_wide_as_ten_in_a_row_can_be_and_high(
    language: str, size: tuple[int, int]
) -> None:
    # The smallest keys there are: a hand reaches across all of them, so the glass decides their width,
    # and height makes up for it: 62 px are 18 mm on a 15-inch panel of 1024×768.
    style = page_style(size, language)
    widest = (style.width - 2 * MARGIN - 9 * 8) / 10
    keys = [
        widget
        for _, layout, _ in layouts(language, size)
        for widget in layout.walk()
        if widget.names and widget.names[0].startswith("letter:") and widget.names[0] != "letter:-"
    ]
    assert keys
    assert min(key.box.h for key in keys) >= KEY_HEIGHT
    assert {round(key.box.w, 3) for key in keys} == {round(widest, 3)}
    assert widest >= MIN_KEY


@each
def test_upright_the_keys_lie_in_the_lower_half(language: str, size: tuple[int, int]) -> None:
    if size[0] > size[1]:
        return
    for name, layout, _ in layouts(language, size):
        keys = [p.box for p in layout.walk() if p.names and p.names[0].split(":")[0] in ("letter", "digit")]
        if keys:
            middle = (min(box.y for box in keys) + max(box.bottom for box in keys)) / 2
            assert middle > layout.style.height / 2, name


@each
def test_the_primary_action_is_in_the_same_place_on_every_screen(
    language: str, size: tuple[int, int]
) -> None:
    places = set()
    for _, layout, _ in layouts(language, size):
        if layout.screen.is_deep:
            continue
        wanted = layout.screen.primary()
        if wanted is not None:
            widget = layout.turned(layout.pages - 1).find(wanted.names[0])
            assert widget is not None
            places.add(widget.box)
    style = page_style(size, language)
    assert places == {primary_box(style)}


@each
def test_back_and_end_are_offered_where_the_rules_say_and_nowhere_else(
    language: str, size: tuple[int, int]
) -> None:
    for _, layout, _ in layouts(language, size):
        state = layout.screen.view.state
        nothing_to_go_back_to = state is S.CERTIFICATES and not layout.screen.view.visit.order.lines
        assert (layout.find("back") is not None) == (state in BACK_FROM and not nothing_to_go_back_to)
        assert (layout.find("end") is not None) == (state in END_FROM)


@each
def test_texts_use_only_pairs_of_colours_with_proven_contrast(language: str, size: tuple[int, int]) -> None:
    pairs = set(TEXT_PAIRS)
    unknown = set()
    for _, layout, _ in layouts(language, size):
        for text in texts_of(layout):
            for line in text.lines:
                unknown |= {
                    (r.colour, text.ground) for r in line.runs if (r.colour, text.ground) not in pairs
                }
    assert unknown == set()


def test_every_pair_of_colours_has_a_contrast_of_seven_to_one() -> None:
    assert {pair: round(contrast(*pair), 2) for pair in TEXT_PAIRS if contrast(*pair) < 7} == {}


@each
def test_each_screen_says_something_and_its_actions_have_one_name_each(
    language: str, size: tuple[int, int]
) -> None:
    for name, layout, canvas in layouts(language, size):
        assert len(canvas.texts) >= 3, name
        names = [widget.names[0] for widget in layout.walk() if widget.names]
        assert len(names) == len(set(names)), name


@each
def test_no_frame_holds_what_is_drawn_anew_each_second(language: str, size: tuple[int, int]) -> None:
    for name, _, canvas in layouts(language, size):
        rings = [
            centre for centre, radius in canvas.arcs
            if centre[1] < HEADER_HEIGHT and radius < HEADER_HEIGHT / 2
        ]  # fmt: skip
        assert rings == [], name


def test_deep_screens_have_no_footer() -> None:
    assert not DEEP_STATES & (BACK_FROM | END_FROM)


@each
@pytest.mark.parametrize(
    ("name", "actions"),
    [
        ("other_municipality-many", ("prefecture:見本1県",)),
        ("domicile_town", ("row:マ",)),
        ("domicile_town", ("page:+",)),
        ("new_password-differ", (*(f"letter:{letter}" for letter in "WWWWWWWWWWWWWWW1"), "reveal")),
        ("register_head-empty", tuple(f"letter:{kana}" for kana in "ヨ" * 41)),
        ("members", ("member:1", "member:3", "member:4")),
    ],
)
def test_what_a_touch_brings_up_fits_too(
    language: str, size: tuple[int, int], name: str, actions: tuple[str, ...]
) -> None:
    view = sample(name, language)
    screen = SCREENS[view.state](CONTEXT, view)
    for action in actions:
        screen.act(action)
    layout = PageLayout(screen, page_style(size, language))
    assert layout.fits
    assert layout.pages == 1
    for widget in layout.walk():
        if isinstance(widget, Field):
            canvas = Recorder()
            widget.paint(layout.style, canvas)
            rights = [
                x + layout.style.advance(text, size, bold) for text, x, _, size, bold, _ in canvas.texts
            ]
            lefts = [x for _, x, *_ in canvas.texts]
            assert len(lefts) == 16
            # Letters shown beside one another neither touch nor leave the field.
            assert all(right < left for right, left in zip(rights, lefts[1:], strict=False))
            assert widget.box.x < lefts[0] < rights[-1] < widget.box.right
