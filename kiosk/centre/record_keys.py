"""The keys that the centre signs records with: one, or the old and the new one while they are changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


@dataclass(frozen=True, slots=True)
class RecordKey:
    """A key, and between which moments it is good (both included); None: nobody has said."""

    key: Ed25519PublicKey
    valid_from: datetime | None = None
    valid_until: datetime | None = None

    def is_current(self, now: datetime) -> bool:
        """True while records signed with it are good."""
        began = self.valid_from is None or self.valid_from <= now
        return began and (self.valid_until is None or now <= self.valid_until)
