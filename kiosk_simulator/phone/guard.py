"""Who may use the telephone's page: a browser of this machine on the page itself, and no other site."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SAFE = {"GET", "HEAD"}
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # With no-referrer a browser would send `Origin: null` with the page's own forms.
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Refuses (403) another Host than loopback's (DNS rebinding), and a form from another site.

    The forms themselves carry a ticket that only the page knows.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through or refuse one request."""
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        if _may(scope):
            await self._app(scope, receive, guarded)
        else:
            await guarded({"type": "http.response.start", "status": 403, "headers": []})
            await guarded(
                {"type": "http.response.body", "body": b"refused: open the page by its own address"}
            )


def _may(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    port = scope["server"][1]
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
    host = headers.get("host")
    if host not in hosts:
        return False
    if scope["method"] in _SAFE:
        return True
    return headers.get("origin", f"http://{host}") == f"http://{host}" and (
        headers.get("sec-fetch-site", "same-origin") == "same-origin"
    )
