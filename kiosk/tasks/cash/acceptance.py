"""Whether the centre accepts the terminal's own certificate: the journal has when it began to refuse it."""

from __future__ import annotations

from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.logs import Log

log = Log()


class Acceptance:
    """Remembers what the centre did last, so that each change is one row. Not thread-safe: the centre's
    worker tells it."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._is_refused = False

    def refused(self) -> None:
        """The centre has refused the certificate: revoked, ended, or not one that it knows."""
        self._set(True, Kind.TERMINAL_NOT_ACCEPTED)

    def accepted(self) -> None:
        """The centre has answered."""
        self._set(False, Kind.TERMINAL_ACCEPTED)

    def _set(self, refused: bool, kind: Kind) -> None:
        if refused is self._is_refused:
            return
        self._is_refused = refused
        log.warning(kind.value)
        # A journal that cannot be written has a check of its own, and the row waits for it.
        self._journal.append(kind, {}, rescue=True)
