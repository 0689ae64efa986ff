"""Receipt tasks: the receipt of a visit, the slip for money still owed, the slips of the free services."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.config.sections.place import Place
from kiosk.documents.receipts.claim import Claim, HopperNumbers, claim_slip
from kiosk.documents.receipts.password_reset import ResetSlip, reset_slip
from kiosk.documents.receipts.receipt import Receipt, receipt_slip
from kiosk.documents.receipts.refund import Refund, refund_slip
from kiosk.documents.receipts.settlement import Settlement
from kiosk.documents.receipts.slip import Slip
from kiosk.documents.receipts.usage_registration import RegistrationSlip, registration_slip
from kiosk.fsm.event import Event
from kiosk.fsm.events import ReceiptPrinted
from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import Doubt, DoubtKind
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.visit import Money, Order, Visit
from kiosk.journal.catalogue import Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.certificates import CertificateKind, OrderLine
from kiosk.rules.services import Service
from kiosk.tasks.cases import doubts
from kiosk.tasks.paper.slip_printing import SlipPrinter

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

LABELS = {
    CertificateKind.RESIDENT_RECORD: "住民票の写し",
    CertificateKind.SEAL_REGISTRATION: "印鑑登録証明書",
    CertificateKind.TAXATION: "課税証明書",
    CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER: "戸籍の附票の写し",
    CertificateKind.FAMILY_REGISTER_ALL: "戸籍全部事項証明書",
    CertificateKind.FAMILY_REGISTER_INDIVIDUAL: "戸籍個人事項証明書",
    CertificateKind.RESIDENT_RECORD_STATEMENT: "住民票記載事項証明書",
    CertificateKind.TAXATION_PAST: "課税証明書（過年度）",
}
"""Legal names, as printed on a receipt: in Japanese whatever the screen's language."""

_MAY_BE_OUT = (Reason.PRINTER_LOST, Reason.PRINT_UNCERTAIN)
_OF_PAPER = (*_MAY_BE_OUT, Reason.PAPER_OUT, Reason.PAPER_JAM, Reason.PRINTER_FAULT)


def new_number() -> str:
    """A random number for a slip, easy to read out: eight characters without I, L, O and U."""
    text = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{text[:4]}-{text[4:]}"


def settlement(money: Money) -> Settlement:
    """Return where the visit's money went. What nobody has accounted for counts as unknown, never as paid."""
    short = max(0, money.overpaid - money.paid_out) + max(0, -money.owed)
    return Settlement(
        inserted=money.inserted,
        price=money.charged,
        returned=max(0, money.paid_out - money.overpaid),
        claimed=money.claimed,
        unknown=money.unknown + max(0, money.owed),
        overpaid=min(money.overpaid, money.paid_out),
        uncovered=short,
        uncounted=money.uncounted,
    )


@dataclass(frozen=True, slots=True)
class Sheets:
    """What became of an order's copies, in its own order: (line, copies of it)."""

    printed: tuple[tuple[OrderLine, int], ...]
    uncertain: tuple[tuple[OrderLine, int], ...]
    unprinted: tuple[tuple[OrderLine, int], ...]


def sheets(order: Order, printed: int, uncertain: int) -> Sheets:
    """Split the order: the first `printed` copies are out, the next `uncertain` may be, the rest are not."""
    ends = (printed, printed + uncertain, order.copies)
    found: tuple[list[tuple[OrderLine, int]], ...] = ([], [], [])
    at = 0
    for line in order.lines:
        begin, at = at, at + line.copies
        start = begin
        for copies, end in zip(found, ends, strict=True):
            if (count := min(at, end) - start) > 0:
                copies.append((line, count))
                start += count
    return Sheets(*map(tuple, found))


@dataclass(frozen=True, slots=True)
class ReceiptTasks:
    """Tasks on the receipt printer."""

    slips: SlipPrinter
    journal: Journal
    place: Place
    now: Callable[[], datetime]

    def receipt(self, context: TaskContext) -> Event:
        """Print the receipt for what was really printed; a failure costs the shopper nothing."""
        visit, place = context.visit, self.place
        out = self._sheets(visit, self._doubts(visit))
        receipt = Receipt(
            issued_at=self.now(),
            store=place.store,
            terminal=place.terminal,
            municipality=visit.municipality.name if visit.municipality else "",
            lines=tuple((LABELS[line.kind], copies, copies * line.fee) for line, copies in out.printed),
            money=settlement(visit.money),
            number=new_number(),
            telephone=place.telephone,
            specimen=place.specimen,
            unprinted=_labelled(out.unprinted),
            uncertain=_labelled(out.uncertain),
        )
        return ReceiptPrinted(
            self.slips.prints(receipt_slip(receipt), context.wanted, language=visit.language)
        )

    def refund(self, context: TaskContext) -> Event:
        """Print what became of an order that was paid and not printed; a visit that ended before has no slip.

        Nothing is owed any more: a failure costs the shopper nothing.
        """
        visit, place = context.visit, self.place
        if visit.reason not in _OF_PAPER and not visit.money.overpaid:
            return ReceiptPrinted(True)
        out = self._sheets(visit, self._doubts(visit))
        refund = Refund(
            issued_at=self.now(),
            store=place.store,
            terminal=place.terminal,
            money=settlement(visit.money),
            number=new_number(),
            telephone=place.telephone,
            specimen=place.specimen,
            unprinted=_labelled(out.unprinted),
            uncertain=_labelled(out.uncertain),
        )
        return self._printed(refund_slip(refund), context)

    def claim(self, context: TaskContext) -> Event:
        """Write down what is owed and what is unknown, then print the slip for it.

        The slip does not wait for the journal: rows that a full disk refuses are kept for later.
        """
        visit, place, number = context.visit, self.place, new_number()
        money = visit.money
        log = VisitLog(self.journal, visit.id).rescuing()
        if money.claimed:
            log.note(Kind.CLAIM_MADE, amount=money.claimed, number=number)
        if money.unknown or money.uncounted:
            log.note(Kind.MONEY_UNKNOWN, amount=money.unknown, uncounted=money.uncounted, number=number)
        open_moves = self._doubts(visit)
        out = self._sheets(visit, open_moves)
        claim = Claim(
            issued_at=self.now(),
            store=place.store,
            terminal=place.terminal,
            money=settlement(money),
            number=number,
            telephone=place.telephone,
            specimen=place.specimen,
            unprinted=_labelled(out.unprinted),
            uncertain=_labelled(out.uncertain),
            payouts=tuple(
                HopperNumbers(each.denomination, each.asked, each.counted)
                for each in open_moves
                if each.kind is DoubtKind.COINS_OUT
            ),
            counter=next((each.counter for each in open_moves if each.kind is DoubtKind.COINS_IN), None),
        )
        return ReceiptPrinted(self.slips.prints(claim_slip(claim), language=visit.language))

    def result(self, context: TaskContext) -> Event:
        """Print what a free service has done: a confirmation, or the number of an application."""
        return self._printed(self._result(context), context)

    def _printed(self, slip: Slip, context: TaskContext) -> Event:
        return ReceiptPrinted(self.slips.prints(slip, context.wanted, language=context.visit.language))

    def _doubts(self, visit: Visit) -> tuple[Doubt, ...]:
        """The visit's movements without a result; none can be told from a journal that cannot be read."""
        try:
            account = self.journal.account(visit.id)
        except JournalFault:
            return ()
        return tuple(doubts(account)) if account else ()

    @staticmethod
    def _sheets(visit: Visit, open_moves: tuple[Doubt, ...]) -> Sheets:
        # A printer task that did not come back has written nothing: then only the visit's reason tells.
        uncertain = sum(each.kind is DoubtKind.SHEET_OUT for each in open_moves)
        return sheets(visit.order, visit.printing.copies, max(uncertain, visit.reason in _MAY_BE_OUT))

    def _result(self, context: TaskContext) -> Slip:
        place, visit = self.place, context.visit
        if visit.service is Service.PASSWORD_RESET:
            number = visit.reset.number
            reset = ResetSlip(
                self.now(), place.store, place.terminal, number, place.telephone, place.specimen
            )
            return reset_slip(reset)
        if visit.municipality is None or visit.registration.usable_from is None:
            raise ValueError("a slip without an application")
        application = RegistrationSlip(
            issued_at=self.now(),
            store=place.store,
            terminal=place.terminal,
            municipality=f"{visit.municipality.prefecture}{visit.municipality.name}",
            number=visit.registration.number,
            usable_from=visit.registration.usable_from,
            telephone=visit.municipality.telephone,
            specimen=place.specimen,
        )
        return registration_slip(application)


def _labelled(copies: tuple[tuple[OrderLine, int], ...]) -> tuple[tuple[str, int], ...]:
    return tuple((LABELS[line.kind], count) for line, count in copies)
