"""A newcomer's file in the place of a municipality that has people: they are served as it says."""

from __future__ import annotations

import secrets
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreAnswerInvalid
from kiosk.centre.signing import RecordVerifier
from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.rules.certificates import Availability, CertificateKind, Offer
from kiosk.rules.record import CertificateRecord
from kiosk.rules.specimens import Specimens
from kiosk.rules.usage_registration import RegistrationForm, RegistrationState
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from tests.support.centre.application_lines import line_of
from tests.support.centre.municipality_example import folder_with, in_the_place_of, written
from tests.support.centre.registration_visit import MIHON, MONDAY, Applicant

SAYS = written()
Register = Callable[..., Applicant]
Issue = Callable[[CertificateKind], CertificateRecord]


@pytest.fixture
def running(pki: Pki, tmp_path: Path) -> Iterator[SimulatedCentre]:
    """A centre in which the newcomer has the code, and with it the people, of the specimen city."""
    folder = folder_with(tmp_path, in_the_place_of(MIHON), MIHON)
    with SimulatedCentre(pki, now=lambda: MONDAY, municipalities=folder) as started:
        yield started


@pytest.fixture
def issue(client: CentreClient, sign_in: Callable[..., Any], pki: Pki) -> Issue:
    """Apply for one certificate of somebody who lives and is registered there."""

    def obtain(kind: CertificateKind) -> CertificateRecord:
        visit = sign_in("weekday_register")
        offered: tuple[Offer, ...] = visit.authentication.offers
        (offer,) = [each for each in offered if each.kind is kind]
        assert offer.availability is Availability.AVAILABLE
        request = secrets.token_urlsafe(12)
        (signed,) = client.apply(visit.authentication.id, visit.id, request, line_of(offer))
        return RecordVerifier(pki.record_public_key, Specimens.TAKEN).verify(signed)

    return obtain


@pytest.mark.parametrize("kind", SAYS["offered"])
def test_a_certificate_has_its_name_mayor_and_fee(issue: Issue, tmp_path: Path, kind: str) -> None:
    record = issue(CertificateKind(kind))
    assert (record.prefecture, record.municipality_name, record.mayor, record.fee) == (
        SAYS["prefecture"],
        SAYS["name"],
        SAYS["mayor"],
        SAYS["fees"][kind],
    )
    (tmp_path / "sheet.pdf").write_bytes(render(record, Fonts.load()).pdf)
    command = ["pdftotext", "-raw", str(tmp_path / "sheet.pdf"), "-"]
    text = "".join(subprocess.run(command, check=True, capture_output=True).stdout.decode().split())
    office = "".join(f"{SAYS['prefecture']}{SAYS['name']}長{SAYS['mayor']}".split())
    assert office in text


def test_towns_are_told_and_an_application_is_reviewed_for_the_days_written(
    register: Register, centre: SimulatedCentre
) -> None:
    found = register("single", MIHON).found.registration
    assert [[town.name, town.kana] for town in found.towns] == SAYS["towns"]
    assert found.tells_heads is SAYS["tells_heads"]
    form = RegistrationForm(found.towns[0].name, "3", "レイジ　サクラ", "", "0144000000")
    assert SAYS["registration_business_days"] == 3
    assert register("single", MIHON).applies(form).usable_from == date(2026, 12, 3)  # from Monday 30 November
    assert register("single", MIHON).found.registration.state is RegistrationState.IN_REVIEW
    centre.faults.set(CentreFault.REGISTERED_AT_ONCE)
    # Her register is in a town that this municipality does not have.
    assert register("single", MIHON).found.registration.state is RegistrationState.TO_BE_CORRECTED


def test_a_town_of_the_municipality_that_was_replaced_is_unknown(register: Register) -> None:
    form = RegistrationForm("例示町", "3", "レイジ　サクラ", "", "0144000000")
    visit = register("single", MIHON)
    assert form.town not in {town.name for town in visit.found.registration.towns}
    with pytest.raises(CentreAnswerInvalid, match="400"):
        visit.applies(form)
