"""The software card: APDUs in, answers out, as public sources describe the JPKI application.

Parses commands by itself instead of sharing the driver's code, so that a mistake in one of the
two shows as a failing test. It was compared with OpenSC, never with a real card.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import rsa

from kiosk.simulation.card.schemes import UnfitInput, UnknownScheme, sign

JPKI_APPLICATION = bytes.fromhex("D392F000260100000001")
ISSUER_DOMAIN = bytes.fromhex("A0000001510000")
CONTACT_ATR = bytes.fromhex("3BE000FF8131FE4514")

AUTHENTICATION_PIN = 0x0018
SIGNATURE_PASSWORD = 0x001B
_AUTHENTICATION_KEY = 0x0017
_SIGNATURE_KEY = 0x001A
_SIGNATURE_CERTIFICATE = 0x0001
_PIN_OF_KEY = {_AUTHENTICATION_KEY: AUTHENTICATION_PIN, _SIGNATURE_KEY: SIGNATURE_PASSWORD}
_FULL_COUNTER = {AUTHENTICATION_PIN: 3, SIGNATURE_PASSWORD: 5}

_OK = 0x9000
_NOT_VERIFIED = 0x6982
_FILE_STRUCTURE = 0x6981
_BLOCKED = 0x6984
_CONDITIONS = 0x6985
_NO_FILE_SELECTED = 0x6986
_NOT_FOUND = 0x6A82
_WRONG_P1P2 = 0x6A86
_WRONG_LENGTH = 0x6700
_WRONG_OFFSET = 0x6B00
_NO_SUCH_INSTRUCTION = 0x6D00
_NO_SUCH_CLASS = 0x6E00
_NO_LOGICAL_CHANNEL = 0x6881
_SELF_DIAGNOSIS_FAILED = 0x6F00

_FILLER = b"\xff" * 32


@dataclass(frozen=True)
class CardContents:
    """What is written into a card when it is issued. None leaves a certificate out.

    `token_label` is that of EF 0006; `has_jpki` False makes a card of another kind; `damaged`
    makes a chip that fails its self-test. Nothing of it shows in `repr`.
    """

    token_label: str = "JPKIAPICCTOKEN2"  # noqa: S105
    has_jpki: bool = True
    damaged: bool = False
    authentication_certificate: bytes | None = field(default=None, repr=False)
    authentication_key: rsa.RSAPrivateKey | None = field(default=None, repr=False)
    authentication_ca: bytes = field(default=b"", repr=False)
    signature_certificate: bytes | None = field(default=None, repr=False)
    signature_key: rsa.RSAPrivateKey | None = field(default=None, repr=False)
    signature_ca: bytes = field(default=b"", repr=False)
    pin: str = field(default="1234", repr=False)
    password: str = field(default="ABC123", repr=False)


class _Answer(Exception):
    """Ends a command early with a status word."""

    def __init__(self, sw: int) -> None:
        super().__init__(f"{sw:04X}")
        self.sw = sw


@dataclass(frozen=True)
class _Command:
    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes
    le: int | None

    @classmethod
    def parse(cls, apdu: bytes) -> _Command:
        """Short forms only; an extended or torn command is a wrong length."""
        if len(apdu) < 4:
            raise _Answer(_WRONG_LENGTH)
        cla, ins, p1, p2 = apdu[:4]
        body = apdu[4:]
        if not body:
            return cls(cla, ins, p1, p2, b"", None)
        if len(body) == 1:
            return cls(cla, ins, p1, p2, b"", body[0] or 256)
        lc, rest = body[0], body[1:]
        if lc == 0 or len(rest) not in (lc, lc + 1):
            raise _Answer(_WRONG_LENGTH)
        return cls(cla, ins, p1, p2, rest[:lc], (rest[lc] or 256) if len(rest) > lc else None)


class SoftwareJpkiCard:
    """One card. PIN counters stay through power cycles; what was selected and verified does not."""

    def __init__(
        self, contents: CardContents, *, tries: dict[int, int] | None = None, delay: float = 0.0
    ) -> None:
        """`tries` gives counters other than full ones, by PIN identifier (0018, 001B).

        `delay` is the seconds that the card needs for each APDU; its reader lets them pass.
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
        self._keys = {
            _AUTHENTICATION_KEY: contents.authentication_key,
            _SIGNATURE_KEY: contents.signature_key,
        }
        self._files = _files(contents)
        self._powered = False
        self._in_application = False
        self._selected: int | None = None
        self._verified: set[int] = set()

    def tries_left(self, pin: int = AUTHENTICATION_PIN) -> int:
        """The counter itself, for the console and the tests."""
        return self._tries[pin]

    def power_on(self) -> None:
        """Start from nothing selected and nothing verified."""
        self._forget()
        self._powered = True

    def power_off(self) -> None:
        """Lose all security state; the PIN counters stay."""
        self._forget()
        self._powered = False

    def transmit(self, apdu: bytes) -> bytes:
        """Answer one command APDU with data and status word; never raises for a bad command."""
        self.apdus += 1
        try:
            if self.contents.damaged:
                raise _Answer(_SELF_DIAGNOSIS_FAILED)
            data = self._dispatch(_Command.parse(apdu))
        except _Answer as answer:
            return answer.sw.to_bytes(2, "big")
        return data + _OK.to_bytes(2, "big")

    def _forget(self) -> None:
        self._in_application = False
        self._selected = None
        self._verified.clear()

    def _dispatch(self, command: _Command) -> bytes:
        if command.cla & 0x03:
            raise _Answer(_NO_LOGICAL_CHANNEL)
        match command.cla, command.ins:
            case 0x00, 0xA4:
                return self._select(command)
            case 0x00, 0xB0:
                return self._read_binary(command)
            case 0x00, 0x20:
                return self._verify(command)
            case 0x80, 0x2A:
                return self._sign(command)
            case 0x00, 0x84 if command.p1 == command.p2 == 0 and command.le:
                return secrets.token_bytes(command.le)
            case ((0x00 | 0x80), _):
                raise _Answer(_NO_SUCH_INSTRUCTION)
            case _:
                raise _Answer(_NO_SUCH_CLASS)

    def _select(self, command: _Command) -> bytes:
        match command.p1:
            case 0x00 if not command.data:
                if not self._in_application:
                    raise _Answer(_WRONG_P1P2)
                return b""
            case 0x04:
                return self._select_application(command)
            case 0x02 if self._in_application and len(command.data) == 2:
                identifier = int.from_bytes(command.data, "big")
                if identifier not in self._files and identifier not in self._pins_and_keys():
                    raise _Answer(_NOT_FOUND)
                self._selected = identifier
                return b""
            case _:
                raise _Answer(_NOT_FOUND)

    def _select_application(self, command: _Command) -> bytes:
        name = command.data
        if name == ISSUER_DOMAIN:
            self._forget()
            return b""
        # A shortened name selects too (JICSAP); an unknown one never does, or another driver
        # would take this card for its own.
        if not self.contents.has_jpki or len(name) < 5 or not JPKI_APPLICATION.startswith(name):
            raise _Answer(_NOT_FOUND)
        # Selecting the same application again keeps what was verified: seen on real cards.
        self._in_application = True
        self._selected = None
        if command.p2 == 0x00 and command.le:
            named = bytes((0x84, len(JPKI_APPLICATION))) + JPKI_APPLICATION
            return (bytes((0x6F, len(named))) + named)[: command.le]
        return b""

    def _pins_and_keys(self) -> set[int]:
        return set(self._secrets) | {key for key, value in self._keys.items() if value is not None}

    def _addressed(self, p2: int) -> int:
        """The file of a command: by short identifier when P2 (or P1) carries one, else the selected one."""
        identifier = p2 & 0x1F
        if identifier:
            if not self._in_application:
                raise _Answer(_NOT_FOUND)
            if identifier not in self._files and identifier not in self._pins_and_keys():
                raise _Answer(_NOT_FOUND)
            self._selected = identifier
        if self._selected is None:
            raise _Answer(_NO_FILE_SELECTED)
        return self._selected

    def _read_binary(self, command: _Command) -> bytes:
        if command.le is None or command.data:
            raise _Answer(_WRONG_LENGTH)
        if command.p1 & 0x80:
            identifier, offset = self._addressed(command.p1), command.p2
        else:
            identifier, offset = self._addressed(0), command.p1 << 8 | command.p2
        if identifier not in self._files:
            raise _Answer(_FILE_STRUCTURE)
        if identifier == _SIGNATURE_CERTIFICATE and SIGNATURE_PASSWORD not in self._verified:
            raise _Answer(_NOT_VERIFIED)
        content = self._files[identifier]
        if offset >= len(content):
            raise _Answer(_WRONG_OFFSET)
        return content[offset : offset + command.le]

    def _verify(self, command: _Command) -> bytes:
        if command.p1 != 0x00 or not command.p2 & 0x80:
            raise _Answer(_WRONG_P1P2)
        pin = self._addressed(command.p2)
        if pin not in self._secrets:
            raise _Answer(_FILE_STRUCTURE)
        if not command.data:
            # Verified or blocked, the question for the counter is answered with the counter.
            raise _Answer(0x63C0 | self._tries[pin])
        if len(command.data) > 16 or command.le is not None:
            raise _Answer(_WRONG_LENGTH)
        if self._tries[pin] == 0:
            raise _Answer(_BLOCKED)
        if command.data == self._secrets[pin]:
            self._tries[pin] = _FULL_COUNTER[pin]
            self._verified.add(pin)
            return b""
        self._tries[pin] -= 1
        self._verified.discard(pin)
        raise _Answer(0x63C0 | self._tries[pin])

    def _sign(self, command: _Command) -> bytes:
        if not command.p2 & 0x80:
            raise _Answer(_WRONG_P1P2)
        identifier = self._addressed(command.p2)
        key = self._keys.get(identifier)
        if key is None:
            raise _Answer(_FILE_STRUCTURE)
        if _PIN_OF_KEY[identifier] not in self._verified:
            raise _Answer(_NOT_VERIFIED)
        if command.le is None or command.le < 256:
            raise _Answer(_WRONG_LENGTH)
        try:
            return sign(key, command.p1, command.data)
        except UnknownScheme:
            raise _Answer(_WRONG_P1P2) from None
        except UnfitInput:
            raise _Answer(_CONDITIONS) from None


def _token_information(label: str) -> bytes:
    """EF 0006: a CK_TOKEN_INFO in 160 bytes with the values of a test card."""
    head = label.encode().ljust(32) + b"1".rjust(32, b"0") + b"E16R01NJ".ljust(16) + b"0" * 16
    counts = b"".join(value.to_bytes(4, "big") for value in (0x040D, 1, 0, 1, 0, 16, 6))
    return head + counts + b"\xff" * 16 + b"03" + b"01" + b"9" * 16


def _files(contents: CardContents) -> dict[int, bytes]:
    """Transparent EFs by identifier. Certificates carry filler behind them, as real EFs may."""
    signature, authentication = contents.signature_certificate, contents.authentication_certificate
    files = {
        0x0006: _token_information(contents.token_label),
        0x0008: bytes((0x8F if signature else 0x00, 0x8F if authentication else 0x00, 0x00)),
    }
    for identifier, certificate in (
        (_SIGNATURE_CERTIFICATE, signature),
        (0x0002, contents.signature_ca),
        (0x000A, authentication),
        (0x000B, contents.authentication_ca),
    ):
        if certificate:
            files[identifier] = certificate + _FILLER
    return files
