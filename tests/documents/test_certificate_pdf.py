"""The certificate as a file: valid, embedded, reproducible, complete, and silent about the person outside."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.documents.document import page_code, render
from kiosk.documents.fonts.cid_font import MissingGlyph
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import DoesNotFit
from kiosk.rules.certificates import HOUSEHOLD, SELF
from kiosk.rules.contents import Person, ResidentRecord
from kiosk.rules.record import CertificateRecord, RecordIncomplete, RecordMismatch

Make = Callable[..., CertificateRecord]
MakePerson = Callable[..., Person]
TextOf = Callable[[bytes], str]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _tool(tmp_path: Path, pdf: bytes, *command: str) -> str:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf)
    done = subprocess.run([*command, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("persons", [1, 8])
def test_qpdf_finds_nothing_wrong(tmp_path: Path, fonts: Fonts, make_record: Make, persons: int) -> None:
    told = _tool(tmp_path, render(make_record(persons), fonts).pdf, "qpdf", "--check")
    assert "No syntax or stream encoding errors found" in told


def test_every_page_is_a4(tmp_path: Path, fonts: Fonts, make_record: Make) -> None:
    told = _tool(tmp_path, render(make_record(7), fonts).pdf, "pdfinfo", "-l", "9")
    sizes = [line for line in told.splitlines() if "size:" in line and line.startswith("Page")]
    assert len(sizes) == 2
    assert all("(A4)" in line for line in sizes)


def test_every_font_is_embedded_and_can_be_read_back(tmp_path: Path, fonts: Fonts, make_record: Make) -> None:
    rows = _tool(tmp_path, render(make_record(5), fonts).pdf, "pdffonts").splitlines()[2:]
    assert len(rows) == 2
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_the_same_record_gives_the_same_bytes(fonts: Fonts, make_record: Make) -> None:
    assert render(make_record(3), fonts).pdf == render(make_record(3), fonts).pdf


def test_metadata_names_nobody(tmp_path: Path, fonts: Fonts, make_record: Make) -> None:
    told = _tool(tmp_path, render(make_record(2), fonts).pdf, "pdfinfo")
    head = {line.split(":", 1)[0]: line.split(":", 1)[1].strip() for line in told.splitlines()}
    assert head["Title"] == "resident_record"
    assert not head.get("Author")
    assert not head.get("Subject")
    assert "見本" not in told


def test_a_document_shows_nothing_in_a_log(fonts: Fonts, make_record: Make) -> None:
    assert repr(render(make_record(1), fonts)) == "Document()"


def test_everything_of_the_record_stands_on_the_sheet(
    fonts: Fonts, make_record: Make, text_of: TextOf
) -> None:
    record = make_record(4, shown=True)
    text = _squeezed(text_of(render(record, fonts).pdf))
    content = record.content
    assert isinstance(content, ResidentRecord)
    for person in content.persons:
        for item in (person.name, person.name_kana, person.domicile, person.relationship):
            assert isinstance(item, str)
            assert _squeezed(item) in text
    for item in (
        content.address,
        record.document_number,
        "令和８年１１月２１日",
        "北海道苫小牧市長",
        "昭和５５年２月１７日",
        "この写しは、世帯全員の住民票の原本と相違ないことを証明する。",
    ):
        assert item in text
    assert "省略" not in text


def test_what_was_left_out_says_so(fonts: Fonts, make_record: Make, text_of: TextOf) -> None:
    text = _squeezed(text_of(render(make_record(2), fonts).pdf))
    # 世帯主 once; 続柄, 個人番号 and 本籍・筆頭者 for each person
    assert text.count("省略") == 7


def test_a_single_person_is_certified_as_part_of_the_household(
    fonts: Fonts, make_record: Make, text_of: TextOf
) -> None:
    text = _squeezed(text_of(render(make_record(1, extent=SELF), fonts).pdf))
    assert "この写しは、世帯の一部の住民票の原本と相違ないことを証明する。" in text
    assert "世帯全員" not in text


def test_every_page_carries_number_place_and_code(fonts: Fonts, make_record: Make, text_of: TextOf) -> None:
    record = make_record(7)
    pages = text_of(render(record, fonts).pdf).split("\f")[:-1]
    assert len(pages) == 2
    for number, page in enumerate(map(_squeezed, pages), start=1):
        assert record.document_number in page
        assert page_code(record, number) in page
        assert f"{'０１２'[number]}／２ページ" in page
    assert page_code(record, 1) != page_code(record, 2)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(
        st.one_of(
            st.integers(0x4E00, 0x9FA5).map(chr),
            st.sampled_from("ABCDEFGHIJKLM "),
            st.integers(0x30A1, 0x30F4).map(chr),
        ),
        min_size=1,
        max_size=120,
    )
)
def test_no_character_of_a_name_is_lost(
    fonts: Fonts, make_record: Make, make_person: MakePerson, text_of: TextOf, name: str
) -> None:
    person = make_person(name=name, name_kana="")
    if not fonts.mincho.supports(name):
        with pytest.raises(MissingGlyph):
            render(make_record((person,)), fonts)
        return
    # The ground's own text is an image; what poppler reads is only what was written.
    text = _squeezed(text_of(render(make_record((person,)), fonts).pdf))
    missing = set(_squeezed(name)) - set(text)
    assert not missing
    if fonts.mincho.width(name, 12) < 300:
        assert _squeezed(name) in text


def test_a_character_no_font_has_stops_the_sheet(
    fonts: Fonts, make_record: Make, make_person: MakePerson
) -> None:
    with pytest.raises(MissingGlyph):
        render(make_record((make_person(name="見本　\ue000"),)), fonts)


def test_a_text_beyond_every_cell_is_refused(
    fonts: Fonts, make_record: Make, make_person: MakePerson
) -> None:
    with pytest.raises(DoesNotFit) as raised:
        render(make_record((make_person(name="長" * 2000),)), fonts)
    assert "長" not in str(raised.value)


def test_an_item_that_was_to_be_left_out_stops_the_sheet(
    fonts: Fonts, make_record: Make, make_person: MakePerson
) -> None:
    for item in ({"relationship": "子"}, {"domicile": "北海道"}, {"head_of_register": "見本"}):
        with pytest.raises(RecordMismatch, match="left out"):
            render(make_record((make_person(**item),)), fonts)


def test_an_item_that_was_asked_for_and_is_missing_stops_the_sheet(
    fonts: Fonts, make_record: Make, make_person: MakePerson
) -> None:
    bare = make_person(shown=True, domicile=None, head_of_register=None)
    with pytest.raises(RecordIncomplete, match="domicile"):
        render(make_record((bare,), shown=True), fonts)


def test_more_persons_than_asked_for_stop_the_sheet(fonts: Fonts, make_record: Make) -> None:
    with pytest.raises(RecordMismatch, match="more persons"):
        render(make_record(2, extent=SELF), fonts)


def test_half_of_the_items_that_were_asked_for_are_not_enough(
    fonts: Fonts, make_record: Make, make_person: MakePerson
) -> None:
    persons = (make_person(shown=True), make_person(1, shown=True, my_number=None))
    with pytest.raises(RecordIncomplete, match="leaves out my_number"):
        render(make_record(persons, shown=True), fonts)


def test_an_option_that_was_no_choice_counts_as_left_out(
    fonts: Fonts, make_record: Make, make_person: MakePerson
) -> None:
    options = (("persons", HOUSEHOLD),)
    render(make_record(1, options=options), fonts)
    with pytest.raises(RecordMismatch, match="shows my_number"):
        render(make_record((make_person(my_number="123456789012"),), options=options), fonts)
