"""利用登録申請 over real TLS: who may register, the review, what it opens, and which heads are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import RefusalReason
from kiosk.rules.certificates import Availability
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Scope, Service
from kiosk.rules.usage_registration import RegistrationForm, RegistrationState, Town
from kiosk_simulator.centre.certificates.offers import REGISTER_KINDS
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from tests.centre.conftest import Prove
from tests.support.centre.registration_visit import DUE, MIHON, MONDAY, RIGHT, TOMAKOMAI, Applicant
from tests.support.centre.reset_visit import reason_of

Register = Callable[..., Applicant]


@pytest.fixture
def centre(centre: SimulatedCentre) -> SimulatedCentre:
    """A Monday on which nobody has applied yet: applications are remembered."""
    centre.forget()
    centre.now = lambda: MONDAY
    return centre


def test_who_has_not_applied_sees_the_towns_to_choose_from(register: Register) -> None:
    found = register().found
    assert (found.municipality.code, found.registration.state) == (TOMAKOMAI, RegistrationState.NONE)
    assert Town("試作町二丁目", "シサクチョウニチョウメ") in found.registration.towns
    assert (found.registration.number, found.registration.usable_from) == ("", None)
    assert found.registration.tells_heads
    assert not register("single", MIHON).found.registration.tells_heads


@pytest.mark.parametrize(
    ("profile", "code", "reason"),
    [
        ("normal", TOMAKOMAI, RefusalReason.REGISTRATION_NOT_NEEDED),
        ("single", TOMAKOMAI, RefusalReason.REGISTRATION_NOT_NEEDED),
        ("normal", MIHON, RefusalReason.NOT_REGISTERED_HERE),
        ("foreign", MIHON, RefusalReason.NOT_REGISTERED_HERE),
        ("no_resident", TOMAKOMAI, RefusalReason.NOT_REGISTERED_HERE),
        ("unregistered", "12345", RefusalReason.NOT_REGISTERED_HERE),
        ("expired", TOMAKOMAI, RefusalReason.CERTIFICATE_EXPIRED),
        ("revoked", TOMAKOMAI, RefusalReason.CERTIFICATE_REVOKED),
    ],
)
def test_who_may_not_register_is_told_why(
    register: Register, profile: str, code: str, reason: RefusalReason
) -> None:
    assert reason_of(lambda: register(profile, code)) is reason


@pytest.mark.parametrize("running", ["sqlite"], indirect=True)  # what is patched is in this process alone
def test_who_is_too_young_to_sign_is_told_so(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk_simulator.centre.authentication.AGE_OF_USE", 99)
    assert reason_of(register) is RefusalReason.NO_SIGNATURE_CERTIFICATE


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (CentreFault.OUTSIDE_HOURS, RefusalReason.OUTSIDE_HOURS),
        (CentreFault.REVOKED, RefusalReason.CERTIFICATE_REVOKED),
        (CentreFault.REFUSE, RefusalReason.REFUSED_BY_MUNICIPALITY),
    ],
)
def test_switched_refusals(
    register: Register, centre: SimulatedCentre, fault: CentreFault, reason: RefusalReason
) -> None:
    centre.faults.set(fault)
    assert reason_of(register) is reason


@pytest.mark.parametrize(("service", "scope"), [(Service.CERTIFICATES, Scope.REGISTER),
                                                (Service.PASSWORD_RESET, Scope.REGISTER),
                                                (Service.USAGE_REGISTRATION, Scope.RESIDENCE)])  # fmt: skip
def test_a_proof_for_anything_else_is_refused(
    client: CentreClient, prove: Prove, service: Service, scope: Scope
) -> None:
    proof = prove("unregistered", service, scope, TOMAKOMAI)
    reason = reason_of(lambda: client.registration.find(*proof.fields, TOMAKOMAI))
    assert reason is RefusalReason.SIGNATURE_INVALID


def test_a_proof_for_another_municipality_is_refused(client: CentreClient, prove: Prove) -> None:
    proof = prove("unregistered", Service.USAGE_REGISTRATION, Scope.REGISTER, MIHON)
    reason = reason_of(lambda: client.registration.find(*proof.fields, TOMAKOMAI))
    assert reason is RefusalReason.SIGNATURE_INVALID


def test_an_application_is_reviewed_for_five_business_days_and_then_registered(
    register: Register, centre: SimulatedCentre
) -> None:
    receipt = register().applies()
    assert receipt.usable_from == DUE
    midnight = datetime(2026, 12, 7, 0, 0, tzinfo=JST)
    for moment, state in (
        (MONDAY, RegistrationState.IN_REVIEW),
        (midnight - timedelta(microseconds=1), RegistrationState.IN_REVIEW),
        (midnight, RegistrationState.REGISTERED),
        (midnight + timedelta(days=300), RegistrationState.REGISTERED),
    ):
        centre.now = lambda at=moment: at  # type: ignore[misc]
        found = register().found.registration
        assert (found.state, found.number, found.usable_from) == (state, receipt.number, DUE)


@pytest.mark.parametrize(
    "changes",
    [
        {"town": "試作町一丁目"},
        {"lot": "15"},
        {"lot": "15-4"},
        {"head_kana": "シサク　ロクロウ"},
        {"head": "試作　六郎"},
    ],
)
def test_what_does_not_fit_the_register_has_to_be_corrected_and_may_be(
    register: Register, centre: SimulatedCentre, changes: dict[str, str]
) -> None:
    wrong = register().applies(replace(RIGHT, **changes))
    centre.now = lambda: datetime(2026, 12, 7, 9, 0, tzinfo=JST)
    visit = register()
    assert visit.found.registration.state is RegistrationState.TO_BE_CORRECTED
    again = visit.applies(request="another")
    assert again.number != wrong.number
    assert register().found.registration.state is RegistrationState.IN_REVIEW
    centre.now = lambda: datetime(2026, 12, 14, 9, 0, tzinfo=JST)
    assert register().found.registration.state is RegistrationState.REGISTERED


def test_the_head_may_be_left_unconfirmed(register: Register, centre: SimulatedCentre) -> None:
    register().applies(replace(RIGHT, head="", head_kana="シサクゴロウ"))
    centre.faults.set(CentreFault.REGISTERED_AT_ONCE)
    assert register().found.registration.state is RegistrationState.REGISTERED


def test_what_is_registered_opens_the_register_and_nothing_else(
    register: Register, centre: SimulatedCentre, sign_in: Callable[..., Any]
) -> None:
    def sign() -> Any:
        return sign_in("unregistered", scope=Scope.REGISTER, municipality_code=TOMAKOMAI)

    assert reason_of(sign) is RefusalReason.NOT_REGISTERED_HERE
    register().applies()
    assert reason_of(sign) is RefusalReason.NOT_REGISTERED_HERE
    centre.now = lambda: datetime(2026, 12, 7, 6, 30, tzinfo=JST)
    offers = sign().authentication.offers
    available = {each.kind for each in offers if each.availability is Availability.AVAILABLE}
    assert available == REGISTER_KINDS


def test_a_registration_is_decided_at_once_by_a_fault(register: Register, centre: SimulatedCentre) -> None:
    register().applies()
    assert register().found.registration.state is RegistrationState.IN_REVIEW
    centre.faults.set(CentreFault.REGISTERED_AT_ONCE)
    assert register().found.registration.state is RegistrationState.REGISTERED


def test_who_is_registered_since_long_sees_that(register: Register) -> None:
    found = register("register_elsewhere").found.registration
    assert (found.state, found.number) == (RegistrationState.REGISTERED, "")


def test_the_head_of_exactly_this_domicile_and_reading_is_told(register: Register) -> None:
    assert register().heads() == ("試作　五郎",)


@pytest.mark.parametrize(
    "typed", [{"town": "試作町一丁目"}, {"lot": "15"}, {"lot": "1"}, {"head_kana": "シサク"}]
)
def test_what_does_not_fit_exactly_tells_nothing(register: Register, typed: dict[str, str]) -> None:
    assert register().heads(**typed) == ()


def test_after_five_questions_no_head_is_told_any_more(register: Register) -> None:
    visit = register()
    told = [visit.heads() for _ in range(7)]
    assert told == [("試作　五郎",)] * 5 + [()] * 2
    assert register().heads() == ("試作　五郎",)


def test_a_municipality_that_tells_no_heads_tells_none(register: Register) -> None:
    visit = register("single", MIHON)
    assert visit.heads(town="例示町", lot="3", head_kana="レイジ　サクラ") == ()
    form = RegistrationForm("例示町", "3", "レイジ　サクラ", "", "0144000000")
    assert visit.applies(form).usable_from == DUE
