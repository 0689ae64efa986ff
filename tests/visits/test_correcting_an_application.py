"""Correcting one entry of a filled-in application: the rest stays as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.fsm.events import Back
from kiosk.fsm.flow.usage_registration import EntryReopened, FormEntry, FormFilled
from kiosk.fsm.states import S
from kiosk.rules.usage_registration import RegistrationForm
from tests.support.visits import FORM, Person

ENTRIES = {
    FormEntry.TOWN: S.DOMICILE_TOWN,
    FormEntry.LOT: S.DOMICILE_LOT,
    FormEntry.HEAD: S.REGISTER_HEAD,
    FormEntry.TELEPHONE: S.TELEPHONE,
}


@pytest.fixture
def goro(person: Person) -> Person:
    """Somebody whose application is filled in and waits for the review."""
    person.environment.cards.reissue("unregistered")
    person.has_a_centre_of_its_own().asks_for_registration().fills_in()
    return person.sees(S.APPLICATION)


def corrects(person: Person, entry: FormEntry) -> Person:
    person.machine.post(EntryReopened(entry))
    return person.sees(ENTRIES[entry])


def types_in(person: Person, **entries: str) -> Person:
    person.machine.post(FormFilled(replace(form_of(person), **entries)))
    return person


def form_of(person: Person) -> RegistrationForm:
    return person.machine.view.visit.registration.form


@pytest.mark.parametrize("entry", FormEntry)
def test_going_back_from_an_entry_leads_to_the_review_and_changes_nothing(
    goro: Person, entry: FormEntry
) -> None:
    corrects(goro, entry).machine.post(Back())
    goro.sees(S.APPLICATION)
    assert form_of(goro) == FORM
    goro.machine.post(Back())
    goro.sees(S.TELEPHONE).machine.post(Back())
    goro.sees(S.REGISTER_HEAD)


def test_a_corrected_telephone_number_is_all_that_changes(goro: Person) -> None:
    types_in(corrects(goro, FormEntry.TELEPHONE), telephone="09011112222").sees(S.APPLICATION)
    assert form_of(goro) == replace(FORM, telephone="09011112222")


def test_an_entry_that_is_confirmed_as_it_is_leads_back_at_once(goro: Person) -> None:
    types_in(corrects(goro, FormEntry.LOT), lot=FORM.lot).sees(S.APPLICATION)
    types_in(corrects(goro, FormEntry.TOWN), town=FORM.town).sees(S.APPLICATION)
    assert form_of(goro) == FORM


def test_another_lot_asks_for_the_head_again_because_it_is_another_register(goro: Person) -> None:
    types_in(corrects(goro, FormEntry.LOT), lot="1-1").waits(1).sees(S.HEAD_CANDIDATES)
    assert form_of(goro) == replace(FORM, lot="1-1", head="")
    goro.machine.post(FormFilled(form_of(goro)))
    goro.sees(S.APPLICATION)
    assert form_of(goro) == replace(FORM, lot="1-1", head="")


def test_a_corrected_reading_leads_over_the_candidates_to_the_review(goro: Person) -> None:
    types_in(corrects(goro, FormEntry.HEAD), head="").waits(1).sees(S.HEAD_CANDIDATES)
    goro.machine.post(FormFilled(FORM))
    goro.sees(S.APPLICATION)
    assert form_of(goro) == FORM


def test_a_correction_that_is_not_valid_is_not_taken(goro: Person) -> None:
    types_in(corrects(goro, FormEntry.LOT), lot="0").sees(S.DOMICILE_LOT)
    assert form_of(goro) == FORM


def test_a_corrected_application_is_signed_and_sent_under_another_name(goro: Person) -> None:
    goro.confirms().sees(S.SIGNATURE_PASSWORD)
    first = goro.machine.view.visit.registration.request
    goro.machine.post(Back())
    types_in(corrects(goro.sees(S.APPLICATION), FormEntry.TELEPHONE), telephone="09011112222")
    goro.sees(S.APPLICATION).confirms().sees(S.SIGNATURE_PASSWORD)
    assert goro.machine.view.visit.registration.request not in ("", first)
    goro.types_password("ABC123").sees(S.RESULT)
