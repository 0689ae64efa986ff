"""The last check before printing: a page that is not this record's never passes.

The check itself compares digests; what a file really contains is read back with qpdf.
"""

from __future__ import annotations

import dataclasses
import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.documents.document import Document, PageBinding, record_digest, render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.verification import check_pages
from kiosk.rules.record import CertificateRecord, RecordMismatch
from tests.support.page_bindings import NoBinding, PrintedPage, printed_pages
from tests.support.sample_records import LONG, SAMPLES

Make = Callable[..., CertificateRecord]
Read = Callable[[bytes], tuple[PrintedPage, ...]]


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


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read the pages back from the bytes of a PDF."""

    def read_back(pdf: bytes) -> tuple[PrintedPage, ...]:
        path = tmp_path / "read.pdf"
        path.write_bytes(pdf)
        return printed_pages(path)

    return read_back


def _with(document: Document, pdf: bytes) -> Document:
    return dataclasses.replace(document, pdf=pdf)


def _bindings(read: tuple[PrintedPage, ...]) -> tuple[PageBinding, ...]:
    return tuple(page.binding for page in read)


def test_a_fresh_document_passes(fonts: Fonts, make_record: Make) -> None:
    for persons in (1, 8):
        record = make_record(persons)
        check_pages(render(record, fonts), record)


@pytest.mark.parametrize("record", [*SAMPLES.values(), *LONG.values()], ids=lambda record: record.kind.value)
def test_every_file_holds_the_pages_that_were_drawn_in_order(
    fonts: Fonts, read: Read, record: CertificateRecord
) -> None:
    """What the check does not prove on every print: it is a property of the renderer."""
    document = render(record, fonts)
    found = read(document.pdf)
    assert _bindings(found) == document.pages
    assert [page.binding.page for page in found] == list(range(1, len(found) + 1))
    assert {page.binding.pages for page in found} == {len(found)}
    assert len({page.content for page in found}) == len(found)


def test_the_binding_is_read_from_the_bytes(fonts: Fonts, make_record: Make, read: Read) -> None:
    record = make_record(7)
    document = render(record, fonts)
    assert _bindings(read(document.pdf)) == document.pages
    assert [binding.page for binding in document.pages] == [1, 2]
    assert {binding.digest for binding in document.pages} == {record_digest(record)}


def test_the_digests_are_of_the_bytes_and_of_the_record(fonts: Fonts, make_record: Make) -> None:
    record = make_record(1)
    document = render(record, fonts)
    assert document.pdf_sha256 == hashlib.sha256(document.pdf).hexdigest()
    assert document.record_sha256 == hashlib.sha256(record.to_bytes()).hexdigest()


def test_even_a_faithful_copy_is_not_the_file_that_was_drawn(
    fonts: Fonts, make_record: Make, pages: Callable[..., bytes], read: Read
) -> None:
    """qpdf keeps the bindings: the attacks below differ from this only by what they exchange."""
    record = make_record(7)
    document = render(record, fonts)
    copied = pages((document, "1-z"))
    assert _bindings(read(copied)) == document.pages
    with pytest.raises(RecordMismatch, match="not the one that was drawn"):
        check_pages(_with(document, copied), record)


def test_one_changed_byte_anywhere_is_found(fonts: Fonts, make_record: Make) -> None:
    record = make_record(1)
    document = render(record, fonts)
    for at in (0, len(document.pdf) // 2, len(document.pdf) - 1):
        changed = bytearray(document.pdf)
        changed[at] ^= 1
        with pytest.raises(RecordMismatch, match="not the one that was drawn"):
            check_pages(_with(document, bytes(changed)), record)


def test_pages_in_another_order_are_found(
    fonts: Fonts, make_record: Make, pages: Callable[..., bytes], read: Read
) -> None:
    record = make_record(7)
    document = render(record, fonts)
    mixed = pages((document, "2,1"))
    assert [page.binding.page for page in read(mixed)] == [2, 1]
    with pytest.raises(RecordMismatch, match="not the one that was drawn"):
        check_pages(_with(document, mixed), record)
    swapped = dataclasses.replace(document, pages=document.pages[::-1])
    with pytest.raises(RecordMismatch, match=r"page 1 .* page"):
        check_pages(swapped, record)


def test_a_page_of_another_persons_document_is_found(
    fonts: Fonts, make_record: Make, pages: Callable[..., bytes], read: Read
) -> None:
    record, other = make_record(7), make_record(7, visit="visit-2", request="request-2", subject="cd" * 32)
    document, foreign = render(record, fonts), render(other, fonts)
    mixed = pages((document, "1"), (foreign, "2"))
    assert [page.binding.visit for page in read(mixed)] == ["visit-1", "visit-2"]
    with pytest.raises(RecordMismatch, match="not the one that was drawn"):
        check_pages(_with(document, mixed), record)
    bindings = (document.pages[0], foreign.pages[1])
    with pytest.raises(RecordMismatch, match=r"page 2 .* visit, request, subject"):
        check_pages(dataclasses.replace(document, pages=bindings), record)


@pytest.mark.parametrize("choice", ["1", "1,2,2"])
def test_missing_and_repeated_pages_are_found(
    fonts: Fonts, make_record: Make, pages: Callable[..., bytes], read: Read, choice: str
) -> None:
    record = make_record(7)
    document = render(record, fonts)
    changed = pages((document, choice))
    assert len(read(changed)) != 2
    with pytest.raises(RecordMismatch, match="not the one that was drawn"):
        check_pages(_with(document, changed), record)
    bindings = tuple(document.pages[int(number) - 1] for number in choice.split(","))
    with pytest.raises(RecordMismatch, match="differs from the record in pages"):
        check_pages(dataclasses.replace(document, pages=bindings), record)


def test_a_document_without_pages_is_found(fonts: Fonts, make_record: Make) -> None:
    record = make_record(1)
    with pytest.raises(RecordMismatch, match="no pages"):
        check_pages(dataclasses.replace(render(record, fonts), pages=()), record)


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
    with pytest.raises(RecordMismatch, match="another record") as raised:
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
    fonts: Fonts, make_record: Make, make_person: Callable[..., object], read: Read
) -> None:
    """The content stream is exchanged and the binding left: 2023's "page 2 was another's"."""
    record = make_record(1)
    right, wrong = render(record, fonts), render(make_record((make_person(3),)), fonts)
    digest, other = (hashlib.sha256(read(each.pdf)[0].content).hexdigest() for each in (right, wrong))
    forged = wrong.pdf.replace(other.encode(), digest.encode())
    assert forged != wrong.pdf
    with pytest.raises(NoBinding, match="another content"):
        read(forged)
    for document in (_with(right, forged), _with(wrong, forged)):
        with pytest.raises(RecordMismatch):
            check_pages(document, record)


def test_a_foreign_pdf_and_a_cut_one_are_refused(fonts: Fonts, make_record: Make) -> None:
    record = make_record(1)
    document = render(record, fonts)
    for pdf in (b"", b"%PDF-1.4\n%%EOF", document.pdf[:-200], document.pdf[:2000]):
        with pytest.raises(RecordMismatch):
            check_pages(_with(document, pdf), record)


def test_a_page_without_a_binding_is_found(fonts: Fonts, make_record: Make, read: Read) -> None:
    record = make_record(1)
    document = render(record, fonts)
    stripped = document.pdf.replace(b"/PieceInfo", b"/PieceInfx")
    with pytest.raises(NoBinding, match="no binding"):
        read(stripped)
    with pytest.raises(RecordMismatch, match="not the one that was drawn"):
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
