"""Every kind of certificate as a file: valid, bound, complete, and never a character less."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk.documents.document import page_code, render
from kiosk.documents.fonts.cid_font import MissingGlyph
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import DoesNotFit
from kiosk.documents.templates import TEMPLATES
from kiosk.documents.templates.taxation import yen
from kiosk.documents.verification import check_pages
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.eras import fiscal_year, japanese_date, western_date
from kiosk.rules.record import CertificateRecord, RecordMismatch
from tests.support.sample_records import LONG, SAMPLES, changed, values_in

pytestmark = pytest.mark.exhaustive
TextOf = Callable[[bytes], str]
KINDS = tuple(SAMPLES)
EVERY = [*(pytest.param(record, id=kind.value) for kind, record in SAMPLES.items())]
EVERY += [pytest.param(record, id=f"{kind.value}-long") for kind, record in LONG.items()]
FIXED = {"my_number", "residence_class", "how"}
"""Items with a pattern or a closed list of words."""
TEXTS = [
    pytest.param(kind, path, id=f"{kind.value}-{'.'.join(map(str, path))}")
    for kind, record in SAMPLES.items()
    for path, value in values_in(record.content.model_dump())
    if isinstance(value, str) and path[-1] not in FIXED
]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _tool(tmp_path: Path, pdf: bytes, *command: str) -> str:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf)
    done = subprocess.run([*command, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_kind_has_a_sheet() -> None:
    assert set(TEMPLATES) == set(CertificateKind) == set(SAMPLES)


@pytest.mark.parametrize("record", EVERY)
def test_the_file_is_sound(tmp_path: Path, fonts: Fonts, record: CertificateRecord) -> None:
    document = render(record, fonts)
    check_pages(document, record)
    told = _tool(tmp_path, document.pdf, "qpdf", "--check")
    assert "No syntax or stream encoding errors found" in told
    rows = _tool(tmp_path, document.pdf, "pdffonts").splitlines()[2:]
    assert len(rows) == 2
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    about = _tool(tmp_path, document.pdf, "pdfinfo", "-l", "99")
    sizes = [line for line in about.splitlines() if "size:" in line and line.startswith("Page")]
    assert len(sizes) == len(document.pages)
    assert all("(A4)" in line for line in sizes)
    assert "見本" not in about
    assert render(record, fonts).pdf == document.pdf


@pytest.mark.parametrize("record", EVERY)
def test_every_page_carries_number_place_and_code(
    fonts: Fonts, text_of: TextOf, record: CertificateRecord
) -> None:
    pages = [_squeezed(page) for page in text_of(render(record, fonts).pdf).split("\f")[:-1]]
    digits = "０１２３４５６７８９"
    for number, page in enumerate(pages, start=1):
        assert record.document_number in page
        assert page_code(record, number) in page
        assert f"{digits[number]}／{digits[len(pages)]}ページ" in page
        last = number == len(pages)
        assert ("以下余白" in page, "次のページに続く" in page) == (last, not last)
        assert ("令和８年１１月２１日" in page) == ("北海道苫小牧市長" in page) == last


def _shown(path: tuple[str | int, ...], value: Any) -> tuple[str, ...]:
    """The ways in which a value may stand on paper; "" for what is no text on it."""
    if isinstance(value, bool):
        return ("",)
    if isinstance(value, date):
        return _squeezed(japanese_date(value)), _squeezed(western_date(value))
    if path[-1] == "fiscal_year":
        return (fiscal_year(value),)
    if "dependants" in path:
        return (f"{value}人",)
    return (yen(value) if isinstance(value, int) else _squeezed(value),)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_of_the_content_stands_on_the_sheet(
    fonts: Fonts, written_on: TextOf, kind: CertificateKind
) -> None:
    record = SAMPLES[kind]
    text = written_on(render(record, fonts).pdf)
    for path, value in values_in(record.content.model_dump()):
        assert any(way in text for way in _shown(path, value)), path


@pytest.mark.parametrize("kind", KINDS)
def test_title_and_sentence_are_those_of_the_kind(
    fonts: Fonts, written_on: TextOf, kind: CertificateKind
) -> None:
    text = written_on(render(SAMPLES[kind], fonts).pdf)
    title, sentence = {
        CertificateKind.RESIDENT_RECORD: (
            "住民票の写し",
            "この写しは、世帯全員の住民票の原本と相違ないことを証明する。",
        ),
        CertificateKind.SEAL_REGISTRATION: (
            "印鑑登録証明書",
            "この写しは、登録された印影と相違ないことを証明します。",
        ),
        CertificateKind.TAXATION: ("課税証明書", "上記のとおり相違ないことを証明する。"),
        CertificateKind.TAXATION_PAST: ("課税証明書", "上記のとおり相違ないことを証明する。"),
        CertificateKind.RESIDENT_RECORD_STATEMENT: (
            "住民票記載事項証明書",
            "上記の事項は、住民票に記載されていることを証明する。",
        ),
        CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER: (
            "戸籍の附票の写し",
            "この写しは、戸籍の附票の全部の原本と相違ないことを証明する。",
        ),
        CertificateKind.FAMILY_REGISTER_ALL: (
            "戸籍全部事項証明書",
            "これは、戸籍に記録されている事項の全部を証明した書面である。",
        ),
        CertificateKind.FAMILY_REGISTER_INDIVIDUAL: (
            "戸籍個人事項証明書",
            "これは、戸籍中の一部の者について記録されている事項の全部を証明した書面である。",
        ),
    }[kind]
    assert title in text
    assert sentence in text


@pytest.mark.parametrize("kind", KINDS)
def test_content_of_another_kind_stops_the_sheet(fonts: Fonts, kind: CertificateKind) -> None:
    for other in SAMPLES.values():
        if type(other.content) is type(SAMPLES[kind].content):
            continue
        mixed = SAMPLES[kind].model_copy(update={"content": other.content})
        with pytest.raises(RecordMismatch, match="another content"):
            render(mixed, fonts)


@pytest.mark.parametrize(("kind", "path"), TEXTS)
def test_a_character_no_font_has_stops_the_sheet(
    fonts: Fonts, kind: CertificateKind, path: tuple[str | int, ...]
) -> None:
    with pytest.raises(MissingGlyph):
        render(changed(SAMPLES[kind], path, "見\ue000本"), fonts)


@pytest.mark.parametrize(("kind", "path"), TEXTS)
def test_a_text_beyond_every_cell_is_refused_without_being_told(
    fonts: Fonts, kind: CertificateKind, path: tuple[str | int, ...]
) -> None:
    with pytest.raises(DoesNotFit) as raised:
        render(changed(SAMPLES[kind], path, "鷹" * 2000), fonts)
    assert "鷹" not in str(raised.value)


NARROW = {"sex": 10, "spouse_deduction": 10, "title": 15, "label": 50, "relationship": 45, "spouse": 30}
"""The longest text, in characters, of the items that have little room; all others hold 100."""


@pytest.mark.parametrize(("kind", "path"), TEXTS)
def test_a_long_text_is_shown_whole(
    fonts: Fonts, written_on: TextOf, kind: CertificateKind, path: tuple[str | int, ...]
) -> None:
    heading = path[-1] == 0 and "items" in path  # 【…】 of a family register
    length = 8 if heading else NARROW.get(str(path[-1]), 100)
    text = written_on(render(changed(SAMPLES[kind], path, "鷹" * length), fonts).pdf)
    assert "鷹" * length in text
    assert text.count("鷹") in {length, 2 * length}  # a person may be named again on a further page
