"""Receipt tasks: the receipt of a visit, the slip for money still owed, the slips of the free services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PIL.Image import Image

from kiosk.config.settings import Place
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts.claim import Claim, claim_slip
from kiosk.documents.receipts.password_reset import ResetSlip, reset_slip
from kiosk.documents.receipts.receipt import Receipt, render_receipt
from kiosk.documents.receipts.usage_registration import RegistrationSlip, registration_slip
from kiosk.fsm.brief import Brief
from kiosk.fsm.events import Event, ReceiptPrinted
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinter
from kiosk.hardware.status import DeviceError
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.services import Service
from kiosk.tasks.numbers import new_number

LABELS = {
    CertificateKind.RESIDENT_RECORD: "住民票の写し",
    CertificateKind.SEAL_REGISTRATION: "印鑑登録証明書",
    CertificateKind.TAXATION: "課税証明書",
    CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER: "戸籍の附票の写し",
    CertificateKind.FAMILY_REGISTER_ALL: "戸籍全部事項証明書",
    CertificateKind.FAMILY_REGISTER_INDIVIDUAL: "戸籍個人事項証明書",
}
"""Legal names as they stand on a receipt, which is in Japanese whatever the screen's language."""


@dataclass(frozen=True, slots=True)
class SlipTasks:
    """Tasks on the receipt printer."""

    printer: ReceiptPrinter
    fonts: Fonts
    journal: Journal
    place: Place
    now: Callable[[], datetime]

    def receipt(self, brief: Brief) -> Event:
        """Print the receipt for what was really printed; a failure costs the shopper nothing."""
        lines = []
        copies_left = brief.copies_printed
        for line in brief.order:
            copies = min(copies_left, line.copies)
            copies_left -= copies
            if copies:
                lines.append((LABELS[line.kind], copies, copies * line.fee))
        receipt = Receipt(
            issued_at=self.now(),
            store=self.place.store,
            terminal=self.place.terminal,
            municipality=brief.municipality.name if brief.municipality else "",
            lines=tuple(lines),
            price=brief.charged,
            inserted=brief.inserted,
            change=brief.inserted - brief.charged,
            number=new_number(),
            telephone=self.place.telephone,
            specimen=self.place.specimen,
        )
        try:
            self.printer.print_image(render_receipt(receipt, self.fonts))
        except DeviceError:
            return ReceiptPrinted(False)
        return ReceiptPrinted(True)

    def claim(self, brief: Brief) -> Event:
        """Write down what is owed, then print the slip for it."""
        number = new_number()
        log = VisitLog(self.journal, brief.visit)
        log.note(Kind.CLAIM_MADE, amount=brief.claimed, number=number)
        claim = Claim(
            issued_at=self.now(),
            store=self.place.store,
            terminal=self.place.terminal,
            amount=brief.claimed,
            number=number,
            telephone=self.place.telephone,
            specimen=self.place.specimen,
        )
        try:
            self.printer.print_image(claim_slip(claim, self.fonts))
        except DeviceError:
            return ReceiptPrinted(False)
        return ReceiptPrinted(True)

    def result(self, brief: Brief) -> Event:
        """Print what a free service has done: a confirmation, or the number of an application."""
        try:
            self.printer.print_image(self._result(brief))
        except DeviceError:
            return ReceiptPrinted(False)
        return ReceiptPrinted(True)

    def _result(self, brief: Brief) -> Image:
        place = self.place
        if brief.service is Service.PASSWORD_RESET:
            reset = ResetSlip(
                self.now(), place.store, place.terminal, brief.number, place.telephone, place.specimen
            )
            return reset_slip(reset, self.fonts)
        if brief.municipality is None or brief.usable_from is None:
            raise ValueError("a slip without an application")
        application = RegistrationSlip(
            issued_at=self.now(),
            store=place.store,
            terminal=place.terminal,
            municipality=f"{brief.municipality.prefecture}{brief.municipality.name}",
            number=brief.number,
            usable_from=brief.usable_from,
            telephone=brief.municipality.telephone,
            specimen=place.specimen,
        )
        return registration_slip(application, self.fonts)
