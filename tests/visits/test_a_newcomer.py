"""A third municipality by one file: chosen from the list, and its register certificate paid and printed."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kiosk
from kiosk.fsm.events import Agreed
from kiosk.fsm.flow.certificates import CertificateChosen, OptionsChosen, OrderConfirmed
from kiosk.fsm.flow.menu import MunicipalityChosen, ScopeChosen
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.accounting.accounts import accounts
from kiosk.rules.certificates import Availability, CertificateKind
from kiosk.rules.services import Scope, Service
from kiosk_simulator.centre.municipalities import MUNICIPALITIES_FOLDER
from kiosk_simulator.centre.server import SimulatedCentre
from tests.support.visits import Person

PAGE = Path(kiosk.__file__).parent.parent / "docs" / "howto" / "municipality.md"
NEWCOMER, OF_PEOPLE = "99301", "99201"
ALL = CertificateKind.FAMILY_REGISTER_ALL
ServedBy = Callable[[str], Person]


def example(code: str) -> str:
    """The complete file of the page, under this code."""
    text: str
    (text,) = re.findall(r"<!-- example: .*\n```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return text.replace(f'code = "{NEWCOMER}"', f'code = "{code}"')


@pytest.fixture
def served_by(person: Person, tmp_path: Path) -> Iterator[ServedBy]:
    """The person at a terminal of a centre that has the example's file under a code."""
    centres: list[SimulatedCentre] = []

    def with_file(code: str) -> Person:
        shutil.copytree(MUNICIPALITIES_FOLDER, tmp_path, dirs_exist_ok=True)
        (tmp_path / f"{code}.toml").write_text(example(code), encoding="utf-8")
        centre = SimulatedCentre(person.environment.pki, now=person.clock.now, municipalities=tmp_path)
        centre.start()
        centres.append(centre)
        person.environment.centre = centre
        return person.boots()

    yield with_file
    for centre in centres:
        centre.stop()


def names(person: Person) -> list[str]:
    return [each.name for each in person.machine.view.status.municipalities]


def test_it_is_on_the_list_and_says_that_nobody_is_registered_there_yet(served_by: ServedBy) -> None:
    person = served_by(NEWCOMER).starts().agrees()
    person.machine.post(ScopeChosen(Scope.REGISTER))
    assert names(person.sees(S.OTHER_MUNICIPALITY)) == ["苫小牧市", "見本市", "例示町"]
    person.machine.post(MunicipalityChosen(NEWCOMER))
    person.sets("weekday_register").types("1234").sees(S.REFUSAL, Reason.NOT_REGISTERED_HERE)
    chosen = person.machine.view.visit.municipality
    assert chosen is not None
    assert chosen.name == "例示町"
    person.presses_ok().takes_card().waits(10).sees(S.ATTRACT).leaves_no_trace().owes_nothing()


def test_it_is_on_the_list_of_the_registrations(served_by: ServedBy) -> None:
    person = served_by(NEWCOMER).starts(service=Service.USAGE_REGISTRATION)
    person.machine.post(Agreed())
    takes = {each.code: each.takes_registrations for each in person.machine.view.status.municipalities}
    assert takes == {"01213": True, "99201": True, NEWCOMER: True}


def test_its_register_certificate_is_paid_and_printed(served_by: ServedBy) -> None:
    person = served_by(OF_PEOPLE).starts().agrees().chooses_register(OF_PEOPLE)
    person.sets("weekday_register").types("1234").takes_card().sees(S.CERTIFICATES)
    offers = {each.kind: each for each in person.machine.view.visit.offers}
    available = {kind for kind in offers if offers[kind].availability is Availability.AVAILABLE}
    assert available == {ALL, CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER}
    person.machine.post(CertificateChosen(ALL))
    person.machine.post(OptionsChosen((), 1))
    person.sees(S.ORDER).machine.post(OrderConfirmed())
    person.sees(S.PAY)
    (certificate,) = person.kiosk.prepared.certificates(person.kiosk.terminal.machine.visit.id)
    assert "みほん県例示町長例示町長名" in read(certificate.document.pdf)
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(50).owes_nothing()
    (account,) = accounts(person.journal.entries()).values()
    assert account.charged == 450


def read(pdf: bytes) -> str:
    """The text that poppler reads out of a PDF, without any space."""
    command = ["pdftotext", "-raw", "-", "-"]
    return "".join(
        subprocess.run(command, input=pdf, check=True, capture_output=True).stdout.decode().split()
    )
