"""What each mode takes and refuses: simulated parts, authorities, places, records. The whole table."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.config.centre_files import centre_problems
from kiosk.config.files import file_problems
from kiosk.config.mode_check import mode_problems, specimens, takes_specimens
from kiosk.config.settings import Mode, Settings
from kiosk.config.staff_pin import hashed
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.pki.tls import client_files, record_certificate
from tests.support.authority import centre_files
from tests.support.staff import staff_pin

SIMULATION, REHEARSAL, PRODUCTION = Mode.SIMULATION, Mode.REHEARSAL, Mode.PRODUCTION
REAL_PARTS = {
    "reader": {"kind": "pcsc"},
    "printer": {"uri": "ipps://printer/ipp/print"},
    "receipt_printer": {"address": "receipts:9100"},
    "cash": {"port": "/dev/ttyUSB0"},
    "centre": {"url": "https://centre.example"},
}
PERSON = {"id": "04", "role": "clerk", "pin": hashed(staff_pin(b"135791"))}


def settings(mode: Mode, *, specimen: bool, staff: Any = (PERSON,), **changes: Any) -> Settings:
    place = {"specimen": specimen, "store": "Store", "terminal": "T-1", "telephone": "000-0000"}
    return Settings.checked({"mode": mode, "staff": staff, "place": place, **REAL_PARTS, **changes})


def test_the_table_has_every_mode() -> None:
    assert {SIMULATION, REHEARSAL, PRODUCTION} == set(Mode)


@pytest.mark.parametrize("part", REAL_PARTS)
@pytest.mark.parametrize(("mode", "taken"), [(SIMULATION, True), (REHEARSAL, False), (PRODUCTION, False)])
def test_a_simulated_part(mode: Mode, taken: bool, part: str) -> None:
    simulated: Any = {part: {}}
    found = settings(mode, specimen=mode is REHEARSAL, **simulated)
    told = [each for each in mode_problems(found, stand_ins=True) if "refuses simulated parts" in each]
    assert told == ([] if taken else [f"{mode} refuses simulated parts: {part}"])


@pytest.mark.parametrize(("mode", "specimen"), [(SIMULATION, False), (REHEARSAL, True), (PRODUCTION, False)])
def test_the_place_says_what_the_paper_is(mode: Mode, specimen: bool) -> None:
    assert list(mode_problems(settings(mode, specimen=specimen))) == []
    (told,) = mode_problems(settings(mode, specimen=not specimen))
    assert told.startswith("place.specimen: ")


@pytest.mark.parametrize("mode", [REHEARSAL, PRODUCTION])
def test_place_and_staff_are_the_terminals_own(mode: Mode) -> None:
    specimen = mode is REHEARSAL
    nobody = settings(mode, specimen=specimen, staff=(), place={"specimen": specimen})
    told = "\n".join(mode_problems(nobody, stand_ins=True))
    for key in ("place.store", "place.terminal", "place.telephone", "staff"):
        assert f"{key} is missing" in told
    assert not takes_specimens(nobody, stand_ins=True)


@pytest.mark.parametrize(
    ("mode", "real", "takes_real", "takes_specimen"),
    [
        (SIMULATION, False, True, True),
        (SIMULATION, True, True, False),
        (REHEARSAL, True, False, True),
        (PRODUCTION, True, True, False),
    ],
)
def test_a_record(mode: Mode, real: bool, takes_real: bool, takes_specimen: bool) -> None:
    found = settings(mode, specimen=True) if real else Settings(mode=mode)
    assert specimens(found).refuse(specimen=False) is not takes_real
    assert specimens(found).refuse(specimen=True) is not takes_specimen


def with_files(folder: Path, mode: Mode, *, test_made: bool, **changes: object) -> list[str]:
    if test_made:
        pki = Pki.load_or_create(folder / "pki", datetime.now(UTC))
        certificate, key = client_files(pki.directory, "T-1")
        record = folder / "record.pem"
        record.write_bytes(record_certificate(pki.directory, pki.record_public_key))
        files = {"ca": pki.tls.ca, "certificate": certificate, "key": key, "record_keys": [record]}
    else:
        files = dict(centre_files(folder))
    folder.joinpath("state").mkdir(mode=0o700, exist_ok=True)
    centre = {**REAL_PARTS["centre"], **files, **changes}
    found = settings(mode, specimen=mode is REHEARSAL, centre=centre, state=folder / "state")
    return [*file_problems(found), *centre_problems(found)]


@pytest.mark.parametrize("test_made", [True, False], ids=["test-made", "real"])
@pytest.mark.parametrize("mode", Mode)
def test_an_authority_and_all_that_it_issued(tmp_path: Path, mode: Mode, test_made: bool) -> None:
    told = with_files(tmp_path, mode, test_made=test_made)
    keys = {each.partition(":")[0] for each in told}
    refused = {PRODUCTION: test_made, REHEARSAL: not test_made, SIMULATION: False}[mode]
    assert keys == ({"centre.ca", "centre.certificate", "centre.record_keys"} if refused else set()), told


def test_a_rehearsal_refuses_a_single_file_of_a_real_authority(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    for key, value in centre_files(real).items():
        if key == "key":
            continue  # whose it is stands in the certificate
        told = with_files(tmp_path, REHEARSAL, test_made=True, **{key: value})
        assert f"centre.{key}: a rehearsal refuses authorities that are not test-made" in "\n".join(told)


def test_a_rehearsal_looks_at_files_as_production_does(tmp_path: Path) -> None:
    pki = Pki.load_or_create(tmp_path / "pki", datetime.now(UTC))
    bare = tmp_path / "bare.pem"
    bare.write_bytes(pki.tls.ca_key.read_bytes())
    tmp_path.joinpath("state").mkdir(mode=0o777)
    tmp_path.joinpath("state").chmod(0o777)
    _, key = client_files(pki.directory, "T-1")
    key.chmod(0o644)
    told = "\n".join(with_files(tmp_path, REHEARSAL, test_made=True, record_keys=[bare]))
    assert "bare.pem is a key without a certificate; rehearsal needs one" in told
    assert "has mode 0644" in told
    assert "state has mode 0777" in told
