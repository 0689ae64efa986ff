"""State between two pages of one person: random, short-lived, and usable once for an action.

A form that is sent twice (double tap, reload) finds its ticket used, so it can neither use a second PIN
try nor reserve twice; and another site cannot send a form, because it has no ticket (CSRF token).
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

LIFE = timedelta(minutes=10)
MOST = 256
"""Greatest number of tickets; the oldest is dropped first."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """`profile` names the card. `certificate` is set once the card has accepted its PIN, `until` once the
    reservation is made."""

    profile: str
    expires: datetime
    certificate: bytes | None = field(default=None, repr=False)
    until: datetime | None = None


class Tickets:
    """Safe to use from several threads; `now` returns the time (aware)."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._tickets: OrderedDict[str, Ticket] = OrderedDict()

    def give(self, profile: str, *, certificate: bytes | None = None, until: datetime | None = None) -> str:
        """Make a ticket and return its id."""
        id_ = secrets.token_urlsafe(16)
        with self._lock:
            self._tickets[id_] = Ticket(profile, self._now() + LIFE, certificate, until)
            while len(self._tickets) > MOST:
                self._tickets.popitem(last=False)
        return id_

    def look(self, id_: str) -> Ticket | None:
        """The ticket, which remains valid; None for a used, expired or unknown one."""
        with self._lock:
            return self._fresh(self._tickets.get(id_))

    def take(self, id_: str) -> Ticket | None:
        """As `look`, but uses the ticket up."""
        with self._lock:
            return self._fresh(self._tickets.pop(id_, None))

    def _fresh(self, ticket: Ticket | None) -> Ticket | None:
        return None if ticket is None or self._now() > ticket.expires else ticket
