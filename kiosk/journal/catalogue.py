"""The audit catalogue: every kind of row, and the only facts each may hold.

A fact is a whole number, a truth value or a code; there is no free text, so a name, an address
or a PIN cannot get into the journal even by mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.rules.texts import is_code

Fact = int | bool | str


class Kind(StrEnum):
    """Kinds of row; the catalogue below says what each means."""

    TERMINAL_STARTED = "terminal_started"
    TERMINAL_FAILED = "terminal_failed"
    WORKER_REPLACED = "worker_replaced"
    VISIT_BEGAN = "visit_began"
    VISIT_ENDED = "visit_ended"
    CERTIFICATES_APPLIED = "certificates_applied"
    CERTIFICATES_RECEIVED = "certificates_received"
    CERTIFICATES_REFUSED = "certificates_refused"
    PASSWORD_RESET_INTENDED = "password_reset_intended"  # noqa: S105
    PASSWORD_RESET_DONE = "password_reset_done"  # noqa: S105
    PASSWORD_RESET_ENDED = "password_reset_ended"  # noqa: S105
    APPLICATION_INTENDED = "application_intended"
    APPLICATION_SENT = "application_sent"
    APPLICATION_ENDED = "application_ended"
    DEPOSIT_OPENED = "deposit_opened"
    COIN_ACCEPTED = "coin_accepted"
    COINS_UNCOUNTED = "coins_uncounted"
    ACCEPTOR_REPORTED = "acceptor_reported"
    NOTE_INTENDED = "note_intended"
    NOTE_STACKED = "note_stacked"
    NOTE_RETURNED = "note_returned"
    NOTES_UNCOUNTED = "notes_uncounted"
    VALIDATOR_REPORTED = "validator_reported"
    DEPOSIT_FIXED = "deposit_fixed"
    PRINT_INTENDED = "print_intended"
    CERTIFICATE_PRINTED = "certificate_printed"
    CERTIFICATE_VOID = "certificate_void"
    CERTIFICATE_UNCERTAIN = "certificate_uncertain"
    HOPPER_INTENDED = "hopper_intended"
    HOPPER_COUNTED = "hopper_counted"
    HOPPER_PAID = "hopper_paid"
    CLAIM_MADE = "claim_made"
    MONEY_UNKNOWN = "money_unknown"
    ISSUING_STOPPED = "issuing_stopped"
    CLOCK_JUMPED = "clock_jumped"
    STOCK_SET = "stock_set"
    DEVICE_NOTED = "device_noted"
    CASE_CLEARED = "case_cleared"
    CLAIM_SETTLED = "claim_settled"
    STAFF_ENTERED = "staff_entered"
    STAFF_LEFT = "staff_left"
    DAY_CLOSED = "day_closed"
    JOURNAL_RECONCILED = "journal_reconciled"


@dataclass(frozen=True, slots=True)
class EntrySpec:
    """What a row means, the facts it holds (name → type), whose intent it answers, and what it stops.

    `stops` is the reason code with which the terminal stays out of service, over restarts, until staff has
    been there; `stops_after_others`: unless another one keeps it out already. `stops_for` are values of the
    row's own `reason` that do so.
    """

    meaning: str
    facts: Mapping[str, type]
    opens: bool = False
    answers: tuple[Kind, ...] = ()
    stops: str = ""
    stops_after_others: bool = False
    stops_for: tuple[str, ...] = ()


CATALOGUE: Mapping[Kind, EntrySpec] = {
    Kind.TERMINAL_STARTED: EntrySpec("The terminal started.", {"version": str}),
    Kind.TERMINAL_FAILED: EntrySpec(
        "The terminal could not go on in this state and ended its process.", {"state": str}
    ),
    Kind.WORKER_REPLACED: EntrySpec(
        "What was asked of a device in this state did not come back within its limit; another thread has "
        "taken the device over.",
        {"device": str, "state": str},
    ),
    Kind.VISIT_BEGAN: EntrySpec("A shopper began a visit.", {"language": str}),
    Kind.VISIT_ENDED: EntrySpec(
        "A visit ended; inserted + overpaid = charged + paid_out + claimed + unknown (yen).",
        {
            "inserted": int,
            "charged": int,
            "paid_out": int,
            "claimed": int,
            "unknown": int,
            "overpaid": int,
            "reason": str,
        },
        stops_for=("C-109",),  # a card may lie on the reader
    ),
    Kind.CERTIFICATES_APPLIED: EntrySpec(
        "An application is about to be sent to the issuing centre.",
        {"request": str, "certificate": str, "copies": int, "price": int},
        opens=True,
    ),
    Kind.CERTIFICATES_RECEIVED: EntrySpec(
        "Genuine records came back, bound to the visit.",
        {"sheets": int},
        answers=(Kind.CERTIFICATES_APPLIED,),
    ),
    Kind.CERTIFICATES_REFUSED: EntrySpec(
        "The application ended without certificates.",
        {"reason": str},
        answers=(Kind.CERTIFICATES_APPLIED,),
    ),
    Kind.PASSWORD_RESET_INTENDED: EntrySpec(
        "The card is about to get a new signature password; `script` is the centre's code for the way there.",
        {"script": str},
        opens=True,
    ),
    Kind.PASSWORD_RESET_DONE: EntrySpec(
        "Card and centre agree that the password is new; `number` is on the slip.",
        {"number": str},
        answers=(Kind.PASSWORD_RESET_INTENDED,),
    ),
    Kind.PASSWORD_RESET_ENDED: EntrySpec(
        "The reset ended without that; `reason` says whether the password may be new all the same.",
        {"reason": str},
        answers=(Kind.PASSWORD_RESET_INTENDED,),
    ),
    Kind.APPLICATION_INTENDED: EntrySpec(
        "A signed usage registration is about to be sent to the municipality (its five-digit code).",
        {"request": str, "municipality": str},
        opens=True,
    ),
    Kind.APPLICATION_SENT: EntrySpec(
        "The centre has the usage registration; `number` is on the slip.",
        {"number": str},
        answers=(Kind.APPLICATION_INTENDED,),
    ),
    Kind.APPLICATION_ENDED: EntrySpec(
        "No receipt came for the usage registration; the centre may have it all the same.",
        {"reason": str},
        answers=(Kind.APPLICATION_INTENDED,),
    ),
    Kind.DEPOSIT_OPENED: EntrySpec(
        "Money is about to be accepted. `counter` is the coin acceptor's event counter.",
        {"price": int, "counter": int},
        opens=True,
    ),
    Kind.COIN_ACCEPTED: EntrySpec(
        "A coin was credited; `hopper` says whether it fell into its hopper or the cash box.",
        {"denomination": int, "counter": int, "hopper": bool},
    ),
    Kind.COINS_UNCOUNTED: EntrySpec(
        "Coins may be inside that nobody can count: events `lost` before they were read, at positions "
        "`unvalued` in yen, `kept` without credit, `implausible` in number, or forgotten in a `reset`.",
        {"counter": int, "lost": int, "unvalued": int, "kept": int, "implausible": int, "reset": bool},
    ),
    Kind.ACCEPTOR_REPORTED: EntrySpec(
        "The coin acceptor reported an event that is no coin (its ccTalk event code).", {"code": int}
    ),
    Kind.NOTE_INTENDED: EntrySpec(
        "A note in escrow is about to be stacked. `counter` is the note validator's event counter.",
        {"denomination": int, "counter": int},
        opens=True,
    ),
    Kind.NOTE_STACKED: EntrySpec(
        "The note validator reported that the note is in its stacker: it is credited.",
        {"denomination": int, "counter": int},
        answers=(Kind.NOTE_INTENDED,),
    ),
    Kind.NOTE_RETURNED: EntrySpec(
        "A note that was to be stacked went back to the shopper; nothing is credited.",
        {},
        answers=(Kind.NOTE_INTENDED,),
    ),
    Kind.NOTES_UNCOUNTED: EntrySpec(
        "Notes may be inside that nobody can count: events `lost` before they were read, notes `unvalued` in "
        "yen, `stuck` between escrow and stacker, `implausible` in number, or credited and `doubtful` after "
        "a fraud; or the way of one was forgotten in a `reset`.",
        {
            "counter": int,
            "lost": int,
            "unvalued": int,
            "stuck": int,
            "implausible": int,
            "doubtful": int,
            "reset": bool,
        },
    ),
    Kind.VALIDATOR_REPORTED: EntrySpec(
        "The note validator reported a jam, a fraud, a fault or its stacker (its ccTalk event code).",
        {"code": int},
    ),
    Kind.DEPOSIT_FIXED: EntrySpec(
        "Nothing is accepted any more; the deposit is counted (yen).",
        {"inserted": int},
        answers=(Kind.DEPOSIT_OPENED,),
    ),
    Kind.PRINT_INTENDED: EntrySpec(
        "One certificate is about to be sent to the printer.",
        {"document": str, "sheets": int, "fee": int},
        opens=True,
    ),
    Kind.CERTIFICATE_PRINTED: EntrySpec(
        "Every sheet of the certificate is out: its fee (yen) is due.",
        {"document": str, "fee": int},
        answers=(Kind.PRINT_INTENDED,),
    ),
    Kind.CERTIFICATE_VOID: EntrySpec(
        "The certificate did not come out whole; its number is void and nothing is due for it.",
        {"document": str, "reason": str},
        answers=(Kind.PRINT_INTENDED,),
        stops_for=("P-104",),  # the printer is silent with the job inside: sheets may come out unattended
    ),
    Kind.CERTIFICATE_UNCERTAIN: EntrySpec(
        "Whether the certificate is out, or will come out, could not be found out; its fee is not charged. "
        "The intent stays open until staff has settled the case.",
        {"document": str, "reason": str},
        stops_for=("P-104", "P-105"),
    ),
    Kind.HOPPER_INTENDED: EntrySpec(
        "A hopper is about to pay out `pieces`; `total` is its own count of coins ever paid.",
        {"denomination": int, "pieces": int, "total": int},
        opens=True,
    ),
    Kind.HOPPER_COUNTED: EntrySpec(
        "The hopper that is paying for this visit has counted `pieces` so far.",
        {"denomination": int, "pieces": int},
    ),
    Kind.HOPPER_PAID: EntrySpec(
        "The hopper paid out `pieces`, as read from its own counters.",
        {"denomination": int, "pieces": int},
        answers=(Kind.HOPPER_INTENDED,),
    ),
    Kind.CLAIM_MADE: EntrySpec(
        "Yen that could not be paid out, on a claim slip.", {"amount": int, "number": str}, stops="Y-103"
    ),
    Kind.ISSUING_STOPPED: EntrySpec(
        "A record was not this visit's or not genuine.", {"reason": str}, stops="X-103"
    ),
    Kind.MONEY_UNKNOWN: EntrySpec(
        "What nobody can tell yet, on a claim slip: `amount` yen may be out of the hoppers or not, and with "
        "`uncounted` more may have been inserted than was credited.",
        {"amount": int, "uncounted": bool, "number": str},
        stops="Y-104",
    ),
    Kind.CLOCK_JUMPED: EntrySpec(
        "Out of service until staff has looked at the clock: the time of day moved by itself or cannot be "
        "right. Written again at a start that finds it so.",
        {},
        stops="X-105",
        stops_after_others=True,
    ),
    Kind.STOCK_SET: EntrySpec("Staff counted a hopper.", {"denomination": int, "pieces": int}),
    Kind.DEVICE_NOTED: EntrySpec(
        "A device of the cash unit and its serial number: another one is to be accepted by staff.",
        {"device": str, "serial": int},
    ),
    Kind.CASE_CLEARED: EntrySpec(
        "Staff settled an interrupted visit; `owed` yen were still due, and were handed over if `paid`.",
        {"owed": int, "uncertain": bool, "paid": bool, "by": str},
    ),
    Kind.CLAIM_SETTLED: EntrySpec(
        "Staff settled a claim slip: its `amount` yen were handed over if `paid`, else it is closed without.",
        {"number": str, "amount": int, "paid": bool, "by": str},
    ),
    Kind.STAFF_ENTERED: EntrySpec("Maintenance mode began.", {}),
    Kind.STAFF_LEFT: EntrySpec(
        "Maintenance mode ended; in service, or out of it as before.", {"in_service": bool}, stops="X-102"
    ),
    Kind.DAY_CLOSED: EntrySpec(
        "The day's `rows` are sealed; `head` is the hash of the last of them.", {"rows": int, "head": str}
    ),
    Kind.JOURNAL_RECONCILED: EntrySpec(
        "Staff took up the journal again after damage or loss; `lost` rows before this one are not in it.",
        {"lost": int, "reason": str},
        stops="J-201",
    ),
}


STRAY = "stray-"
"""How the record of coins that belong to no visit is named: this and a random number, in place of a visit."""


class NotInCatalogue(ValueError):
    """A row does not fit the catalogue. The message names the fact, never its value."""


def check(kind: Kind, facts: Mapping[str, Fact], visit: str) -> None:
    """Raise NotInCatalogue unless `facts` are exactly the catalogue's, of its types, and codes only."""
    spec = CATALOGUE[kind]
    if not is_code(visit):
        raise NotInCatalogue(f"{kind}: the visit is not a code")
    if facts.keys() != spec.facts.keys():
        raise NotInCatalogue(f"{kind}: facts {sorted(facts)} instead of {sorted(spec.facts)}")
    for name, value in facts.items():
        if type(value) is not spec.facts[name]:
            raise NotInCatalogue(f"{kind}: {name} is not of type {spec.facts[name].__name__}")
        if isinstance(value, str) and not is_code(value):
            raise NotInCatalogue(f"{kind}: {name} is not a code")
