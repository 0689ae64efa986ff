"""Balances, accounts and open intents in the file: kept with each row, in the row's own transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

import apsw

from kiosk.journal.accounting.accounts import Account, Balances
from kiosk.journal.accounting.hopper_counts import HopperCounts
from kiosk.journal.accounting.staff_tries import StaffTries
from kiosk.journal.catalogue import CATALOGUE, Kind
from kiosk.journal.entry import Entry, facts_as_text, facts_from_text

_BALANCES = (
    "pieces", "cash_box", "counter", "devices", "hoppers", "stop", "clock_doubted", "moment",
    "tries", "switched_off", "closing",
)  # fmt: skip
_SUMS = tuple(each.name for each in fields(Account) if each.name not in ("visit", "first", "open_intents"))
_INTENTS = "SELECT seq, at, visit, kind, facts FROM open_intents"


@dataclass(slots=True)
class Sums:
    """All that the rows add up to, for a start's comparison and as the basis of an archive."""

    balances: Balances = field(default_factory=Balances)
    accounts: dict[str, Account] = field(default_factory=dict)
    """By visit; what belongs to no visit is under the empty name."""
    next_totals: dict[int, int] = field(default_factory=dict)
    """As in `accounts.next_totals`."""

    def apply(self, entry: Entry) -> None:
        """Count one more row."""
        self.balances.apply(entry)
        if entry.intent is not None:
            self.next_totals.pop(entry.intent, None)
        if entry.kind is Kind.HOPPER_INTENDED:
            for each in self.accounts.values():
                for seq, intent in each.open_intents.items():
                    if _same_hopper(intent, entry):
                        self.next_totals.setdefault(seq, entry.number("total"))
        self.accounts.setdefault(entry.visit, Account(entry.visit)).apply(entry)

    def latest_visit(self) -> str:
        """The visit that began last, and may be going on; empty without one."""
        began = [(each.first, visit) for visit, each in self.accounts.items() if visit]
        return max(began)[1] if began else ""

    def forget_settled(self, but: Collection[str]) -> None:
        """Leave out the accounts in which nothing is open, except those of `but`."""
        self.accounts = {
            visit: account
            for visit, account in self.accounts.items()
            if visit in but or account.cleared or not account.settled
        }


def _same_hopper(intent: Entry, payout: Entry) -> bool:
    return (
        intent.kind is Kind.HOPPER_INTENDED and intent.facts["denomination"] == payout.facts["denomination"]
    )


# --- in the file


def apply(connection: apsw.Connection, entry: Entry) -> None:
    """Count one more row in the file's tables; part of the row's transaction."""
    balances = read_balances(connection)
    known = _values(balances)
    balances.apply(entry)
    for name, value in _values(balances).items():
        if known[name] != value:
            _set(connection, name, value)
    if entry.intent is not None:
        connection.execute("DELETE FROM open_intents WHERE seq = ?", (entry.intent,))
    if entry.kind is Kind.HOPPER_INTENDED:
        connection.execute(
            "UPDATE open_intents SET next_total = ? WHERE kind = ? AND next_total IS NULL"
            " AND facts ->> 'denomination' = ?",
            (entry.number("total"), entry.kind.value, entry.number("denomination")),
        )
    account = read_account(connection, entry.visit) or Account(entry.visit)
    account.apply(entry)
    if CATALOGUE[entry.kind].opens:
        _write_intent(connection, entry, None)
    _write_account(connection, account)


def write(connection: apsw.Connection, sums: Sums) -> None:
    """Put `sums` in the place of whatever the tables hold."""
    connection.execute("DELETE FROM accounts")
    connection.execute("DELETE FROM open_intents")
    for name, value in _values(sums.balances).items():
        _set(connection, name, value)
    for account in sums.accounts.values():
        for intent in account.open_intents.values():
            _write_intent(connection, intent, sums.next_totals.get(intent.seq))
        _write_account(connection, account)


def read(connection: apsw.Connection) -> Sums:
    """All that the tables hold."""
    rows = connection.execute("SELECT visit, first, sums FROM accounts ORDER BY first").fetchall()
    accounts = [_account(connection, *row) for row in rows]
    return Sums(
        read_balances(connection), {each.visit: each for each in accounts}, read_next_totals(connection)
    )


def read_balances(connection: apsw.Connection) -> Balances:
    """What outlives visits."""
    found = {}
    for name in _BALANCES:
        row = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        found[name] = json.loads(str(row[0])) if row is not None else None
    return balances_from(found)


def read_account(connection: apsw.Connection, visit: str) -> Account | None:
    """One visit's account, None without rows of it, or when it was settled and archived."""
    row = connection.execute("SELECT visit, first, sums FROM accounts WHERE visit = ?", (visit,)).fetchone()
    return None if row is None else _account(connection, *row)


def read_unsettled(connection: apsw.Connection) -> dict[str, Account]:
    """Accounts with something for staff or for a start, in the order in which their visits began."""
    rows = connection.execute(
        "SELECT visit, first, sums FROM accounts WHERE NOT settled AND visit <> '' ORDER BY first"
    ).fetchall()
    return {each.visit: each for each in (_account(connection, *row) for row in rows)}


def read_next_totals(connection: apsw.Connection) -> dict[int, int]:
    """As in `accounts.next_totals`."""
    rows = connection.execute("SELECT seq, next_total FROM open_intents WHERE next_total IS NOT NULL")
    return {as_int(seq): as_int(total) for seq, total in rows}


def read_open_intent(connection: apsw.Connection, seq: int) -> Entry | None:
    """The intent `seq` as long as it has no result."""
    row = connection.execute(f"{_INTENTS} WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else _intent(*row)


# --- as text


def to_json(sums: Sums) -> str:
    """All of `sums`, for the basis of an archive."""
    intents = [each for account in sums.accounts.values() for each in account.open_intents.values()]
    rows = [[each.seq, each.at, each.visit, each.kind, facts_as_text(each.facts)] for each in intents]
    return json.dumps({
        "balances": _plain(sums.balances),
        "accounts": [[each.visit, each.first, _sums_of(each)] for each in sums.accounts.values()],
        "intents": rows,
        "next_totals": sorted(sums.next_totals.items()),
    })  # fmt: skip


def from_json(text: str) -> Sums:
    """The reverse of `to_json`. Raises ValueError, TypeError or KeyError for anything else."""
    found = json.loads(text)
    accounts = {visit: _account_of(visit, first, values) for visit, first, values in found["accounts"]}
    for row in found["intents"]:
        intent = _intent(*row)
        accounts[intent.visit].open_intents[intent.seq] = intent
    return Sums(balances_from(found["balances"]), accounts, dict(found["next_totals"]))


def balances_from(values: dict[str, Any]) -> Balances:
    """Balances from the values of `_plain`; None stands for nothing yet."""
    counter, moment = values["counter"], values["moment"]
    return Balances(
        {int(yen): as_int(pieces) for yen, pieces in (values["pieces"] or {}).items()},
        as_int(values["cash_box"] or 0),
        None if counter is None else (str(counter[0]), as_int(counter[1])),
        {str(name): as_int(serial) for name, serial in (values.get("devices") or {}).items()},
        HopperCounts.from_plain(values.get("hoppers")),
        str(values["stop"] or ""),
        _clock_doubted(values),
        None if moment is None else datetime.fromisoformat(moment),
        StaffTries.from_plain(values.get("tries")),
        [str(each) for each in values.get("switched_off") or ()],
        _closing(values.get("closing")),
    )


def _clock_doubted(values: dict[str, Any]) -> bool:
    """An archive's basis of an earlier version knows of it only where nothing else stopped the terminal."""
    doubted = values.get("clock_doubted")
    return values["stop"] == CATALOGUE[Kind.CLOCK_JUMPED].stops if doubted is None else bool(doubted)


def _closing(value: Any) -> tuple[int, int, str]:
    number, last, at = value or (0, 0, "")
    return as_int(number), as_int(last), str(at)


def _plain(balances: Balances) -> dict[str, Any]:
    return {
        "pieces": {str(yen): pieces for yen, pieces in sorted(balances.pieces.items())},
        "cash_box": balances.cash_box,
        "counter": None if balances.counter is None else list(balances.counter),
        "devices": dict(sorted(balances.devices.items())),
        "hoppers": balances.hoppers.plain(),
        "stop": balances.stop,
        "clock_doubted": balances.clock_doubted,
        "moment": None if balances.moment is None else balances.moment.isoformat(),
        "tries": balances.tries.plain(),
        "switched_off": balances.switched_off,
        "closing": list(balances.closing),
    }


def _values(balances: Balances) -> dict[str, str]:
    return {name: json.dumps(value) for name, value in _plain(balances).items()}


def _set(connection: apsw.Connection, name: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", (name, value))


def _sums_of(account: Account) -> dict[str, Any]:
    """Its own fields. JSON has only texts as keys, so that a field by number becomes a list of pairs."""
    values = {name: getattr(account, name) for name in _SUMS}
    return {name: sorted(each.items()) if isinstance(each, dict) else each for name, each in values.items()}


def _account_of(visit: str, first: int, values: Mapping[str, Any]) -> Account:
    pairs: dict[str, Any] = {
        name: dict(each) if isinstance(each, list) else each for name, each in values.items()
    }
    return Account(visit, first, **pairs)


def _write_account(connection: apsw.Connection, account: Account) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO accounts (visit, first, settled, sums) VALUES (?, ?, ?, ?)",
        (account.visit, account.first, account.settled, json.dumps(_sums_of(account))),
    )


def _account(connection: apsw.Connection, visit: Any, first: Any, sums: Any) -> Account:
    found = _account_of(str(visit), as_int(first), json.loads(sums))
    rows = connection.execute(f"{_INTENTS} WHERE visit = ? ORDER BY seq", (found.visit,)).fetchall()
    found.open_intents = {intent.seq: intent for intent in (_intent(*row) for row in rows)}
    return found


def _write_intent(connection: apsw.Connection, intent: Entry, next_total: int | None) -> None:
    connection.execute(
        "INSERT INTO open_intents (seq, at, visit, kind, facts, next_total) VALUES (?, ?, ?, ?, ?, ?)",
        (intent.seq, intent.at, intent.visit, intent.kind.value, facts_as_text(intent.facts), next_total),
    )


def _intent(seq: Any, at: Any, visit: Any, kind: Any, facts: Any) -> Entry:
    return Entry(as_int(seq), str(at), str(visit), Kind(kind), None, facts_from_text(facts))


def as_int(value: object) -> int:
    """A whole number of the file. Raises TypeError for anything else."""
    if not isinstance(value, int):
        raise TypeError("not a whole number")
    return value
