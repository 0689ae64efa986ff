"""What a newcomer does wrong in a municipality's file stops the centre, with file and key named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk_simulator.centre.municipalities import MUNICIPALITIES_FOLDER, load_municipalities
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.residents import MIHON
from tests.support.centre.municipality_example import CODE, example, folder_with


def test_the_example_itself_is_right(tmp_path: Path) -> None:
    """The negative cases below fail for their own reason only."""
    assert CODE in load_municipalities(folder_with(tmp_path, example()))


WRONG = {
    "misspelt key": ("my_number = true", "my_numbr = true", "my_numbr: no such key"),
    "misspelt required key": ("mayor = ", "mayer = ", "mayor: missing"),
    "misspelt key of hours": ("weekdays_only = true", "weekday_only = true", "hours: unknown: weekday_only"),
    "misspelt key of a closure": ("kinds = [", "kind = [", "closures: unknown: kind"),
    "misspelt table": ("[fees]", "[fee]", "fees: missing"),
    "misspelt kind": ('["resident_record"', '["residents_record"', "offered: 'residents_record'"),
    "misspelt kind of hours": (
        "[hours.family_register_all]",
        "[hours.register_all]",
        "hours: 'register_all'",
    ),
    "misspelt kind of a fee": ("\nresident_record = 300", "\nrecord = 300", "fees: 'record'"),
    "no text": ('mayor = "例示　町長名"', "mayor = 7", "mayor: 7 is no str"),
    "no flag": ("tells_heads = true", 'tells_heads = "yes"', "tells_heads: 'yes' is no bool"),
    "no number": (
        "\nresident_record = 300",
        '\nresident_record = "300"',
        "fees: resident_record: '300' is no int",
    ),
    "no time": ("opens = 08:30:00", 'opens = "8:30"', "hours: '8:30' is no time"),
    "no moment": ("end = 2027-02-22T06:30:00", "end = 2027-02-22", "closures: datetime.date"),
    "no katakana": ('"カナマチ"', '"かなまち"', "towns: "),
    "negative fee": (
        "family_register_all = 450",
        "family_register_all = -1",
        "fees: family_register_all: less",
    ),
    "no fee": ("family_register_all = 450\n", "", "fees: family_register_all is missing"),
    "another code": ('code = "99301"', 'code = "99302"', "code: not the file's name"),
    "closes before it opens": (
        "closes = 17:00:00",
        "closes = 08:00:00",
        "hours: the service must open before",
    ),
    "closes when it opens": ("closes = 17:00:00", "closes = 09:00:00", "hours: hours of no length"),
    "never closes": ("closes = 17:00:00\n", "", "hours: closes is missing"),
    "closure ends before": ("end = 2027-02-22T06:30:00", "end = 2027-02-20T16:00:00", "closures: "),
    "no day of a year": ('"06-15"', '"15-06"', "tax_year_begins: "),
    "key below a table": ("[fees]", "[fees]\nsince = 2026", "fees: 'since'"),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_stops_the_centre_and_is_named(tmp_path: Path, pki: Pki, mistake: str) -> None:
    right, wrong, message = WRONG[mistake]
    assert right in example()
    folder = folder_with(tmp_path, example().replace(right, wrong, 1))
    with pytest.raises(ValueError, match=rf"^{CODE}\.toml: {re.escape(message)}"):
        SimulatedCentre(pki, municipalities=folder)


def test_what_is_no_toml_is_named_with_its_line(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, example().replace('name = "例示町"', "name = 例示町"))
    with pytest.raises(ValueError, match=rf"^{CODE}\.toml: .*line 4"):
        load_municipalities(folder)


def test_a_file_under_another_name_is_refused_by_that_name(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, example(), code="99302")
    with pytest.raises(ValueError, match=r"^99302\.toml: code: not the file's name"):
        load_municipalities(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('code = "99201"', 'code = "99202"'),
        ("my_number = false", 'my_number = "no"'),
        ('tax_year_begins = "06-10"', 'tax_year_begins = "02-30"'),
        ("resident_record = 300", "resident_record = -300"),
        ("resident_record = 300", "resident_record = true"),
        ("resident_record = 300\n", ""),
        ('    "seal_registration",', '    "fishing_licence",'),
        ("opens = 09:00:00", "opens = 18:00:00"),
        ("opens = 09:00:00", "opens = 9"),
        ("[hours.family_register_all]", "[hours.marriage]"),
        ("[hours.family_register_all]", "[hours.password_reset]"),
        ("weekdays_only = true", "weekday_only = true"),
        ("start = 2026-12-04T17:30:00", "start = 2026-12-06T17:30:00"),
        ("start = 2026-12-04T17:30:00", "begins = 2026-12-04T17:30:00"),
        ("start = 2026-12-04T17:30:00", "start = 2026-12-04"),
        ('kinds = ["supp', 'knids = ["supp'),
        ('kinds = ["supp', 'services = ["supp'),
    ],
)
def test_a_wrong_municipality_file_is_refused_by_name(tmp_path: Path, old: str, new: str) -> None:
    text = (MUNICIPALITIES_FOLDER / f"{MIHON}.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / f"{MIHON}.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"^{MIHON}\.toml"):
        load_municipalities(tmp_path)


def test_an_empty_folder_is_no_set_of_municipalities(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no municipality"):
        load_municipalities(tmp_path)
