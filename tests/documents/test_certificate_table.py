"""docs/certificates.md: every specimen that a row names exists, and its sheet shows what the row says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import kiosk
from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.rules.certificates import SHOWN, CertificateKind
from kiosk.rules.record import CertificateRecord
from kiosk_simulator.centre.certificates.records import Applicant, make_records
from kiosk_simulator.residents import AGE_OF_USE, resident
from tests.support.centre.every_choice import SUBJECT, TODAY, asked, ways

PAGE = Path(kiosk.__file__).parent.parent / "docs" / "certificates.md"
COLUMNS = 7
Written = Callable[[bytes], str]


def rows() -> Iterator[tuple[CertificateKind, str, str, str]]:
    """Kind, item, specimen and words of each row of the page's tables."""
    for section in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, *lines = section.splitlines()
        kind = CertificateKind(re.findall(r"`(\w+)`", heading)[0])
        for line in lines:
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if line.startswith("|") and len(cells) == COLUMNS and cells[5].startswith("`"):
                yield kind, cells[0], cells[5].strip("`"), cells[6]


ROWS = [pytest.param(*row, id=f"{row[0]}-{row[1]}") for row in rows()]


@cache
def sheet_of(kind: CertificateKind, key: str) -> CertificateRecord:
    """The record of the kind with everything shown, asked for by the specimen or, for a child, the head."""
    person, household = resident(key)
    if person.age_on(TODAY) < AGE_OF_USE:
        person = household.head
    town, offer = next((town, offer) for town, offer in ways(person) if offer.kind is kind)
    chosen = {row.key: SHOWN if SHOWN in row.values else row.default for row in offer.options}
    (record,) = make_records(asked(kind, chosen, offer.fee), Applicant(person.key, SUBJECT), town, TODAY)
    return record


@pytest.fixture(scope="module")
def sheets() -> dict[tuple[CertificateKind, str], str]:
    """What is written on the sheets that were printed so far."""
    return {}


@pytest.mark.parametrize(("kind", "item", "key", "words"), ROWS)
def test_the_specimen_shows_what_the_table_says(
    fonts: Fonts,
    written_on: Written,
    sheets: dict[tuple[CertificateKind, str], str],
    kind: CertificateKind,
    item: str,
    key: str,
    words: str,
) -> None:
    if (kind, key) not in sheets:
        text = written_on(render(sheet_of(kind, key), fonts).pdf)
        sheets[kind, key] = text.replace("\U000e0104", "")
    assert words in sheets[kind, key], item


def test_every_item_has_a_source() -> None:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.count("|") > COLUMNS]
    unsourced = [line for line in lines if not line.split("|")[5].strip()]
    assert not unsourced


def test_the_table_has_every_kind_and_is_read_to_its_end() -> None:
    kinds = {kind for kind, *_ in rows()} | {CertificateKind.FAMILY_REGISTER_INDIVIDUAL}
    assert kinds == set(CertificateKind)
    tables = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.count("|") > COLUMNS]
    headings = 2 * (len(CertificateKind) - 1)
    assert len(ROWS) == len(tables) - headings
