"""Production takes no file that was made for tests, is open to others, or does not say when it ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.config.centre_files import centre_problems, ends, record_keys
from kiosk.config.files import check_files, file_problems
from kiosk.config.settings import Mode, Settings
from kiosk_simulator.pki.authority import Pki
from tests.support.authority import Authority, centre_files, pem


def settings(folder: Path, mode: Mode = Mode.PRODUCTION, **changes: object) -> Settings:
    folder.joinpath("state").mkdir(mode=0o700, exist_ok=True)
    centre = {"url": "https://centre.example", **centre_files(folder), **changes}
    return Settings.checked({"mode": mode, "state": folder / "state", "centre": centre})


def problems(found: Settings) -> list[str]:
    return [*file_problems(found), *centre_problems(found)]


def test_files_of_an_authority_of_the_operators_own_are_taken(tmp_path: Path) -> None:
    assert problems(settings(tmp_path)) == []


def test_every_file_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    none = dict.fromkeys(("ca", "certificate", "key"), None)
    found = Settings.checked(
        {"mode": "production", "state": tmp_path, "centre": {"url": "https://centre.example", **none}}
    )
    assert list(file_problems(found)) == [
        f"centre.{key} is missing" for key in ("ca", "certificate", "key", "record_keys")
    ]


@pytest.mark.parametrize("key", ["ca", "certificate", "record_keys"])
def test_what_the_simulators_authority_issued_is_refused(tmp_path: Path, key: str) -> None:
    pki = Pki.load_or_create(tmp_path / "pki", datetime.now(UTC))
    test_made = str(pki.tls.ca if key != "certificate" else pki.tls.terminal_certificate)
    given: dict[str, Any] = {key: [test_made] if key == "record_keys" else test_made}
    told = problems(settings(tmp_path, **given))
    assert f"centre.{key}: production refuses the simulator's authority JPKI-TEST" in told
    in_simulation = problems(settings(tmp_path, Mode.SIMULATION, **given))
    assert not [line for line in in_simulation if "JPKI-TEST" in line]


def test_the_simulators_record_key_is_refused_as_one_without_a_certificate(tmp_path: Path) -> None:
    pki = Pki.load_or_create(tmp_path / "pki", datetime.now(UTC))
    path = tmp_path / "bare.pem"
    path.write_bytes(pki.record_public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    (told,) = problems(settings(tmp_path, record_keys=[str(path)]))
    assert told.startswith("centre.record_keys: bare.pem is a key without a certificate")
    assert problems(settings(tmp_path, Mode.SIMULATION, record_keys=[str(path)])) == []


def test_a_record_key_by_somebody_elses_authority_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.pem"
    path.write_bytes(pem(Authority("Rehearsal CA").issue(Ed25519PrivateKey.generate(), "records")))
    assert problems(settings(tmp_path, record_keys=[str(path)])) == [
        "centre.record_keys: other.pem is not a certificate by centre.ca"
    ]


@pytest.mark.parametrize("mode", [0o604, 0o644, 0o660, 0o700, 0o666])
def test_a_private_key_that_is_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    found = settings(tmp_path)
    assert found.centre.key is not None
    found.centre.key.chmod(mode)
    (told,) = problems(found)
    assert told.startswith(f"centre.key: key.pem has mode {mode:04o}")


@pytest.mark.parametrize("mode", [0o400, 0o600, 0o640, 0o440])
def test_a_private_key_may_be_read_by_its_owner_and_a_group(tmp_path: Path, mode: int) -> None:
    found = settings(tmp_path)
    assert found.centre.key is not None
    found.centre.key.chmod(mode)
    check_files(found)


@pytest.mark.parametrize("mode", [0o770, 0o777, 0o702])
def test_a_state_folder_that_others_may_write_into_is_refused(tmp_path: Path, mode: int) -> None:
    found = settings(tmp_path)
    found.state.chmod(mode)
    (told,) = problems(found)
    assert told.startswith(f"state: state has mode {mode:04o}")


def test_a_printers_authority_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "printer-ca.pem"
    path.write_text("nothing")
    found = settings(tmp_path)
    printer = found.printer.changed(uri="ipps://printer.example/print", ca=path)
    assert problems(found.changed(printer=printer)) == [
        "printer.ca: printer-ca.pem holds no certificate (PEM)"
    ]


def test_a_record_keys_days_are_those_of_its_certificate(tmp_path: Path) -> None:
    found = settings(tmp_path)
    (key,) = record_keys(found.centre)
    assert key.valid_from is not None
    assert key.valid_until is not None
    assert key.is_current(key.valid_from)
    assert key.is_current(key.valid_until)
    assert not key.is_current(key.valid_from - timedelta(seconds=1))
    assert not key.is_current(key.valid_until + timedelta(seconds=1))


def test_the_last_moment_of_each_certificate_is_known_by_its_key(tmp_path: Path) -> None:
    found = dict(ends(settings(tmp_path)))
    assert found.keys() == {"centre.ca", "centre.certificate", "centre.record_keys"}
    assert found["centre.certificate"] < found["centre.ca"]
