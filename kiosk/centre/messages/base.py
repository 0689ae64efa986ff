"""The base class of all messages, and the paths, statuses and messages that all services share."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kiosk.centre.errors import RefusalReason

HEALTH_PATH = "/v1/health"
CHALLENGES_PATH = "/v1/challenges"

REFUSED_STATUS = 403
"""HTTP status of a Refusal."""

REUSED_STATUS = 409
"""HTTP status if a request id is reused with other content."""

Identifier = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
"""A random id."""

MunicipalityCode = Annotated[str, Field(pattern=r"^[0-9]{5}$")]
Subject = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""The SHA-256 of a user-authentication certificate, hexadecimal."""


class Message(BaseModel):
    """Base class of all messages: frozen, strict, no unknown fields.

    Without pydantic's cache of strings: what it has once read, a shopper's name too, it would keep for good.
    """

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        ser_json_bytes="base64",
        val_json_bytes="base64",
        hide_input_in_errors=True,
        cache_strings="none",
    )


class VisitAnswer(Message):
    """An answer within a visit. It names the visit that its request named.

    Answers that were exchanged between two terminals are told apart by it, whatever else they say. Signed
    records are bound by what is signed.
    """

    visit: Identifier


class Health(Message):
    """Whether the centre is in service."""

    in_service: bool


class ChallengeRequest(Message):
    """Requests a challenge. `visit` is the terminal's random id of this visit."""

    visit: Identifier


class Challenge(VisitAnswer):
    """A random challenge for one use, valid for a short time."""

    id: Identifier
    nonce: bytes = Field(min_length=16, max_length=64)


class CardProof(Message):
    """The card's certificate (DER) and a signature over `signing.authentication_message`."""

    challenge: Identifier
    visit: Identifier
    certificate: bytes = Field(min_length=1, max_length=8192, repr=False)
    signature: bytes = Field(min_length=1, max_length=1024, repr=False)


class Accepted(Message):
    """Acknowledgement."""

    accepted: bool


class Refusal(Message):
    """Body of a response with REFUSED_STATUS."""

    reason: RefusalReason
