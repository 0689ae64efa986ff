"""The software card's side of a signature password reset, with commands of ISO/IEC 7816-4 and -8.

Our own invention, see `reset_key`: GET CHALLENGE, EXTERNAL AUTHENTICATE with the key of EF 0019
(present on real cards, purpose unknown), then one RESET RETRY COUNTER with new reference data.
"""

from __future__ import annotations

import hmac
import secrets

from kiosk_simulator.card.command import SW, Answer, Command
from kiosk_simulator.card.reset_key import CHALLENGE_LENGTH, CRYPTOGRAM_LENGTH, authorisation

RESET_KEY = 0x0019
"""EF identifier of the reset key: present on real cards, purpose unknown; this purpose is our invention."""

RESET_KEY_TRIES = 10
"""Wrong cryptograms after which the key is blocked permanently."""

_LETTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS = frozenset(b"0123456789")


class PasswordReset:
    """Challenge, authorisation and the key's retry counter. Only the counter survives power-off."""

    def __init__(self, key: bytes | None) -> None:
        self._key = key
        self._challenge: bytes | None = None
        self._authorised = False
        self.tries = RESET_KEY_TRIES

    @property
    def has_key(self) -> bool:
        """Whether EF 0019 exists."""
        return self._key is not None

    def forget(self) -> None:
        """Lose challenge and authorisation."""
        self._challenge, self._authorised = None, False

    def take_challenge(self) -> bytes | None:
        """The challenge, which is valid only for the next command, whichever that is."""
        challenge, self._challenge = self._challenge, None
        return challenge

    def get_challenge(self, command: Command) -> bytes:
        """Answer GET CHALLENGE; only a challenge of 16 bytes can be used for an authentication."""
        if command.p1 or command.p2:
            raise Answer(SW.WRONG_P1P2)
        if command.le is None or command.data:
            raise Answer(SW.WRONG_LENGTH)
        given = secrets.token_bytes(command.le)
        self._challenge = given if len(given) == CHALLENGE_LENGTH else None
        return given

    def authenticate(self, command: Command, selected: int, challenge: bytes | None) -> None:
        """EXTERNAL AUTHENTICATE: authorises one reset, or uses up one of the key's tries."""
        self._authorised = False
        if selected != RESET_KEY or self._key is None:
            raise Answer(SW.FILE_STRUCTURE)
        if len(command.data) != CRYPTOGRAM_LENGTH or command.le is not None:
            raise Answer(SW.WRONG_LENGTH)
        if challenge is None:
            raise Answer(SW.CONDITIONS)
        if self.tries == 0:
            raise Answer(SW.BLOCKED)
        if not hmac.compare_digest(command.data, authorisation(self._key, challenge)):
            self.tries -= 1
            raise Answer(SW.TRIES | self.tries)
        self.tries = RESET_KEY_TRIES
        self._authorised = True

    def spend(self, command: Command) -> bytes:
        """Use up the authorisation and return the new password, which the caller must set.

        Ends with 6982 without authorisation, 6A80 for an invalid password.
        """
        if not self._authorised:
            raise Answer(SW.NOT_VERIFIED)
        self._authorised = False
        if command.le is not None or not _is_password(command.data):
            raise Answer(SW.WRONG_DATA)
        return command.data


def _is_password(data: bytes) -> bool:
    """6 to 16 of A–Z and 0–9, at least one letter and one digit (the authority's page on passwords)."""
    held = frozenset(data)
    return 6 <= len(data) <= 16 and held <= _LETTERS | _DIGITS and bool(held & _LETTERS and held & _DIGITS)
