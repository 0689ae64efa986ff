"""`kiosk provision`: a key that never leaves, a certificate that is proved, and a switch in one step."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from typer.testing import CliRunner, Result

from kiosk.app.commands.command_line import command_line
from kiosk.app.operations import provisioning
from kiosk.centre.transport import TlsFiles, tls_context
from kiosk.config.loading import load
from kiosk.config.settings import Settings
from tests.support.authority import Authority, pem


class Operator:
    """Somebody with a terminal to bring up, and an authority elsewhere that signs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.authority = Authority()
        (folder / "ca.pem").write_bytes(pem(self.authority.certificate))
        self.settings = folder / "kiosk.toml"
        self.settings.write_text(
            f"""mode = "production"
place = {{ terminal = "T-0001" }}
[centre]
url = "https://centre.example"
ca = "{folder}/ca.pem"
certificate = "{folder}/terminal/certificate.pem"
key = "{folder}/terminal/key.pem"
"""
        )

    def runs(self, *arguments: str) -> Result:
        return CliRunner().invoke(command_line(), ("provision", *arguments, "--settings", str(self.settings)))

    def requests(self) -> x509.CertificateSigningRequest:
        done = self.runs("request")
        assert done.exit_code == 0, done.stderr
        return x509.load_pem_x509_csr(done.stdout.encode())

    def installs(self, certificate: x509.Certificate) -> Result:
        path = self.folder / "from-the-centre.pem"
        path.write_bytes(pem(certificate))
        return self.runs("install", str(path))

    def in_use(self) -> bytes:
        """The certificate in use, after TLS has taken the pair."""
        here = self.folder / "terminal"
        files = TlsFiles(self.folder / "ca.pem", here / "certificate.pem", here / "key.pem")
        tls_context(files)
        return files.certificate.read_bytes()

    def everything(self) -> dict[str, bytes]:
        return {
            str(each.relative_to(self.folder)): each.read_bytes()
            for each in sorted(self.folder.rglob("*.pem"))
            if each.name != "from-the-centre.pem"
        }


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path)


def test_a_request_is_for_this_terminal_and_its_key_is_for_its_user_alone(operator: Operator) -> None:
    before = os.umask(0)
    try:
        request = operator.requests()
    finally:
        os.umask(before)
    assert request.is_signature_valid
    assert request.subject.rfc4514_string() == "CN=T-0001"
    key = operator.folder / "terminal-1" / "key.pem"
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.parent.stat().st_mode & 0o777 == 0o700
    assert b"PRIVATE" not in operator.runs("request").stdout.encode()


def test_asked_again_the_request_is_for_the_same_key(operator: Operator) -> None:
    first, second = operator.requests(), operator.requests()
    assert first.public_key() == second.public_key()


def test_a_certificate_that_fits_is_installed_and_used(operator: Operator) -> None:
    certificate = operator.authority.sign(operator.requests())
    done = operator.installs(certificate)
    assert (done.exit_code, done.stderr) == (0, "")
    assert operator.in_use() == pem(certificate)
    assert f"{certificate.not_valid_after_utc:%Y-%m-%d}" in done.stdout


def test_a_renewal_is_made_beside_the_one_in_use_and_keeps_the_old(operator: Operator) -> None:
    old = operator.authority.sign(operator.requests())
    operator.installs(old)
    request = operator.requests()
    assert request.public_key() != old.public_key()
    assert operator.in_use() == pem(old), "until the new certificate is there the old one serves"
    new = operator.authority.sign(request)
    assert operator.installs(new).exit_code == 0
    assert operator.in_use() == pem(new)
    assert (operator.folder / "terminal-1" / "certificate.pem").read_bytes() == pem(old)


def test_a_new_certificate_for_the_key_in_use_is_installed_beside_too(operator: Operator) -> None:
    request = operator.requests()
    old, new = operator.authority.sign(request), operator.authority.sign(request, days=500)
    assert operator.installs(old).exit_code == 0
    assert operator.installs(new).exit_code == 0
    assert operator.in_use() == pem(new)
    assert (operator.folder / "terminal-1" / "certificate.pem").read_bytes() == pem(old)


def test_a_switch_that_is_cut_short_at_any_step_leaves_a_pair_that_works(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = operator.authority.sign(operator.requests())
    operator.installs(old)
    new = operator.authority.sign(operator.requests())
    steps = 0
    real = os.fsync

    class PowerCut(BaseException):
        pass

    def counts(handle: int) -> None:
        nonlocal steps
        if steps == 0:
            raise PowerCut
        steps -= 1
        real(handle)

    monkeypatch.setattr(os, "fsync", counts)
    path = operator.folder / "from-the-centre.pem"
    path.write_bytes(pem(new))
    identity = provisioning.Identity(provisioning_settings(operator))
    survived = []
    for allowed in range(4):
        steps = allowed
        try:
            identity.install(path)
        except PowerCut:
            survived.append(operator.in_use())
        else:
            break
    assert survived
    assert set(survived) <= {pem(old), pem(new)}
    assert operator.in_use() == pem(new)


def provisioning_settings(operator: Operator) -> Settings:
    return load(operator.settings)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("key", "belongs to none of this terminal's keys"),
        ("authority", "is not by centre.ca"),
        ("ended", "the certificate ended on"),
        ("early", "is not good before"),
        ("name", "common name is not place.terminal, T-0001"),
    ],
)
def test_a_certificate_that_does_not_fit_is_refused_and_nothing_changes(
    operator: Operator, wrong: str, said: str
) -> None:
    operator.installs(operator.authority.sign(operator.requests()))
    request = operator.requests()
    key = provisioning._private_key(operator.folder / "terminal-2" / "key.pem")
    certificates = {
        "key": lambda: operator.authority.issue(ec.generate_private_key(ec.SECP256R1()), "T-0001"),
        "authority": lambda: Authority().sign(request),
        "ended": lambda: operator.authority.issue(key, "T-0001", days=-1, began=-9),
        "early": lambda: operator.authority.issue(key, "T-0001", days=9, began=2),
        "name": lambda: operator.authority.issue(key, "T-0002"),
    }
    before = operator.everything()
    done = operator.installs(certificates[wrong]())
    assert done.exit_code == 2
    assert said in done.stderr
    assert operator.everything() == before


def test_all_that_is_wrong_with_a_certificate_is_told_at_once(operator: Operator) -> None:
    operator.requests()
    stranger = Authority().issue(ec.generate_private_key(ec.SECP256R1()), "T-0002", days=-1, began=-9)
    assert len(operator.installs(stranger).stderr.splitlines()) == 4


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"]
)
def test_what_is_no_certificate_is_told(operator: Operator, content: bytes) -> None:
    path = operator.folder / "x.pem"
    path.write_bytes(content)
    done = operator.runs("install", str(path))
    assert done.exit_code == 2
    assert "holds no certificate" in done.stderr


def test_a_folder_that_provision_did_not_make_is_left_alone(operator: Operator) -> None:
    (operator.folder / "terminal").mkdir()
    done = operator.runs("request")
    assert done.exit_code == 2
    assert "is a folder of its own" in done.stderr
