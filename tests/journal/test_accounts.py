"""Reading the journal back: the sums of any history, and what is still open in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.journal.accounting.accounts import Account, accounts, hopper_stock, last_counter
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.money import COINS

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
VISITS = ("a", "b", "")
DENOMINATION = st.sampled_from(COINS)

STEPS = st.one_of(
    st.tuples(st.just("coin"), st.sampled_from(VISITS), DENOMINATION, st.booleans()),
    st.tuples(
        st.just("print"), st.sampled_from(VISITS[:2]), st.integers(0, 5), st.sampled_from(["", "out", "void"])
    ),
    st.tuples(st.just("pay"), st.sampled_from(VISITS[:2]), DENOMINATION, st.integers(-1, 9)),
    st.tuples(st.just("claim"), st.sampled_from(VISITS[:2]), st.integers(1, 50), st.none()),
    st.tuples(st.just("count"), st.just(""), DENOMINATION, st.integers(0, 99)),
)


@settings(deadline=None)
@given(st.lists(STEPS, max_size=40))
def test_the_sums_of_any_history_are_those_of_its_steps(steps: list[tuple[str, str, int, object]]) -> None:
    """Against a second, independent addition. A payout of −1 and a print of "" stay open."""
    journal = Journal(None, lambda: NOW)
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    stock: Counter[int] = Counter()
    open_: defaultdict[str, int] = defaultdict(int)
    box = 0
    for what, visit, number, more in steps:
        log = VisitLog(journal, visit)
        if what == "coin":
            log.note(Kind.COIN_ACCEPTED, denomination=number, counter=1, hopper=bool(more))
            sums[visit]["inserted"] += number
            stock[number] += bool(more)
            box += 0 if more else number
        elif what == "print":
            intent = log.intend(Kind.PRINT_INTENDED, document="d", request="r", sheets=1, fee=number)
            if more == "out":
                log.result(intent, Kind.CERTIFICATE_PRINTED, document="d", fee=number)
                sums[visit]["charged"] += number
            elif more == "void":
                log.result(intent, Kind.CERTIFICATE_VOID, document="d", reason="P-103")
            else:
                open_[visit] += 1
        elif what == "pay":
            assert isinstance(more, int)
            intent = log.intend(Kind.HOPPER_INTENDED, denomination=number, pieces=9, total=0)
            if more < 0:
                open_[visit] += 1
                sums[visit]["unknown"] += 9 * number
            else:
                log.result(intent, Kind.HOPPER_PAID, denomination=number, pieces=more)
                sums[visit]["paid_out"] += number * more
                stock[number] -= more
        elif what == "claim":
            log.note(Kind.CLAIM_MADE, amount=number, number="ABCD-1234")
            sums[visit]["claimed"] += number
        else:
            assert isinstance(more, int)
            log.note(Kind.STOCK_SET, denomination=number, pieces=more)
            stock[number] = more
    found = accounts(journal.entries())
    assert "" not in found
    for visit, account in found.items():
        expected = sums[visit]
        assert account.inserted == expected["inserted"]
        assert account.charged == expected["charged"]
        assert account.paid_out == expected["paid_out"]
        assert account.claimed == expected["claimed"]
        certain = expected["inserted"] - expected["charged"] - expected["paid_out"] - expected["claimed"]
        assert account.unknown == expected["unknown"]
        assert account.owed == certain - expected["unknown"]
        assert len(account.open_intents) == open_[visit]
        assert account.uncertain == (open_[visit] > 0)
        assert account.needs_staff == (account.owed != 0 or account.uncertain)
    pieces, cash_box = hopper_stock(journal.entries())
    assert {yen: count for yen, count in pieces.items() if count} == {y: c for y, c in stock.items() if c}
    assert cash_box == box
    assert journal.hopper_stock() == (pieces, cash_box)
    assert journal.accounts() == {visit: each for visit, each in found.items() if not each.settled}
    journal.close()


def history(write: Callable[[VisitLog], object]) -> Account:
    journal = Journal(None, lambda: NOW)
    write(VisitLog(journal, "v"))
    return accounts(journal.entries())["v"]


def opened(log: VisitLog) -> int:
    return log.intend(Kind.DEPOSIT_OPENED, price=250, counter=0)


def test_a_deposit_that_nobody_could_close_needs_staff_even_when_no_coin_is_known() -> None:
    account = history(opened)
    assert (account.owed, account.uncertain, account.needs_staff) == (0, True, True)


def test_a_closed_deposit_of_nothing_needs_nobody() -> None:
    account = history(lambda log: log.result(opened(log), Kind.DEPOSIT_FIXED, inserted=0))
    assert not account.needs_staff


def test_an_application_without_an_answer_moved_nothing() -> None:
    def applied(log: VisitLog) -> None:
        log.intend(
            Kind.CERTIFICATES_APPLIED, request="r", certificate="taxation", copies=1, price=250, owed=True
        )

    assert not history(applied).needs_staff


def test_a_reset_or_an_application_without_an_answer_changes_no_account() -> None:
    def paid(log: VisitLog) -> None:
        log.note(Kind.COIN_ACCEPTED, denomination=500, counter=1, hopper=True)
        printed = log.intend(Kind.PRINT_INTENDED, document="d", request="r", sheets=1, fee=250)
        log.result(printed, Kind.CERTIFICATE_PRINTED, document="d", fee=250)
        dispensed = log.intend(Kind.HOPPER_INTENDED, denomination=50, pieces=5, total=0)
        log.result(dispensed, Kind.HOPPER_PAID, denomination=50, pieces=5)

    def more(log: VisitLog) -> None:
        log.intend(Kind.PASSWORD_RESET_INTENDED, script="s")
        paid(log)
        log.intend(Kind.APPLICATION_INTENDED, request="r", municipality="01213")
        sent = log.intend(Kind.APPLICATION_INTENDED, request="q", municipality="01213")
        log.result(sent, Kind.APPLICATION_SENT, number="A-1")

    plain, with_services = history(paid), history(more)
    assert len(with_services.open_intents) == 2
    with_services.open_intents.clear()
    assert with_services == plain
    assert not with_services.needs_staff
    assert not history(lambda log: log.intend(Kind.PASSWORD_RESET_INTENDED, script="s")).needs_staff


def test_what_staff_cleared_needs_staff_no_more_and_the_end_is_known() -> None:
    def cleared(log: VisitLog) -> None:
        opened(log)
        log.note(Kind.COIN_ACCEPTED, denomination=100, counter=1, hopper=True)
        log.note(
            Kind.VISIT_ENDED,
            inserted=100, charged=0, paid_out=0, claimed=0, unknown=0, overpaid=0, reason="",
        )  # fmt: skip
        log.note(Kind.CASE_CLEARED, owed=100, uncertain=True, paid=False, by="staff")

    account = history(cleared)
    assert (account.owed, account.needs_staff, account.ended) == (100, False, True)


def test_the_last_counter_is_the_latest_deposits_and_strays_move_it_on() -> None:
    journal = Journal(None, lambda: NOW)
    assert last_counter(journal.entries()) is None
    nobody, visit = VisitLog(journal, ""), VisitLog(journal, "v")
    nobody.note(Kind.COIN_ACCEPTED, denomination=10, counter=3, hopper=True)
    assert last_counter(journal.entries()) == ("", 3)
    visit.intend(Kind.DEPOSIT_OPENED, price=250, counter=3)
    assert last_counter(journal.entries()) == ("v", 3)
    visit.note(Kind.COIN_ACCEPTED, denomination=10, counter=4, hopper=True)
    nobody.note(Kind.COIN_ACCEPTED, denomination=10, counter=5, hopper=True)
    assert last_counter(journal.entries()) == ("v", 5)
