"""The state of the nation, and of one terminal, as the page shows them. Only reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from kiosk.fleet.messages import Heartbeat, MachineState
from kiosk.rules.hours.japan_time import JST
from kiosk_fleet.rollouts import SILENT_AFTER
from kiosk_servers.database.engine import Database

SILENT = "silent"
FORECAST_DAYS = 14
SOON = 7
"""Days ahead for which the forecast is shown."""
_SUPPLIES = ("sheets", "coins_10", "coins_50", "coins_100", "coins_500")
_SUMMARY = "name, seen, state, reason, cases, claims, claimed"


@dataclass(frozen=True, slots=True)
class Summary:
    """One terminal's line. `state` is as in its last heartbeat, or `silent`; `seen` in seconds since 1970."""

    name: str
    seen: float
    state: str
    reason: str
    cases: int
    claims: int
    claimed: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """A supply that comes to its end in `days` at the rate of the last two weeks (`per_day`)."""

    terminal: str
    what: str
    left: int
    per_day: float
    days: float


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A journal row as it is shown."""

    seq: int
    made_at: str
    kind: str
    visit: str
    facts: str


@dataclass(frozen=True, slots=True)
class Details:
    """All of one terminal; `report` is its last heartbeat, None before the first one."""

    summary: Summary
    report: Heartbeat | None
    cursor: int
    journal: str
    rows: tuple[StoredRow, ...]


class Overview:
    """What is asked of a database. `every` is the interval of heartbeats in seconds."""

    def __init__(self, database: Database, every: float) -> None:
        self._db, self._silent_after = database, SILENT_AFTER * every

    def states(self, now: float) -> dict[str, int]:
        """Number of terminals by state; every state is there."""
        found: dict[str, int] = {**dict.fromkeys((*(each.value for each in MachineState), SILENT), 0)}
        heard = now - self._silent_after
        rows = self._db.rows("SELECT state, COUNT(*) FROM terminal WHERE seen >= ? GROUP BY state", heard)
        found |= {str(state): int(number) for state, number in rows}
        ((silent,),) = self._db.rows("SELECT COUNT(*) FROM terminal WHERE seen < ?", heard)
        return found | {SILENT: int(silent)}

    def troubled(self, now: float, most: int = 200) -> list[Summary]:
        """Terminals that are silent or out of service, those first that have been for longest."""
        rows = self._db.rows(
            f"SELECT {_SUMMARY} FROM terminal WHERE seen < ? OR state = ? ORDER BY seen, name LIMIT ?",  # noqa: S608
            *(now - self._silent_after, MachineState.OUT_OF_SERVICE.value, most),
        )
        return [self._summary(row, now) for row in rows]

    def unsettled(self, now: float, most: int = 200) -> list[Summary]:
        """Terminals whose staff has cases or claim slips to settle, the largest sums first."""
        rows = self._db.rows(
            f"SELECT {_SUMMARY} FROM terminal WHERE cases > 0 OR claims > 0 "  # noqa: S608
            "ORDER BY claimed DESC, cases DESC, name LIMIT ?",
            most,
        )
        return [self._summary(row, now) for row in rows]

    def unsettled_in_all(self) -> tuple[int, int, int]:
        """Cases, claim slips and their yen in all stores."""
        ((cases, claims, claimed),) = self._db.rows(
            "SELECT COALESCE(SUM(cases), 0), COALESCE(SUM(claims), 0), COALESCE(SUM(claimed), 0) "
            "FROM terminal"
        )
        return int(cases), int(claims), int(claimed)

    def shortages(self, now: float, within: float = SOON, most: int = 100) -> list[Shortage]:
        """What comes to its end within so many days, soonest first."""
        today = datetime.fromtimestamp(now, UTC).astimezone(JST).date()
        since = (today - timedelta(days=FORECAST_DAYS)).isoformat()
        used = self._db.rows(
            "SELECT terminal, what, SUM(amount) FROM usage WHERE made_on >= ? GROUP BY terminal, what "
            "HAVING SUM(amount) > 0",
            since,
        )
        stocks = self._stocks() if used else {}
        found = []
        for terminal, what, amount in used:
            left = stocks.get((terminal, what))
            if left is None:
                continue  # nobody counts it
            per_day = int(amount) / FORECAST_DAYS
            if left / per_day <= within:
                found.append(Shortage(terminal, what, left, per_day, left / per_day))
        return sorted(found, key=lambda each: (each.days, each.terminal, each.what))[:most]

    def knows(self, name: str) -> bool:
        """True for a terminal that was heard of."""
        return bool(self._db.rows("SELECT 1 FROM terminal WHERE name = ?", name))

    def details(self, name: str, now: float, rows: int = 50) -> Details | None:
        """One terminal; None for one that never was heard of."""
        found = self._db.rows(
            f"SELECT {_SUMMARY}, report, cursor_seq, journal, epoch FROM terminal WHERE name = ?",  # noqa: S608
            name,
        )
        if not found:
            return None
        *summary, report, cursor, journal, epoch = found[0]
        latest = self._db.rows(
            "SELECT seq, made_at, kind, visit, facts FROM journal_row WHERE terminal = ? AND epoch = ? "
            "ORDER BY seq DESC LIMIT ?",
            *(name, epoch, rows),
        )
        said = Heartbeat.model_validate_json(report) if report else None
        shown = tuple(StoredRow(*row) for row in latest)
        return Details(self._summary(tuple(summary), now), said, int(cursor), str(journal), shown)

    def _summary(self, row: tuple[Any, ...], now: float) -> Summary:
        name, seen, state, *rest = row
        return Summary(name, seen, SILENT if seen < now - self._silent_after else state, *rest)

    def _stocks(self) -> Mapping[tuple[str, str], int]:
        rows = self._db.rows(f"SELECT name, {', '.join(_SUPPLIES)} FROM terminal")  # noqa: S608
        return {
            (str(name), what): int(left)
            for name, *stock in rows
            for what, left in zip(_SUPPLIES, stock, strict=True)
            if left is not None
        }
