"""IPP over HTTP (RFC 8010, section 4): one request and its answer, on a connection of its own."""

from __future__ import annotations

import http.client
import ssl
from urllib.parse import urlsplit

from kiosk.hardware.page_printer.ipp_codec import IppMalformed, decode, encode
from kiosk.hardware.page_printer.ipp_message import Message
from kiosk.hardware.page_printer.protocol import PrinterUnreachable
from kiosk.net.deadline import bound_context, call_deadline, connected
from kiosk.net.trust import pinned_context

_LIMIT = 1024 * 1024
_PORT = 631


class IppConnection:
    """Where a printer is. Raises ValueError for a URI with another scheme than ipp or ipps, or no host."""

    def __init__(self, uri: str, context: ssl.SSLContext | None) -> None:
        parts = urlsplit(uri)
        if parts.scheme not in {"ipp", "ipps"} or not parts.hostname:
            raise ValueError("a printer's URI begins with ipp:// or ipps://")
        self._host, self._port = parts.hostname, parts.port or _PORT
        self._path = parts.path or "/"
        self._context: ssl.SSLContext | None = None
        if parts.scheme == "ipps":
            self._context = bound_context(context or pinned_context(None))

    def exchange(self, name: str, message: Message, seconds: float) -> Message:
        """Send a request and return the answer, `seconds` at most after the call.

        `name` is the operation, for the error message. Raises PrinterUnreachable, whose
        `maybe_accepted` is True once a request with a document may have reached the printer.
        """
        payload, sent = encode(message), False
        connection = http.client.HTTPConnection(self._host, self._port, timeout=seconds)
        try:
            with call_deadline(seconds):
                connection.sock = connected(self._host, self._port)
                if self._context is not None:
                    connection.sock = self._context.wrap_socket(connection.sock, server_hostname=self._host)
                sent = bool(message.data)
                connection.request("POST", self._path, payload, {"Content-Type": "application/ipp"})
                response = connection.getresponse()
                body = response.read(_LIMIT + 1)
        except (OSError, http.client.HTTPException) as error:
            kind = type(error).__name__
            raise PrinterUnreachable(f"{name}: {kind}", maybe_accepted=sent) from error
        finally:
            connection.close()
        if response.status != http.client.OK or len(body) > _LIMIT:
            raise PrinterUnreachable(f"{name}: HTTP status {response.status}", maybe_accepted=sent)
        try:
            return decode(body)
        except IppMalformed as error:
            raise PrinterUnreachable(f"{name}: {error}", maybe_accepted=sent) from error
