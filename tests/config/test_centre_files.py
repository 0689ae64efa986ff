"""The files of [centre]: one that cannot be used is named by its key, in one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from kiosk.config.centre_files import record_keys, tls_files
from kiosk.config.errors import SettingsError
from kiosk.config.sections.centre import Centre
from kiosk.rules.hours.japan_time import JST
from kiosk_simulator.pki.authority import Pki

KEYS = ("ca", "certificate", "key", "record_keys")
_PUBLIC = (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    return Pki.load_or_create(
        tmp_path_factory.mktemp("state") / "pki", datetime(2026, 11, 24, 10, tzinfo=JST)
    )


@pytest.fixture
def centre(pki: Pki, tmp_path: Path) -> Centre:
    """Files of a terminal's own that are as they should be."""
    good = {
        "ca": pki.tls.ca.read_bytes(),
        "certificate": pki.tls.terminal_certificate.read_bytes(),
        "key": pki.tls.terminal_key.read_bytes(),
        "record_keys": pki.record_public_key.public_bytes(*_PUBLIC),
    }
    for key, content in good.items():
        (tmp_path / f"{key}.pem").write_bytes(content)
    files: dict[str, object] = {key: tmp_path / f"{key}.pem" for key in KEYS}
    files["record_keys"] = (files["record_keys"],)
    return Centre.checked({"url": "https://centre.example", **files})


def refused(centre: Centre) -> str:
    with pytest.raises(SettingsError) as caught:
        (tls_files(centre), record_keys(centre))
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_good_files_are_taken(centre: Centre) -> None:
    assert tls_files(centre).ca == centre.ca
    assert len(record_keys(centre)) == 1


def removed(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def nonsense(path: Path) -> None:
    path.write_bytes(b"\xff no key")


def under_a_passphrase(path: Path) -> None:
    key = load_pem_private_key(path.read_bytes(), None)
    wrapped = (Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret"))
    path.write_bytes(key.private_bytes(*wrapped))


def path_of(centre: Centre, key: str) -> Path:
    path = centre.record_keys[0] if key == "record_keys" else getattr(centre, key)
    assert isinstance(path, Path)
    return path


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("damage", [removed, a_folder, empty, nonsense])
def test_a_file_that_cannot_be_used_is_named_by_its_key(
    centre: Centre, key: str, damage: Callable[[Path], None]
) -> None:
    damage(path_of(centre, key))
    assert f"centre.{key}" in refused(centre)


@pytest.mark.parametrize("key", KEYS)
def test_a_key_that_is_not_told_is_named(centre: Centre, key: str) -> None:
    nothing = () if key == "record_keys" else None
    assert refused(centre.changed(**{key: nothing})) == f"centre.{key} is missing"


def test_a_key_under_a_passphrase_is_refused_and_nobody_is_asked_for_it(centre: Centre) -> None:
    assert centre.key is not None
    under_a_passphrase(centre.key)
    assert "centre.key" in refused(centre)


def test_another_terminals_key_is_refused(centre: Centre) -> None:
    assert centre.key is not None
    key = generate_private_key(SECP256R1())
    centre.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    assert "centre.key are no pair" in refused(centre)


def test_a_record_key_of_another_kind_is_refused(centre: Centre) -> None:
    centre.record_keys[0].write_bytes(generate_private_key(SECP256R1()).public_key().public_bytes(*_PUBLIC))
    assert "Ed25519" in refused(centre)
