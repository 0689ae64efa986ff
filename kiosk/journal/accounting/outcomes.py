"""What the centre has not heard yet of the documents that it has issued: it follows from the rows.

An outcome is owed from the moment an application is sent, so that no loss of power or line hides a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.journal.accounting.accounts import Account


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a request: document numbers that are out, and that may be. All others are void."""

    visit: str
    request: str
    printed: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()


def owed_outcomes(accounts: Iterable[Account], present: str) -> Iterator[Outcome]:
    """What must be reported, oldest visit first; nothing of the `present` visit, which still goes on."""
    for account in accounts:
        if account.visit != present:
            for request in account.owed_outcomes:
                yield Outcome(
                    account.visit,
                    request,
                    _documents(account.printed, request),
                    _documents(account.doubtful, request),
                )


def _documents(requests: dict[str, str], request: str) -> tuple[str, ...]:
    return tuple(document for document, of in requests.items() if of == request)
