"""The last look before printing: a page that is not this record's never passes."""

from __future__ import annotations

import dataclasses
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.documents.document import Document, PageBinding, check_pages, read_bindings, record_digest, render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.rules.record import CertificateRecord, RecordMismatch

Make = Callable[..., CertificateRecord]


@pytest.fixture
def pages(tmp_path: Path) -> Callable[..., bytes]:
    """Put pages of documents together with qpdf: pages((document, "2"), (other, "1-z"))."""

    def put(*parts: tuple[Document, str]) -> bytes:
        command = ["qpdf", "--empty", "--pages"]
        for number, (document, choice) in enumerate(parts):
            path = tmp_path / f"{number}.pdf"
            path.write_bytes(document.pdf)
            command += [str(path), choice]
        made = tmp_path / "made.pdf"
        subprocess.run([*command, "--", str(made)], check=True)
        return made.read_bytes()

    return put


def _with(document: Document, pdf: bytes) -> Document:
    return dataclasses.replace(document, pdf=pdf)


def test_a_fresh_document_passes(fonts: Fonts, make_record: Make) -> None:
    for persons in (1, 8):
        record = make_record(persons)
        check_pages(render(record, fonts), record)


def test_the_binding_is_read_from_the_bytes(fonts: Fonts, make_record: Make) -> None:
    record = make_record(8)
    document = render(record, fonts)
    assert read_bindings(document.pdf) == document.pages
    assert [binding.page for binding in document.pages] == [1, 2]
    assert {binding.digest for binding in document.pages} == {record_digest(record)}


def test_qpdf_keeps_a_document_that_was_only_copied(
    fonts: Fonts, make_record: Make, pages: Callable[..., bytes]
) -> None:
    """The attack below is only told from this by what was exchanged."""
    record = make_record(8)
    document = render(record, fonts)
    check_pages(_with(document, pages((document, "1-z"))), record)


def test_pages_in_another_order_are_found(
    fonts: Fonts, make_record: Make, pages: Callable[..., bytes]
) -> None:
    record = make_record(8)
    document = render(record, fonts)
    with pytest.raises(RecordMismatch, match=r"page 1 .* page"):
        check_pages(_with(document, pages((document, "2,1"))), record)


def test_a_page_of_another_persons_document_is_found(
    fonts: Fonts, make_record: Make, pages: Callable[..., bytes]
) -> None:
    record, other = make_record(8), make_record(8, visit="visit-2", request="request-2", subject="cd" * 32)
    document = render(record, fonts)
    mixed = pages((document, "1"), (render(other, fonts), "2"))
    with pytest.raises(RecordMismatch, match=r"page 2 .* visit, request, subject"):
        check_pages(_with(document, mixed), record)


@pytest.mark.parametrize("choice", ["1", "1,2,2"])
def test_missing_and_repeated_pages_are_found(
    fonts: Fonts, make_record: Make, pages: Callable[..., bytes], choice: str
) -> None:
    record = make_record(8)
    document = render(record, fonts)
    with pytest.raises(RecordMismatch, match="instead of 2"):
        check_pages(_with(document, pages((document, choice))), record)


@pytest.mark.parametrize(
    "change",
    [
        {"visit": "visit-2"},
        {"request": "request-2"},
        {"subject": "cd" * 32},
        {"document_number": "K7Q4-20PX-9W3N"},
        {"fee": 300},
        {"copy_number": 2, "copies": 2},
    ],
)
def test_another_record_is_found(fonts: Fonts, make_record: Make, change: dict[str, object]) -> None:
    document = render(make_record(1), fonts)
    with pytest.raises(RecordMismatch) as raised:
        check_pages(document, make_record(1, **change))
    assert not any(str(value) in str(raised.value) for value in change.values() if isinstance(value, str))


def test_the_same_numbers_with_another_persons_content_are_found(
    fonts: Fonts, make_record: Make, make_person: Callable[..., object]
) -> None:
    record = make_record(1)
    other = make_record((make_person(3),))
    with pytest.raises(RecordMismatch, match="digest"):
        check_pages(render(other, fonts), record)


def test_a_binding_over_another_pages_content_is_found(
    fonts: Fonts, make_record: Make, make_person: Callable[..., object]
) -> None:
    """The content stream is exchanged and the binding left: 2023's "page 2 was another's"."""
    record = make_record(1)
    right, wrong = render(record, fonts), render(make_record((make_person(3),)), fonts)
    binding = right.pages[0].content.encode()
    forged = wrong.pdf.replace(wrong.pages[0].content.encode(), binding)
    with pytest.raises(RecordMismatch, match="another content"):
        read_bindings(forged)


def test_a_foreign_pdf_and_a_cut_one_are_refused(fonts: Fonts, make_record: Make) -> None:
    record = make_record(1)
    document = render(record, fonts)
    for pdf in (b"", b"%PDF-1.4\n%%EOF", document.pdf[:-200], document.pdf[:2000]):
        with pytest.raises(RecordMismatch):
            check_pages(_with(document, pdf), record)


def test_a_page_without_a_binding_is_found(fonts: Fonts, make_record: Make) -> None:
    record = make_record(1)
    document = render(record, fonts)
    stripped = document.pdf.replace(b"/PieceInfo", b"/PieceInfx")
    with pytest.raises(RecordMismatch, match="no binding"):
        check_pages(_with(document, stripped), record)


def test_bindings_are_told_apart_by_every_field(fonts: Fonts, make_record: Make) -> None:
    record = make_record(1)
    document = render(record, fonts)
    for item in dataclasses.fields(PageBinding):
        old = getattr(document.pages[0], item.name)
        change: dict[str, Any] = {item.name: old + 1 if isinstance(old, int) else "x"}
        changed = dataclasses.replace(document.pages[0], **change)
        with pytest.raises(RecordMismatch, match=item.name):
            check_pages(dataclasses.replace(document, pages=(changed,)), record)
