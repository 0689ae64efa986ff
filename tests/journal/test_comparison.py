"""Three witnesses of each movement: the rows, the sums a visit ended with, the devices' own counters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from kiosk.journal.accounting.comparison import differences
from kiosk.journal.accounting.hopper_counts import HOPPER_COUNTS, MOST_MISSING
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.hours.japan_time import JST

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
SUMS = {"inserted": 100, "charged": 0, "paid_out": 100, "claimed": 0, "unknown": 0, "overpaid": 0}
History = Callable[[VisitLog], object]


def found(*histories: History) -> list[tuple[str, int, int]]:
    """What differs after these histories, each of a visit of its own."""
    journal = Journal(None, lambda: NOW)
    for number, history in enumerate(histories):
        history(VisitLog(journal, f"v{number}"))
    result = [(each.what, each.rows, each.other) for each in differences(journal.entries())]
    journal.close()
    return result


def payout(log: VisitLog, total: int, pieces: int = 1, *, answered: bool = True) -> int:
    intent = log.intend(Kind.HOPPER_INTENDED, denomination=100, pieces=pieces, total=total)
    if answered:
        log.result(intent, Kind.HOPPER_PAID, denomination=100, pieces=pieces)
    return intent


def whole(total: int, **sums: int) -> History:
    """A coin of 100 yen goes in and comes back; the visit ends with these sums."""

    def write(log: VisitLog) -> None:
        deposit = log.intend(Kind.DEPOSIT_OPENED, price=250, counter=1)
        log.note(Kind.COIN_ACCEPTED, denomination=100, counter=2, hopper=True)
        log.result(deposit, Kind.DEPOSIT_FIXED, inserted=100)
        payout(log, total)
        log.note(Kind.VISIT_ENDED, **{**SUMS, **sums}, reason="")

    return write


def test_witnesses_that_agree_say_nothing() -> None:
    assert found(whole(7), whole(8), whole(9)) == []


@pytest.mark.parametrize("name", ["inserted", "charged", "paid_out", "claimed", "unknown"])
def test_a_visit_that_ended_with_another_sum_is_told(name: str) -> None:
    what = f"yen {name.replace('_', ' ')} in the end"
    assert found(whole(7, **{name: 350})) == [(what, SUMS[name], 350)]


def test_coins_that_left_a_hopper_without_a_row_are_told_once() -> None:
    assert found(whole(7), whole(11), whole(12)) == [("coins ever paid by the 100-yen hopper", 8, 11)]


def test_a_hoppers_count_begins_anew_and_another_hopper_has_another() -> None:
    def exchanged(log: VisitLog) -> None:
        VisitLog(log.journal, "").note(Kind.DEVICE_NOTED, device="hopper-100", serial=5)

    assert found(whole(HOPPER_COUNTS - 1), whole(0), exchanged, whole(4_000)) == []


def test_a_payout_without_a_result_says_nothing_about_the_next() -> None:
    def late(log: VisitLog) -> None:
        first = payout(log, 7, 3, answered=False)
        payout(log, 9)
        log.result(first, Kind.HOPPER_PAID, denomination=100, pieces=2)

    assert found(late, whole(10)) == []


def missing(*histories: History) -> dict[int, int]:
    journal = Journal(None, lambda: NOW)
    for number, history in enumerate(histories):
        history(VisitLog(journal, f"v{number}"))
    result = journal.balances().hoppers.missing
    journal.close()
    return result


def test_coins_that_left_without_a_row_are_missing_until_staff_has_counted() -> None:
    def counted(log: VisitLog) -> None:
        VisitLog(log.journal, "").note(Kind.STOCK_SET, denomination=100, pieces=40)

    assert missing(whole(7), whole(11), whole(12), whole(14)) == {100: 4}
    assert missing(whole(7), whole(11), counted, whole(12)) == {}


def test_a_count_that_is_too_far_away_is_anothers_and_no_coin_is_missing() -> None:
    assert missing(whole(7), whole(8 + MOST_MISSING)) == {100: MOST_MISSING}
    assert missing(whole(7), whole(9 + MOST_MISSING)) == {}
    assert missing(whole(7), whole(3)) == {}


def test_an_event_that_was_credited_twice_and_a_count_that_differs_are_told() -> None:
    def twice(log: VisitLog) -> None:
        deposit = log.intend(Kind.DEPOSIT_OPENED, price=250, counter=1)
        for _ in range(2):
            log.note(Kind.COIN_ACCEPTED, denomination=100, counter=2, hopper=True)
        log.result(deposit, Kind.DEPOSIT_FIXED, inserted=100)

    assert found(twice) == [
        ("coins at event 2 of the acceptor", 2, 1),
        ("yen inserted when the slot was shut", 200, 100),
    ]
