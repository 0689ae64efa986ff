"""Records and tools for the tests of the documents."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk.documents.fonts.font_set import Fonts
from kiosk.rules.certificates import HOUSEHOLD, OMITTED, SHOWN, CertificateKind
from kiosk.rules.contents import Person, ResidentRecord
from kiosk.rules.municipality_kinds import MunicipalityKind
from kiosk.rules.record import CertificateRecord

NAMES = (
    ("見本　一郎", "みほん　いちろう"),
    ("見本　葛\U000e0104子", "みほん　かつこ"),
    ("\U00020bb7野家　髙﨑", "よしのや　たかさき"),
    ("渡邉\U000e010f　太郎", "わたなべ　たろう"),
    ("SMITH JOHN ALEXANDER", "スミス　ジョン　アレクサンダー"),
)


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts.load()


@pytest.fixture(scope="session")
def make_person() -> Callable[..., Person]:
    def make(number: int = 0, *, shown: bool = False, **changes: Any) -> Person:
        name, kana = NAMES[number % len(NAMES)]
        values: dict[str, Any] = {
            "name": name,
            "name_kana": kana,
            "birth_date": date(1980 + number, 2, 17),
            "sex": "男女"[number % 2],
            "became_resident_on": date(2011, 4, 1),
            "address_since": date(2019, 5, 1),
        }
        if shown:
            values["relationship"] = "世帯主" if number == 0 else "子"
            values["domicile"] = "北海道苫小牧市旭町四丁目５番地"
            values["head_of_register"] = "見本　一郎"
            values["my_number"] = f"12345678{number:04}"
        return Person(**(values | changes))

    return make


@pytest.fixture(scope="session")
def make_record(make_person: Callable[..., Person]) -> Callable[..., CertificateRecord]:
    def make(
        persons: int | tuple[Person, ...] = 1,
        *,
        shown: bool = False,
        address: str = "北海道苫小牧市旭町四丁目５番６号",
        extent: str = HOUSEHOLD,
        **changes: Any,
    ) -> CertificateRecord:
        if isinstance(persons, int):
            persons = tuple(make_person(number, shown=shown) for number in range(persons))
        item = SHOWN if shown else OMITTED
        values: dict[str, Any] = {
            "visit": "visit-1",
            "request": "request-1",
            "subject": "ab" * 32,
            "document_number": "K7Q4-20PX-9W3M",
            "copy_number": 1,
            "copies": 1,
            "kind": CertificateKind.RESIDENT_RECORD,
            "options": (
                ("domicile", item),
                ("head_and_relationship", item),
                ("my_number", item),
                ("persons", extent),
            ),
            "municipality_code": "01213",
            "municipality_name": "苫小牧市",
            "municipality_kind": MunicipalityKind.CITY,
            "prefecture": "北海道",
            "mayor": "見本氏名",
            "issued_on": date(2026, 11, 21),
            "fee": 250,
            "specimen": True,
            "content": ResidentRecord(
                address=address,
                head_of_household="見本　一郎" if shown else None,
                persons=persons,
                whole_household=extent == HOUSEHOLD,
            ),
        }
        return CertificateRecord(**(values | changes))

    return make


@pytest.fixture
def text_of(tmp_path: Path) -> Callable[[bytes], str]:
    """The text that poppler reads out of a PDF."""

    def text(pdf: bytes) -> str:
        path = tmp_path / "text.pdf"
        path.write_bytes(pdf)
        command = ["pdftotext", "-layout", str(path), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()

    return text


@pytest.fixture
def written_on(tmp_path: Path) -> Callable[[bytes], str]:
    """The text in the order of writing, without any space: the overprint divides nothing."""

    def text(pdf: bytes) -> str:
        path = tmp_path / "written.pdf"
        path.write_bytes(pdf)
        command = ["pdftotext", "-raw", str(path), "-"]
        return "".join(subprocess.run(command, check=True, capture_output=True).stdout.decode().split())

    return text


@pytest.fixture
def pictures_of(tmp_path: Path) -> Callable[[bytes], list[Image.Image]]:
    """The pages as poppler draws them, grey, 100 dots per inch."""

    def pictures(pdf: bytes) -> list[Image.Image]:
        path = tmp_path / "picture.pdf"
        path.write_bytes(pdf)
        for old in tmp_path.glob("page-*"):
            old.unlink()
        subprocess.run(["pdftoppm", "-r", "100", path, tmp_path / "page"], check=True)
        return [Image.open(page).convert("RGB") for page in sorted(tmp_path.glob("page-*"))]

    return pictures
