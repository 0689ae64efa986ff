"""The wire between terminal and centre: trust, broken answers, time-outs, dropped connections."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from kiosk.centre import messages
from kiosk.centre.client import CentreClient
from kiosk.centre.errors import (
    CentreAnswerInvalid,
    CentreRefused,
    CentreSlow,
    CentreUnreachable,
    TerminalNotAccepted,
)
from kiosk.centre.transport import MAX_ANSWER, TlsFiles
from kiosk.rules.services import Scope
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.servers.dripping import Drip, drip


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    """Another infrastructure, which our centre does not know."""
    return Pki.load_or_create(tmp_path_factory.mktemp("stranger"), datetime.now(UTC))


def test_the_centre_answers_its_terminal(client: CentreClient) -> None:
    client.health()
    codes = [municipality.code for municipality in client.municipalities()]
    assert codes == ["01213", "99201"]


def test_a_centre_of_another_authority_is_not_trusted(
    centre: SimulatedCentre, stranger: Pki, pki: Pki
) -> None:
    other = TlsFiles(stranger.tls.ca, pki.tls.terminal_certificate, pki.tls.terminal_key)
    with pytest.raises(CentreUnreachable, match="trusted"):
        CentreClient(centre.base_url, other).health()


def test_no_environment_variable_replaces_the_pinned_authority(
    centre: SimulatedCentre, stranger: Pki, pki: Pki, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(pki.tls.ca))
    other = TlsFiles(stranger.tls.ca, pki.tls.terminal_certificate, pki.tls.terminal_key)
    with pytest.raises(CentreUnreachable, match="trusted"):
        CentreClient(centre.base_url, other).health()


def test_the_public_authorities_are_not_trusted_either(
    centre: SimulatedCentre, stranger: Pki, pki: Pki, monkeypatch: pytest.MonkeyPatch
) -> None:
    """requests adds its own bundle to any context it is given; here that bundle would let the centre in."""
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(pki.tls.ca))
    other = TlsFiles(stranger.tls.ca, pki.tls.terminal_certificate, pki.tls.terminal_key)
    with pytest.raises(CentreUnreachable, match="trusted"):
        CentreClient(centre.base_url, other).health()


def test_no_proxy_is_used(client: CentreClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    client.health()


def test_a_terminal_of_another_authority_is_refused(centre: SimulatedCentre, stranger: Pki, pki: Pki) -> None:
    other = TlsFiles(pki.tls.ca, stranger.tls.terminal_certificate, stranger.tls.terminal_key)
    with pytest.raises(TerminalNotAccepted):
        CentreClient(centre.base_url, other).health()


def test_a_terminal_whose_certificate_is_revoked_is_refused_until_it_is_good_again(
    centre: SimulatedCentre, tls: TlsFiles
) -> None:
    """Also on a connection that was made before."""
    client = CentreClient(centre.base_url, tls)
    client.health()
    centre.faults.set(CentreFault.TERMINAL_REVOKED)
    for _ in range(3):
        with pytest.raises(TerminalNotAccepted):
            client.health()
    centre.faults.set(CentreFault.TERMINAL_REVOKED, on=False)
    client.health()


def shake_hands(centre: SimulatedCentre, context: ssl.SSLContext) -> bytes:
    port = int(centre.base_url.rpartition(":")[2])
    with (
        socket.create_connection(("127.0.0.1", port), timeout=5) as link,
        context.wrap_socket(link, server_hostname="localhost") as tls_link,
    ):
        tls_link.sendall(b"GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return tls_link.recv(1024)


def test_without_a_client_certificate_nothing_is_answered(centre: SimulatedCentre, pki: Pki) -> None:
    context = ssl.create_default_context(cafile=str(pki.tls.ca))
    try:
        answer = shake_hands(centre, context)
    except OSError:  # ssl.SSLError or a reset: how the end shows depends on who is faster
        answer = b""
    assert answer == b""


def test_with_a_client_certificate_tls_1_3_is_spoken_and_nothing_older(
    centre: SimulatedCentre, pki: Pki
) -> None:
    context = ssl.create_default_context(cafile=str(pki.tls.ca))
    context.load_cert_chain(pki.tls.terminal_certificate, pki.tls.terminal_key)
    assert b"200 OK" in shake_hands(centre, context)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with pytest.raises(ssl.SSLError):
        shake_hands(centre, context)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (CentreFault.DOWN, CentreUnreachable),
        (CentreFault.OUT_OF_SERVICE, CentreUnreachable),
        (CentreFault.GATEWAY_PAGE, CentreUnreachable),
        (CentreFault.GARBAGE, CentreAnswerInvalid),
        (CentreFault.WRONG_TYPE, CentreAnswerInvalid),
        (CentreFault.HALF_ANSWER, CentreAnswerInvalid),
    ],
)
def test_a_broken_centre_is_named_and_used_again_when_it_is_well(
    centre: SimulatedCentre, client: CentreClient, fault: CentreFault, error: type[Exception]
) -> None:
    client.health()
    centre.faults.set(fault)
    for call in (client.health, client.municipalities, lambda: client.challenge("visit")):
        with pytest.raises(error):
            call()
    centre.faults.only()
    client.health()


def test_a_slow_centre_is_given_up(centre: SimulatedCentre, tls: TlsFiles) -> None:
    centre.faults.slow_seconds = 20
    centre.faults.set(CentreFault.SLOW)
    with pytest.raises(CentreSlow):
        CentreClient(centre.base_url, tls, read_timeout=0.2).health()


def test_a_stopped_centre_is_unreachable(pki: Pki, tls: TlsFiles) -> None:
    centre = SimulatedCentre(pki)
    client = CentreClient(centre.start(), tls)
    client.health()
    centre.stop()
    with pytest.raises(CentreUnreachable):
        client.health()
    with pytest.raises(CentreUnreachable):
        CentreClient(centre.base_url, tls).health()


@pytest.fixture
def scripted(pki: Pki, tls: TlsFiles) -> Iterator[Callable[..., tuple[CentreClient, list[bytes]]]]:
    """A bare TLS server that gives prepared bytes: one list of answers for each connection it accepts."""
    listener = socket.create_server(("127.0.0.1", 0))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pki.tls.server_certificate, pki.tls.server_key)
    ended = threading.Event()
    workers: list[threading.Thread] = []

    def start(
        *connections: list[bytes], trickle: bool = False, poses: bool = False
    ) -> tuple[CentreClient, list[bytes]]:
        requests: list[bytes] = []
        if poses:
            context.load_cert_chain(pki.tls.terminal_certificate, pki.tls.terminal_key)

        def serve() -> None:
            with contextlib.suppress(OSError):  # the client went away, or the test is over
                for answers in connections:
                    raw, _ = listener.accept()
                    with context.wrap_socket(raw, server_side=True) as link:
                        for answer in answers:
                            requests.append(link.recv(65536))
                            link.sendall(answer)
                            while trickle and not ended.wait(0.02):
                                link.sendall(b" ")

        workers.append(threading.Thread(target=serve, daemon=True))
        workers[-1].start()
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        return CentreClient(url, tls, connect_timeout=1, read_timeout=0.5), requests

    yield start
    ended.set()
    listener.shutdown(socket.SHUT_RDWR)  # wakes a worker that waits for a connection
    listener.close()
    for worker in workers:
        worker.join(60)


def http(body: bytes, *headers: str, status: str = "200 OK", kind: str = "application/json") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    if not any(line.startswith(("Content-Length", "Transfer")) for line in lines):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


WELL = http(b'{"in_service":true}')


@pytest.mark.parametrize(
    "answer",
    [
        http(b"{}"),
        http(b'{"in_service":1}'),
        http(b'{"in_service":true,"more":1}'),
        http(b"[]"),
        http(b""),
        http(b"\xff\xfe"),
        http(b'{"in_service":true}', kind="text/html"),
        http(b'{"in_service":true}', "Content-Encoding: gzip"),
        http(b'{"in_service":true}', "Content-Length: 4000"),
        http(b'5\r\n{"in_', "Transfer-Encoding: chunked"),
        http(b"{}", status="500 Internal Server Error"),
        http(b"<html>", status="500 Internal Server Error", kind="text/html"),
        http(b"<html>", status="409 Conflict", kind="text/html"),
        http(b"{}", status="204 No Content"),
        http(b'{"reason":"because"}', status="403 Forbidden"),
        http(b'{"in_service":true}' + b" " * MAX_ANSWER),
        b"SSH-2.0-OpenSSH\r\n\r\n",
    ],
)
def test_no_malformed_answer_is_taken_for_one(
    scripted: Callable[..., tuple[CentreClient, list[bytes]]], answer: bytes
) -> None:
    client, requests = scripted([answer])
    with pytest.raises((CentreAnswerInvalid, CentreUnreachable)) as caught:
        client.health()
    if not answer.startswith(b"SSH"):
        assert caught.type is CentreAnswerInvalid
    assert len(requests) == 1


@pytest.mark.parametrize("kind", ["text/html", "application/json", "Text/HTML; charset=Shift_JIS"])
@pytest.mark.parametrize(
    "status",
    [
        "301 Moved Permanently",
        "302 Found",
        "307 Temporary Redirect",
        "401 Unauthorized",
        "407 Proxy Authentication Required",
        "408 Request Timeout",
        "429 Too Many Requests",
        "502 Bad Gateway",
        "503 Service Unavailable",
        "504 Gateway Timeout",
        "511 Network Authentication Required",
    ],
)
def test_a_gateway_that_speaks_for_the_centre_is_judged_by_its_status_before_its_page(
    scripted: Callable[..., tuple[CentreClient, list[bytes]]], status: str, kind: str
) -> None:
    page = "<html>只今混み合っています</html>".encode("shift_jis")
    client, requests = scripted([http(page, "Location: https://127.0.0.1:9/", status=status, kind=kind)])
    with pytest.raises(CentreUnreachable, match=status[:3]):
        client.health()
    assert len(requests) == 1


def test_a_gateway_that_bars_the_way_is_no_refusal_by_the_centre(
    scripted: Callable[..., tuple[CentreClient, list[bytes]]],
) -> None:
    client, _ = scripted([http(b"<html>", status="403 Forbidden", kind="text/html")])
    with pytest.raises(CentreUnreachable, match="403"):
        client.health()


def test_after_a_gateways_page_the_centre_is_asked_anew(
    scripted: Callable[..., tuple[CentreClient, list[bytes]]],
) -> None:
    client, requests = scripted([http(b"<html>", status="503 Busy", kind="text/html")], [WELL])
    with pytest.raises(CentreUnreachable):
        client.health()
    client.health()
    assert len(requests) == 2


def test_a_terminal_cannot_pose_as_the_centre(
    scripted: Callable[..., tuple[CentreClient, list[bytes]]],
) -> None:
    client, requests = scripted([WELL], poses=True)
    with pytest.raises(CentreUnreachable, match="trusted"):
        client.health()
    assert requests == []


def test_a_refusal_is_read_from_its_body(scripted: Callable[..., tuple[CentreClient, list[bytes]]]) -> None:
    client, _ = scripted([http(b'{"reason":"certificate_expired"}', status="403 Forbidden")])
    with pytest.raises(CentreRefused, match="certificate_expired"):
        client.health()


def test_an_answer_that_trickles_is_given_up(
    scripted: Callable[..., tuple[CentreClient, list[bytes]]],
) -> None:
    client, _ = scripted([http(b"", "Content-Length: 1000000")], trickle=True)
    with pytest.raises(CentreSlow):
        client.health()


@pytest.mark.parametrize("how", list(Drip))
@pytest.mark.parametrize("kept_alive", [False, True])
def test_a_call_ends_in_time_wherever_the_answer_drips(
    pki: Pki, tls: TlsFiles, how: Drip, kept_alive: bool
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pki.tls.server_certificate, pki.tls.server_key)
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            raw, _ = listener.accept()
            with contextlib.suppress(OSError), context.wrap_socket(raw, server_side=True) as link:
                link.recv(65536)
                if kept_alive:
                    link.sendall(WELL)
                    link.recv(65536)
                drip(link.sendall, how, b'{"in_service":true}', ended.wait)

        worker = threading.Thread(target=serve, daemon=True)
        worker.start()
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        client = CentreClient(url, tls, connect_timeout=0.25, read_timeout=0.25)
        if kept_alive:
            client.health()
        began = time.monotonic()
        with pytest.raises(CentreSlow):
            client.health()
        assert 0.4 < time.monotonic() - began < 1.5
        client.close()
        ended.set()
        worker.join(60)


def test_a_centre_that_says_it_is_out_of_service_is_unreachable(
    scripted: Callable[..., tuple[CentreClient, list[bytes]]],
) -> None:
    client, _ = scripted([http(b'{"in_service":false}')])
    with pytest.raises(CentreUnreachable):
        client.health()


def test_a_dropped_kept_connection_is_replaced_once(
    scripted: Callable[..., tuple[CentreClient, list[bytes]]],
) -> None:
    client, requests = scripted([WELL, b""], [WELL])
    client.health()
    client.health()
    assert len(requests) == 3


def test_a_call_that_must_not_be_repeated_is_not(
    scripted: Callable[..., tuple[CentreClient, list[bytes]]],
) -> None:
    client, requests = scripted([WELL, b""], [WELL])
    client.health()
    challenge = messages.Challenge(visit="visit", id="challenge", nonce=bytes(32))
    with pytest.raises(CentreUnreachable):
        client.authenticate(challenge, "visit", b"certificate", b"signature", Scope.RESIDENCE)
    assert len(requests) == 2


def test_a_first_connection_that_is_dropped_is_not_repeated(
    scripted: Callable[..., tuple[CentreClient, list[bytes]]],
) -> None:
    client, requests = scripted([b""], [WELL])
    with pytest.raises(CentreUnreachable):
        client.health()
    assert len(requests) == 1


def test_errors_and_reprs_quote_nothing_of_what_was_sent(tmp_path: Path) -> None:
    body = json.dumps({"records": [{"payload": "6KaL5pys", "signature": "見本　一郎"}]})
    with pytest.raises(ValidationError) as caught:
        messages.ApplicationAnswer.model_validate_json(body)
    assert "見本" not in str(caught.value)
    request = messages.AuthenticationRequest(
        challenge="c",
        visit="v",
        certificate=b"CERT",
        signature=b"SIGN",
        scope=Scope.RESIDENCE,
        municipality_code=None,
    )
    assert "CERT" not in repr(request)
    assert "SIGN" not in repr(request)


@pytest.mark.parametrize(
    "model",
    [each for each in vars(messages).values() if isinstance(each, type) and issubclass(each, BaseModel)],
)
def test_every_message_is_frozen_strict_and_closed(model: type[BaseModel]) -> None:
    config = model.model_config
    if model is not BaseModel:
        assert (config.get("frozen"), config.get("strict"), config.get("extra")) == (True, True, "forbid")
        assert config.get("hide_input_in_errors") is True
