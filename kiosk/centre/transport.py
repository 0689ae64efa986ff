"""HTTPS to the centre: mutual TLS 1.3 with one pinned authority, bounded responses, CentreError only."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import requests
import urllib3
from pydantic import ValidationError
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool

from kiosk import __version__
from kiosk.centre.errors import (
    AnswerOfAnother,
    CentreAnswerInvalid,
    CentreError,
    CentreRefused,
    CentreSlow,
    CentreUnreachable,
    ProgramTooOld,
    RequestReused,
    TerminalNotAccepted,
)
from kiosk.centre.messages import REFUSED_STATUS, REUSED_STATUS, Message, Refusal, VisitAnswer
from kiosk.net.deadline import bound_context, call_deadline

MAX_ANSWER = 4 * 1024 * 1024
"""Maximum size of a response in bytes; 99 copies for a large household are far smaller."""

PROGRAM = f"certificate-kiosk/{__version__}"
"""How the terminal names its program: the centre decides from which version on it serves."""

_CHUNK = 64 * 1024
_OK = 200
_NOT_REACHED = frozenset({401, 407, 408, 429, 502, 503, 504, 511})
"""Statuses with which a gateway speaks for the centre: out of service, overloaded, or the way is barred.

RFC 9110, section 15; 429 and 511 are of RFC 6585. Like redirects, they are judged before the content type,
since a gateway's page is HTML.
"""
_OUT_OF_SERVICE = 503
_UPGRADE_REQUIRED = 426
"""The centre wants a newer program than this (RFC 9110, section 15.5.22)."""

_REFUSALS_OF_A_CERTIFICATE = frozenset(
    {
        "BAD_CERTIFICATE", "UNSUPPORTED_CERTIFICATE", "CERTIFICATE_REVOKED", "CERTIFICATE_EXPIRED",
        "CERTIFICATE_UNKNOWN", "UNKNOWN_CA", "ACCESS_DENIED", "CERTIFICATE_REQUIRED",
    }
)  # fmt: skip
"""Alerts about the client's certificate (RFC 8446, 6.2), in the words of OpenSSL."""

M = TypeVar("M", bound=Message)


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """PEM files: the centre's authority, and the terminal's certificate and key."""

    ca: Path
    certificate: Path
    key: Path


class _Connection(HTTPSConnection):
    """A connection that is not used again once the centre has said more than it was asked.

    What waits decrypted in the TLS library does not show on the socket, and would be read as the answer to
    the next request.
    """

    @property
    def is_connected(self) -> bool:
        unread = isinstance(self.sock, ssl.SSLSocket) and self.sock.pending() > 0
        return super().is_connected and not unread


class _Pool(HTTPSConnectionPool):
    ConnectionCls = _Connection


class _PinnedAdapter(HTTPAdapter):
    """Uses only the given SSLContext; requests would add the public authorities to it."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(pool_connections=1, pool_maxsize=2, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=self._context)
        self.poolmanager.pool_classes_by_scheme = {"https": _Pool}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        conn.cert_reqs = "CERT_REQUIRED"
        conn.ca_certs = None
        conn.ca_cert_dir = None


def tls_context(files: TlsFiles) -> ssl.SSLContext:
    """Return a TLS 1.3 context with one authority, whose sockets obey `call_deadline`.

    Raises OSError (ssl.SSLError) if a file is unusable.
    """
    context = bound_context(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(cafile=files.ca)
    # Without a password argument OpenSSL would prompt for one on the console.
    context.load_cert_chain(files.certificate, files.key, password="")
    return context


class _Dropped(Exception):
    """The connection was closed before the first byte of a response."""


class Transport:
    """An HTTP session with the centre. Not thread-safe.

    Time-outs are in seconds. Their sum is the deadline of a whole call, however slowly the centre sends.
    """

    def __init__(self, base_url: str, tls: TlsFiles, connect_timeout: float, read_timeout: float) -> None:
        self._base_url = base_url.rstrip("/")
        self._timeout = (connect_timeout, read_timeout)
        self._connected_before = False
        self._session = requests.Session()
        self._session.trust_env = False  # REQUESTS_CA_BUNDLE and proxies must not bypass the pinning
        self._session.headers = {
            "Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": PROGRAM
        }  # fmt: skip
        self._session.adapters.clear()
        self._session.mount("https://", _PinnedAdapter(tls_context(tls)))

    def get(self, path: str, answer: type[M]) -> M:
        """GET `path`. Raises CentreError."""
        return self._call("GET", path, None, answer, repeatable=True)

    def post(self, path: str, message: Message, answer: type[M], *, repeatable: bool) -> M:
        """POST `message` to `path`. Raises CentreError: AnswerOfAnother for an answer to another visit.

        A `repeatable` request is sent once more, and only once, if the centre has closed the kept-alive
        connection in the meantime.
        """
        answered = self._call("POST", path, message, answer, repeatable=repeatable)
        if isinstance(answered, VisitAnswer) and answered.visit != getattr(message, "visit", None):
            raise AnswerOfAnother(f"{path}: an answer to another visit")
        return answered

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _call(
        self, method: str, path: str, message: Message | None, answer: type[M], *, repeatable: bool
    ) -> M:
        body = None if message is None else message.model_dump_json().encode()
        try:
            with call_deadline(sum(self._timeout)):
                try:
                    status, content = self._exchange(method, path, body)
                except _Dropped:
                    if not (repeatable and self._connected_before):
                        raise
                    status, content = self._exchange(method, path, body)
        except _Dropped:
            raise CentreUnreachable(f"{path}: the centre closed the connection") from None
        return read_answer(path, status, content, answer)

    def _exchange(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/json"} if body is not None else None
        failure: Exception
        try:
            with self._session.request(
                method,
                self._base_url + path,
                data=body,
                headers=headers,
                timeout=self._timeout,
                allow_redirects=False,
                stream=True,
            ) as response:
                self._connected_before = True
                _judge_head(path, response)
                return response.status_code, _content(path, response)
        except CentreError:
            raise
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            failure = _as_centre_error(path, error)
        raise failure


def _judge_head(path: str, response: requests.Response) -> None:
    """Say who has answered, from the head alone: the status first, then the type of the body.

    Raises CentreUnreachable where it was not the centre's application, ProgramTooOld where it wants another
    program, and CentreAnswerInvalid where it answered, but not with one of its messages.
    """
    status = response.status_code
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    is_json = kind == "application/json"
    # The centre's own refusal is JSON; a 403 without it is a gateway's that does not let this terminal in.
    barred = status == REFUSED_STATUS and not is_json
    if status in _NOT_REACHED or 300 <= status < 400 or barred:
        raise CentreUnreachable(f"{path}: status {status}", retry_after=_retry_after(response))
    if status == _UPGRADE_REQUIRED:
        raise ProgramTooOld(f"{path}: the centre wants a newer program than {PROGRAM}")
    if status not in (_OK, REFUSED_STATUS, REUSED_STATUS):
        raise CentreAnswerInvalid(f"{path}: status {status}")
    if not is_json:
        raise CentreAnswerInvalid(f"{path}: status {status} and no JSON")


def _retry_after(response: requests.Response) -> int | None:
    """Seconds of a Retry-After (RFC 9110, 10.2.3) with a status 503; a date is not looked at."""
    said = response.headers.get("Retry-After", "")
    is_number = response.status_code == _OUT_OF_SERVICE and said.isascii() and said.isdigit()
    return int(said[:9]) if is_number else None


def _content(path: str, response: requests.Response) -> bytes:
    """Read the body, limited in size; the deadline of the call limits the time."""
    if "Content-Encoding" in response.headers:
        raise CentreAnswerInvalid(f"{path}: an encoded answer")
    content = bytearray()
    try:
        while chunk := response.raw.read1(_CHUNK):
            content += chunk
            if len(content) > MAX_ANSWER:
                raise CentreAnswerInvalid(f"{path}: more than {MAX_ANSWER} bytes")
    except urllib3.exceptions.ReadTimeoutError:
        raise CentreSlow(f"{path}: the answer stopped half-way") from None
    except (urllib3.exceptions.HTTPError, OSError):
        raise CentreAnswerInvalid(f"{path}: the answer broke off") from None
    expected = response.headers.get("Content-Length", "")
    if expected.isdigit() and int(expected) != len(content):
        raise CentreAnswerInvalid(f"{path}: the answer broke off")
    answer = bytes(content)
    content[:] = bytes(len(content))  # it may be a shopper's record, and nobody else overwrites it
    return answer


def read_answer(path: str, status: int, content: bytes, answer: type[M]) -> M:
    """Return the message in a body of JSON. Raises CentreError for a refusal and for every other content."""
    if status == REFUSED_STATUS:
        raise CentreRefused(_parsed(path, content, Refusal).reason)
    if status == REUSED_STATUS:
        raise RequestReused(f"{path}: this request id has another content")
    return _parsed(path, content, answer)


def _parsed(path: str, content: bytes, answer: type[M]) -> M:
    try:
        return answer.model_validate_json(content)
    except ValidationError as error:
        problem = f"{path}: not a valid {answer.__name__} ({error.error_count()} errors)"
    raise CentreAnswerInvalid(problem)


def _refuses_certificate(error: Exception) -> bool:
    """True when the centre has ended the handshake because of the certificate that it was shown."""
    seen: object = error
    while isinstance(seen, Exception) and not isinstance(seen, ssl.SSLError):
        seen = getattr(seen, "reason", None) or (seen.args[0] if seen.args else None)
    reason = seen.reason if isinstance(seen, ssl.SSLError) else None
    return (reason or "").partition("_ALERT_")[2] in _REFUSALS_OF_A_CERTIFICATE


def _as_centre_error(path: str, error: Exception) -> Exception:
    """Translate an error without its message, as urllib3's may quote URLs and headers."""
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return CentreUnreachable(f"{path}: no connection in time")
    if isinstance(error, requests.exceptions.ReadTimeout):
        return CentreSlow(f"{path}: no answer in time")
    if isinstance(error, requests.exceptions.SSLError) and _refuses_certificate(error):
        return TerminalNotAccepted(f"{path}: the centre refuses this terminal's certificate")
    if isinstance(error, requests.exceptions.SSLError):
        return CentreUnreachable(f"{path}: no trusted TLS connection")
    cause = error.args[0] if error.args else None
    if isinstance(cause, urllib3.exceptions.ProtocolError):
        return _Dropped()
    if isinstance(error, requests.exceptions.ConnectionError | OSError):
        return CentreUnreachable(f"{path}: no connection")
    return CentreAnswerInvalid(f"{path}: {type(error).__name__}")
