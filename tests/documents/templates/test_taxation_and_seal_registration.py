"""課税証明書 and 印鑑登録証明書: figures that stand in columns, an impression that is never imitated."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.documents.content_checks import NotPrintable
from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import DoesNotFit
from kiosk.documents.templates import seal_registration
from kiosk.documents.templates.taxation import Summary, lay_out, yen
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.contents import TaxItem
from kiosk.rules.municipality_kinds import MunicipalityKind
from tests.support.sample_records import LONG, SAMPLES, SEAL, TAXATION, record_of

Written = Callable[[bytes], str]
TAX = CertificateKind.TAXATION


def test_yen_are_grouped_and_a_loss_has_its_triangle() -> None:
    assert [yen(0), yen(-45_000), yen(5_200_000)] == ["0", "△45,000", "5,200,000"]


def test_amounts_of_a_column_end_at_one_edge(tmp_path: Path, fonts: Fonts) -> None:
    path = tmp_path / "tax.pdf"
    path.write_bytes(render(SAMPLES[TAX], fonts).pdf)
    told = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    ends = {word: float(edge) for edge, word in re.findall(r'xMax="([\d.]+)"[^>]*>([△\d,]+)</word>', told)}
    assert ends["5,200,000"] == pytest.approx(ends["△45,000"], abs=0.05)
    assert ends["742,300"] == pytest.approx(ends["330,000"], abs=0.05)
    assert ends["742,300"] > ends["5,200,000"] + 100


def test_every_digit_is_as_wide_as_another(fonts: Fonts) -> None:
    assert len({fonts.mincho.width(digit, 10) for digit in "0123456789"}) == 1


@pytest.mark.parametrize(
    ("year", "label", "income"),
    [
        (2026, "令和８年度", "令和７年中"),
        (2019, "平成３１年度", "平成３０年中"),
        (2020, "令和２年度", "令和元年中"),
    ],
)
def test_the_year_is_named_as_paper_names_it(
    fonts: Fonts, written_on: Written, year: int, label: str, income: str
) -> None:
    record = record_of(TAX, TAXATION.model_copy(update={"fiscal_year": year}))
    text = written_on(render(record, fonts).pdf)
    assert label in text
    assert income in text
    assert (year == 2019) == ("平成３１年度" in text)


@pytest.mark.parametrize(
    ("kind", "town", "prefecture", "taxes"),
    [
        (MunicipalityKind.CITY, "苫小牧市", "北海道", "市・道民税"),
        (MunicipalityKind.DESIGNATED_CITY, "見本市", "みほん府", "市・府民税"),
        (MunicipalityKind.WARD_OF_DESIGNATED_CITY, "見本市中区", "みほん県", "市・県民税"),
        (MunicipalityKind.SPECIAL_WARD, "見本区", "東京都", "特別区民税・都民税"),
        (MunicipalityKind.TOWN, "見本町", "みほん県", "町・県民税"),
        (MunicipalityKind.VILLAGE, "見本村", "みほん県", "村・県民税"),
        (MunicipalityKind.CITY, "見本町", "みほん県", "市・県民税"),  # the name has no say
    ],
)
def test_the_taxes_have_the_name_of_the_kind_of_municipality(
    fonts: Fonts, written_on: Written, kind: MunicipalityKind, town: str, prefecture: str, taxes: str
) -> None:
    record = record_of(TAX, TAXATION, municipality_name=town, municipality_kind=kind, prefecture=prefecture)
    assert taxes in written_on(render(record, fonts).pdf)


def test_a_certificate_without_any_item_keeps_its_columns(fonts: Fonts, written_on: Written) -> None:
    empty = TAXATION.model_copy(update={"income": (), "deductions": (), "taxes": (), "total_tax": 0})
    text = written_on(render(record_of(TAX, empty), fonts).pdf)
    assert "所得所得控除税額" in text
    assert "年税額0円" in text


def test_many_items_go_over_pages_and_the_summary_ends_the_last(fonts: Fonts) -> None:
    pages = lay_out(LONG[TAX], fonts)
    assert len(pages) > 1
    assert [bool(page.person) for page in pages] == [True] + [False] * (len(pages) - 1)
    places = [
        number for number, page in enumerate(pages) for piece in page.pieces if isinstance(piece, Summary)
    ]
    assert places == [len(pages) - 1]
    assert isinstance(pages[-1].pieces[-1], Summary)


def test_an_amount_beyond_its_column_is_refused(fonts: Fonts) -> None:
    rich = TAXATION.model_copy(update={"income": (TaxItem(label="給与収入", amount=10**24),)})
    with pytest.raises(DoesNotFit):
        render(record_of(TAX, rich), fonts)


def test_the_place_of_the_impression_is_a_plain_box_that_says_so(fonts: Fonts, written_on: Written) -> None:
    text = written_on(render(SAMPLES[CertificateKind.SEAL_REGISTRATION], fonts).pdf)
    assert "印影見本" in text


def test_a_seal_certificate_without_an_impression_is_only_ever_a_specimen(fonts: Fonts) -> None:
    with pytest.raises(NotPrintable, match="no impression"):
        render(record_of(CertificateKind.SEAL_REGISTRATION, SEAL, specimen=False), fonts)


def test_a_seal_certificate_is_one_page(fonts: Fonts) -> None:
    for name in ("見本", "鷹" * 100):
        record = record_of(
            CertificateKind.SEAL_REGISTRATION, SEAL.model_copy(update={"name": name, "address": name})
        )
        assert len(seal_registration.lay_out(record, fonts)) == 1
