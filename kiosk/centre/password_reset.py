"""Client calls of the password reset: the reservation, and the centre's commands for the card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.centre import messages
from kiosk.centre.errors import AnswerOfAnother, CentreAnswerInvalid
from kiosk.centre.messages import Challenge, ScriptMessage
from kiosk.centre.signing import subject_of
from kiosk.centre.transport import Transport

MAX_ROUNDS = 4
"""Maximum number of rounds in a script; a reset needs two."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """A valid reservation for this card. `id` is the random id of the authentication.

    `subject` is the SHA-256 of the card's certificate, hexadecimal; `good_until` is aware.
    """

    id: str
    subject: str
    good_until: datetime


@dataclass(frozen=True, slots=True)
class Command:
    """One command APDU to relay.

    With `takes_password`, `apdu` is only the header of four bytes, to which Lc and the password are
    appended. Unless the card returns the status word `expects`, the rest of the round is not sent; None
    accepts any.
    """

    apdu: bytes = field(repr=False)
    takes_password: bool
    expects: int | None


@dataclass(frozen=True, slots=True)
class Script:
    """One round of commands; `round` counts from 1."""

    id: str
    commands: tuple[Command, ...]
    round: int


@dataclass(frozen=True, slots=True)
class ResetDone:
    """The centre has confirmed the new password.

    `number` identifies the reset; empty when the centre's number cannot be written down.
    """

    number: str


class ResetCalls:
    """Calls of the password reset. They raise what CentreClient documents, and what is listed here."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def find(self, challenge: Challenge, visit: str, certificate: bytes, signature: bytes) -> Reservation:
        """Authenticate the card holder and find the reservation. Raises CentreRefused.

        `signature` is over `signing.authentication_message` for Service.PASSWORD_RESET, Scope.RESIDENCE
        and no municipality.
        """
        request = messages.ReservationRequest(
            challenge=challenge.id, visit=visit, certificate=certificate, signature=signature
        )
        answer = self._transport.post(
            messages.RESERVATIONS_PATH, request, messages.ReservationAnswer, repeatable=False
        )
        if answer.subject != subject_of(certificate):
            raise AnswerOfAnother("the centre found the reservation of another certificate")
        return Reservation(answer.id, answer.subject, answer.good_until)

    def start(self, reservation: str, visit: str) -> Script:
        """Return the first round for the reservation with this id; it ends any earlier script.

        Raises CentreRefused if the reservation has expired.
        """
        request = messages.ScriptRequest(authentication=reservation, visit=visit)
        answer = self._transport.post(messages.SCRIPTS_PATH, request, messages.ScriptMessage, repeatable=True)
        return _script(answer, 1)

    def go_on(self, script: Script, visit: str, responses: Sequence[bytes]) -> Script | ResetDone:
        """Submit the card's responses (data and status word each); returns the next round or the end.

        If an answer was lost, the same responses may be submitted again and get the same answer. Raises
        CentreRefused if a response was not the one the centre requires; the reservation stays valid
        then. Raises CentreAnswerInvalid for a script that never ends.
        """
        request = messages.ResponsesRequest(script=script.id, visit=visit, responses=tuple(responses))
        answer = self._transport.post(
            messages.RESPONSES_PATH, request, messages.ResponsesAnswer, repeatable=True
        )
        if answer.number is not None:
            return ResetDone(answer.number)
        if answer.script is None or script.round == MAX_ROUNDS:
            raise CentreAnswerInvalid("the centre's script does not end")
        return _script(answer.script, script.round + 1)


def _script(message: ScriptMessage, number: int) -> Script:
    commands = (Command(each.apdu, each.takes_password, each.expects) for each in message.commands)
    return Script(message.id, tuple(commands), number)
