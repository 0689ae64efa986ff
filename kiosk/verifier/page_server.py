"""The check as a page in the browser of a receiving office: files go to this computer and stay in memory.

It listens on one address, by default this computer's own, and keeps nothing: what was uploaded is gone with
the answer.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.documents.fonts.font_set import Fonts
from kiosk.resources import assets
from kiosk.verifier import wording
from kiosk.verifier.published_keys import PublishedKeys
from kiosk.verifier.report import Report, verify
from kiosk.verifier.scans import NotAScan, Scan, read_scans

LONGEST_UPLOAD = 200 * 1024 * 1024
"""Bytes of all files together: twenty sides at 300 dpi as PNG."""
IDLE_SECONDS = 30.0
"""Seconds without a byte after which a connection is given up."""
_PAGES = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Checker:
    """What a check needs; `check` answers one upload."""

    keys: PublishedKeys
    opening_key: X25519PrivateKey
    fonts: Fonts

    def check(self, files: list[tuple[str, bytes]]) -> dict[str, object]:
        """Check files by name and content. Raises NotAScan."""
        scans: list[Scan] = [scan for name, data in files for scan in read_scans(name, data)]
        report = verify(scans, self.keys, self.opening_key, self.fonts)
        texts = {language: wording.lines(report, language) for language in wording.LANGUAGES}
        return wording.as_json(report) | {"texts": texts, "pictures": [*_pictures(report)]}


def make_server(checker: Checker, host: str = "127.0.0.1", port: int = 0) -> ThreadingHTTPServer:
    """Return a server that is bound and not yet serving; port 0 takes a free one. Raises OSError."""
    answer = checker.check

    class Handler(_Handler):
        check = staticmethod(answer)

    return ThreadingHTTPServer((host, port), Handler)


class _Handler(BaseHTTPRequestHandler):
    check: Callable[[list[tuple[str, bytes]]], dict[str, object]]
    timeout = IDLE_SECONDS
    server_version, sys_version = "kiosk-verify", ""

    def do_GET(self) -> None:
        found = _PAGES.get(urlsplit(self.path).path)
        if found is None:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
            return
        name, kind = found
        self._send(HTTPStatus.OK, (assets() / "verifier" / name).read_bytes(), kind)

    def do_POST(self) -> None:
        # Another site's page could send files here, and could not read the answer; it need not.
        origin = urlsplit(self.headers.get("Origin", "")).netloc
        length = self.headers.get("Content-Length", "")
        if urlsplit(self.path).path != "/check" or origin != self.headers.get("Host"):
            self._refuse(HTTPStatus.FORBIDDEN, "not this page's own request")
        elif not length.isdecimal() or int(length) > LONGEST_UPLOAD:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the files are too large")
        else:
            try:
                files = [*_files(self.headers.get("Content-Type", ""), self.rfile.read(int(length)))]
                answer = self.check(files)
            except (NotAScan, ValueError) as error:
                said = str(error) if isinstance(error, NotAScan) else "the upload cannot be read"
                self._refuse(HTTPStatus.UNPROCESSABLE_ENTITY, said)
            else:
                self._json(HTTPStatus.OK, answer)

    def _refuse(self, status: HTTPStatus, error: str) -> None:
        self.close_connection = True
        self._json(status, {"error": error})

    def _json(self, status: HTTPStatus, answer: dict[str, object]) -> None:
        self._send(status, json.dumps(answer).encode(), "application/json")

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Type": kind, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a file's name may be a person's."""


def _files(content_type: str, body: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of a multipart/form-data upload (RFC 7578). Raises ValueError."""
    head = f"Content-Type: {content_type}\r\nMIME-Version: 1.0\r\n\r\n".encode()
    message = BytesParser(policy=policy.HTTP).parsebytes(head + body)
    if not message.is_multipart():
        raise ValueError("not a form")
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        name = part.get_filename()
        if name and isinstance(content, bytes):
            yield name, content


def _pictures(report: Report) -> Iterator[str]:
    for each in report.comparisons:
        stream = io.BytesIO()
        each.comparison.picture().save(stream, "PNG")
        yield base64.b64encode(stream.getvalue()).decode()
