"""The console's address over restarts of the terminal: an open page finds it again at the same place.

Port and token lie in the simulated terminal's state folder, which nobody but its user can read.
"""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

from kiosk.structs import Struct

_FILE = "console.json"
_LEAST_CHARACTERS = 16
_MOST_PORT = 65535


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(24)


class Address(Struct):
    """Where the console was last; `port` 0 when it never was anywhere."""

    port: int
    token: str

    @classmethod
    def last(cls, state: Path) -> Address:
        """The address of the last run in this state folder, or one that is new. Never raises."""
        try:
            told = json.loads((state / _FILE).read_text(encoding="utf-8"))
            port, token = told["port"], told["token"]
        except (OSError, ValueError, KeyError, TypeError):
            return cls(0, new_token())
        if type(port) is not int or not 0 < port <= _MOST_PORT:
            return cls(0, new_token())
        if type(token) is not str or len(token) < _LEAST_CHARACTERS:
            return cls(0, new_token())
        return cls(port, token)

    def keep(self, state: Path) -> None:
        """Keep it for the next run. Raises OSError."""
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = state / f"{_FILE}.new"
        new.unlink(missing_ok=True)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            json.dump({"port": self.port, "token": self.token}, file)
        new.replace(state / _FILE)
