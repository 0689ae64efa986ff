"""Who may use the console: this machine's browser, with the page's token, and no other site."""

from __future__ import annotations

import secrets
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER = "x-console-token"  # noqa: S105 - the header's name
STATIC = "/static/"
_SAFE = {"GET", "HEAD"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Refuses (403) another Host than loopback's (DNS rebinding), another Origin, and a missing token.

    A page may read with the token in its address, and change something only with it in the header:
    another site can send neither. Style and script files need none.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through or refuse one request."""
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        if self._may(scope):
            await self._app(scope, receive, guarded)
        else:
            await guarded({"type": "http.response.start", "status": 403, "headers": []})
            await guarded(
                {"type": "http.response.body", "body": b"refused: open the console by its own address"}
            )

    def _may(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        port = scope["server"][1]
        hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        if headers.get("host") not in hosts:
            return False
        reads = scope["method"] in _SAFE
        if not reads:
            origin = headers.get("origin")
            if origin is not None and origin not in {f"http://{host}" for host in hosts}:
                return False
            if headers.get("sec-fetch-site", "same-origin") != "same-origin":
                return False
        if reads and scope["path"].startswith(STATIC):
            return True
        given = headers.get(TOKEN_HEADER, "")
        if reads and not given:
            given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        return secrets.compare_digest(given.encode("latin-1", "replace"), self._token.encode())
