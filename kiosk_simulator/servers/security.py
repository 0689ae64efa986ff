"""Security rules of the web pages on loopback: only a browser on this machine, and no other site."""

from __future__ import annotations

import secrets
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER = "x-console-token"  # noqa: S105 - the header's name
_SAFE_METHODS = {"GET", "HEAD"}
_BASE_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}


class LoopbackSecurityMiddleware:
    """Refuses (403) any Host but loopback's (DNS rebinding), and requests by other sites (CSRF).

    With a `token`, every request must carry it: in the header `x-console-token`, or, for reading only,
    in the query as `token`; reading a path below `public` needs none. Without one, forms must protect
    themselves, as another site's form is refused only by browsers that name its origin.

    Adds security headers to every response; `policy` is the part of the content security policy that
    the pages need, `referrer` the referrer policy.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        policy: str,
        referrer: str,
        token: str | None = None,
        public: str | None = None,
    ) -> None:
        self._app, self._token, self._public = app, token, public
        self._headers = _HEADERS | {
            "content-security-policy": f"{_BASE_POLICY}; {policy}",
            "referrer-policy": referrer,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or refuse it."""
        if scope["type"] != "http":
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        if _is_same_origin(scope) and self._has_token(scope):
            await self._app(scope, receive, send_with_headers)
        else:
            await send_with_headers({"type": "http.response.start", "status": 403, "headers": []})
            await send_with_headers(
                {"type": "http.response.body", "body": b"refused: open the page by its own address"}
            )

    def _has_token(self, scope: Scope) -> bool:
        if self._token is None:
            return True
        reads = scope["method"] in _SAFE_METHODS
        if reads and self._public is not None and scope["path"].startswith(self._public):
            return True
        given = Headers(scope=scope).get(TOKEN_HEADER, "")
        if reads and not given:
            given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        return secrets.compare_digest(given.encode("latin-1", "replace"), self._token.encode())


def _is_same_origin(scope: Scope) -> bool:
    """True for a request to loopback that only reads, or that no header attributes to another site."""
    headers = Headers(scope=scope)
    port = scope["server"][1]
    host = headers.get("host")
    if host not in {f"127.0.0.1:{port}", f"localhost:{port}"}:
        return False
    if scope["method"] in _SAFE_METHODS:
        return True
    return headers.get("origin", f"http://{host}") == f"http://{host}" and (
        headers.get("sec-fetch-site", "same-origin") == "same-origin"
    )
