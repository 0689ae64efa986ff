"""Reset of the signature password: find the reservation, then relay the centre's commands to the card.

The new password is never in a message: the terminal inserts it into the one command that
`takes_password` before sending that command to the card.
"""

from __future__ import annotations

from pydantic import Field, model_validator

from kiosk.centre.messages.base import CardProof, Identifier, Message, Subject, VisitAnswer
from kiosk.centre.messages.texts import IssuedNumber, Moment

RESERVATIONS_PATH = "/v1/reservations"
SCRIPTS_PATH = "/v1/reset-scripts"
RESPONSES_PATH = "/v1/reset-scripts/responses"

MAX_COMMANDS = 16
_SHORTEST_COMMAND = 4
_LONGEST_COMMAND = 261
_LONGEST_RESPONSE = 258


class ReservationRequest(CardProof):
    """Authenticates for Service.PASSWORD_RESET, Scope.RESIDENCE and no municipality."""


class ReservationAnswer(VisitAnswer):
    """A valid reservation for this card."""

    id: Identifier
    subject: Subject
    good_until: Moment


class ScriptRequest(Message):
    """Requests the first round of commands."""

    authentication: Identifier
    visit: Identifier


class CommandMessage(Message):
    """One short command APDU. `repr` hides its bytes, which may be an authorisation.

    With `takes_password`, `apdu` is only the header, and the terminal appends Lc and the password.
    Unless the card returns the status word `expects`, the rest of the round is not sent.
    """

    apdu: bytes = Field(min_length=_SHORTEST_COMMAND, max_length=_LONGEST_COMMAND, repr=False)
    takes_password: bool = False
    expects: int | None = Field(default=None, ge=0x6100, le=0x9FFF)

    @model_validator(mode="after")
    def _header_only(self) -> CommandMessage:
        if self.takes_password and len(self.apdu) != _SHORTEST_COMMAND:
            raise ValueError("a command that takes the password is a header of four bytes")
        return self


class ScriptMessage(VisitAnswer):
    """One round of commands. Each round has its own id and gets one set of responses."""

    id: Identifier
    commands: tuple[CommandMessage, ...] = Field(min_length=1, max_length=MAX_COMMANDS)


class ResponsesRequest(Message):
    """The card's responses (data and status word) to a round, up to the first unexpected one."""

    script: Identifier
    visit: Identifier
    responses: tuple[bytes, ...] = Field(min_length=1, max_length=MAX_COMMANDS, repr=False)

    @model_validator(mode="after")
    def _whole(self) -> ResponsesRequest:
        if any(not 2 <= len(each) <= _LONGEST_RESPONSE for each in self.responses):
            raise ValueError("a response has a status word and at most 256 bytes of data")
        return self


class ResponsesAnswer(VisitAnswer):
    """Either the next round or the number of the completed reset; see IssuedNumber for an empty one."""

    script: ScriptMessage | None = None
    number: IssuedNumber | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> ResponsesAnswer:
        if (self.script is None) is (self.number is None):
            raise ValueError("either the next round or the number of the reset")
        return self
