"""Every character and every variation sequence of the certificates' font, on paper and back."""

from __future__ import annotations

import io
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import uharfbuzz as hb

from kiosk.documents.fonts.cid_font import CIDFont, MissingGlyph
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.pdf.canvas import PageCanvas
from kiosk.documents.pdf.reportlab_canvas import close_page, new_canvas

pytestmark = [pytest.mark.exhaustive, pytest.mark.cost(5)]
COLUMNS, ROWS = 60, 90
"""Characters of a line and lines of a page, in 3 millimetres each."""


def texts_of(font: CIDFont) -> Iterator[str]:
    """What the font's own tables list: characters, then sequences of base and selector."""
    face = hb.Face(hb.Blob.from_file_path(str(font.path)))
    for code in sorted(face.unicodes):
        yield chr(code)
    for selector in sorted(face.variation_selectors):
        for base in sorted(face.variation_unicodes(selector)):
            yield chr(base) + chr(selector)


def read_back(pdf: bytes, tmp_path: Path) -> str:
    path = tmp_path / "all.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True).stdout.decode()


def test_what_the_font_has_is_drawn_and_comes_back_as_it_was_or_is_refused(
    fonts: Fonts, tmp_path: Path
) -> None:
    font = fonts.mincho
    texts = [*texts_of(font)]
    drawn = [text for text in texts if font.supports(text)]
    refused = {text for text in texts if not font.supports(text)}
    assert len(drawn) > 60_000
    assert sum(len(text) == 2 for text in drawn) > 11_000
    # Only what has no place of its own on paper: blanks, marks that join, controls.
    kinds = {unicodedata.category(text[0]) for text in refused}
    assert kinds <= {"Cc", "Cf", "Co", "Mn", "Me", "Zs", "Zl", "Zp", "So", "Lo", "Sk"}, kinds
    size = COLUMNS * ROWS
    for start in range(0, len(drawn), size):
        part = drawn[start : start + size]
        stream = io.BytesIO()
        pdf = new_canvas(stream, fonts, "characters")
        canvas = PageCanvas(pdf)
        for row in range(0, len(part), COLUMNS):
            for column, text in enumerate(part[row : row + COLUMNS]):
                canvas.text(10 + 3 * column, 10 + 3 * (row // COLUMNS), text, font, 7)
        canvas.finish()
        close_page(pdf)
        pdf.save()
        expected = sorted("".join(part).replace(" ", "").replace("\u3000", ""))
        found = sorted("".join(read_back(stream.getvalue(), tmp_path).split()))
        assert found == expected


def test_what_the_font_does_not_have_is_refused(fonts: Fonts) -> None:
    """The basic plane without the font's own characters, and selectors that it does not know."""
    font = fonts.mincho
    known = {ord(text) for text in texts_of(font) if len(text) == 1}
    missing = [code for code in range(0x20, 0x10000) if code not in known and not 0xD800 <= code < 0xE000]
    assert len(missing) > 10_000
    for code in missing:
        assert not font.supports(chr(code))
    with pytest.raises(MissingGlyph):
        font.check("葛\U000e0100")
