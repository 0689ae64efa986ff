"""A well-formed answer that contradicts the question is not believed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

import pytest

from kiosk.centre import messages
from kiosk.centre.errors import CentreAnswerInvalid
from kiosk.centre.messages import Message
from kiosk.centre.password_reset import ResetCalls
from kiosk.centre.signing import subject_of
from kiosk.centre.transport import Transport
from kiosk.centre.usage_registration import RegistrationCalls
from kiosk.rules.services import Municipality
from kiosk.rules.usage_registration import Registration, RegistrationState

CARD = b"certificate"
CHALLENGE = messages.Challenge(visit="visit", id="challenge", nonce=bytes(16))
PLACE = Municipality("01213", "北海道", "苫小牧市", "Tomakomai", "0000-00-0000")
MUNICIPALITY = messages.MunicipalityMessage.of(PLACE)
REGISTRATION = messages.RegistrationMessage.of(Registration(RegistrationState.NONE))


class OneAnswer:
    """A transport whose far end gives this answer, whatever is asked."""

    def __init__(self, answer: Message) -> None:
        self.answer = answer

    def post(self, path: str, message: Message, answer: type[Message], *, repeatable: bool) -> Any:
        return answer.model_validate_json(self.answer.model_dump_json())


def transport(answer: Message) -> Transport:
    return cast(Transport, OneAnswer(answer))


@pytest.mark.parametrize("whose", [CARD, b"somebody else's"])
def test_a_reservation_is_of_the_card_that_asked(whose: bytes) -> None:
    until = datetime(2026, 12, 1, tzinfo=UTC)
    answer = messages.ReservationAnswer(visit="visit", id="a", subject=subject_of(whose), good_until=until)
    calls = ResetCalls(transport(answer))
    if whose == CARD:
        assert calls.find(CHALLENGE, "visit", CARD, b"signature").good_until == until
    else:
        with pytest.raises(CentreAnswerInvalid, match="another certificate"):
            calls.find(CHALLENGE, "visit", CARD, b"signature")


@pytest.mark.parametrize(
    ("whose", "code", "wrong"),
    [
        (CARD, "01213", None),
        (b"somebody else's", "01213", "another certificate"),
        (CARD, "99201", "another municipality"),
    ],
)
def test_a_registration_is_of_the_card_and_the_municipality_that_were_asked_for(
    whose: bytes, code: str, wrong: str | None
) -> None:
    answer = messages.RegistrationAnswer(
        visit="visit", id="a", subject=subject_of(whose), municipality=MUNICIPALITY, registration=REGISTRATION
    )
    calls = RegistrationCalls(transport(answer))
    if wrong is None:
        assert calls.find(CHALLENGE, "visit", CARD, b"signature", code).municipality == PLACE
    else:
        with pytest.raises(CentreAnswerInvalid, match=wrong):
            calls.find(CHALLENGE, "visit", CARD, b"signature", code)


def test_more_than_three_heads_are_no_answer() -> None:
    with pytest.raises(ValueError, match="HeadsAnswer"):
        messages.HeadsAnswer(visit="visit", heads=("a", "b", "c", "d"))


def test_a_reservation_without_a_zone_is_no_answer() -> None:
    answer = b'{"id":"a","subject":"%s","good_until":"2026-12-01T00:00:00"}' % subject_of(CARD).encode()
    with pytest.raises(ValueError, match="ReservationAnswer"):
        messages.ReservationAnswer.model_validate_json(answer)
