"""The public file of the issuing centre: its record keys with their validity, and the revoked documents."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.documents.proof.payload import key_id_of


class PublishedKeysError(ValueError):
    """The public file cannot be used; the message says why."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Key(_Model):
    public_key: str = Field(pattern=r"^[A-Za-z0-9+/]{43}=$")
    valid_from: date
    valid_until: date
    specimens: bool = False


class _File(_Model):
    version: Literal[1]
    keys: tuple[_Key, ...] = Field(min_length=1)
    revoked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """One key with which the centre signed records of `valid_from` … `valid_until`, both days included.

    `specimens` keys belong to a simulation: what they signed is a specimen without effect.
    """

    key: Ed25519PublicKey
    valid_from: date
    valid_until: date
    specimens: bool = False


@dataclass(frozen=True, slots=True)
class PublishedKeys:
    """Keys by their id, see `payload.key_id_of`, and the numbers of revoked documents."""

    keys: dict[bytes, PublishedKey]
    revoked: frozenset[str] = frozenset()

    @classmethod
    def load(cls, path: Path) -> PublishedKeys:
        """Read the file. Raises PublishedKeysError."""
        try:
            return cls.parse(path.read_bytes())
        except OSError as error:
            raise PublishedKeysError(f"{path.name} cannot be read: {error.strerror}") from None

    @classmethod
    def parse(cls, data: bytes) -> PublishedKeys:
        """Parse the JSON of the file. Raises PublishedKeysError."""
        try:
            file = _File.model_validate_json(data)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(each) for each in first["loc"]) or "file"
            raise PublishedKeysError(f"{where}: {first['msg']}") from None
        keys = {}
        for each in file.keys:
            key = Ed25519PublicKey.from_public_bytes(base64.b64decode(each.public_key))
            keys[key_id_of(key)] = PublishedKey(key, each.valid_from, each.valid_until, each.specimens)
        return cls(keys, frozenset(file.revoked))

    def to_json(self) -> str:
        """Return the file's text."""
        keys = tuple(
            _Key(
                public_key=base64.b64encode(each.key.public_bytes_raw()).decode(),
                valid_from=each.valid_from,
                valid_until=each.valid_until,
                specimens=each.specimens,
            )
            for each in self.keys.values()
        )
        return _File(version=1, keys=keys, revoked=tuple(sorted(self.revoked))).model_dump_json(indent=2)
