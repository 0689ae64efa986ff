"""T10. Takamatsu, 4 April 2024: the record of a person who applied almost at the same time elsewhere.

A program made for one server ran on several. Servers over one PostgreSQL database act as one: a visit may go
from one to the other, and a key used at both gives one certificate. Servers that share nothing issue nothing
to a visit of the other.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.concurrency import run_in_threadpool

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreAnswerInvalid
from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.reasons import Reason
from kiosk.fsm.visit import Visit
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.centre.swaps import delivery
from kiosk_simulator.pki.authority import Pki
from tests.support.fleet import LightTerminal, at_once, subjects_on
from tests.support.postgres import PostgresServer
from tests.support.processes.far_end import far_end
from tests.support.visits import WORKING_DAY


@pytest.fixture
def servers(working_pki: Pki, postgres: PostgresServer) -> Iterator[tuple[SimulatedCentre, SimulatedCentre]]:
    """Two servers over one database, each with connections of its own and nothing else in common."""
    now = ManualClock(WORKING_DAY).now
    store = postgres.new_database()
    with (
        SimulatedCentre(working_pki, now=now, database=store) as one,
        SimulatedCentre(working_pki, now=now, database=store) as other,
    ):
        yield one, other


def terminals_at(
    servers: tuple[SimulatedCentre, SimulatedCentre], pki: Pki, fonts: Fonts, number: int
) -> list[LightTerminal]:
    now = ManualClock(WORKING_DAY).now
    return [
        LightTerminal(f"T-{each:03}", pki, servers[each % 2].base_url, fonts, now) for each in range(number)
    ]


def test_whoever_applies_at_either_server_at_the_same_moment_gets_the_own_sheet(
    servers: tuple[SimulatedCentre, SimulatedCentre], working_pki: Pki, fonts: Fonts
) -> None:
    standing = terminals_at(servers, working_pki, fonts, 8)
    told = at_once(*(lambda at=at: at.visit("normal" if at.name < "T-004" else "single") for at in standing))
    for terminal, outcome in zip(standing, told, strict=True):
        assert outcome.refused is None
        assert subjects_on(terminal.printer) == [outcome.subject]
        terminal.close()
    assert servers[0].issued() == servers[1].issued() == 8


def applies(terminal: LightTerminal, visit: Visit) -> str:
    """Apply, and return which request the answer is for."""
    proof, request = visit.identity.authentication, visit.order.request
    (signed,) = terminal.client.apply(proof, visit.id, request, visit.order.lines[0])
    return str(json.loads(signed.payload)["request"])


@pytest.fixture
def two(
    servers: tuple[SimulatedCentre, SimulatedCentre], working_pki: Pki, fonts: Fonts
) -> Iterator[list[tuple[LightTerminal, Visit]]]:
    """A terminal at each server, somebody signed in at each."""
    standing = terminals_at(servers, working_pki, fonts, 2)
    people = ("normal", "single")
    yield [(each, each.signs_in(profile)) for each, profile in zip(standing, people, strict=True)]
    for each in standing:
        each.close()


def both_at_once(two: list[tuple[LightTerminal, Visit]]) -> list[str]:
    return at_once(*(lambda at=at, who=who: applies(at, who) for at, who in two))


def test_answers_are_swapped_between_two_servers_on_command(
    servers: tuple[SimulatedCentre, SimulatedCentre],
    two: list[tuple[LightTerminal, Visit]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is kept lies in the database: what happened in Takamatsu, and not an invented neighbour's."""
    monkeypatch.setattr(delivery, "TOGETHER", 60.0)
    for each in servers:
        each.faults.only([CentreFault.SWAPPED_ANSWERS])
    assert both_at_once(two) == [visit.order.request for _, visit in reversed(two)]
    wronged = [each.faults.wronged_by for each in servers]
    assert wronged == [{visit.order.request: [CentreFault.SWAPPED_ANSWERS]} for _, visit in two]


def test_of_two_servers_in_one_second_the_last_answer_goes_to_both_on_command(
    servers: tuple[SimulatedCentre, SimulatedCentre], two: list[tuple[LightTerminal, Visit]]
) -> None:
    both_are_in = threading.Barrier(2)
    for each in servers:
        each.faults.only([CentreFault.OVERWRITTEN_REQUEST])
        each.faults.sleep = lambda seconds: run_in_threadpool(both_are_in.wait, 60)
    told = both_at_once(two)
    assert told[0] == told[1]
    assert told[0] in {visit.order.request for _, visit in two}
    wronged = {**servers[0].faults.wronged_by, **servers[1].faults.wronged_by}
    assert set(wronged) == {visit.order.request for _, visit in two} - {told[0]}


def test_the_answer_before_is_the_other_servers_on_command(
    servers: tuple[SimulatedCentre, SimulatedCentre], two: list[tuple[LightTerminal, Visit]]
) -> None:
    for each in servers:
        each.faults.only([CentreFault.PREVIOUS_ANSWER])
    told = [applies(at, who) for at, who in two]
    assert told[0] not in {visit.order.request for _, visit in two}, "before the first there was nobody"
    assert told[1] == two[0][1].order.request


def test_a_late_answer_goes_to_whoever_asks_the_other_server_next_on_command(
    servers: tuple[SimulatedCentre, SimulatedCentre], two: list[tuple[LightTerminal, Visit]]
) -> None:
    late, over = threading.Event(), threading.Event()

    async def sleep(seconds: float) -> None:
        late.set()
        await run_in_threadpool(over.wait, 60)

    servers[0].faults.sleep = sleep
    for each in servers:
        each.faults.only([CentreFault.LATE_ANSWER])

    def next_one() -> str:
        assert late.wait(60)
        try:
            return applies(*two[1])
        finally:
            over.set()

    assert at_once(lambda: applies(*two[0]), next_one) == [two[0][1].order.request] * 2
    assert servers[1].faults.wronged == {two[1][1].order.request}


@pytest.mark.parametrize(
    "fault", [CentreFault.SWAPPED_ANSWERS, CentreFault.OVERWRITTEN_REQUEST, CentreFault.PREVIOUS_ANSWER]
)
def test_what_two_servers_mix_up_is_found_out_by_the_terminals(
    servers: tuple[SimulatedCentre, SimulatedCentre],
    two: list[tuple[LightTerminal, Visit]],
    fault: CentreFault,
) -> None:
    for each in servers:
        each.faults.only([fault])
    told = at_once(*(lambda at=at, who=who: at.serves(who) for at, who in two))
    wronged = servers[0].faults.wronged | servers[1].faults.wronged
    assert wronged
    for (terminal, visit), outcome in zip(two, told, strict=True):
        own = outcome.request not in wronged
        assert outcome.refused is (None if own else Reason.RECORD_MISMATCH)
        assert subjects_on(terminal.printer) == ([visit.identity.subject] if own else [])


def test_a_visit_may_go_from_one_server_to_the_other_and_a_key_used_at_both_gives_one_certificate(
    servers: tuple[SimulatedCentre, SimulatedCentre], working_pki: Pki, fonts: Fonts
) -> None:
    (terminal,) = terminals_at(servers, working_pki, fonts, 1)
    visit = terminal.signs_in("normal")
    clients = [CentreClient(each.base_url, terminal.files) for each in servers for _ in range(4)]
    proof, line, request = visit.identity.authentication, visit.order.lines[0], visit.order.request
    told = at_once(*(lambda at=at: at.apply(proof, visit.id, request, line) for at in clients))
    assert len({answer[0].payload for answer in told}) == 1
    assert servers[0].issued() == 1
    for each in clients:
        each.close()
    terminal.close()


def test_a_server_that_does_not_share_the_store_knows_no_visit_of_the_other(
    working_pki: Pki, fonts: Fonts
) -> None:
    now = ManualClock(WORKING_DAY).now
    with SimulatedCentre(working_pki, now=now) as one, SimulatedCentre(working_pki, now=now) as other:
        terminal = LightTerminal("T-001", working_pki, one.base_url, fonts, now)
        visit = terminal.signs_in("normal")
        elsewhere = CentreClient(other.base_url, terminal.files)
        with pytest.raises(CentreAnswerInvalid):
            elsewhere.apply(
                visit.identity.authentication, visit.id, visit.order.request, visit.order.lines[0]
            )
        elsewhere.close()
        terminal.close()
        assert (one.issued(), other.issued()) == (0, 0)


@pytest.mark.peer
@pytest.mark.cost(6)
def test_two_processes_over_one_database_are_one_centre(
    postgres: PostgresServer, tmp_path: Path, fonts: Fonts
) -> None:
    """This one and a program of its own: they have nothing in common but the database and the keys."""
    pki = Pki.load_or_create(tmp_path / "pki", datetime.now(UTC))
    store = postgres.new_database()
    with (
        SimulatedCentre(pki, database=store) as here,
        far_end("centre", "serve", "--state", str(tmp_path), "--database", store) as there,
    ):
        urls = [here.base_url, str(there.addresses["url"])]
        standing = [
            LightTerminal(f"T-{at:03}", pki, urls[at % 2], fonts, lambda: datetime.now(UTC))
            for at in range(4)
        ]
        told = at_once(
            *(lambda at=at: at.visit("normal" if at.name < "T-002" else "single") for at in standing)
        )
        assert [each.refused for each in told] == [None] * 4
        for terminal, outcome in zip(standing, told, strict=True):
            assert subjects_on(terminal.printer) == [outcome.subject]
        visit = standing[0].signs_in("normal")
        proof, line, request = visit.identity.authentication, visit.order.lines[0], visit.order.request
        clients = [CentreClient(url, standing[0].files) for url in urls * 4]
        racing = at_once(*(lambda at=at: at.apply(proof, visit.id, request, line) for at in clients))
        assert len({answer[0].payload for answer in racing}) == 1
        for client in clients:
            client.close()
        for terminal in standing:
            terminal.close()
