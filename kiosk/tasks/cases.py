"""What the journal leaves to staff: visits that were cut off, what is uncertain in them, and claim slips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.fsm.staff_report import Doubt, DoubtKind, OpenCase, OpenClaim
from kiosk.journal.accounting.accounts import Account
from kiosk.journal.catalogue import STRAY, Kind


def open_cases(accounts: Iterable[Account]) -> tuple[OpenCase, ...]:
    """Visits that were cut off with money or movements open, oldest first; amounts in yen."""
    return tuple(
        OpenCase(
            each.visit,
            each.inserted,
            each.paid_out + each.counted_out,
            each.charged,
            each.owed,
            claimed=each.claimed,
            uncertain=each.uncertain,
            differs=each.differs,
            since=each.since,
            unknown=each.unknown,
            doubts=tuple(doubts(each)),
            stray=each.visit.startswith(STRAY),
        )
        for each in accounts
        if each.needs_staff
    )


def open_claims(accounts: Iterable[Account]) -> tuple[OpenClaim, ...]:
    """Claim slips that nobody has settled yet, oldest first; amounts in yen."""
    return tuple(
        OpenClaim(number, amount, account.since)
        for account in accounts
        for number, amount in account.claims.items()
    )


def doubts(account: Account) -> Iterator[Doubt]:
    """Each movement without a result, and what its device has said of it last."""
    deposit_is_open = False
    for seq, intent in sorted(account.open_intents.items()):
        if intent.kind is Kind.PRINT_INTENDED:
            yield Doubt(DoubtKind.SHEET_OUT, intent.at, document=str(intent.facts["document"]))
        elif intent.kind is Kind.HOPPER_INTENDED:
            yield Doubt(
                DoubtKind.COINS_OUT,
                intent.at,
                denomination=intent.number("denomination"),
                asked=intent.number("pieces"),
                counted=account.counted.get(seq, 0),
                counter=intent.number("total"),
            )
        elif intent.kind is Kind.DEPOSIT_OPENED:
            deposit_is_open = True
            yield Doubt(DoubtKind.COINS_IN, intent.at, counter=account.counter)
    if account.uncounted and not deposit_is_open:
        yield Doubt(DoubtKind.COINS_IN, account.since, counter=account.counter)
