"""Keys of requests: the database decides which of several with one key is the first."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from kiosk.rules.services import Service
from kiosk_servers.database.engine import Database


class ContentDiffers(Exception):
    """The request id was used before with other content, or by another terminal."""


@dataclass(frozen=True, slots=True)
class RequestKey:
    """`request` is the terminal's random id; `content` is all that a repeated request must have the same."""

    service: Service
    terminal: str
    request: str
    content: str = field(repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the content, which may have a name and a telephone number in it."""
        return hashlib.sha256(self.content.encode()).hexdigest()


def is_new(database: Database, key: RequestKey) -> bool:
    """Use up a key, within the transaction that also stores the answer; False when it was answered before.

    Of several at the same time one goes on. The others wait until it is committed; when it is rolled back,
    one of them takes its place. Raises ContentDiffers.
    """
    if database.rows(
        "INSERT INTO request_key (request, service, terminal, content) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING RETURNING request",
        *(key.request, key.service, key.terminal, key.digest),
    ):
        return True
    query = "SELECT terminal, content FROM request_key WHERE request = ? AND service = ?"
    if database.rows(query, key.request, key.service) != [(key.terminal, key.digest)]:
        raise ContentDiffers
    return False
