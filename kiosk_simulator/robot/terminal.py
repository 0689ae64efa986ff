"""A running terminal over its QA console's HTTP interface, on this machine only."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

SECONDS = 20.0
"""For which one answer is waited."""


class Refused(AssertionError):
    """The console refused, and says why."""


class RunningTerminal:
    """`url` is what `kiosk run` prints as the QA console's address, with its token."""

    def __init__(self, url: str) -> None:
        """Raises ValueError for an address elsewhere or without a token."""
        parts = urlsplit(url)
        token = parts.query.removeprefix("token=")
        if parts.scheme != "http" or parts.hostname != "127.0.0.1" or not token:
            raise ValueError("not the address of a QA console: http://127.0.0.1:PORT/?token=TOKEN")
        self._base, self._token = f"http://{parts.netloc}/api/", token

    def does(self, path: str, **body: object) -> Any:
        """Do something and return what came of it. Raises Refused."""
        return self._ask(path, json.dumps(body).encode())["result"]

    def tells(self, path: str) -> dict[str, Any]:
        """Return what the console tells. Raises Refused."""
        return self._ask(path, None)

    def _ask(self, path: str, body: bytes | None) -> dict[str, Any]:
        headers = {"X-Console-Token": self._token, "Content-Type": "application/json"}
        # The scheme and the host were checked: nothing but a console of this machine is asked.
        request = Request(self._base + path, body, headers)  # noqa: S310
        try:
            with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                told: dict[str, Any] = json.load(answer)
                return told
        except HTTPError as error:
            raise Refused(error.read().decode("utf-8", "replace")) from None
