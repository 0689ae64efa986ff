"""With all controls in the lower half, there is still a picture to go by, and few pages to turn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.fsm.state_groups import STAFF
from kiosk.rules.access import Access, TextSize
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample, samples
from kiosk.screens.toolkit.drawings.sketch import Picture
from tests.support.layout_checks import complaints
from tests.support.page_layouts import CONTEXT, Recorder

WIDE, UPRIGHT = (1024, 768), (1080, 1920)
LOW = Access(is_low=True)
each_language = pytest.mark.parametrize("language", list(LANGUAGES))


def _layout(name: str, language: str, size: tuple[int, int] = WIDE) -> PageLayout:
    view = sample(name, language)
    return PageLayout(SCREENS[view.state](CONTEXT, view), page_style(size, language, LOW))


@each_language
@pytest.mark.parametrize("size", [WIDE, UPRIGHT])
def test_what_to_take_is_drawn_beside_the_list_of_it(language: str, size: tuple[int, int]) -> None:
    layout = _layout("take_papers", language, size)
    picture = next(part for part in layout.walk() if isinstance(part, Picture))
    keys = [part.box for part in layout.walk() if part.names and part.names[0].startswith("taken:")]
    assert min(picture.box.w, picture.box.h) >= 240
    for key in keys:
        beside = key.right < picture.box.x
        assert beside or key.y > picture.box.bottom


@each_language
def test_what_there_is_to_choose_takes_few_pages(language: str) -> None:
    most = {"information": 7, "options": 3, "menu": 3, "certificates": 3, "head_candidates": 1, "members": 2}
    dense = {"information": 4, "options": 3, "menu": 2, "certificates": 1, "head_candidates": 1, "members": 2}
    for name, pages in (dense if language in ("ja", "zh", "ko") else most).items():
        assert _layout(name, language).pages <= pages, name


@each_language
def test_text_size_sound_and_language_stand_beside_the_way_on(language: str) -> None:
    for name in ("options", "order", "members"):
        keys = {part.names[0]: part.box for part in _layout(name, language).walk() if part.names}
        assert keys["access"].y == keys["language"].y == keys["end"].y, name


@each_language
@pytest.mark.parametrize(
    ("size", "text"), [(WIDE, TextSize.NORMAL), (WIDE, TextSize.LARGEST), (UPRIGHT, TextSize.NORMAL)]
)
def test_every_control_of_the_frame_is_there_and_low(
    language: str, size: tuple[int, int], text: TextSize
) -> None:
    """Below the middle, whatever the size of the text, and more time too when the time runs out."""
    access, seen = Access(text, is_low=True), 0
    for name, view in samples(language):
        early, late = (replace(view, deadline=each, timeout=view.timeout and 60.0) for each in (60.0, 10.0))
        for shown, wanted in ((early, "access"), (late, "more_time")):
            screen = SCREENS[view.state](CONTEXT, shown)
            layout = PageLayout(screen, page_style(size, language, access))
            if screen.is_deep or view.state in STAFF or not layout.style.is_low:
                continue
            if wanted == "more_time" and layout.ring is None:
                continue
            seen += 1
            for key in ("language", wanted):
                widget = layout.find(key)
                assert widget is not None, (name, key)
                assert widget.box.y > layout.style.height / 2, (name, key)
            canvas = Recorder()
            layout.paint(layout.style, canvas)
            assert list(complaints(layout, canvas)) == [], name
    assert seen > 50


@each_language
@pytest.mark.parametrize("size", [WIDE, UPRIGHT])
def test_nothing_moves_when_the_time_runs_out(language: str, size: tuple[int, int]) -> None:
    style = page_style(size, language, LOW)
    for name, view in samples(language):
        places = []
        for deadline in (60.0, 10.0):
            shown = replace(view, deadline=deadline, timeout=view.timeout and 60.0)
            layout = PageLayout(SCREENS[view.state](CONTEXT, shown), style)
            keys = (each for each in layout.walk() if each.names)
            moving = ("access", "language", "more_time", "staff")
            places.append([(each.names, each.box) for each in keys if each.names[0] not in moving])
        assert places[0] == places[1], name
