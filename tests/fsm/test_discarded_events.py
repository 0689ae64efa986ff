"""What an event holds that only the machine may keep is overwritten when the event is not taken."""

from __future__ import annotations

from kiosk.fsm.events import Ended, PasswordEntered
from kiosk.fsm.flow.identification import PinEntered
from kiosk.fsm.flow.staff.signing_in import StaffPinEntered
from kiosk.fsm.visit import CardFacts
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from tests.support.staff import staff_pin


def test_a_secret_is_overwritten_with_its_event() -> None:
    pin, password, of_staff = Pin([1, 2, 3, 4]), Password(b"ABCDEF1"), staff_pin()
    events = (PinEntered(pin), PasswordEntered(password), StaffPinEntered("01", of_staff), Ended())
    for event in events:
        event.discard()
    assert pin.is_wiped
    assert password.is_wiped
    assert of_staff.is_wiped


def test_a_card_without_a_token_of_a_smartphone_is_a_card() -> None:
    assert not CardFacts().smartphone
    assert CardFacts(token=b"JPKIAPGPSETOKEN").smartphone
