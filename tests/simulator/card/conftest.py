"""Cards and readers for the tests of the software card."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.card.profiles import make_card
from kiosk_simulator.pki.authority import Pki


@pytest.fixture
def card(pki: Pki) -> Callable[[str], SoftwareJpkiCard]:
    """Issue a fresh card of a profile: full counters, the profile's keys."""
    return lambda profile: make_card(profile, pki)
