"""A newcomer's file, copied from the page that describes it: the municipality is there as written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import RefusalReason
from kiosk.rules.certificates import Availability, CertificateKind, Offer
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Municipality, Scope, Service
from kiosk.rules.usage_registration import Town
from kiosk_simulator.centre.certificates.offers import Requester
from kiosk_simulator.centre.municipalities import load_municipalities
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.residents import resident
from tests.support.centre.municipality_example import CODE, example, folder_with, written
from tests.support.centre.offer_tables import TUESDAY, at
from tests.support.centre.registration_visit import MONDAY, Applicant
from tests.support.centre.reset_visit import reason_of

SAYS = written()
ALL = CertificateKind.FAMILY_REGISTER_ALL
OFFERED = {CertificateKind(kind) for kind in SAYS["offered"]}
EVERYTHING_RESTS, REGISTERS_REST = ((each["start"], each["end"]) for each in SAYS["closures"])
Register = Callable[..., Applicant]


@pytest.fixture
def lines() -> str:
    """The file; a test may say something else."""
    return example()


@pytest.fixture
def running(pki: Pki, tmp_path: Path, lines: str) -> Iterator[SimulatedCentre]:
    """A centre of the two municipalities that come with it, and the newcomer."""
    folder = folder_with(tmp_path, lines)
    with SimulatedCentre(pki, now=lambda: MONDAY, municipalities=folder) as started:
        yield started


def offers(folder: Path, now: datetime = TUESDAY) -> dict[CertificateKind, Offer]:
    """What somebody is offered who lives in the newcomer's municipality and has the register there."""
    person, household = resident("ichiro")
    assert person.register is not None
    citizen = replace(person, register=replace(person.register, code=CODE))
    home = replace(household, municipality_code=CODE)
    town = load_municipalities(folder_with(folder, example()))[CODE]
    return {each.kind: each for each in Requester(citizen, home, town, Scope.RESIDENCE).offers(now)}


def test_the_terminal_lists_it_beside_the_others(client: CentreClient) -> None:
    *others, third = client.municipalities()
    assert [each.row for each in load_municipalities().values()] == others
    assert third == Municipality(
        CODE,
        SAYS["prefecture"],
        SAYS["name"],
        SAYS["name_latin"],
        SAYS["telephone"],
        takes_registrations=SAYS["takes_registrations"],
    )


def test_kinds_and_fees_are_as_written(tmp_path: Path) -> None:
    found = offers(tmp_path)
    assert {kind for kind, offer in found.items() if offer.availability is Availability.AVAILABLE} == OFFERED
    assert {kind: found[kind].fee for kind in OFFERED} == {kind: SAYS["fees"][kind] for kind in OFFERED}
    rest = {found[kind].availability for kind in found.keys() - OFFERED}
    assert rest == {Availability.NOT_OFFERED}
    keys = [row.key for row in found[CertificateKind.RESIDENT_RECORD].options]
    assert ("my_number" in keys) is SAYS["my_number"]


def test_hours_are_as_written(tmp_path: Path) -> None:
    hours = SAYS["hours"][ALL]
    opens, closes = (
        datetime.combine(TUESDAY.date(), hours[edge], tzinfo=JST) for edge in ("opens", "closes")
    )
    second = timedelta(seconds=1)
    for now, again in (
        (opens - second, opens),
        (closes, opens + timedelta(days=1)),
        (at("2026-11-21 12:00"), opens),  # Saturday; Monday is a holiday
    ):
        found = offers(tmp_path, now)
        assert (found[ALL].availability, found[ALL].again_at) == (Availability.NOT_NOW, again)
        assert found[CertificateKind.RESIDENT_RECORD].availability is Availability.AVAILABLE
    for now in (opens, closes - second):
        assert offers(tmp_path, now)[ALL].availability is Availability.AVAILABLE


def test_closures_are_as_written(tmp_path: Path) -> None:
    start, end = (each.replace(tzinfo=JST) for each in EVERYTHING_RESTS)
    for now in (start, end - timedelta(seconds=1)):
        stopped = {offers(tmp_path, now)[kind].availability for kind in OFFERED}
        assert stopped == {Availability.NOT_NOW}
    before = start - timedelta(seconds=1)
    record = CertificateKind.RESIDENT_RECORD
    assert [offers(tmp_path, now)[record].availability for now in (before, end)] == [
        Availability.AVAILABLE
    ] * 2
    rests = REGISTERS_REST[0].replace(tzinfo=JST)
    assert offers(tmp_path, rests)[record].availability is Availability.AVAILABLE
    assert offers(tmp_path, rests)[ALL].availability is Availability.NOT_NOW


def test_towns_days_and_cards_of_the_registration_are_as_written(tmp_path: Path) -> None:
    found = load_municipalities(folder_with(tmp_path, example()))[CODE]
    assert found.towns == tuple(Town(name, kana) for name, kana in SAYS["towns"])
    assert found.tells_heads is SAYS["tells_heads"]
    assert found.registration_business_days == SAYS["registration_business_days"]
    assert found.registration_follows_card is SAYS["registration_follows_card"]
    month, day = found.tax_year_begins
    assert f"{month:02}-{day:02}" == SAYS["tax_year_begins"]


@pytest.mark.parametrize("profile", ["unregistered", "normal", "foreign"])
def test_where_nobody_lives_everybody_is_told_so(
    register: Register, sign_in: Callable[..., Any], profile: str
) -> None:
    assert reason_of(lambda: register(profile, CODE)) is RefusalReason.NOT_REGISTERED_HERE
    assert (
        reason_of(lambda: sign_in(profile, scope=Scope.REGISTER, municipality_code=CODE))
        is RefusalReason.NOT_REGISTERED_HERE
    )


def test_a_registration_is_refused_outside_the_hours_written(
    register: Register, centre: SimulatedCentre
) -> None:
    hours = SAYS["hours"][Service.USAGE_REGISTRATION]
    opens, closes = (datetime.combine(MONDAY.date(), hours[edge], tzinfo=JST) for edge in ("opens", "closes"))
    second = timedelta(seconds=1)
    rests = [each.replace(tzinfo=JST) for each in REGISTERS_REST]
    outside, inside = RefusalReason.OUTSIDE_HOURS, RefusalReason.NOT_REGISTERED_HERE
    for now, reason in (
        (opens - second, outside),
        (opens, inside),
        (closes - second, inside),
        (closes, outside),
        (rests[0] - second, inside),
        (rests[0], outside),
    ):
        centre.now = lambda at=now: at  # type: ignore[misc]
        assert reason_of(lambda: register("unregistered", CODE)) is reason, now


TAKES_NONE = example().replace("takes_registrations = true", "takes_registrations = false")


@pytest.mark.parametrize("lines", [TAKES_NONE], ids=["takes_none"])
def test_a_registration_is_refused_where_the_file_takes_none(
    register: Register, client: CentreClient
) -> None:
    assert not client.municipalities()[-1].takes_registrations
    assert reason_of(lambda: register("unregistered", CODE)) is RefusalReason.REGISTRATION_NOT_TAKEN
