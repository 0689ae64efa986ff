"""The audit catalogue: every kind of row, and the only facts each may hold.

A fact is a whole number, a truth value or a code; there is no free text, so a name, an address
or a PIN cannot get into the journal even by mistake.
"""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.journal.kinds import EntrySpec, Fact, Kind
from kiosk.journal.staff_catalogue import STAFF_CATALOGUE
from kiosk.rules.texts import is_code

__all__ = ["CATALOGUE", "STRAY", "EntrySpec", "Fact", "Kind", "NotInCatalogue", "check"]

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
    Kind.TERMINAL_NOT_ACCEPTED: EntrySpec(
        "The issuing centre refuses the terminal's own certificate: revoked, ended, or unknown (N-105).",
        {},
    ),
    Kind.TERMINAL_ACCEPTED: EntrySpec("The issuing centre accepts the terminal's certificate again.", {}),
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
        "An application is about to be sent to the issuing centre. With `owed` the centre hears what became "
        "of it once the visit is over, whatever the answer was.",
        {"request": str, "certificate": str, "copies": int, "price": int, "owed": bool},
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
    Kind.OUTCOME_REPORTED: EntrySpec(
        "The issuing centre has heard which documents of this request are out, or may be: no others are.",
        {"request": str},
    ),
    Kind.OUTCOME_REFUSED: EntrySpec(
        "The issuing centre says that it never gave this request the documents that are out, or may be: a "
        "paper in somebody's hand that the centre does not know. It is not reported again.",
        {"request": str},
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
        {"document": str, "request": str, "sheets": int, "fee": int},
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
        "A record or an answer was not this visit's, or not genuine.", {"reason": str}, stops="X-103"
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
    Kind.STOCK_SET: EntrySpec(
        "What a hopper holds: nothing, when it said so itself, or what a first start knows of it.",
        {"denomination": int, "pieces": int},
    ),
    Kind.DEVICE_NOTED: EntrySpec(
        "A device of the cash unit and its serial number: another one is to be accepted by staff.",
        {"device": str, "serial": int},
    ),
    Kind.FLEET_COMMAND: EntrySpec(
        "The operator's fleet server ordered `what` by this command; `outcome` says whether it was applied.",
        {"command": str, "what": str, "outcome": str},
    ),
    **STAFF_CATALOGUE,
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
