"""A gap is not a forgery: who lacks an item gets a sheet or a refusal, and the next customer is served."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from kiosk.centre.messages import ApplicationRequest
from kiosk.fsm.reasons import REASONS, Helper, Reason
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk.rules.contents import ForeignResident, ResidentRecord
from kiosk.rules.contents import Person as Certified
from kiosk.rules.record import CertificateRecord
from kiosk_simulator.centre.certificates.records import Applicant, make_records
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.municipalities import IssuingMunicipality
from kiosk_simulator.centre.swaps import records
from tests.support.visits import Person

EVERYTHING = dict.fromkeys(("head_and_relationship", "my_number"), "shown")
RESIDENCE = dict.fromkeys(("nationality", "residence_status", "residence_card"), "shown")


def printed(person: Person, folder: Path) -> str:
    (sheet,) = person.environment.printer.sheets
    path = folder / "sheet.pdf"
    path.write_bytes(sheet.pdf)
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True)
    return "".join(done.stdout.decode().split())


def test_who_is_in_no_family_register_gets_a_sheet_that_says_so(person: Person, tmp_path: Path) -> None:
    person.proves("no_register").orders(options={**EVERYTHING, "domicile": "shown"})
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250).owes_nothing()
    text = printed(person, tmp_path)
    assert "本籍なし" in text
    assert "筆頭者なし" in text
    assert "省略" not in text
    person.presses_ok().next_customer_succeeds()


def test_a_newborn_without_status_card_or_number_stands_on_the_households_sheet(
    person: Person, tmp_path: Path
) -> None:
    person.proves("newborn").orders(options={**EVERYTHING, **RESIDENCE})
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250).owes_nothing()
    text = printed(person, tmp_path)
    assert "SPECIMENMIRA" in text
    assert all(f"{label}なし" in text for label in ("個人番号", "在留資格", "在留カード等の番号"))
    assert "省略" not in text
    person.presses_ok().next_customer_succeeds()


def with_items_left_out(
    application: ApplicationRequest, applicant: Applicant, municipality: IssuingMunicipality, issued_on: date
) -> tuple[CertificateRecord, ...]:
    """The centre leaves out what was asked for: not of another person, and properly signed."""

    def bare(each: Certified) -> Certified:
        if each.foreign is None:
            return each.model_copy(update={"domicile": None, "my_number": None})
        return each.model_copy(update={"foreign": ForeignResident()})

    def less(record: CertificateRecord) -> CertificateRecord:
        assert isinstance(record.content, ResidentRecord)
        persons = tuple(bare(each) for each in record.content.persons)
        content = record.content.model_copy(update={"persons": persons})
        return record.model_copy(update={"content": content})

    return tuple(less(record) for record in make_records(application, applicant, municipality, issued_on))


@pytest.mark.parametrize(
    ("profile", "options"),
    [("normal", {"domicile": "shown"}), ("normal", {"my_number": "shown"}), ("newborn", RESIDENCE)],
)
def test_an_item_asked_for_and_not_sent_refuses_that_certificate_alone(
    person: Person, monkeypatch: pytest.MonkeyPatch, profile: str, options: dict[str, str]
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(records, "make_records", with_items_left_out)
        person.proves(profile).orders(options=options).sees(S.REFUSAL, Reason.RECORD_INCOMPLETE)
    is_refused_and_the_next_is_served(person)


def test_a_record_without_a_birth_date_refuses_that_certificate_alone(person: Person) -> None:
    person.proves()
    person.environment.centre.faults.set(CentreFault.INCOMPLETE_RECORD)
    person.orders().sees(S.REFUSAL, Reason.RECORD_INCOMPLETE)
    person.environment.centre.faults.only()
    is_refused_and_the_next_is_served(person)


def is_refused_and_the_next_is_served(person: Person) -> None:
    assert S.OPEN_DEPOSIT not in person.machine.states
    kinds = [entry.kind for entry in person.journal.entries()]
    assert Kind.CERTIFICATES_REFUSED in kinds
    assert Kind.ISSUING_STOPPED not in kinds
    person.has_sheets(0).has_in_tray(0).owes_nothing().presses_ok().next_customer_succeeds()


def test_whoever_is_refused_for_a_gap_is_sent_to_the_city_office() -> None:
    spec = REASONS[Reason.RECORD_INCOMPLETE]
    assert (spec.helper, spec.stops_terminal) == (Helper.MUNICIPALITY, False)
