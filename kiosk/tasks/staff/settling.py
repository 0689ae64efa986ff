"""Cases and claims: listed with why the terminal stands still, and settled. On the journal's worker."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from functools import partial

from kiosk.fsm.event import Event
from kiosk.fsm.flow.staff.maintenance import CasesListed
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.task_context import TaskContext
from kiosk.journal.accounting.accounts import stopped_at
from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal
from kiosk.rules.hours.japan_time import JST
from kiosk.structs import Struct
from kiosk.tasks.cases import open_cases, open_claims
from kiosk.tasks.staff.standstill import Standstill

_MEGABYTE = 1_000_000


class SettlingTasks(Struct):
    """`standstill` knows since when the terminal stands still, where no row does."""

    journal: Journal
    standstill: Standstill
    now: Callable[[], datetime]

    def list_cases(self, context: TaskContext) -> Event:
        """Report the interrupted visits and slips that staff must settle, and what else the journal knows."""
        return self._cases()

    def pay_case(self, context: TaskContext) -> Event:
        """Staff has handed over what the ordered case owes, and looked at what was uncertain."""
        return self._settle_case(context, StaffAction.PAY_CASE)

    def clear_case(self, context: TaskContext) -> Event:
        """Staff has settled the ordered case without handing over money: there was none to give."""
        return self._settle_case(context, StaffAction.CLEAR_CASE)

    def pay_claim(self, context: TaskContext) -> Event:
        """Staff has paid the claim slip of the ordered number."""
        return self._settle_claim(context, StaffAction.PAY_CLAIM)

    def close_claim(self, context: TaskContext) -> Event:
        """Staff has closed the claim slip without paying it, such as one that was paid by transfer."""
        return self._settle_claim(context, StaffAction.CLOSE_CLAIM)

    def _settle_case(self, context: TaskContext, action: StaffAction) -> Event:
        """Before the start-up was carried out nobody knows yet what is owed, and nothing can be settled."""
        visit = context.order.case
        try:
            account = self.journal.account(visit)
            settled = context.started and account is not None and account.needs_staff
            if account is not None and settled:
                facts: dict[str, Fact] = {
                    "owed": account.owed,
                    "uncertain": account.uncertain,
                    "paid": action is StaffAction.PAY_CASE,
                    "by": context.by,
                }
                self.journal.append(Kind.CASE_CLEARED, facts, visit)
        except JournalFault:
            settled = False
        return self._cases(action, cleared=settled)

    def _settle_claim(self, context: TaskContext, action: StaffAction) -> Event:
        number, settled = context.order.case, False
        try:
            for account in self.journal.accounts().values():
                if number in account.claims:
                    amount = account.claims[number]
                    facts: dict[str, Fact] = {"number": number, "amount": amount, "by": context.by}
                    facts["paid"] = action is StaffAction.PAY_CLAIM
                    self.journal.append(Kind.CLAIM_SETTLED, facts, account.visit)
                    settled = True
        except JournalFault:
            settled = False
        return self._cases(action, cleared=settled)

    def _cases(
        self, action: StaffAction = StaffAction.CLEAR_CASE, *, cleared: bool | None = None
    ) -> CasesListed:
        """The cases as far as the journal can be read: staff must get here also when it cannot."""
        listed = partial(CasesListed, cleared=cleared, action=action, free_space=self._free_space())
        try:
            accounts = self.journal.accounts().values()
            balances = self.journal.balances()
            since = self._stopped_since(balances.stop)
        except JournalFault:
            return listed((), known=False, stopped_since=self.standstill.since)
        number, _, closed_at = balances.closing
        return listed(
            open_cases(accounts),
            claims=open_claims(accounts),
            missing=tuple(sorted(balances.hoppers.missing.items())),
            stopped_since=since,
            closing=number,
            closed_at=closed_at,
            closed_today=is_today(closed_at, self.now()),
        )

    def _stopped_since(self, stop: str) -> str:
        """By the row that stopped the terminal; an archived one has become the start of this process."""
        if not stop:
            return self.standstill.since
        oldest = 0 if self.journal.path is None else self.journal.archived_seq()
        return stopped_at(self.journal.entries(oldest)) or self.standstill.since

    def _free_space(self) -> int | None:
        if self.journal.path is None:
            return None
        try:
            return shutil.disk_usage(self.journal.path.parent).free // _MEGABYTE
        except OSError:
            return None


def is_today(moment: str, now: datetime) -> bool:
    """True for a time of day in ISO 8601 on the day of `now`, in Japan; False for an empty one."""
    return (
        bool(moment) and datetime.fromisoformat(moment).astimezone(JST).date() == now.astimezone(JST).date()
    )
