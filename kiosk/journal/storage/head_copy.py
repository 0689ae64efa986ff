"""A second copy of the chain's head, in a file of its own and best on another disk.

It distinguishes a first start from a journal that is missing, emptied, cut short or put back from an old
copy. Two places in the file are written in turn, each with its own check sum, so that one is always whole.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from kiosk.journal.chain import Head
from kiosk.structs import Struct

_PLACE = 512
"""Bytes: one sector of a disk, which is written whole or not at all."""


class Witness(Struct):
    """What the copy testifies: the journal with this id had this head."""

    journal: str
    head: Head


class HeadCopy:
    """The file at `path`. Not thread-safe: the journal uses it under its lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._next = 0

    def exists(self) -> bool:
        """True when there once was a journal, whether or not the copy can still be read."""
        return self.path.exists()

    def read(self) -> Witness | None:
        """The newer of the two copies; None when there is no file, or neither place is whole."""
        try:
            content = self.path.read_bytes()
        except OSError:
            return None
        places = [_decoded(content[start : start + _PLACE]) for start in (0, _PLACE)]
        found = [(each.head.seq, place) for place, each in enumerate(places) if each is not None]
        if not found:
            return None
        _, newest = max(found)
        self._next = 1 - newest
        return places[newest]

    def write(self, witness: Witness, *, durable: bool) -> None:
        """Write the copy; with `durable` it is on disk afterwards. Raises OSError."""
        new = not self.path.exists()
        if new:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.pwrite(handle, _encoded(witness), self._next * _PLACE)
            if durable:
                os.fsync(handle)
        finally:
            os.close(handle)
        if new:
            _sync_folder(self.path.parent)
        self._next = 1 - self._next

    def begin_anew(self, witness: Witness) -> None:
        """Testify to a head behind the earlier ones: staff has taken up the journal there. Raises OSError."""
        draft = self.path.with_name(f"{self.path.name}.draft")
        draft.unlink(missing_ok=True)
        HeadCopy(draft).write(witness, durable=True)
        draft.replace(self.path)
        _sync_folder(self.path.parent)


def _encoded(witness: Witness) -> bytes:
    content = json.dumps([witness.journal, witness.head.seq, witness.head.hash.hex()]).encode()
    return (content + b"\n" + hashlib.sha256(content).hexdigest().encode() + b"\n").ljust(_PLACE, b"\0")


def _decoded(place: bytes) -> Witness | None:
    content, _, rest = place.partition(b"\n")
    if hashlib.sha256(content).hexdigest().encode() != rest[:64] or not content:
        return None
    journal, seq, digest = json.loads(content)
    return Witness(journal, Head(seq, bytes.fromhex(digest)))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
