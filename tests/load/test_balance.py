"""The balance of a load notices what may not be: each kind of lack on its own, in a small made-up run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk_simulator.centre.faults import CentreFault
from load.balance import Balance, Given, balance
from load.fleet import Told
from load.played import AcceptedDocument, Application, Played

SWAP, LATE = CentreFault.SWAPPED_ANSWERS, CentreFault.LATE_ANSWER
GIVEN = Given(
    {"N1": ("T", "right"), "N2": ("T", "wrong"), "N3": ("T", "slow")},
    frozenset({("T", "ichiro")}),
    frozenset({"N1", "N2", "N3"}),
    3,
)


TOLD = Told(Counter(T=9), Counter(T=2), frozenset({"T"}), ())


def played() -> Played:
    return Played(
        [
            Application("T", "right", ""),
            Application("T", "wrong", "RECORD_MISMATCH"),
            Application("T", "slow", "CENTRE_SLOW"),
        ],
        [AcceptedDocument("T", "right", "N1", "ichiro", own=True)],
        proofs_of_another=1,
        stops=Counter(T=2),
        rows=Counter(T=9),
    )


def weigh(seen: Played | None = None, given: Given = GIVEN, told: Told = TOLD, **struck: int) -> Balance:
    times = {SWAP: 1, LATE: 2, CentreFault.PROOF_OF_ANOTHER: 1} | {
        CentreFault[name]: number for name, number in struck.items()
    }
    return balance(seen or played(), given, told, {"wrong": [SWAP], "slow": [LATE]}, times)


def test_a_run_in_which_all_is_caught_or_explained_has_no_problem() -> None:
    found = weigh()
    assert found.problems == ()
    assert (found.foreign, found.unaccounted, found.accepted) == (0, 0, 1)
    assert found.injected.total() == found.caught.total() + found.harmless.total() == 4


def takes_the_swapped_one(seen: Played) -> None:
    seen.applications[1] = Application("T", "wrong", "")


def takes_somebody_elses(seen: Played) -> None:
    seen.accepted[0] = replace(seen.accepted[0], own=False)


def takes_one_number_twice(seen: Played) -> None:
    seen.accepted.append(seen.accepted[0])


def takes_a_number_of_another_request(seen: Played) -> None:
    seen.accepted[0] = replace(seen.accepted[0], number="N2")


def takes_it_for_nobody_who_has_proved_a_card(seen: Played) -> None:
    seen.accepted[0] = replace(seen.accepted[0], resident="katsuko")


def refuses_a_right_answer(seen: Played) -> None:
    seen.applications[0] = Application("T", "right", "RECORD_MISMATCH")


def notices_no_proof_of_another(seen: Played) -> None:
    seen.proofs_of_another = 0


def test_a_wrong_proof_that_came_too_late_harmed_nobody() -> None:
    seen = played()
    seen.not_signed_in["CENTRE_SLOW"] = 1
    found = weigh(seen, ANSWER_TO_ANOTHER=1)
    assert found.problems == ()
    assert found.injected.total() == found.caught.total() + found.harmless.total() == 5


def stumbles(seen: Played) -> None:
    seen.broken.append("T: KeyError")


def owes_a_report(seen: Played) -> None:
    seen.owed = 1


@pytest.mark.parametrize(
    "spoil",
    [
        takes_the_swapped_one, takes_somebody_elses, takes_one_number_twice,
        takes_a_number_of_another_request, takes_it_for_nobody_who_has_proved_a_card, refuses_a_right_answer,
        notices_no_proof_of_another, stumbles, owes_a_report,
    ],
)  # fmt: skip
def test_one_thing_that_may_not_be_is_a_problem(spoil: Callable[[Played], None]) -> None:
    seen = played()
    spoil(seen)
    assert len(weigh(seen).problems) == 1


def test_a_document_that_nobody_reported_is_unaccounted() -> None:
    found = weigh(given=replace(GIVEN, reported=frozenset({"N1", "N2"})))
    assert (found.unaccounted, len(found.problems)) == (1, 1)


@pytest.mark.parametrize(
    "told",
    [
        replace(TOLD, rows=Counter(T=8)),
        replace(TOLD, stops=Counter(T=1)),
        replace(TOLD, stops=Counter(T=2, U=1), shown=frozenset({"T", "U"})),
        replace(TOLD, shown=frozenset()),
        replace(TOLD, others=("T: gap at row 4",)),
    ],
    ids=["a row is missing", "a stop is missing", "a stop too much", "not on the page", "a chain's alarm"],
)
def test_what_the_fleet_server_does_not_know_or_show_is_a_problem(told: Told) -> None:
    assert len(weigh(told=told).problems) == 1
