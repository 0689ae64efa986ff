"""What the messages' edge lets in: texts that can be shown and written down, dates that every zone has."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from kiosk.centre import messages
from kiosk.centre.messages import Message, OfferMessage, RegistrationMessage, ResponsesAnswer

MUNICIPALITY = {
    "code": "99201",
    "prefecture": "みほん県",
    "name": "見本市",
    "name_latin": "Mihon",
    "telephone": "0000-00-0001",
    "takes_registrations": True,
}
OFFER = {"kind": "taxation", "fee": 250, "availability": "not_now", "again_at": "2026-11-25T06:30:00+09:00"}


def parsed(model: type[Message], fields: dict[str, Any], **changes: object) -> Message:
    return model.model_validate_json(json.dumps({**fields, **changes}))


@pytest.mark.parametrize("field", ["prefecture", "name", "name_latin", "telephone"])
@pytest.mark.parametrize("text", ["", "　", "見\n本", "見本\x1b@", "\u202e本見", "見" * 101])
def test_a_municipality_has_texts_that_a_receipt_can_show(field: str, text: str) -> None:
    parsed(messages.MunicipalityMessage, MUNICIPALITY)
    with pytest.raises(ValidationError) as caught:
        parsed(messages.MunicipalityMessage, MUNICIPALITY, **{field: text})
    assert "本" not in str(caught.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"fee": 100_000},
        {"fee": 10**400},
        {"again_at": "9999-12-31T23:00:00Z"},
        {"again_at": "0001-01-01T00:00:00+09:00"},
        {"again_at": "2026-11-25T06:30:00"},
        {"rows": [{"key": "domicile", "values": ["shown", "omitted"], "default": "perhaps"}]},
        {"rows": [{"key": "members", "values": ["1", "2"], "default": "2,1", "many": True}]},
        {"rows": [{"key": "domicile", "values": ["shown"], "default": "shown", "names": [["shown", "\n"]]}]},
    ],
)
def test_an_offer_can_be_shown_and_chosen(changes: dict[str, object]) -> None:
    assert isinstance(parsed(OfferMessage, OFFER), OfferMessage)
    with pytest.raises(ValidationError):
        parsed(OfferMessage, OFFER, **changes)


def test_a_number_that_cannot_be_written_down_does_not_undo_what_it_numbers() -> None:
    assert ResponsesAnswer.model_validate_json('{"visit":"v","number":"Ｋ７　９"}').number == "K7-9"
    assert ResponsesAnswer.model_validate_json('{"visit":"v","number":"\\u0000"}').number == ""
    with pytest.raises(ValidationError):
        ResponsesAnswer.model_validate_json('{"visit":"v"}')


def test_a_registration_without_a_usable_number_still_has_its_state() -> None:
    fields = {"state": "in_review", "number": "受付", "usable_from": "2026-12-01", "towns": []}
    found = parsed(RegistrationMessage, fields, tells_heads=True)
    assert isinstance(found, RegistrationMessage)
    assert (found.row().number, found.row().usable_from) == ("", date(2026, 12, 1))
    with pytest.raises(ValidationError):
        parsed(RegistrationMessage, fields, tells_heads=True, usable_from="0001-01-01")
