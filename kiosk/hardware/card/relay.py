"""Relays the issuing centre's commands to the card, to reset the signature password.

The new password goes from the keyboard to the card and nowhere else: the centre authorises the
reset, the terminal inserts the password into the centre's command, and only the responses go back.
A compromised centre must not be able to do anything else with a card, so every command that a reset
does not need is refused before the first one is sent.
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
"""Maximum number of commands in one round."""

_HEADER = 4
_GET_CHALLENGE = 0x84
_EXTERNAL_AUTHENTICATE = 0x82
_SELECT = 0xA4
_BY_NAME, _EF = (0x04, 0x0C), (0x02, 0x0C)
_RESET_RETRY_COUNTER = bytes((0x00, 0x2C, 0x02, 0x80))


class RelayRefused(Exception):
    """The centre sent a command that a reset does not need. The message names its instruction, no data."""


@dataclass(frozen=True, slots=True)
class RelayCommand:
    """One command of the centre.

    `apdu` is a complete short command, or only its 4-byte header if it `takes_password`: the terminal
    appends Lc and the new password. Unless the card returns the status word `expects`, no further
    command is sent; None accepts any status word.
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
    """Send `commands` in order and return the complete responses (data and status word).

    Stops after the first response with an unexpected status word. The caller wipes `password`; the
    command that carries it is wiped here. Before anything is sent, raises RelayRefused for a command
    that a reset does not need, and ValueError for a password that is wiped or not valid as a new one.
    Raises CardRemoved, ReaderFault or CardFault from the card; it is then unknown whether the last
    command was executed.
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
    """Allow new reference data only (P1=02), for the current file, which must be the signature password.

    A centre that could choose another file could overwrite the PIN.
    """
    if command.apdu != _RESET_RETRY_COUNTER:
        raise RelayRefused("a password goes into RESET RETRY COUNTER with new reference data only")
    chosen = apdu.select_file(layout.signature.reference)
    if before is None or before.apdu != chosen or before.expects != SW.OK:
        raise RelayRefused("the signature password was not selected just before its reset")


def _is_harmless(command: bytes, layout: Layout) -> bool:
    """True for the commands of a reset that carry no secret: plain class, known instruction, short form."""
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
    """True for Lc followed by exactly that many bytes, without Le."""
    return len(body) > 1 and body[0] == len(body) - 1
