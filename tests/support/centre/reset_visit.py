"""One visit for a password reset: a software card on a reader, a terminal's client, the centre's script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreRefused, RefusalReason
from kiosk.centre.password_reset import Reservation, ResetDone, Script
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.relay import RelayCommand, relay
from kiosk.rules.credentials.password import Password
from kiosk.rules.services import Service
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.card.profiles import make_card
from kiosk_simulator.card.reader import SoftwareReader
from kiosk_simulator.pki.authority import Pki

Prove = Callable[..., Any]
NEW = b"NEWPASS1"
OLD = b"ABC123"


def certificate_of(profile: str, pki: Pki) -> bytes:
    der = make_card(profile, pki).contents.authentication_certificate
    assert der is not None
    return der


def commands_of(script: Script) -> list[RelayCommand]:
    """As the terminal's driver takes them."""
    return [RelayCommand(each.apdu, each.takes_password, each.expects) for each in script.commands]


class ResetVisit:
    """One visit: the card on a reader, and what the centre said."""

    def __init__(self, client: CentreClient, prove: Prove, card: SoftwareJpkiCard, profile: str) -> None:
        self.client, self.card = client, card
        self.reader = SoftwareReader()
        self.reader.insert(card)
        proof = prove(profile, Service.PASSWORD_RESET)
        self.id: str = proof.visit
        self.reservation: Reservation = client.reset.find(*proof.fields)

    def start(self) -> Script:
        return self.client.reset.start(self.reservation.id, self.id)

    def relayed(self, script: Script, password: bytes = NEW) -> tuple[bytes, ...]:
        with self.reader.connect() as connection:
            return relay(connection, commands_of(script), Password(password))

    def go_on(self, script: Script, responses: tuple[bytes, ...]) -> Script | ResetDone:
        return self.client.reset.go_on(script, self.id, responses)

    def whole(self, password: bytes = NEW) -> ResetDone:
        """Start, both rounds over one connection, as a terminal does."""
        with self.reader.connect() as connection:
            step: Script | ResetDone = self.start()
            while isinstance(step, Script):
                step = self.go_on(step, relay(connection, commands_of(step), Password(password)))
        return step


def reason_of(call: Callable[[], Any]) -> RefusalReason:
    with pytest.raises(CentreRefused) as caught:
        call()
    return caught.value.reason


def accepts(card: SoftwareJpkiCard, password: bytes) -> bool:
    """True when the card's signature key signs after this password."""
    reader = SoftwareReader()
    reader.insert(card)
    with reader.connect() as connection:
        driver = JpkiCard(connection)
        driver.select()
        driver.verify_password(Password(password))
        return len(driver.sign_as_holder(bytes(32))) == 256
