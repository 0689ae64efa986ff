"""The result of a demonstration: papers, money and journal, checked against each other."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from kiosk.fsm.states import S
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import PinBlocked, PinRejected
from kiosk.journal.accounting.accounts import accounts
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.rules.credentials.password import Password
from kiosk.rules.services import Service
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.demo.plans import NEW_PASSWORD
from kiosk_simulator.demo.shopper import Record, VisitFailed
from kiosk_simulator.environment import Environment
from kiosk_simulator.pki.files import key_pem

CERTIFICATE, RECEIPT, SLIP = PAPERS = ("certificate.pdf", "receipt.png", "slip.png")
SUMMARY = "summary.json"
PUBLISHED, OFFICE_KEY = "published.json", "office.pem"
"""What `kiosk verify` needs beside the certificate."""


@dataclass(slots=True)
class Result:
    """The shopper's record, and the error if there was one."""

    record: Record = field(default_factory=Record)
    error: Exception | None = None
    pdf: bytes = b""
    seconds: float = 0.0


class Summary(TypedDict):
    """The content of summary.json; amounts in yen."""

    ok: bool
    error: str | None
    service: str
    states: list[str]
    apdus: int
    yen_inserted: int
    price: int
    change: int
    sheets: int
    slips: int
    journal_rows: int
    seconds: float


def read_summary(out: Path) -> Summary:
    """What `write_result` wrote into `out`."""
    summary: Summary = json.loads((out / SUMMARY).read_text(encoding="utf-8"))
    return summary


def write_result(
    result: Result,
    environment: Environment,
    journal: Journal,
    *,
    out: Path,
    service: Service,
    apdus: int,
    card: SoftwareJpkiCard,
    printed_here: bool,
) -> int:
    """Write papers, journal and summary into `out`; 0 only if they agree with the shopper's record."""
    record = result.record
    sheets = environment.printer.sheets
    pdf = sheets[0].pdf if sheets else result.pdf
    if pdf:
        (out / CERTIFICATE).write_bytes(pdf)
        (out / PUBLISHED).write_text(environment.pki.published_keys().to_json() + "\n")
        (out / OFFICE_KEY).write_bytes(key_pem(environment.pki.verifier_key))
    slips = environment.receipt_printer.receipts
    if slips:
        slips[0].save(out / (RECEIPT if service is Service.CERTIFICATES else SLIP))
    rows = journal.export(out / "journal.jsonl")

    def certificate() -> bool:
        (book,) = accounts(journal.entries()).values()
        paid = book.inserted == record.yen_inserted and book.charged == record.price > 0
        is_change_right = sum(environment.changer.tray) == record.change == record.yen_inserted - record.price
        return bool(
            paid and is_change_right and pdf and slips and record.sheets and (sheets or not printed_here)
        )

    def reset() -> bool:
        return (
            _has_journalled(journal, Kind.PASSWORD_RESET_DONE)
            and len(slips) == 1
            and _accepts_new_password(environment, card)
        )

    def registration() -> bool:
        return _has_journalled(journal, Kind.APPLICATION_SENT) and len(slips) == 1

    def card_check() -> bool:
        return S.CARD_STATE in record.states and not slips

    agrees: dict[Service, Callable[[], bool]] = {
        Service.CERTIFICATES: certificate,
        Service.PASSWORD_RESET: reset,
        Service.USAGE_REGISTRATION: registration,
        Service.CARD_CHECK: card_check,
    }
    ok = result.error is None and _is_settled(journal) and agrees[service]()
    summary: Summary = {
        "ok": ok,
        "error": None if result.error is None else str(result.error),
        "service": service.value,
        "states": record.states,
        "apdus": apdus,
        "yen_inserted": record.yen_inserted,
        "price": record.price,
        "change": record.change,
        "sheets": record.sheets,
        "slips": len(slips),
        "journal_rows": rows,
        "seconds": round(result.seconds, 1),
    }
    (out / SUMMARY).write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n")
    if result.error is not None and not isinstance(result.error, VisitFailed):
        raise result.error
    return 0 if ok else 1


def _is_settled(journal: Journal) -> bool:
    """True for one completed visit with nothing owed and no open intents."""
    books = list(accounts(journal.entries()).values())
    return len(books) == 1 and books[0].owed == 0 and books[0].ended and not books[0].open_intents


def _has_journalled(journal: Journal, kind: Kind) -> bool:
    return any(entry.kind is kind for entry in journal.entries())


def _accepts_new_password(environment: Environment, card: SoftwareJpkiCard) -> bool:
    """Whether the card itself accepts the new password."""
    environment.reader.insert(card)
    try:
        with environment.reader.connect() as connection:
            driver = JpkiCard(connection)
            driver.select()
            driver.verify_password(Password(NEW_PASSWORD.encode()))
    except (PinRejected, PinBlocked):
        return False
    finally:
        environment.reader.remove()
    return True
