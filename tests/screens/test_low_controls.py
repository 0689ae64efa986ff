"""With all controls in the lower half, there is still a picture to go by, and few pages to turn."""

from __future__ import annotations

import pytest

from kiosk.rules.access import Access
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample
from kiosk.screens.toolkit.drawings.sketch import Picture
from tests.support.page_layouts import CONTEXT

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
