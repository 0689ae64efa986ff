"""The font class: the exact glyph, the exact text back, and nothing silent."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.fonts.cid_font import MissingGlyph, clusters
from kiosk.documents.fonts.files import GOTHIC, FontFile, FontNotFound, find_font
from kiosk.documents.fonts.font_set import Fonts

TextOf = Callable[[bytes], str]
# The code points of the fonts' own blocks that a name can hold, with sequences IPAmj knows.
CHARACTERS = st.one_of(
    st.integers(0x4E00, 0x9FA5).map(chr),
    st.integers(0x20000, 0x2A6D6).map(chr),
    st.integers(0x3041, 0x3094).map(chr),
    st.sampled_from(["葛\U000e0104", "邉\U000e010f", "邊\U000e0108", "髙", "﨑", "Ａ", "ー"]),
)


def _pdf(fonts: Fonts, text: str, size: float = 12) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(2000, 200), invariant=1, initialFontName=fonts.mincho.fontName)
    canvas.setFont(fonts.mincho.fontName, size)
    canvas.drawString(20, 100, text)
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize("text", ["葛\U000e0104飾", "\U00020bb7野家", "渡邉\U000e010f太郎", "髙﨑", "\ufa19"])
def test_a_name_can_be_read_back_exactly(fonts: Fonts, text_of: TextOf, text: str) -> None:
    assert text_of(_pdf(fonts, text)).strip() == text


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(CHARACTERS, min_size=1, max_size=40))
def test_every_text_the_font_accepts_comes_back_whole(
    fonts: Fonts, text_of: TextOf, parts: list[str]
) -> None:
    text = "".join(part for part in parts if fonts.mincho.supports(part)) + "終"
    assert "".join(text_of(_pdf(fonts, text)).split()) == text


def test_a_variant_is_another_glyph_than_its_base(fonts: Fonts) -> None:
    variants = {fonts.mincho.glyph("邉", selector) for selector in "\U000e010f\U000e0110\U000e0111"}
    assert len(variants) == 3


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("葛\U000e0100", "a sequence of another collection"),
        ("\ue000", "private use"),
        ("か\u309a", "a combining mark"),
        ("一\n", "a control character"),
        ("\U000e0104", "a selector of nothing"),
        ("\u200b", "an invisible character"),
        ("\U0001f600", "not in the font"),
        ("\u3164", "a blank glyph"),
    ],
)
def test_what_cannot_be_shown_is_an_error_and_never_a_box(fonts: Fonts, text: str, why: str) -> None:
    with pytest.raises(MissingGlyph):
        _pdf(fonts, text)
    assert not fonts.mincho.supports(text), why


def test_the_error_does_not_tell_the_character(fonts: Fonts) -> None:
    with pytest.raises(MissingGlyph) as raised:
        fonts.mincho.check("見\ue123本")
    told = repr(raised.value) + str(raised.value)
    assert "\ue123" not in told
    assert "e123" not in told.lower()
    assert raised.value.code_points == (0xE123, 0)


def test_one_document_does_not_change_the_next(fonts: Fonts) -> None:
    first = _pdf(fonts, "見本")
    _pdf(fonts, "鷹" * 3 + "葛\U000e0104")
    assert _pdf(fonts, "見本") == first


def test_a_character_and_its_selector_are_never_divided() -> None:
    assert list(clusters("葛\U000e0104子")) == ["葛\U000e0104", "子"]
    assert list(clusters("葛子")) == ["葛", "子"]


def test_width_counts_a_variant_once(fonts: Fonts) -> None:
    assert fonts.mincho.width("葛\U000e0104", 10) == pytest.approx(fonts.mincho.width("葛", 10))
    assert fonts.mincho.width("葛", 10) == pytest.approx(10)


def test_a_missing_font_names_the_package_to_install() -> None:
    with pytest.raises(FontNotFound, match="fonts-nowhere"):
        find_font(FontFile("nowhere.ttf", "fonts-nowhere"))


def test_a_font_beside_the_program_is_preferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / GOTHIC.name).write_bytes(find_font(GOTHIC).read_bytes())
    monkeypatch.setenv("KIOSK_FONTS", str(folder))
    assert find_font(GOTHIC) == (folder / GOTHIC.name).resolve()
