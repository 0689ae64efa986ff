"""What serves a visit beyond the cash unit: card, centre, documents, printers and their tasks.

Most of what a terminal loads is here (records, fonts, PDF, TLS). `assembly` therefore builds it behind the
first picture, and the tasks that need it wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.app.drivers import page_printer, receipt_printer
from kiosk.app.peers import CentreAddress, Peers
from kiosk.centre.client import CentreClient
from kiosk.centre.signing import RecordVerifier
from kiosk.config.centre_files import centre_problems, ends
from kiosk.config.errors import SettingsError
from kiosk.config.mode_check import specimens
from kiosk.config.settings import Settings
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.pdf.background import GroundPattern
from kiosk.documents.receipts.captions import CatalogueOf
from kiosk.hardware.card.patient_reader import PatientReader
from kiosk.hardware.cash.protocol import CashUnit
from kiosk.journal.journal import Journal
from kiosk.runtime.clock import Clock
from kiosk.tasks.card.card_check import CardCheckTasks
from kiosk.tasks.card.identification import IdentificationTasks
from kiosk.tasks.card.password_reset import PasswordResetTasks
from kiosk.tasks.card.usage_registration import UsageRegistrationTasks
from kiosk.tasks.cash.acceptance import Acceptance
from kiosk.tasks.cash.payout import PayoutTasks
from kiosk.tasks.expiry import Expiry
from kiosk.tasks.health import HealthTasks
from kiosk.tasks.paper.certificates import CertificateTasks
from kiosk.tasks.paper.clerks_check import ClerksCheck
from kiosk.tasks.paper.prepared_certificates import PreparedCertificates
from kiosk.tasks.paper.printing import PrinterPatience, PrintingTasks
from kiosk.tasks.paper.receipts import ReceiptTasks
from kiosk.tasks.paper.slip_printing import SlipPrinter
from kiosk.tasks.staff.closing import ClosingTasks
from kiosk.tasks.staff.prints import TestPrintTasks


@dataclass(frozen=True, slots=True)
class Services:
    """The tasks that serve a visit and the staff."""

    identification: IdentificationTasks
    card_check: CardCheckTasks
    password_reset: PasswordResetTasks
    registration: UsageRegistrationTasks
    certificates: CertificateTasks
    printing: PrintingTasks
    receipts: ReceiptTasks
    test_prints: TestPrintTasks
    closing: ClosingTasks
    health: HealthTasks


def build_services(
    settings: Settings,
    peers: Peers,
    *,
    clock: Clock,
    wait: Callable[[float], None],
    journal: Journal,
    changer: CashUnit,
    payout: PayoutTasks,
    prepared: PreparedCertificates,
    fonts: Fonts | None,
    stand_ins: bool,
    catalogue: CatalogueOf,
) -> Services:
    """Join them. Raises SettingsError, and FontNotFound when a certificate could not be set."""
    if problems := tuple(centre_problems(settings)):
        raise SettingsError(*problems)
    centre = peers.centre()
    reader = PatientReader(
        peers.card_reader(), patience=settings.reader.patience, monotonic=clock.monotonic, wait=wait
    )
    printer = page_printer(settings, peers, has_backs=centre.sealing_key is not None)
    slip_printer = receipt_printer(settings, peers, monotonic=clock.monotonic, wait=wait)
    # Two connections: a request that the card waits for must not queue behind a slow one.
    at_card, at_centre = _client(settings, centre), _client(settings, centre)
    fonts = fonts or Fonts.load()
    verifier = RecordVerifier(centre.record_keys, specimens(settings, stand_ins=stand_ins), clock.now)
    certificates = CertificateTasks(
        at_centre, verifier, fonts, printer, journal, prepared, clock.now, centre.sealing_key,
        GroundPattern(settings.printer.coarse_dot), timedelta(seconds=settings.centre.record_age),
    )  # fmt: skip
    printer_patience = PrinterPatience(settings.printer.submit_patience, settings.printer.doubt_patience)
    printing = PrintingTasks(
        printer, ClerksCheck(verifier), journal, prepared, wait, clock.monotonic, printer_patience
    )
    slips = SlipPrinter(slip_printer, fonts, settings.receipt_printer.mode, catalogue)
    return Services(
        identification=IdentificationTasks(reader, at_card, clock.now, journal),
        card_check=CardCheckTasks(reader, clock.now),
        password_reset=PasswordResetTasks(reader, at_card, journal),
        registration=UsageRegistrationTasks(reader, at_card, at_centre, journal),
        certificates=certificates,
        printing=printing,
        receipts=ReceiptTasks(slips, journal, settings.place, clock.now),
        test_prints=TestPrintTasks(
            printer=printer, receipt_printer=slip_printer, slips=slips, fonts=fonts, journal=journal,
            place=settings.place, now=clock.now, monotonic=clock.monotonic,
        ),
        closing=ClosingTasks(journal, slip_printer, slips, settings.place, clock.now),
        health=HealthTasks(
            reader=reader, printer=printer, receipt_printer=slip_printer, cash=changer, payout=payout,
            centre=at_centre, certificates=certificates, denominations=settings.cash.denominations,
            cheapest=settings.cheapest, now=clock.now,
            expiry=Expiry(_centre_ends(settings), timedelta(days=settings.health.warn_days), clock.now),
            acceptance=Acceptance(journal),
        ),
    )  # fmt: skip


def _centre_ends(settings: Settings) -> list[tuple[str, datetime]]:
    return [(key, last) for key, last in ends(settings) if key.startswith("centre.")]


def _client(settings: Settings, centre: CentreAddress) -> CentreClient:
    patience = settings.centre
    return CentreClient(centre.url, centre.files, patience.connect_timeout, patience.read_timeout)
