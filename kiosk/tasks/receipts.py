"""Receipt tasks: the receipt of a visit, the slip for money still owed, the slips of the free services."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PIL.Image import Image

from kiosk.config.settings import Place
from kiosk.documents.fonts.cid_font import MissingGlyph
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import DoesNotFit
from kiosk.documents.receipts.claim import Claim, claim_slip
from kiosk.documents.receipts.password_reset import ResetSlip, reset_slip
from kiosk.documents.receipts.receipt import Receipt, render_receipt
from kiosk.documents.receipts.usage_registration import RegistrationSlip, registration_slip
from kiosk.fsm.events import Event, ReceiptPrinted
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinter
from kiosk.hardware.status import DeviceError
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.services import Service

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


_NOT_PRINTED = (DeviceError, MissingGlyph, DoesNotFit)
"""What a slip tells of is done: neither its printer nor a name that no font has may end the visit."""


def new_number() -> str:
    """A random number for a slip, easy to read out: eight characters without I, L, O and U."""
    text = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{text[:4]}-{text[4:]}"


@dataclass(frozen=True, slots=True)
class ReceiptTasks:
    """Tasks on the receipt printer."""

    printer: ReceiptPrinter
    fonts: Fonts
    journal: Journal
    place: Place
    now: Callable[[], datetime]

    def receipt(self, context: TaskContext) -> Event:
        """Print the receipt for what was really printed; a failure costs the shopper nothing."""
        visit, lines = context.visit, []
        copies_left = visit.printing.copies
        for line in visit.order.lines:
            copies = min(copies_left, line.copies)
            copies_left -= copies
            if copies:
                lines.append((LABELS[line.kind], copies, copies * line.fee))
        receipt = Receipt(
            issued_at=self.now(),
            store=self.place.store,
            terminal=self.place.terminal,
            municipality=visit.municipality.name if visit.municipality else "",
            lines=tuple(lines),
            price=visit.money.charged,
            inserted=visit.money.inserted,
            change=visit.money.inserted - visit.money.charged,
            number=new_number(),
            telephone=self.place.telephone,
            specimen=self.place.specimen,
        )
        try:
            self.printer.print_image(render_receipt(receipt, self.fonts))
        except _NOT_PRINTED:
            return ReceiptPrinted(False)
        return ReceiptPrinted(True)

    def claim(self, context: TaskContext) -> Event:
        """Write down what is owed and what is unknown, then print the slip for it.

        The slip does not wait for the journal: rows that a full disk refuses are kept for later.
        """
        number, money = new_number(), context.visit.money
        log = VisitLog(self.journal, context.visit.id).rescuing()
        if money.claimed:
            log.note(Kind.CLAIM_MADE, amount=money.claimed, number=number)
        if money.unknown or money.uncounted:
            log.note(Kind.MONEY_UNKNOWN, amount=money.unknown, uncounted=money.uncounted, number=number)
        claim = Claim(
            issued_at=self.now(),
            store=self.place.store,
            terminal=self.place.terminal,
            amount=money.claimed,
            number=number,
            telephone=self.place.telephone,
            specimen=self.place.specimen,
            unknown=money.unknown,
            uncounted=money.uncounted,
        )
        try:
            self.printer.print_image(claim_slip(claim, self.fonts))
        except _NOT_PRINTED:
            return ReceiptPrinted(False)
        return ReceiptPrinted(True)

    def result(self, context: TaskContext) -> Event:
        """Print what a free service has done: a confirmation, or the number of an application."""
        try:
            self.printer.print_image(self._result(context))
        except _NOT_PRINTED:
            return ReceiptPrinted(False)
        return ReceiptPrinted(True)

    def _result(self, context: TaskContext) -> Image:
        place, visit = self.place, context.visit
        if visit.service is Service.PASSWORD_RESET:
            number = visit.reset.number
            reset = ResetSlip(
                self.now(), place.store, place.terminal, number, place.telephone, place.specimen
            )
            return reset_slip(reset, self.fonts)
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
        return registration_slip(application, self.fonts)
