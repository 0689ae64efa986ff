"""The software card: answers APDUs as public sources describe the JPKI application.

It parses commands itself instead of sharing the driver's code, so that a mistake in either of them
makes a test fail. It was compared with OpenSC, never with a real card. The reset of the signature
password is our own invention (see `password_reset`).
"""

from __future__ import annotations

from kiosk_simulator.card.command import SW, Answer, Command
from kiosk_simulator.card.contents import (
    AUTHENTICATION_CERTIFICATE,
    SIGNATURE_CERTIFICATE,
    SMARTPHONE_LABELS,
    CardContents,
    files_of,
)
from kiosk_simulator.card.password_reset import RESET_KEY, PasswordReset
from kiosk_simulator.card.schemes import UnfitInput, UnknownScheme, sign, signature_length

__all__ = ["AUTHENTICATION_PIN", "CONTACT_ATR", "SIGNATURE_PASSWORD", "CardContents", "SoftwareJpkiCard"]

JPKI_APPLICATION = bytes.fromhex("D392F000260100000001")
ISSUER_DOMAIN = bytes.fromhex("A0000001510000")
CONTACT_ATR = bytes.fromhex("3BE000FF8131FE4514")

AUTHENTICATION_PIN = 0x0018
SIGNATURE_PASSWORD = 0x001B
MERGED_PIN = 0x0011
"""In place of 0018 on a card of the next generation; inside, it is the same counter."""
_AUTHENTICATION_KEY = 0x0017
_SIGNATURE_KEY = 0x001A
_PIN_OF_KEY = {_AUTHENTICATION_KEY: AUTHENTICATION_PIN, _SIGNATURE_KEY: SIGNATURE_PASSWORD}
_FULL_COUNTER = {AUTHENTICATION_PIN: 3, SIGNATURE_PASSWORD: 5}


class SoftwareJpkiCard:
    """One card. Counters and a new password survive power cycles; selection and verification do not."""

    def __init__(
        self, contents: CardContents, *, tries: dict[int, int] | None = None, delay: float = 0.0
    ) -> None:
        """`tries` sets counters other than full ones, by PIN identifier (0018, 001B).

        `delay` is the time in seconds that the card takes for each APDU; its reader waits for it.
        """
        self.delay = delay
        self.apdus = 0
        self.atr = CONTACT_ATR
        self.contents = contents
        self._tries = {**_FULL_COUNTER, **(tries or {})}
        self._secrets = {
            AUTHENTICATION_PIN: contents.pin.encode("ascii"),
            SIGNATURE_PASSWORD: contents.password.encode("ascii"),
        }
        if not contents.has_pin:  # our guess: what there is on a real one is not public
            self._secrets.clear()
        self._keys = {
            _AUTHENTICATION_KEY: contents.authentication_key,
            _SIGNATURE_KEY: contents.signature_key,
        }
        self._files = files_of(contents)
        self._reset = PasswordReset(contents.reset_key)
        self._powered = False
        self._in_application = False
        self._selected: int | None = None
        self._verified: set[int] = set()

    def tries_left(self, pin: int = AUTHENTICATION_PIN) -> int:
        """The card's own counter, for console and tests: PIN identifier 0018, 001B, or 0019 (reset key)."""
        return self._reset.tries if pin == RESET_KEY else self._tries[pin]

    def power_on(self) -> None:
        """Start with nothing selected and nothing verified."""
        self._forget()
        self._powered = True

    def power_off(self) -> None:
        """Lose all security state; the PIN counters are kept."""
        self._forget()
        self._powered = False

    def transmit(self, apdu: bytes) -> bytes:
        """Answer one command APDU with data and status word; never raises for a bad command."""
        self.apdus += 1
        challenge = self._reset.take_challenge()
        try:
            if self.contents.damaged:
                raise Answer(SW.SELF_DIAGNOSIS_FAILED)
            data = self._dispatch(Command.parse(apdu), challenge)
        except Answer as answer:
            return answer.sw.to_bytes(2, "big")
        return data + SW.OK.to_bytes(2, "big")

    def _forget(self) -> None:
        self._in_application = False
        self._selected = None
        self._verified.clear()
        self._reset.forget()

    def _dispatch(self, command: Command, challenge: bytes | None) -> bytes:
        if command.cla & 0x03:
            raise Answer(SW.NO_LOGICAL_CHANNEL)
        match command.cla, command.ins:
            case 0x00, 0xA4:
                return self._select(command)
            case 0x00, 0xB0:
                return self._read_binary(command)
            case 0x00, 0x20:
                return self._verify(command)
            case 0x80, 0x2A:
                return self._sign(command)
            case 0x00, 0x84:
                return self._reset.get_challenge(command)
            case 0x00, 0x82:
                return self._authenticate_issuer(command, challenge)
            case 0x00, 0x2C:
                return self._reset_password(command)
            case ((0x00 | 0x80), _):
                raise Answer(SW.NO_SUCH_INSTRUCTION)
            case _:
                raise Answer(SW.NO_SUCH_CLASS)

    def _select(self, command: Command) -> bytes:
        match command.p1:
            case 0x00 if not command.data:
                if not self._in_application:
                    raise Answer(SW.WRONG_P1P2)
                return b""
            case 0x04:
                return self._select_application(command)
            case 0x02 if self._in_application and len(command.data) == 2:
                self._selected = self._known(int.from_bytes(command.data, "big"))
                return b""
            case _:
                raise Answer(SW.NOT_FOUND)

    def _select_application(self, command: Command) -> bytes:
        name = command.data
        if name == ISSUER_DOMAIN:
            self._forget()
            return b""
        # A truncated AID selects too (JICSAP); an unknown one never does, or other drivers would
        # mistake this card for one of theirs.
        if not self.contents.has_jpki or len(name) < 5 or not JPKI_APPLICATION.startswith(name):
            raise Answer(SW.NOT_FOUND)
        # Selecting the same application again keeps the verified state: observed on real cards.
        self._in_application = True
        self._selected = None
        self._reset.forget()
        if command.p2 == 0x00 and command.le:
            named = bytes((0x84, len(JPKI_APPLICATION))) + JPKI_APPLICATION
            return (bytes((0x6F, len(named))) + named)[: command.le]
        return b""

    def _known(self, identifier: int) -> int:
        """Return the identifier of an existing file, PIN or key; ends with 6A82 otherwise."""
        if self.contents.merged_pin:
            if identifier == AUTHENTICATION_PIN:
                raise Answer(SW.NOT_FOUND)
            if identifier == MERGED_PIN:
                return AUTHENTICATION_PIN
        is_key = self._keys.get(identifier) is not None or (identifier == RESET_KEY and self._reset.has_key)
        if identifier not in self._files and identifier not in self._secrets and not is_key:
            raise Answer(SW.NOT_FOUND)
        return identifier

    def _addressed(self, p2: int) -> int:
        """The addressed file: by short identifier in P2 (or P1) if there is one, else the selected file."""
        identifier = p2 & 0x1F
        if identifier:
            if not self._in_application:
                raise Answer(SW.NOT_FOUND)
            self._selected = self._known(identifier)
        if self._selected is None:
            raise Answer(SW.NO_FILE_SELECTED)
        return self._selected

    def _read_binary(self, command: Command) -> bytes:
        if command.le is None or command.data:
            raise Answer(SW.WRONG_LENGTH)
        if command.p1 & 0x80:
            identifier, offset = self._addressed(command.p1), command.p2
        else:
            identifier, offset = self._addressed(0), command.p1 << 8 | command.p2
        if identifier not in self._files:
            raise Answer(SW.FILE_STRUCTURE)
        if identifier == SIGNATURE_CERTIFICATE and SIGNATURE_PASSWORD not in self._verified:
            raise Answer(SW.NOT_VERIFIED)
        after_pin = (
            identifier == AUTHENTICATION_CERTIFICATE and self.contents.token_label in SMARTPHONE_LABELS
        )
        if after_pin and AUTHENTICATION_PIN not in self._verified:
            raise Answer(SW.NOT_VERIFIED)
        content = self._files[identifier]
        if offset >= len(content):
            raise Answer(SW.WRONG_OFFSET)
        return content[offset : offset + command.le]

    def _verify(self, command: Command) -> bytes:
        if command.p1 != 0x00 or not command.p2 & 0x80:
            raise Answer(SW.WRONG_P1P2)
        pin = self._addressed(command.p2)
        if pin not in self._secrets:
            raise Answer(SW.FILE_STRUCTURE)
        if not command.data:
            # VERIFY without data returns the counter, also when verified or blocked.
            raise Answer(SW.TRIES | self._tries[pin])
        if len(command.data) > 16 or command.le is not None:
            raise Answer(SW.WRONG_LENGTH)
        if self._tries[pin] == 0:
            raise Answer(SW.BLOCKED)
        if command.data == self._secrets[pin]:
            self._tries[pin] = _FULL_COUNTER[pin]
            self._verified.add(pin)
            return b""
        self._tries[pin] -= 1
        self._verified.discard(pin)
        raise Answer(SW.TRIES | self._tries[pin])

    def _sign(self, command: Command) -> bytes:
        if not command.p2 & 0x80:
            raise Answer(SW.WRONG_P1P2)
        identifier = self._addressed(command.p2)
        key = self._keys.get(identifier)
        if key is None:
            raise Answer(SW.FILE_STRUCTURE)
        if _PIN_OF_KEY[identifier] not in self._verified:
            raise Answer(SW.NOT_VERIFIED)
        if command.le is None or command.le < signature_length(key):
            raise Answer(SW.WRONG_LENGTH)
        try:
            return sign(key, command.p1, command.data)
        except UnknownScheme:
            raise Answer(SW.WRONG_P1P2) from None
        except UnfitInput:
            raise Answer(SW.CONDITIONS) from None

    def _authenticate_issuer(self, command: Command, challenge: bytes | None) -> bytes:
        if command.p1 != 0x00 or not command.p2 & 0x80:
            raise Answer(SW.WRONG_P1P2)
        self._reset.authenticate(command, self._addressed(command.p2), challenge)
        return b""

    def _reset_password(self, command: Command) -> bytes:
        """RESET RETRY COUNTER with P1=02: new reference data only, without the forgotten password."""
        if command.p1 != 0x02 or not command.p2 & 0x80:
            raise Answer(SW.WRONG_P1P2)
        if self._addressed(command.p2) != SIGNATURE_PASSWORD:
            raise Answer(SW.FILE_STRUCTURE)
        if self.contents.signature_certificate is None:
            raise Answer(SW.NO_REFERENCE_DATA)
        self._secrets[SIGNATURE_PASSWORD] = self._reset.spend(command)
        self._tries[SIGNATURE_PASSWORD] = _FULL_COUNTER[SIGNATURE_PASSWORD]
        self._verified.discard(SIGNATURE_PASSWORD)
        return b""
