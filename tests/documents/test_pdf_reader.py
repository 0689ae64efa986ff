"""The simulated printer's PDF reader: what the terminal writes is read, all else is refused cleanly."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.rules.record import CertificateRecord
from kiosk_simulator.page_printer.pdf_reader import PdfUnreadable, read_pages

Make = Callable[..., CertificateRecord]


@pytest.fixture(scope="session")
def pdf(fonts: Fonts, make_record: Make) -> bytes:
    return render(make_record(5), fonts).pdf


def test_pages_come_in_printing_order(pdf: bytes, tmp_path: Path) -> None:
    pages = read_pages(pdf)
    assert len(pages) == 2
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf)
    shown = subprocess.run(["qpdf", "--show-pages", path], capture_output=True, check=True).stdout
    numbers = [int(line.split()[2]) for line in shown.decode().splitlines() if line.startswith("page ")]
    for page, number in zip(pages, numbers, strict=True):
        command = ["qpdf", f"--show-object={number}", str(path)]
        entry = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        content = entry.split("/Contents ")[1].split()[0]
        command = ["qpdf", f"--show-object={content}", "--filtered-stream-data", str(path)]
        assert subprocess.run(command, capture_output=True, check=True).stdout == page.content


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_damage_gives_pages_or_a_clear_error(pdf: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(pdf) - 1))
    damaged = bytearray(pdf)
    damaged[at : at + data.draw(st.integers(1, 40))] = data.draw(st.binary(max_size=40))
    # Any other exception fails the test.
    with contextlib.suppress(PdfUnreadable):
        assert all(page.content for page in read_pages(bytes(damaged)))


@given(st.binary(max_size=300))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(PdfUnreadable):
        read_pages(b"%PDF-1.7\n" + noise)


def test_an_appended_update_is_refused(pdf: bytes) -> None:
    start = pdf.rindex(b"startxref")
    with pytest.raises(PdfUnreadable):
        read_pages(pdf + b"\n" + pdf[start:])


def test_a_page_tree_that_bites_its_tail_is_refused() -> None:
    body = b"%PDF-1.4\n"
    offsets = []
    for number, entry in ((1, b"<</Type/Catalog/Pages 2 0 R>>"), (2, b"<</Type/Pages/Kids[2 0 R]/Count 1>>")):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, entry)
    table = b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    pdf = body + table + b"trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    with pytest.raises(PdfUnreadable, match="page tree"):
        read_pages(pdf)
