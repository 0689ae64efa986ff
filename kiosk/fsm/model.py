"""What the machine remembers, and what its guards and actions work on: the `model` of `transitions`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.fsm.reasons import REASONS, Reason
from kiosk.fsm.states import S
from kiosk.fsm.terminal_status import TerminalStatus
from kiosk.fsm.visit import Secrets, Visit
from kiosk.rules.money import NOTE
from kiosk.rules.staff import StaffPerson
from kiosk.structs import Struct

NewId = Callable[[], str]


class FlowSettings(Struct):
    """Settings the flow depends on.

    `denominations` are yen; `max_copies` of one certificate in one visit is a setting because no
    source names a limit. `card_is_inserted` is True for a slot reader (挿入), False for a card place
    (置く): words and drawing only. `topics` are keys of the information texts in the order of the list.
    """

    denominations: tuple[int, ...] = (10, 50, 100, 500, NOTE)
    max_copies: int = 10
    default_language: str = "ja"
    languages: tuple[str, ...] = ("ja", "en")
    card_is_inserted: bool = False
    hours: str = "6:30 – 23:00"
    year_end: tuple[tuple[int, int], tuple[int, int]] | None = ((12, 29), (1, 3))
    """(month, day) of the first and the last day of the year-end closing, None without one."""
    fees: tuple[int, int] = (250, 450)
    """The lowest and the highest fee in yen, for the screens before anything is chosen."""
    topics: tuple[str, ...] = ()
    reduced_motion: bool = False
    """Nothing moves on the screens but what a touch changes."""
    fill_to: int = 0
    """Pieces to which staff fills each hopper; 0 hides the button."""
    persons: tuple[StaffPerson, ...] = ()
    """Who may sign in."""
    terminal: str = ""
    """The terminal's number, for the pages of the staff."""
    version: str = ""
    """The program's version, for the same."""

    @property
    def takes_notes(self) -> bool:
        """True for a terminal with a note slot, whether or not a note is taken just now."""
        return NOTE in self.denominations

    def copies_left(self, visit: Visit) -> int:
        """Copies that the certificate that is being chosen, or changed, may have."""
        return self.max_copies - visit.copies_beside


class Model:
    """Visit, secrets and status. Only guards (which read) and actions (which replace parts) touch it."""

    state: S

    def __init__(self, settings: FlowSettings, new_id: NewId) -> None:
        """`new_id` returns an unguessable id; tests give a predictable one."""
        self.settings = settings
        self.new_id = new_id
        self.visit = Visit("", settings.default_language)
        self.secrets = Secrets()
        self.status = TerminalStatus()
        self.ended: Visit | None = None
        """The visit that the present event ended, until the machine hands it on."""

    def give_reason(self, reason: Reason) -> None:
        """Tell the shopper why; some reasons stop the terminal for everybody."""
        self.visit = replace(self.visit, reason=reason)
        if REASONS[reason].stops_terminal:
            self.stop(reason)

    def stop(self, reason: Reason) -> None:
        """Keep the terminal out of service until staff acts."""
        self.status = self.status.stopped(reason)

    def end_visit(self) -> None:
        """Forget the shopper. Books that do not balance stop the terminal; no way leads there."""
        if self.visit.money.owed != 0:
            self.stop(Reason.BOOKS_DO_NOT_BALANCE)
        self.status = replace(self.status, staff_waits=False)
        self.forget_visit()

    def forget_visit(self) -> None:
        """Wipe the secrets and everything else of the shopper."""
        self.ended = self.visit
        self.secrets.wipe_pin().wipe_password().wipe_staff_pin()
        self.secrets, self.visit = Secrets(), Visit("", self.settings.default_language)
