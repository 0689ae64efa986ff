"""Cards and readers for the tests of the software card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.simulation.card.jpki_card import SoftwareJpkiCard
from kiosk.simulation.card.profiles import make_card
from kiosk.simulation.pki import Pki


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    """One simulated infrastructure for the session: its keys take a moment to make."""
    directory: Path = tmp_path_factory.mktemp("pki")
    return Pki.load_or_create(directory, datetime.now(UTC))


@pytest.fixture
def card(pki: Pki) -> Callable[[str], SoftwareJpkiCard]:
    """Issue a fresh card of a profile: full counters, the profile's keys."""
    return lambda profile: make_card(profile, pki)
