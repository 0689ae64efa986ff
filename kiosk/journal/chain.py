"""The hash chain: each row carries the SHA-256 of the hash before it and its own content.

No row can be changed, left out or put in without every later hash being another one.
"""

from __future__ import annotations

import hashlib
import json

from kiosk.structs import Struct


class Head(Struct):
    """The end of the chain: the number of the last row (0 without one) and its hash."""

    seq: int
    hash: bytes


class StoredRow(Struct):
    """A row exactly as a file keeps it; `facts` is JSON text."""

    seq: int
    at: str
    visit: str
    kind: str
    intent: int | None
    facts: str
    hash: bytes = b""

    def follows(self, head: Head) -> bool:
        """True when this is the row after `head`, and unchanged."""
        return self.seq == head.seq + 1 and self.hash == link(head.hash, self)


def beginning(journal: str) -> Head:
    """The head of a journal without rows; `journal` is its random id."""
    return Head(0, hashlib.sha256(f"certificate kiosk journal {journal}".encode()).digest())


def link(before: bytes, row: StoredRow) -> bytes:
    """The hash of `row` behind the hash `before`."""
    content = [row.seq, row.at, row.visit, row.kind, row.intent, row.facts]
    return hashlib.sha256(before + json.dumps(content, separators=(",", ":")).encode()).digest()
