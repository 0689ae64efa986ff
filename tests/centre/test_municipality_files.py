"""One TOML file adds a municipality: the smallest one, the documented example, and errors by file and key."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import kiosk
from kiosk.centre.client import CentreClient
from kiosk.centre.transport import TlsFiles
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Service
from kiosk.rules.usage_registration import Town
from kiosk_simulator.centre.municipalities import (
    MUNICIPALITIES_FOLDER,
    IssuingMunicipality,
    load_municipalities,
)
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki

PAGE = Path(kiosk.__file__).parent.parent / "docs" / "howto" / "municipality.md"
SMALLEST = """
prefecture = "みほん県"
name = "例示町"
kind = "town"
mayor = "例示　町長名"
telephone = "0000-00-0002"
[fees]
resident_record = 300
"""


def loaded(folder: Path, text: str, name: str = "99301.toml") -> IssuingMunicipality:
    (folder / name).write_text(text, encoding="utf-8")
    (found,) = load_municipalities(folder).values()
    return found


def examples() -> list[str]:
    return re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_smallest_file_is_enough(tmp_path: Path) -> None:
    found = loaded(tmp_path, SMALLEST)
    assert (found.row.code, found.row.name_latin) == ("99301", "例示町")
    assert found.offered == {CertificateKind.RESIDENT_RECORD}
    assert [found.my_number, found.row.takes_registrations, found.tells_heads] == [False] * 3
    assert (found.towns, found.registration_business_days, found.registration_follows_card) == ((), 5, True)
    assert found.tax_year_begins == (6, 10)
    noon = datetime(2026, 11, 28, 12, 0, tzinfo=JST)
    assert found.issues_now(CertificateKind.RESIDENT_RECORD, noon)


def test_the_page_shows_the_smallest_file() -> None:
    assert examples()[0].split() == SMALLEST.split()


def test_the_documented_example_starts_a_centre(tmp_path: Path, pki: Pki, tls: TlsFiles) -> None:
    (tmp_path / "99301.toml").write_text(examples()[1], encoding="utf-8")
    with SimulatedCentre(pki, municipalities=tmp_path) as centre:
        client = CentreClient(centre.base_url, tls)
        (row,) = client.municipalities()
        client.close()
    assert (row.code, row.name, row.name_latin) == ("99301", "例示町", "Reiji (specimen)")
    assert row.takes_registrations


def test_the_documented_example_says_what_it_says(tmp_path: Path) -> None:
    found = loaded(tmp_path, examples()[1])
    assert CertificateKind.FAMILY_REGISTER_INDIVIDUAL not in found.offered
    assert found.towns[2] == Town("仮名町", "カナマチ")
    assert (found.registration_business_days, found.registration_follows_card) == (3, False)
    assert (found.my_number, found.tells_heads, found.tax_year_begins) == (True, True, (6, 15))
    evening = datetime(2027, 3, 4, 19, 59, 59, tzinfo=JST)
    assert found.serves_now(Service.USAGE_REGISTRATION, evening)
    assert not found.serves_now(Service.USAGE_REGISTRATION, evening + timedelta(seconds=1))
    assert not found.serves_now(Service.USAGE_REGISTRATION, evening + timedelta(days=1))
    assert not found.issues_now(CertificateKind.FAMILY_REGISTER_ALL, evening)


def test_every_key_of_the_files_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for path in MUNICIPALITIES_FOLDER.glob("*.toml"):
        keys = re.findall(r"^(\w+) = ", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert keys
        assert [key for key in keys if f"`{key}`" not in page] == []


def test_every_municipality_that_takes_registrations_has_towns_in_the_index() -> None:
    for found in load_municipalities().values():
        assert found.row.takes_registrations
        assert len({town.name for town in found.towns}) == len(found.towns) > 3


@pytest.mark.parametrize("key", ["prefecture", "name", "kind", "mayor", "telephone"])
@pytest.mark.parametrize("value", [None, '""', '" "', "5", "true"])
def test_what_is_required_is_named(tmp_path: Path, key: str, value: str | None) -> None:
    line = re.search(rf"^{key} = .*$", SMALLEST, re.MULTILINE)
    assert line is not None
    text = SMALLEST.replace(line[0], "" if value is None else f"{key} = {value}")
    with pytest.raises(ValueError, match=rf"^99301\.toml: {key}: "):
        loaded(tmp_path, text)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("my_numbr = true", "my_numbr"),
        ('code = "99302"', "code"),
        ("code = 99301", "code"),
        ("my_number = 1", "my_number"),
        ("deputy = 1", "deputy"),
        ("sheet_per_person = 1", "sheet_per_person"),
        ("past_tax_years = -1", "past_tax_years"),
        ('tax_year_begins = "02-29"', "tax_year_begins"),
        ("tax_year_begins = 06-10", None),  # not even TOML
        ("offered = []\ntells_heads = 0", "tells_heads"),
        ('offered = ["fishing_licence"]', "offered"),
        ('offered = "resident_record"', "offered"),
        ('offered = ["taxation"]', "fees"),
        ("takes_registrations = true", "towns"),
        ('towns = ["旭町"]', "towns"),
        ('towns = [["仮名町"]]', "towns"),
        ('towns = [["仮名町", "かなまち"]]', "towns"),
        ('towns = [["", "カナマチ"]]', "towns"),
        ('towns = [["仮名町", "カナマチ"], ["仮名町", "カナチョウ"]]', "towns"),
        ("towns = [1]", "towns"),
        ("registration_business_days = 0", "registration_business_days"),
        ("registration_business_days = true", "registration_business_days"),
        ('registration_follows_card = "no"', "registration_follows_card"),
        ("[hours.resident_record]\nopens = 09:00:00", "hours"),
        ("[hours.password_reset]\nopens = 09:00:00\ncloses = 17:00:00", "hours"),
        ("[[closures]]\nstart = 2027-01-01T00:00:00", "closures"),
        ("hours = 9", "hours"),
    ],
)
def test_what_is_wrong_is_named_by_file_and_key(tmp_path: Path, line: str, key: str | None) -> None:
    text = SMALLEST.replace("[fees]", f"{line}\n[fees]")
    expected = r"^99301\.toml: " + ("" if key is None else f"{key}: ")
    with pytest.raises(ValueError, match=expected):
        loaded(tmp_path, text)


@pytest.mark.parametrize("fee", ["-1", "true", '"300"', "2.5"])
def test_a_fee_is_a_whole_number_of_yen(tmp_path: Path, fee: str) -> None:
    with pytest.raises(ValueError, match=r"^99301\.toml: fees: resident_record: "):
        loaded(tmp_path, SMALLEST.replace("300", fee))


def test_a_fee_for_no_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^99301\.toml: fees: "):
        loaded(tmp_path, SMALLEST + "fishing_licence = 300\n")


@pytest.mark.parametrize("name", ["9930.toml", "993011.toml", "reiji.toml", "９９３０１.toml"])
def test_a_file_is_called_by_its_code(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=rf"^{re.escape(name)}: .*code"):
        loaded(tmp_path, SMALLEST, name)


@pytest.mark.parametrize("towns", ["", 'towns = [["仮名町", "カナマチ"]]\n'])
def test_registrations_are_taken_where_there_are_towns_to_choose(tmp_path: Path, towns: str) -> None:
    assert loaded(tmp_path, towns + SMALLEST).row.takes_registrations is bool(towns)
    off = loaded(tmp_path, "takes_registrations = false\n" + towns + SMALLEST)
    assert not off.row.takes_registrations
