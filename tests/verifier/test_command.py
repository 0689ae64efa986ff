"""`kiosk verify`: what it says, its exit statuses, and what it cannot use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from PIL import Image
from typer.testing import CliRunner, Result

from kiosk.app.commands.command_line import app
from kiosk.documents.document import Document
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.contents import ResidentRecord
from kiosk.verifier.judgement import Finding, Verdict
from kiosk.verifier.wording import EXIT_STATUS, FINDINGS, VERDICTS
from kiosk_simulator.pki.files import key_pem
from tests.support.paper_scans import OFFICE_KEY, printed, published
from tests.support.sample_records import SAMPLES

pytestmark = pytest.mark.cost(8)
RECORD = SAMPLES[CertificateKind.RESIDENT_RECORD]


@pytest.fixture
def office(tmp_path: Path, single: Document) -> Path:
    """What a receiving office has: published keys, its own key, and a scan."""
    (tmp_path / "published.json").write_text(published().to_json())
    (tmp_path / "office.pem").write_bytes(key_pem(OFFICE_KEY))
    (tmp_path / "scan.pdf").write_bytes(single.pdf)
    return tmp_path


def run(office: Path, *arguments: str, keys: str = "published.json", key: str = "office.pem") -> Result:
    options = ("--keys", str(office / keys), "--opening-key", str(office / key))
    return CliRunner().invoke(app, ["verify", *arguments, *options])


def test_a_genuine_certificate_ends_with_0_and_shows_its_front(office: Path) -> None:
    result = run(office, str(office / "scan.pdf"), "--out", str(office / "out"), "--lang", "ja")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:2] == ["真正です", "見本です。効力はありません"]
    assert lines[2].startswith(RECORD.document_number)
    pictures = [Image.open(path) for path in (office / "out").iterdir()]
    assert len(pictures) == 1
    assert all(picture.width > picture.height for picture in pictures)


def test_the_result_names_no_person(office: Path) -> None:
    text = (
        run(office, str(office / "scan.pdf")).stdout + run(office, str(office / "scan.pdf"), "--json").stdout
    )
    assert isinstance(RECORD.content, ResidentRecord)
    for person in RECORD.content.persons:
        assert person.name not in text


def test_an_incomplete_one_ends_with_11_and_json_says_why(office: Path, single: Document) -> None:
    printed(single.pdf)[1].save(office / "back.png")
    result = run(office, str(office / "back.png"), "--json")
    assert result.exit_code == 11
    answer = json.loads(result.stdout)
    assert answer["verdict"] == "incomplete"
    assert {"finding": "front_missing", "where": "page 1"} in answer["findings"]


def test_an_empty_page_ends_with_12(office: Path) -> None:
    Image.new("L", (900, 1200), 255).save(office / "empty.jpg")
    assert run(office, str(office / "empty.jpg")).exit_code == 12


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("scan.txt", b"hello", "scan.txt is not a PDF, PNG or JPEG that can be read"),
        ("half.pdf", b"%PDF-1.4 and no more", "half.pdf is a PDF that cannot be read"),
        ("half.png", b"\x89PNG\r\n\x1a\n and no more", "half.png is not a PDF, PNG or JPEG that can be read"),
    ],
)
def test_a_file_that_is_no_scan_is_named(office: Path, name: str, content: bytes, said: str) -> None:
    (office / name).write_bytes(content)
    result = run(office, str(office / name))
    assert (result.exit_code, result.stderr.strip()) == (2, f"kiosk verify: {said}")


def test_a_missing_file_is_named(office: Path) -> None:
    result = run(office, str(office / "nothing.pdf"))
    assert result.exit_code == 2
    assert "nothing.pdf cannot be read" in result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{}", "version: "),
        (b'{"version": 1, "keys": []}', "keys: "),
        (b"not json", "file: "),
        (b'{"version": 1, "keys": [{"public_key": "x", "valid_from": "2026-01-01"}]}', "keys.0.public_key: "),
    ],
)
def test_published_keys_that_cannot_be_used_are_explained(office: Path, content: bytes, said: str) -> None:
    (office / "bad.json").write_bytes(content)
    result = run(office, str(office / "scan.pdf"), keys="bad.json")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"kiosk verify: {said}")


def test_an_opening_key_of_another_kind_is_explained(office: Path) -> None:
    (office / "bad.pem").write_bytes(key_pem(Ed25519PrivateKey.generate()))
    assert "bad.pem is not an X25519 key" in run(office, str(office / "scan.pdf"), key="bad.pem").stderr
    (office / "bad.pem").write_bytes(b"nothing")
    assert "holds no private key" in run(office, str(office / "scan.pdf"), key="bad.pem").stderr


def test_another_offices_key_opens_nothing(office: Path) -> None:
    (office / "other.pem").write_bytes(key_pem(X25519PrivateKey.generate()))
    result = run(office, str(office / "scan.pdf"), key="other.pem")
    assert result.exit_code == 10
    assert "do not open" in result.stdout


def test_every_verdict_and_finding_has_words_and_every_verdict_its_own_status() -> None:
    assert VERDICTS.keys() == {*Verdict}
    assert FINDINGS.keys() == {*Finding}
    assert len({*EXIT_STATUS.values()}) == len(Verdict)
    assert EXIT_STATUS.keys() == {*Verdict}
