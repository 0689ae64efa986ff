"""Documents with backs: which page follows which, and what a back says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.documents.document import Document, page_code
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.verification import check_pages
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.record import CertificateRecord
from tests.support.page_bindings import printed_pages
from tests.support.paper_scans import two_sided
from tests.support.sample_records import LONG, SAMPLES

ALL = [*SAMPLES.values(), *LONG.values()]


@pytest.mark.parametrize("record", ALL, ids=lambda record: record.kind)
def test_every_front_is_followed_by_its_own_back(
    record: CertificateRecord, fonts: Fonts, tmp_path: Path
) -> None:
    document = two_sided(record, fonts)
    check_pages(document, record)
    (tmp_path / "file.pdf").write_bytes(document.pdf)
    printed = printed_pages(tmp_path / "file.pdf")
    assert [page.side for page in printed] == ["front", "back"] * len(document.pages)
    assert tuple(page.binding for page in printed[::2]) == document.pages
    assert tuple(page.binding for page in printed[1::2]) == document.pages


def test_a_back_names_its_page_and_nobody(fonts: Fonts, text_of: Callable[[bytes], str]) -> None:
    record = LONG[CertificateKind.RESIDENT_RECORD]
    pages = text_of(two_sided(record, fonts).pdf).split("\f")[:-1]
    for number, back in enumerate(pages[1::2], start=1):
        assert page_code(record, number) in back
        assert "うら" in back
        assert "見本 SAMPLE" in back
        for private in ("見本　", "SAMPLE MARIA", "苫小牧", record.document_number, "１９８０"):
            assert private not in back.replace("見本 SAMPLE", "")


def test_a_certificate_in_service_has_no_word_of_a_specimen_on_its_back(
    fonts: Fonts, text_of: Callable[[bytes], str]
) -> None:
    record = SAMPLES[CertificateKind.TAXATION].model_copy(update={"specimen": False})
    back = text_of(two_sided(record, fonts).pdf).split("\f")[1]
    assert "SAMPLE" not in back
    assert "真正性を確認するための記号" in back.replace(" ", "")


@pytest.mark.parametrize("record", ALL, ids=lambda record: record.kind)
def test_a_sheet_with_its_back_takes_at_most_80_kilobytes_for_two(
    record: CertificateRecord, fonts: Fonts
) -> None:
    document: Document = two_sided(record, fonts)
    assert len(document.pdf) <= 60_000 + 12_000 * len(document.pages)
