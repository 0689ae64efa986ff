"""Clients that mean harm, or are broken: refused and counted, and a terminal beside them is served."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.centre.client import CentreClient
from kiosk.centre.messages import APPLICATIONS_PATH, CHALLENGES_PATH
from kiosk.centre.protocol import CALLS
from kiosk.centre.transport import TlsFiles
from kiosk_simulator.centre import connection
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.pki.files import builder_for, key_pem
from tests.centre.conftest import SignIn, Visit
from tests.support.centre.asking import files_of, order_of, proven
from tests.support.centre.malformed import malformed

pytestmark = pytest.mark.cost(12)
_TEXT = "A" * 40
_FORM = {
    "town": "標本町",
    "lot": "1",
    "head_kana": "シサク　ゴロウ",
    "head": "試作　五郎",
    "telephone": "09000000000",
}
_PROOF = {"challenge": "c", "visit": "v", "certificate": _TEXT, "signature": _TEXT}
_REGISTER = {**_PROOF, "scope": "register", "municipality_code": "01213"}
WHOLE: dict[str, dict[str, Any]] = {
    "challenge": {"visit": "v"},
    "authenticate": {**_PROOF, "scope": "residence", "municipality_code": None},
    "apply": {
        "authentication": "a", "visit": "v", "request": "r", "kind": "resident_record",
        "options": [["persons", "self"]], "copies": 1, "fee": 250,
    },
    "report": {"request": "r", "printed": ["K7Q4-9PX3-W3MA"], "uncertain": []},
    "find_reservation": _PROOF,
    "find_registration": {**_PROOF, "municipality_code": "01213"},
}  # fmt: skip
"""A message of the right form for some calls, by the call's name."""
BY_PATH: dict[str, dict[str, Any]] = {call.path: WHOLE[call.name] for call in CALLS if call.name in WHOLE}
REFUSED = {400, 403, 409, 413, 422}
embedded = pytest.mark.parametrize("running", ["sqlite"], indirect=True, scope="module")
"""What is tried is before any database, and a test shortens the time of one process."""


@pytest.fixture
def contents(pki: Pki, tls: TlsFiles) -> ssl.SSLContext:
    """What a terminal's TLS trusts and shows."""
    return context_of(pki, tls)


def context_of(pki: Pki, files: TlsFiles) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=str(pki.tls.ca))
    context.load_cert_chain(files.certificate, files.key)
    return context


def port_of(centre: SimulatedCentre) -> int:
    return int(centre.base_url.rpartition(":")[2])


@pytest.fixture
def good(client: CentreClient, sign_in: SignIn) -> Iterator[Callable[[], None]]:
    """A terminal that applied before; called, it is given the same again, and whoever comes new is served."""
    visit = sign_in("normal")
    line = order_of(visit.authentication)
    before = client.apply(visit.authentication.id, visit.id, f"before-{visit.id}", line)

    def is_served() -> None:
        again = client.apply(visit.authentication.id, visit.id, f"before-{visit.id}", line)
        assert again == before, "what was decided is decided still"
        own: Visit = sign_in("single")
        (signed,) = client.apply(own.authentication.id, own.id, f"r-{own.id}", order_of(own.authentication))
        assert json.loads(signed.payload)["subject"] == own.authentication.subject

    yield is_served
    is_served()


def post(link: http.client.HTTPSConnection, path: str, body: bytes) -> int:
    link.request("POST", path, body, {"Content-Type": "application/json"})
    answer = link.getresponse()
    answer.read()
    if answer.getheader("connection", "") == "close":
        link.close()
    return answer.status


def send_malformed(
    centre: SimulatedCentre, context: ssl.SSLContext, number: int, seed: int
) -> tuple[Counter[int], int]:
    """How often each status was answered, and how many of the messages were well-formed all the same."""
    link = http.client.HTTPSConnection("127.0.0.1", port_of(centre), context=context, timeout=30)
    seen: Counter[int] = Counter()
    well_formed = 0
    for each in malformed(number, seed, BY_PATH):
        try:
            status = post(link, each.call.path, each.body)
        except (http.client.RemoteDisconnected, ConnectionError):
            # A body that is too long is refused unread: the answer may be lost with the connection.
            assert len(each.body) > 64 * 1024
            link.close()
            status = 413
        seen[status] += 1
        well_formed += each.valid
        assert status in REFUSED | ({200} if each.valid else set()), (status, each.call.name, each.body[:200])
    link.close()
    return seen, well_formed


@embedded
def test_malformed_messages_are_refused_and_none_is_answered_by_an_error_of_the_server(
    centre: SimulatedCentre, contents: ssl.SSLContext, good: Callable[[], None]
) -> None:
    seen, well_formed = send_malformed(centre, contents, 400, seed=1)
    assert seen.total() == 400
    assert seen[200] <= well_formed
    assert seen[422] > 200
    good()


@pytest.mark.parametrize("running", ["sqlite", "two_workers"], indirect=True, scope="module")
@pytest.mark.whole
@pytest.mark.cost(40)
@pytest.mark.timeout(600)
def test_of_ten_thousand_malformed_messages_none_is_answered_by_an_error_of_the_server(
    centre: SimulatedCentre, contents: ssl.SSLContext, good: Callable[[], None]
) -> None:
    seen, _ = send_malformed(centre, contents, 10_000, seed=2)
    assert seen.total() == 10_000
    good()


NO_HTTP = {
    "zeros": b"\x00" * 512,
    "empty lines": b"\r\n" * 200,
    "no target": b"GET\r\n\r\n",
    "another version": b"GET / HTTP/9.9\r\nConnection: close\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "negative length": b"POST /v1/challenges HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "bad chunk": b"POST /v1/challenges HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    "gzip": b"POST /v1/challenges HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
    "long head": b"GET /v1/health HTTP/1.1\r\nHost: a\r\n" + b"X-A: " + b"b" * 1_000_000 + b"\r\n\r\n",
    "PUT": b"PUT /v1/applications HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "another path": b"GET /v1/../secrets HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS in TLS": b"\x16\x03\x01\x02\x00" * 50,
}


@embedded
@pytest.mark.parametrize("data", NO_HTTP.values(), ids=NO_HTTP)
def test_what_is_no_request_of_the_protocol_is_refused_or_cut_off(
    centre: SimulatedCentre,
    contents: ssl.SSLContext,
    good: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    data: bytes,
) -> None:
    monkeypatch.setattr(connection, "ARRIVAL", 1.0)
    with socket.create_connection(("127.0.0.1", port_of(centre)), timeout=30) as link:
        answer = b""
        with (
            contextlib.suppress(ConnectionError, ssl.SSLError),
            contents.wrap_socket(link, server_hostname="localhost") as secured,
        ):
            secured.sendall(data)
            while chunk := secured.recv(4096):
                answer += chunk
    status = int(answer.split(b" ")[1]) if answer else 0
    assert status == 0 or 400 <= status < 500
    assert b"Traceback" not in answer


def expired_files(pki: Pki, folder: Path) -> TlsFiles:
    """A terminal's certificate by the right authority, which ended yesterday."""
    key = ec.generate_private_key(ec.SECP256R1())
    ca_key = serialization.load_pem_private_key(pki.tls.ca_key.read_bytes(), password=None)
    assert isinstance(ca_key, ec.EllipticCurvePrivateKey)
    ca = x509.load_pem_x509_certificate(pki.tls.ca.read_bytes())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "SIM-0001")])
    ended = datetime.now(UTC) - timedelta(days=1)
    built = builder_for(name, ca.subject, key.public_key(), ended - timedelta(days=30), ended)
    certificate, key_file = folder / "expired.pem", folder / "expired-key.pem"
    certificate.write_bytes(built.sign(ca_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(key_pem(key))
    return TlsFiles(pki.tls.ca, certificate, key_file)


def without_a_certificate(pki: Pki, folder: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(pki.tls.ca))


def of_another_authority(pki: Pki, folder: Path) -> ssl.SSLContext:
    other = Pki.load_or_create(folder / "another", datetime.now(UTC))
    files = TlsFiles(pki.tls.ca, other.tls.terminal_certificate, other.tls.terminal_key)
    return context_of(pki, files)


def expired(pki: Pki, folder: Path) -> ssl.SSLContext:
    return context_of(pki, expired_files(pki, folder))


def older(version: ssl.TLSVersion) -> Callable[[Pki, Path], ssl.SSLContext]:
    def context(pki: Pki, folder: Path) -> ssl.SSLContext:
        made = context_of(pki, files_of(pki, "SIM-0001-old"))
        made.set_ciphers("DEFAULT@SECLEVEL=0")
        made.minimum_version = made.maximum_version = version
        return made

    return context


STRANGERS = [
    without_a_certificate, of_another_authority, expired, older(ssl.TLSVersion.TLSv1_1),
    older(ssl.TLSVersion.TLSv1_2),
]  # fmt: skip


@embedded
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
@pytest.mark.parametrize(
    "stranger", STRANGERS, ids=["no certificate", "another authority", "expired", "TLS 1.1", "TLS 1.2"]
)
def test_twenty_strangers_get_not_a_byte_and_the_terminal_beside_them_is_served(
    centre: SimulatedCentre,
    pki: Pki,
    tmp_path: Path,
    good: Callable[[], None],
    stranger: Callable[[Pki, Path], ssl.SSLContext],
) -> None:
    context = stranger(pki, tmp_path)
    received = b""
    refused = 0
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", port_of(centre)), timeout=30) as link:
            try:
                with context.wrap_socket(link, server_hostname="localhost") as secured:
                    secured.sendall(b"GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    received += secured.recv(1024)
                    refused += not received
            except OSError:
                refused += 1
    assert (received, refused) == (b"", 20)
    good()


SILENT = {
    "nothing": b"",
    "a byte": b"\x16",
    "half a hello": b"\x16\x03\x01\x01\x00",
    "HTTP": b"GET / HTTP/1.1\r\n\r\n",
    "noise": b"\xff" * 4096,
}


@embedded
@pytest.mark.parametrize("first", SILENT.values(), ids=SILENT)
def test_fifty_connections_that_shake_no_hands_keep_nobody_out(
    centre: SimulatedCentre, good: Callable[[], None], first: bytes
) -> None:
    with contextlib.ExitStack() as links:
        for _ in range(50):
            link = links.enter_context(socket.create_connection(("127.0.0.1", port_of(centre)), timeout=30))
            with contextlib.suppress(ConnectionError):
                link.sendall(first)
        good()


DRIPPING = {
    "head": b"POST /v1/challenges HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    "body": b'POST /v1/challenges HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n{"visit":"',
    "nothing": b"",
}


@embedded
@pytest.mark.parametrize("beginning", DRIPPING.values(), ids=DRIPPING)
def test_whoever_drips_is_cut_off_in_time_and_the_terminal_beside_is_served(
    centre: SimulatedCentre,
    pki: Pki,
    good: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    beginning: bytes,
) -> None:
    """Slow loris: thirty connections that send a byte now and then, and never a whole request."""
    monkeypatch.setattr(connection, "ARRIVAL", 2.0)
    context = context_of(pki, files_of(pki, "DRIPPING"))
    ended: list[float] = []

    def drip() -> None:
        began = time.monotonic()
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", port_of(centre)), timeout=60) as link,
            context.wrap_socket(link, server_hostname="localhost") as secured,
        ):
            secured.sendall(beginning)
            secured.settimeout(0.3)
            while time.monotonic() - began < 60:
                try:
                    if not secured.recv(1):
                        break
                except TimeoutError:
                    secured.sendall(b"a" if beginning else b"")
        ended.append(time.monotonic() - began)

    drips = [threading.Thread(target=drip) for _ in range(30)]
    for each in drips:
        each.start()
    good()
    for each in drips:
        each.join(90)
    assert len(ended) == 30
    assert max(ended) < 50


@embedded
def test_one_terminal_that_opens_connection_after_connection_is_let_have_so_many(
    centre: SimulatedCentre, pki: Pki, good: Callable[[], None]
) -> None:
    context = context_of(pki, files_of(pki, "GREEDY"))

    def served(link: ssl.SSLSocket) -> bool:
        with contextlib.suppress(OSError):
            link.sendall(b"GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            answer = b""
            while not answer.endswith(b"}"):
                if not (chunk := link.recv(4096)):
                    return False
                answer += chunk
            return answer.startswith(b"HTTP/1.1 200 OK")
        return False

    with contextlib.ExitStack() as links:
        opened: list[ssl.SSLSocket] = []
        for _ in range(connection.MOST_CONNECTIONS + 20):
            link = links.enter_context(socket.create_connection(("127.0.0.1", port_of(centre)), timeout=30))
            opened.append(links.enter_context(context.wrap_socket(link, server_hostname="localhost")))
            assert served(opened[-1]), "the newest is let in"
        standing = sum(map(served, opened))
        good()
    assert 0 < standing <= connection.MOST_CONNECTIONS


@embedded
def test_a_body_without_end_is_refused_before_it_has_arrived(
    centre: SimulatedCentre, contents: ssl.SSLContext, good: Callable[[], None]
) -> None:
    with (
        socket.create_connection(("127.0.0.1", port_of(centre)), timeout=30) as link,
        contents.wrap_socket(link, server_hostname="localhost") as secured,
    ):
        head = f"POST {CHALLENGES_PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {10**12}\r\n\r\n"
        secured.sendall(head.encode() + b" " * 80_000)
        assert secured.recv(4096).startswith(b"HTTP/1.1 413")
    good()


@embedded
def test_an_application_of_a_visit_at_another_terminal_is_refused(
    centre: SimulatedCentre, pki: Pki, good: Callable[[], None], contents: ssl.SSLContext
) -> None:
    """Also with a body that fits in everything: the certificate says which terminal asks."""
    own = CentreClient(centre.base_url, files_of(pki, "VICTIM"))
    authentication = proven(own, pki, "normal", "the-visit")
    line = order_of(authentication)
    body = {
        "authentication": authentication.id, "visit": "the-visit", "request": "stolen", "kind": line.kind,
        "options": line.options, "copies": 1, "fee": line.fee,
    }  # fmt: skip
    link = http.client.HTTPSConnection("127.0.0.1", port_of(centre), context=contents, timeout=30)
    link.connect()
    assert post(link, APPLICATIONS_PATH, json.dumps(body).encode()) == 400
    link.close()
    own.close()
    good()
