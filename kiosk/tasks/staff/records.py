"""The records of a day for the screens, and the export: no personal data. On the journal's worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from kiosk.fsm.event import Event
from kiosk.fsm.flow.staff.maintenance import RecordsListed, StaffActionDone
from kiosk.fsm.staff_report import Record, RecordKind, StaffAction
from kiosk.fsm.task_context import TaskContext
from kiosk.journal.accounting.staff_acts import staff_acts
from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.days import entries_between
from kiosk.journal.entry import Entry
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Service
from kiosk.structs import Struct

_SERVICES = {
    Kind.CERTIFICATES_APPLIED: Service.CERTIFICATES,
    Kind.PASSWORD_RESET_INTENDED: Service.PASSWORD_RESET,
    Kind.APPLICATION_INTENDED: Service.USAGE_REGISTRATION,
}
"""The rows that tell which service a visit was for; of a card check and of information there is none."""


class RecordTasks(Struct):
    """`exports` is the folder for exported journals, None where there is none."""

    journal: Journal
    exports: Path | None
    now: Callable[[], datetime]

    def list_records(self, context: TaskContext) -> Event:
        """The records of the ordered day, newest first."""
        day = _day(context.order.day) or self.now().astimezone(JST).date()
        try:
            found = records_of(entries_between(self.journal, day, day))
        except JournalFault:
            return RecordsListed(day.isoformat(), (), succeeded=False)
        return RecordsListed(day.isoformat(), tuple(found))

    def export(self, context: TaskContext) -> Event:
        """Write all rows into a new file of the folder for exports."""
        try:
            done = self._export()
        except (JournalFault, OSError):
            done = False
        facts: dict[str, Fact] = {"action": StaffAction.EXPORT.value, "succeeded": done, "by": context.by}
        self.journal.append(Kind.STAFF_ACTED, facts, rescue=True)
        return StaffActionDone(StaffAction.EXPORT, succeeded=done)

    def _export(self) -> bool:
        if self.exports is None:
            return False
        self.exports.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"journal-{self.journal.last_seq():09d}.jsonl"
        draft = self.exports / f"{name}.draft"
        self.journal.export(draft)
        draft.chmod(0o600)
        draft.replace(self.exports / name)
        return True


def records_of(entries: Iterable[Entry]) -> Iterator[Record]:
    """One line for each visit that ended and each act of the staff, newest first."""
    rows = list(entries)
    services = {row.visit: _SERVICES[row.kind] for row in rows if row.kind in _SERVICES}
    acts = {act.seq: act for act in staff_acts(rows)}
    for row in reversed(rows):
        at = datetime.fromisoformat(row.at).astimezone(JST).strftime("%H:%M:%S")
        act = acts.get(row.seq)
        if row.kind is Kind.VISIT_ENDED:
            yield Record(
                RecordKind.VISIT,
                at,
                what=services[row.visit].value if row.visit in services else "",
                outcome=str(row.facts.get("reason", "")),
                inserted=row.number("inserted"),
                charged=row.number("charged"),
                paid_out=row.number("paid_out"),
            )
        elif act is not None:
            money = act.money - act.paid
            yield Record(RecordKind.STAFF, at, what=act.kind.value, by=act.by, money=money, about=act.about)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
