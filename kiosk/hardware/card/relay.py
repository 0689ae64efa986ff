"""Carrying the issuing centre's commands to the card: for the reset of the signature password.

The new password goes from the fingers to the card and nowhere else: the centre authorises the
reset, the terminal puts the password into the centre's command, and only the answers go back. A
centre that somebody broke into must get nothing more out of a card that way: everything but the
few commands of a reset is refused before the first one is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.hardware.card import apdu, pins
from kiosk.hardware.card.apdu import SW, Channel
from kiosk.hardware.card.layout import RSA_2048, Layout
from kiosk.hardware.card.protocol import CardConnection
from kiosk.rules.credentials.password import Password

MOST_COMMANDS = 16
"""Commands that one round may have."""

_HEADER = 4
_GET_CHALLENGE = 0x84
_EXTERNAL_AUTHENTICATE = 0x82
_SELECT = 0xA4
_BY_NAME, _EF = (0x04, 0x0C), (0x02, 0x0C)
_RESET_RETRY_COUNTER = bytes((0x00, 0x2C, 0x02, 0x80))


class RelayRefused(Exception):
    """The centre sent a command that no reset needs. The message names its instruction, no data."""


@dataclass(frozen=True, slots=True)
class RelayCommand:
    """One command of the centre.

    `apdu` is whole (short form), or, when it `takes_password`, its 4-byte header: the terminal adds
    Lc and the new password. `expects` is the status word without which nothing more is sent, None
    for any.
    """

    apdu: bytes
    takes_password: bool
    expects: int | None


def relay(
    connection: CardConnection,
    commands: Sequence[RelayCommand],
    password: Password,
    layout: Layout = RSA_2048,
) -> tuple[bytes, ...]:
    """Send `commands` in order and return the whole answers (data and status word).

    Stops after the first answer that is not what its command expects. The caller wipes `password`;
    the command with it is wiped here. Before anything is sent it raises RelayRefused for a command
    that no reset needs, and ValueError for a password that is wiped or that no card may take as new.
    Raises CardRemoved, ReaderFault or CardFault from the card: whether the last command was carried
    out is unknown then.
    """
    _check(commands, layout)
    if any(each.takes_password for each in commands):
        pins.refuse_wiped(password)
        if not password.is_mixed:
            raise ValueError("a new password needs a letter and a digit")
    channel = Channel(connection)
    answers: list[bytes] = []
    for each in commands:
        response = _send(channel, each, password)
        answers.append(response.data + response.sw.to_bytes(2, "big"))
        if each.expects is not None and response.sw != each.expects:
            break
    return tuple(answers)


def _send(channel: Channel, command: RelayCommand, password: Password) -> apdu.Response:
    if not command.takes_password:
        return channel.send(command.apdu)
    buffer = apdu.with_secret(command.apdu, password.ascii)
    try:
        return channel.send(buffer)
    finally:
        apdu.wipe(buffer)


def _check(commands: Sequence[RelayCommand], layout: Layout) -> None:
    if len(commands) > MOST_COMMANDS:
        raise RelayRefused(f"{len(commands)} commands at once")
    before: RelayCommand | None = None
    for each in commands:
        if each.takes_password:
            _check_reset(each, before, layout)
        elif not _is_harmless(each.apdu, layout):
            raise RelayRefused(f"instruction {each.apdu[:2].hex().upper() or 'missing'} is not for a centre")
        before = each


def _check_reset(command: RelayCommand, before: RelayCommand | None, layout: Layout) -> None:
    """New reference data only (P1=02), for the current file, and that must be the signature password.

    A centre that could name another file would write a password over the PIN.
    """
    if command.apdu != _RESET_RETRY_COUNTER:
        raise RelayRefused("a password goes into RESET RETRY COUNTER with new reference data only")
    chosen = apdu.select_file(layout.signature.reference)
    if before is None or before.apdu != chosen or before.expects != SW.OK:
        raise RelayRefused("the signature password was not selected just before its reset")


def _is_harmless(command: bytes, layout: Layout) -> bool:
    """True for the commands of a reset without secrets: plain class, known instruction, short form."""
    if len(command) < _HEADER or command[0] != 0x00:
        return False
    parameters, body = (command[2], command[3]), command[_HEADER:]
    match command[1]:
        case instruction if instruction == _GET_CHALLENGE:
            return parameters == (0, 0) and len(body) == 1
        case instruction if instruction == _EXTERNAL_AUTHENTICATE:
            return parameters[0] == 0 and _is_data(body)
        case instruction if instruction == _SELECT and parameters == _BY_NAME:
            return command == apdu.select_application(layout.application)
        case instruction if instruction == _SELECT and parameters == _EF:
            return _is_data(body) and body[0] == 2
        case _:
            return False


def _is_data(body: bytes) -> bool:
    """True for Lc with exactly that many bytes and no Le."""
    return len(body) > 1 and body[0] == len(body) - 1
