"""Under a slip's Japanese stands the language of the visit, whole, in characters that the paper can show."""

from __future__ import annotations

import pytest
from PIL import Image

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts.captions import CONTEXT, ENGLISH, Caption, said
from kiosk.documents.receipts.rendering.canvas import MARGIN, WIDTH, draw
from kiosk.documents.receipts.rendering.stand_ins import GETA
from kiosk.documents.receipts.rendering.text import text_lines
from kiosk.documents.receipts.slip import Centred, Pair, Paragraph, Slip
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.i18n.words import words_in
from tests.documents.receipts.test_text_slips import SLIPS

CAPTIONED = SLIPS[:-1]
"""All but the test print, which only staff reads."""
OTHERS = [code for code in LANGUAGES if code not in ("ja", "en")]


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts.load()


def captions(slip: Slip) -> list[Caption]:
    words = [part.caption if isinstance(part, Pair) else getattr(part, "text", "") for part in slip]
    return [each for each in words if isinstance(each, Caption)]


def in_the_margin(image: Image.Image) -> int:
    """Black dots left and right of what a slip may be printed on."""
    grey = image.convert("L")
    edges = (grey.crop((0, 0, MARGIN, image.height)), grey.crop((WIDTH - MARGIN, 0, WIDTH, image.height)))
    return sum(edge.histogram()[0] for edge in edges)


@pytest.mark.parametrize("slip", CAPTIONED)
@pytest.mark.parametrize("language", OTHERS)
def test_every_slip_speaks_the_language_of_the_visit_within_the_paper(
    language: str, slip: Slip, fonts: Fonts
) -> None:
    words = words_in(language)
    spoken = [said(each, words) for each in captions(slip)]
    assert len(spoken) >= 6
    assert spoken != [said(each, ENGLISH) for each in captions(slip)]
    image = draw(slip, fonts, words)  # a character that the face lacks would raise MissingGlyph
    assert in_the_margin(image) == 0


@pytest.mark.parametrize("slip", CAPTIONED)
def test_every_line_of_japanese_that_is_no_name_has_a_caption(slip: Slip) -> None:
    """A shopper who reads no Japanese finds nothing on the slip that only Japanese says."""
    paragraphs = [part.text for part in slip if isinstance(part, Paragraph)]
    assert [isinstance(text, Caption) for text in paragraphs] == [False, True] * (len(paragraphs) // 2)
    assert all(isinstance(part.caption, Caption) for part in slip if isinstance(part, Pair))
    titles = [part.text for part in slip if isinstance(part, Centred)]
    assert isinstance(titles[1], Caption)


@pytest.mark.parametrize("language", OTHERS)
def test_a_printer_without_pictures_says_in_its_own_characters_what_it_can(language: str) -> None:
    for slip in CAPTIONED:
        lines = text_lines(slip, words_in(language))
        assert not any(GETA in text for text, _ in lines)
        if language in ("zh", "ko"):
            assert lines == text_lines(slip), "cp932 has no such characters: English it is"
        else:
            assert lines != text_lines(slip)


def test_a_caption_under_a_value_of_several_lines_keeps_off_it(fonts: Fonts) -> None:
    wordy = Caption("Store")

    class Long:
        script = ENGLISH.script

        def say(self, context: str, message: str, **values: object) -> str:
            assert (context, message) == (CONTEXT, "Store")
            return "the shop in which this terminal stands and prints certificates for everybody"

        def count(self, context: str, one: str, many: str, number: int, **values: object) -> str:
            raise AssertionError("nothing is counted here")

    long_value = "見本商店" * 12
    both = draw((Pair("取扱店", wordy, long_value),), fonts, Long())
    alone = draw((Pair("取扱店", "", long_value),), fonts)
    only = draw((Pair("取扱店", wordy, ""),), fonts, Long())
    ink = [image.convert("L").histogram()[0] for image in (both, alone, only)]
    label = draw((Pair("取扱店", "", ""),), fonts).convert("L").histogram()[0]
    assert ink[0] == ink[1] + ink[2] - label, "ink over ink would be less"
