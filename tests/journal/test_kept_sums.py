"""The sums that the journal keeps are those of its rows: after any history, over closed days and restarts."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.fsm.reasons import REASONS, Reason
from kiosk.journal.accounting.accounts import Account, accounts, balances, next_totals
from kiosk.journal.catalogue import CATALOGUE, Fact, Kind
from kiosk.journal.journal import Journal
from kiosk.rules.hours.japan_time import JST

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
VISITS = ("a", "b", "c", "")
PRINTER_LOST = "P-104"

ROW = st.tuples(st.just("row"), st.sampled_from(Kind), st.sampled_from(VISITS), st.integers(0, 3))
STEP = st.one_of(
    *[ROW] * 8,
    st.tuples(st.just("day"), st.just(Kind.DAY_CLOSED), st.just(""), st.integers(1, 9)),
    st.tuples(st.just("restart"), st.just(Kind.TERMINAL_STARTED), st.just(""), st.just(0)),
)


class History:
    """A journal of any rows that the catalogue allows, on a clock that moves an hour with each."""

    def __init__(self, path: Path) -> None:
        self.path, self.at = path, NOW
        self.journal = Journal(path, self.now)
        self.names = dict.fromkeys(VISITS, 0)

    def now(self) -> datetime:
        self.at += timedelta(hours=1)
        return self.at

    def row(self, kind: Kind, visit: str, number: int) -> None:
        """Write a row; one that answers an intent takes an open one of its visit, or is left out.

        A visit that was even when a day was closed has no later rows: another one begins under its name.
        """
        if visit:
            visit = f"{visit}{self.names[visit]}"
        answers = CATALOGUE[kind].answers
        intent = None
        if answers:
            account = self.journal.account(visit)
            fitting = [seq for seq, each in _intents(account).items() if each in answers]
            if not fitting:
                return
            intent = fitting[number % len(fitting)]
        self.journal.append(kind, _facts(kind, number), visit, intent)

    def close_day(self, days: int) -> None:
        self.at += timedelta(days=days)
        self.journal.close_day()
        for name in self.names:
            if self.journal.account(f"{name}{self.names[name]}") is None:
                self.names[name] += 1

    def restart(self) -> None:
        self.journal.close()
        self.journal = Journal(self.path, self.now)


def _intents(account: Account | None) -> dict[int, Kind]:
    return {} if account is None else {seq: each.kind for seq, each in account.open_intents.items()}


def _facts(kind: Kind, number: int) -> dict[str, Fact]:
    values: dict[type, Fact] = {int: number, bool: number % 2 == 1, str: f"code-{number}"}
    facts = {name: values[type_] for name, type_ in CATALOGUE[kind].facts.items()}
    if "denomination" in facts:
        facts["denomination"] = (10, 50, 100, 500)[number]
    if "reason" in facts and number == 1:
        facts["reason"] = PRINTER_LOST
    return facts


@settings(deadline=None, max_examples=150)
@given(st.lists(STEP, max_size=60))
def test_the_kept_sums_are_those_of_all_rows(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, Kind, str, int]]
) -> None:
    history = History(tmp_path_factory.mktemp("sums") / "journal.sqlite")
    for what, kind, visit, number in steps:
        if what == "row":
            history.row(kind, visit, number)
        elif what == "day":
            history.close_day(number)
        else:
            history.restart()
    journal = history.journal
    entries = list(journal.entries())
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1)), "archived rows are read too"
    assert journal.balances() == balances(entries)
    assert journal.last_counter() == balances(entries).counter
    kept, counted = journal.accounts(), accounts(entries)
    assert list(kept) == [visit for visit, each in counted.items() if not each.settled]
    for visit, account in kept.items():
        expected = counted[visit]
        assert (account.owed, account.needs_staff, account.uncertain, account.cleared) == (
            expected.owed, expected.needs_staff, expected.uncertain, expected.cleared,
        )  # fmt: skip
        assert account.open_intents == expected.open_intents
    totals = next_totals(entries)
    for account in kept.values():
        for seq in account.open_intents:
            assert journal.next_total(seq) == totals.get(seq)
    history.restart()
    assert list(history.journal.entries()) == entries
    history.journal.close()


def test_whatever_stops_the_terminal_over_restarts_is_a_reason_that_does() -> None:
    stops = {spec.stops for spec in CATALOGUE.values()} | {
        reason for spec in CATALOGUE.values() for reason in spec.stops_for
    }
    for reason in stops - {""}:
        assert REASONS[Reason(reason)].stops_terminal, reason


def test_what_was_even_at_the_days_end_costs_the_next_start_nothing(tmp_path: Path) -> None:
    history = History(tmp_path / "journal.sqlite")
    for visit in range(50):
        history.journal.append(Kind.VISIT_BEGAN, {"language": "ja"}, f"v{visit}")
    history.journal.append(Kind.COIN_ACCEPTED, _facts(Kind.COIN_ACCEPTED, 2), "owed")
    history.journal.close_day()
    assert history.journal.account("v7") is None
    assert list(history.journal.accounts()) == ["owed"]
    assert history.journal.account("v49") is None
    assert [entry.kind for entry in history.journal.entries(after=52)] == []
    history.journal.close()
