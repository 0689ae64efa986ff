"""A telephone beside specimen cards, a terminal's reader and whoever takes reservations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests

from kiosk.rules.password_reset import good_until
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.card.profiles import make_card
from kiosk_simulator.phone.server import Telephone
from kiosk_simulator.pki.authority import Pki


class Phone:
    """The telephone with all that it touches. `refuses` is raised instead of a reservation."""

    def __init__(self, pki: Pki) -> None:
        self._pki = pki
        self.telephone = Telephone(
            self.card, lambda: self.on_terminal, self._reserve, lambda: self.moment, self._changed
        )
        self.begins_anew()

    def begins_anew(self) -> None:
        """Forget all that an earlier test did."""
        self.moment = datetime.now(UTC)
        self.cards: dict[str, SoftwareJpkiCard] = {}
        self.on_terminal: SoftwareJpkiCard | None = None
        self.refuses: Exception | None = None
        self.reserved: list[bytes] = []
        self.changes = 0

    def card(self, profile: str) -> SoftwareJpkiCard:
        return self.cards.setdefault(profile, make_card(profile, self._pki))

    def passes(self, time: timedelta) -> None:
        self.moment += time

    def _reserve(self, certificate: bytes) -> datetime:
        if self.refuses is not None:
            raise self.refuses
        self.reserved.append(certificate)
        return good_until(self.moment)

    def _changed(self) -> None:
        self.changes += 1

    # the page as a program sees it, without a browser's help
    @property
    def base(self) -> str:
        return self.telephone.url.removesuffix("/reserve")

    def get(self, path: str, **query: str) -> requests.Response:
        return requests.get(f"{self.base}{path}", params=query, timeout=60)

    def post(self, path: str, headers: dict[str, str] | None = None, **form: str) -> requests.Response:
        return requests.post(f"{self.base}{path}", data=form, headers=headers, timeout=60)

    def ticket(self, page: requests.Response) -> str:
        found = re.search(r'name="ticket" value="([^"]+)"', page.text)
        assert found is not None, page.url
        return found[1]

    def at_pin(self, profile: str = "normal") -> str:
        """The ticket of a fresh PIN page."""
        return self.ticket(self.get("/reserve/pin", card=profile))

    def at_face(self, profile: str = "normal") -> str:
        """The ticket of a fresh face page."""
        return self.ticket(self.post("/reserve/pin", ticket=self.at_pin(profile), pin="1234"))


@pytest.fixture(scope="session")
def served(pki: Pki) -> Iterator[Phone]:
    """One telephone for the session."""
    made = Phone(pki)
    with made.telephone:
        yield made


@pytest.fixture
def phone(served: Phone) -> Phone:
    """A telephone that is served, with cards as they were issued."""
    served.begins_anew()
    return served
