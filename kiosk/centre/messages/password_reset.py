"""The reset of the signature password: find the reservation, then relay the centre's script to the card.

The terminal only relays. The new password is never in a message: the terminal puts it into the one
command that `takes_password`, between the centre's authorisation and the card.
"""

from __future__ import annotations

from pydantic import AwareDatetime, Field, model_validator

from kiosk.centre.messages.base import CardProof, Identifier, Message, Subject

RESERVATIONS_PATH = "/v1/reservations"
SCRIPTS_PATH = "/v1/reset-scripts"
RESPONSES_PATH = "/v1/reset-scripts/responses"

MAX_COMMANDS = 16
_SHORTEST_COMMAND = 4
_LONGEST_COMMAND = 261
_LONGEST_RESPONSE = 258


class ReservationRequest(CardProof):
    """A proof for Service.PASSWORD_RESET, Scope.RESIDENCE and no municipality."""


class ReservationAnswer(Message):
    """A good reservation is there for this card."""

    id: Identifier
    subject: Subject
    good_until: AwareDatetime


class ScriptRequest(Message):
    """Asks for the first round of commands."""

    authentication: Identifier
    visit: Identifier


class CommandMessage(Message):
    """One command APDU, short form. Shows no bytes: they may be an authorisation.

    With `takes_password`, `apdu` is the header only, and the terminal adds Lc and the password.
    `expects` is the status word without which the rest of the round is not sent.
    """

    apdu: bytes = Field(min_length=_SHORTEST_COMMAND, max_length=_LONGEST_COMMAND, repr=False)
    takes_password: bool = False
    expects: int | None = Field(default=None, ge=0x6100, le=0x9FFF)

    @model_validator(mode="after")
    def _header_only(self) -> CommandMessage:
        if self.takes_password and len(self.apdu) != _SHORTEST_COMMAND:
            raise ValueError("a command that takes the password is a header of four bytes")
        return self


class ScriptMessage(Message):
    """One round of commands. Each round has its own id and is answered once."""

    id: Identifier
    commands: tuple[CommandMessage, ...] = Field(min_length=1, max_length=MAX_COMMANDS)


class ResponsesRequest(Message):
    """What the card answered (data and status word) to a round, up to the first unexpected answer."""

    script: Identifier
    visit: Identifier
    responses: tuple[bytes, ...] = Field(min_length=1, max_length=MAX_COMMANDS, repr=False)

    @model_validator(mode="after")
    def _whole(self) -> ResponsesRequest:
        if any(not 2 <= len(each) <= _LONGEST_RESPONSE for each in self.responses):
            raise ValueError("a response has a status word and at most 256 bytes of data")
        return self


class ResponsesAnswer(Message):
    """The next round, or the number of the finished reset: exactly one of them."""

    script: ScriptMessage | None = None
    number: str | None = Field(default=None, min_length=1, max_length=32)

    @model_validator(mode="after")
    def _one_of_both(self) -> ResponsesAnswer:
        if (self.script is None) is (self.number is None):
            raise ValueError("either the next round or the number of the reset")
        return self
