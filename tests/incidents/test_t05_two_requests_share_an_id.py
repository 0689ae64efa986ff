"""T5. Kawasaki, 2 May 2023, 07:31: somebody else's family register.

Two stores within one second; the later request overwrote the earlier. Ids are random: any number of requests
in the same second, by the same person too, keep apart.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

import pytest

from kiosk.centre.client import CentreClient
from kiosk.centre.signing import RecordVerifier
from kiosk.fsm.reasons import Reason
from kiosk.journal.catalogue import Kind
from kiosk.rules.record import CertificateRecord
from kiosk.rules.specimens import Specimens
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from tests.incidents.conftest import Fleet, with_workers
from tests.support.fleet import LightTerminal, at_once, subjects_on
from tests.support.visits import Person

REQUESTS, STORES = 1000, 8


@with_workers
def test_a_thousand_requests_of_one_second_get_each_its_own_record(
    centre: SimulatedCentre, fleet: Fleet, working_pki: Pki
) -> None:
    verifier = RecordVerifier(working_pki.record_public_key, Specimens.TAKEN)
    moment = centre.now()

    def apply(at: LightTerminal, profile: str) -> list[CertificateRecord]:
        visit = at.signs_in(profile)
        records = []
        for _ in range(REQUESTS // STORES):
            request = secrets.token_urlsafe(12)
            (signed,) = at.client.apply(
                visit.identity.authentication, visit.id, request, visit.order.lines[0]
            )
            record = verifier.verify(signed)
            assert (record.request, record.visit, record.subject) == (
                request, visit.id, visit.identity.subject
            )  # fmt: skip
            records.append(record)
        return records

    people = ["normal", "single"] * (STORES // 2)
    told = at_once(
        *(lambda at=at, who=who: apply(at, who) for at, who in zip(fleet(STORES), people, strict=True))
    )
    records = [each for some in told for each in some]
    assert centre.now() == moment, "the centre's clock stands still: this is one second"
    assert len(records) == len({each.request for each in records}) == REQUESTS
    assert len({each.document_number for each in records}) == REQUESTS
    assert centre.issued() == REQUESTS


def test_a_later_request_that_overwrites_an_earlier_one_is_found_out(
    centre: SimulatedCentre, fleet: Fleet
) -> None:
    first, second = fleet(2)
    visits = first.signs_in("normal"), second.signs_in("single")
    centre.faults.only([CentreFault.OVERWRITTEN_REQUEST])
    told = at_once(lambda: first.serves(visits[0]), lambda: second.serves(visits[1]))
    (overwritten,) = [each for each in told if each.request in centre.faults.wronged]
    (last,) = [each for each in told if each is not overwritten]
    assert (overwritten.refused, last.refused) == (Reason.RECORD_MISMATCH, None)
    assert sorted([*subjects_on(first.printer), *subjects_on(second.printer)]) == [last.subject]


@pytest.mark.parametrize("people", [("normal", "single"), ("normal", "normal")])
def test_answers_swapped_between_two_who_apply_at_once_are_found_out_by_both(
    centre: SimulatedCentre, fleet: Fleet, people: tuple[str, str]
) -> None:
    """Also when both hold the same card: each visit has ids of its own."""
    first, second = fleet(2)
    visits = first.signs_in(people[0]), second.signs_in(people[1])
    centre.faults.only([CentreFault.SWAPPED_ANSWERS])
    told = at_once(lambda: first.serves(visits[0]), lambda: second.serves(visits[1]))
    assert [each.refused for each in told] == [Reason.RECORD_MISMATCH] * 2
    assert subjects_on(first.printer) == subjects_on(second.printer) == []


def test_the_swapped_answer_to_an_order_of_more_copies_is_an_alarm_as_well(
    centre: SimulatedCentre, fleet: Fleet
) -> None:
    """Already their number tells that they are not for this order."""
    first, second = fleet(2)
    one, other = first.signs_in("normal"), second.signs_in("single")
    (line,) = other.order.lines
    two = replace(other, order=replace(other.order, lines=(replace(line, copies=2),)))
    centre.faults.only([CentreFault.SWAPPED_ANSWERS])
    told = at_once(lambda: first.serves(one), lambda: second.serves(two))
    assert [each.refused for each in told] == [Reason.RECORD_MISMATCH] * 2
    assert [each.has_journalled(Kind.ISSUING_STOPPED) for each in (first, second)] == [1, 1]


@with_workers
def test_sixteen_racing_requests_with_one_key_get_one_certificate(
    centre: SimulatedCentre, fleet: Fleet
) -> None:
    (terminal,) = fleet(1)
    visit = terminal.signs_in("normal")
    others = [CentreClient(centre.base_url, terminal.files) for _ in range(15)]
    proof, line = visit.identity.authentication, visit.order.lines[0]
    told = at_once(
        *(
            lambda at=each: at.apply(proof, visit.id, visit.order.request, line)
            for each in (terminal.client, *others)
        )
    )
    for each in others:
        each.close()
    assert len({answer[0].payload for answer in told}) == 1
    assert centre.issued() == 1


def test_a_terminals_own_ids_are_not_made_of_time(person: Person) -> None:
    """The clock stands still, and every visit and every order has another id."""
    ids = set()
    moment = person.clock.now()
    for _ in range(20):
        person.starts()
        ids.add(person.kiosk.terminal.machine.visit.id)
        person.ends()
    assert person.clock.now() == moment
    assert len(ids) == 20
    assert all(len(each) >= 22 for each in ids), "less than 128 bits"
