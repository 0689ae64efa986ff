"""What a municipality decides for itself of usage registrations: taken or not, hours, days, cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import RefusalReason
from kiosk.centre.messages import FormMessage
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Service
from kiosk.rules.usage_registration import RegistrationState
from kiosk_simulator.centre.database.opening import open_database
from kiosk_simulator.centre.faults import CentreFaults
from kiosk_simulator.centre.municipalities import MUNICIPALITIES_FOLDER, load_municipalities
from kiosk_simulator.centre.request_keys import RequestKey
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.centre.usage_registration.review import Review
from kiosk_simulator.centre.usage_registration.store import Registrations, StoredRegistration
from kiosk_simulator.pki.authority import Pki
from tests.support.centre.registration_visit import MONDAY, RIGHT, TOMAKOMAI, Applicant
from tests.support.centre.reset_visit import reason_of

CLOSED_TODAY = "[[closures]]\nstart = 2026-11-30T00:00:00\nend = 2026-12-01T00:00:00\n"


@pytest.fixture
def lines(request: pytest.FixtureRequest) -> str:
    """What the municipality's file says besides."""
    return str(getattr(request, "param", ""))


@pytest.fixture
def running(pki: Pki, tmp_path: Path, lines: str) -> Iterator[SimulatedCentre]:
    """A centre of one municipality with settings of its own."""
    text = (MUNICIPALITIES_FOLDER / f"{TOMAKOMAI}.toml").read_text(encoding="utf-8")
    # A table goes behind the keys that belong to none.
    text = f"{text}\n{lines}" if lines.startswith("[") else f"{lines}\n{text}"
    (tmp_path / f"{TOMAKOMAI}.toml").write_text(text, encoding="utf-8")
    with SimulatedCentre(pki, now=lambda: MONDAY, municipalities=tmp_path) as started:
        yield started


Register = Callable[..., Applicant]


@pytest.mark.parametrize("lines", ["takes_registrations = false"], indirect=True)
def test_a_municipality_that_takes_none_says_so(register: Register, client: CentreClient) -> None:
    (row,) = client.municipalities()
    assert not row.takes_registrations
    assert reason_of(register) is RefusalReason.REGISTRATION_NOT_TAKEN


@pytest.mark.parametrize(
    "lines",
    [
        "[hours.usage_registration]\nopens = 10:30:00\ncloses = 17:00:00",
        f"{CLOSED_TODAY}services = ['usage_registration']",
        f"{CLOSED_TODAY}kinds = ['family_register_all']",
    ],
    indirect=True,
)
def test_registrations_rest_outside_their_hours_and_with_the_family_registers(
    register: Register, centre: SimulatedCentre
) -> None:
    assert reason_of(register) is RefusalReason.OUTSIDE_HOURS
    centre.now = lambda: datetime(2026, 12, 1, 11, 0, tzinfo=JST)
    assert register().found.registration.state is RegistrationState.NONE


@pytest.mark.parametrize(
    ("follows", "of_new_card"),
    [(True, RegistrationState.NONE), (False, RegistrationState.REGISTERED)],
)
def test_a_new_card_needs_a_new_registration_where_the_municipality_says_so(
    follows: bool, of_new_card: RegistrationState
) -> None:
    municipality = replace(load_municipalities()[TOMAKOMAI], registration_follows_card=follows)
    registrations = Registrations(open_database("sqlite://"))
    registrations.file(
        RequestKey(Service.USAGE_REGISTRATION, "terminal", "request", "content"),
        TOMAKOMAI,
        "goro",
        lambda: StoredRegistration("goro", 1, TOMAKOMAI, FormMessage.of(RIGHT), "N", date(2026, 11, 30)),
    )
    review = Review(registrations, CentreFaults(), lambda: MONDAY)
    assert review.registration("goro", 1, municipality).state is RegistrationState.REGISTERED
    assert review.registration("goro", 2, municipality).state is of_new_card
    assert review.registration("jiro", 1, municipality).state is RegistrationState.REGISTERED
    assert review.registration("shiro", 1, municipality).state is RegistrationState.NONE


@pytest.mark.parametrize("lines", ["registration_business_days = 2"], indirect=True)
def test_the_days_of_the_review_are_the_municipalitys(register: Register) -> None:
    assert register().applies().usable_from == date(2026, 12, 2)


@pytest.mark.parametrize("lines", ["registration_follows_card = true"], indirect=True)
def test_who_may_use_it_since_long_needs_no_card_of_long_ago(register: Register) -> None:
    assert register("register_elsewhere").found.registration.state is RegistrationState.REGISTERED
