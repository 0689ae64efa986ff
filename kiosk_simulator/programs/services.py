"""What is beyond the terminal's network as programs: the issuing centre, and the shopper's telephone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.centre.transport import TlsFiles
from kiosk_simulator.card.inventory import CardInventory
from kiosk_simulator.centre.admin import CentreAdmin
from kiosk_simulator.centre.server import CentreTls, SimulatedCentre
from kiosk_simulator.console.switches import centre_switches
from kiosk_simulator.phone.reservation import TELEPHONE, reserve_at
from kiosk_simulator.phone.server import Telephone
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.pki.tls import client_files, record_certificate, sign_request
from kiosk_simulator.programs.devices import faults
from kiosk_simulator.programs.program import Program


def centre(
    state: Path,
    port: int,
    database: str,
    tls: CentreTls | None = None,
    *,
    workers: int = 1,
    of: str | None = None,
) -> Program:
    """The issuing centre, which also signs the requests of terminals.

    With `tls` it has the certificate of an authority of the operator's own, which then signs the terminals'.
    With `of` it takes only the database of the centre with this id. Public keys for the terminal's settings
    are written beside the state's keys, the record key also as a certificate by the simulated authority.
    """
    program, pki = Program(), _keys(state)
    served = SimulatedCentre(pki, database=database, port=port, tls=tls, workers=workers, centre=of)
    url = served.start()
    program.stack.callback(served.stop)
    admin = CentreAdmin(lambda: served, CardInventory(pki, lambda: None).card)
    folder = pki.directory

    def sign(request: str, certificate: str) -> str:
        Path(certificate).write_bytes(sign_request(folder, Path(request).read_bytes()))
        return certificate

    def reserve(profile: str) -> None:
        admin.reserve(profile)

    certificate = folder / "record-key.certificate.pem"
    certificate.write_bytes(record_certificate(folder, pki.record_public_key))
    program.addresses = {
        "url": url,
        "centre": served.database.identity if served.database else "",
        "record_certificate": str(certificate),
        "ca": str(tls.ca if tls else pki.tls.ca),
        "record_key": _public(folder / "record-key.public.pem", pki.record_public_key),
        "sealing_key": _public(folder / "sealing-key.public.pem", pki.verifier_key.public_key()),
    }
    program.commands = {
        "sign": sign,
        "reserve": reserve,
        "reservations": lambda: [each.profile for each in admin.reservations() if each.good],
        "applications": lambda: [each.number for each in admin.registrations()],
        "decide": admin.decide_now,
        "issued": served.issued,
        "workers": lambda: served.workers,
        "reports": lambda: [
            {"printed": list(each.printed), "void": list(each.void), "uncertain": list(each.uncertain)}
            for each in served.reports()
        ],
        **faults(centre_switches(served.faults)),
    }
    return program


def phone(state: Path, port: int, centre: str) -> Program:
    """The telephone, which reserves resets at the centre with this URL."""
    program, pki = Program(), _keys(state)
    certificate, key = client_files(pki.directory, TELEPHONE)
    files = TlsFiles(pki.tls.ca, certificate, key)
    telephone = Telephone(
        CardInventory(pki, lambda: None).card,
        lambda: None,
        reserve_at(centre, files),
        lambda: datetime.now(UTC),
    )
    program.addresses = {"url": telephone.start(port)}
    program.stack.callback(telephone.stop)
    return program


def _keys(state: Path) -> Pki:
    return Pki.load_or_create(state / "pki", datetime.now(UTC))


def _public(path: Path, key: Ed25519PublicKey | X25519PublicKey) -> str:
    path.write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return str(path)
