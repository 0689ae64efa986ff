"""From the telephone to the card: what the page reserves, the centre's script resets, and no other card."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import requests

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreRefused, RefusalReason
from kiosk.centre.password_reset import Reservation, ResetDone
from kiosk.centre.signing import authentication_message
from kiosk.centre.transport import TlsFiles
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import CardRemoved, PinRejected
from kiosk.hardware.card.relay import RelayCommand, relay
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Scope, Service
from kiosk_simulator.card.jpki_card import SIGNATURE_PASSWORD
from kiosk_simulator.card.reader import RESET_RETRY_COUNTER
from kiosk_simulator.environment import Environment

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
NEW = b"NEW456"


class ResetHarness:
    """A environment, its clock, and a terminal's client."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.environment = Environment(folder, lambda: self.now, wait=time.sleep)
        self.environment.start()
        tls = self.environment.pki.tls
        self.client = CentreClient(
            self.environment.centre.base_url, TlsFiles(tls.ca, tls.terminal_certificate, tls.terminal_key)
        )
        self.visit = secrets.token_urlsafe(12)

    def close(self) -> None:
        self.client.close()
        self.environment.stop()

    def reserves(self, profile: str) -> None:
        """Fill the telephone's page in, form after form."""
        base = self.environment.phone.url
        page = requests.get(f"{base}/pin", params={"card": profile}, timeout=60)
        for step, form in (("pin", {"pin": "1234"}), ("face", {})):
            ticket = re.search(r'name="ticket" value="([^"]+)"', page.text)
            assert ticket is not None
            page = requests.post(f"{base}/{step}", data={"ticket": ticket[1], **form}, timeout=60)
        assert "/done" in page.url, page.url

    def finds(self, profile: str) -> Reservation:
        """Set the card down at the terminal and prove who holds it."""
        challenge = self.client.challenge(self.visit)
        message = authentication_message(
            self.visit,
            challenge.id,
            challenge.nonce,
            Service.PASSWORD_RESET,
            Scope.RESIDENCE,
            municipality_code=None,
        )
        self.environment.reader.insert(self.environment.card(profile))
        with self.environment.reader.connect() as connection:
            card = JpkiCard(connection)
            card.select()
            certificate = card.authentication_certificate()
            card.verify_pin(Pin([1, 2, 3, 4]))
            signature = card.sign(hashlib.sha256(message).digest())
        return self.client.reset.find(challenge, self.visit, certificate, signature)

    def resets(self, reservation: Reservation) -> ResetDone:
        """Relay the centre's script to its end."""
        step = self.client.reset.start(reservation.id, self.visit)
        with self.environment.reader.connect() as connection:
            while True:
                commands = [RelayCommand(c.apdu, c.takes_password, c.expects) for c in step.commands]
                next_ = self.client.reset.go_on(step, self.visit, relay(connection, commands, Password(NEW)))
                if isinstance(next_, ResetDone):
                    return next_
                step = next_

    def opens(self, password: bytes) -> bool:
        """Whether this is the password of the card on the reader."""
        with self.environment.reader.connect() as connection:
            card = JpkiCard(connection)
            card.select()
            try:
                card.verify_password(Password(password))
            except PinRejected:
                return False
            return bool(card.signature_certificate())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reset-environment")


@pytest.fixture
def harness(folder: Path) -> Iterator[ResetHarness]:
    made = ResetHarness(folder)
    yield made
    made.close()


def test_a_locked_password_is_reserved_and_reset_once(harness: ResetHarness) -> None:
    harness.reserves("password_locked")
    harness.now += timedelta(hours=23)
    reservation = harness.finds("password_locked")
    assert reservation.good_until == NOW + timedelta(hours=24)
    assert harness.resets(reservation).number
    assert harness.environment.card("password_locked").tries_left(SIGNATURE_PASSWORD) == 5
    assert harness.opens(NEW)
    assert not harness.opens(b"ABC123")
    with pytest.raises(CentreRefused) as caught:
        harness.finds("password_locked")
    assert caught.value.reason is RefusalReason.NO_RESERVATION


def test_the_reservation_is_for_the_card_that_was_held_to_the_telephone(harness: ResetHarness) -> None:
    harness.reserves("normal")
    with pytest.raises(CentreRefused) as caught:
        harness.finds("new_card")
    assert caught.value.reason is RefusalReason.RESERVED_FOR_ANOTHER_CARD


def test_after_24_hours_the_reservation_is_too_old(harness: ResetHarness) -> None:
    harness.reserves("normal")
    harness.now += timedelta(hours=24, seconds=1)
    with pytest.raises(CentreRefused) as caught:
        harness.finds("normal")
    assert caught.value.reason is RefusalReason.RESERVATION_TOO_OLD


@pytest.mark.parametrize("carried_out", [True, False])
def test_a_card_pulled_at_the_reset_can_be_reset_with_the_same_reservation(
    harness: ResetHarness, carried_out: bool
) -> None:
    harness.reserves("normal")
    reservation = harness.finds("normal")
    harness.environment.reader.remove_at_instruction(RESET_RETRY_COUNTER, carried_out=carried_out)
    with pytest.raises(CardRemoved):
        harness.resets(reservation)
    harness.environment.reader.insert(harness.environment.card("normal"))
    assert harness.opens(NEW) == carried_out
    assert harness.resets(harness.finds("normal")).number
    assert harness.opens(NEW)


def test_the_telephone_does_not_see_the_card_that_lies_on_the_terminal(harness: ResetHarness) -> None:
    harness.environment.reader.insert(harness.environment.card("normal"))
    page = requests.get(f"{harness.environment.phone.url}/pin", params={"card": "normal"}, timeout=60)
    assert "why=card_elsewhere" in page.url
    harness.environment.reader.remove()
    harness.reserves("normal")
