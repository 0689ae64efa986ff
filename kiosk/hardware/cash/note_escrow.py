"""The note in escrow: held until it is decided about, sent to the stacker or back, and waited for.

No command is sent again before the events were read, because it is a movement. While a note is held it is the
shopper's; from the command to stack it until the device says what became of it, nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.hardware.cash.note_validator import NoteEvent, NoteValidator, Routed
from kiosk.hardware.cash.protocol import CashUncertain, MovementLog

POLL_INTERVAL = 0.2
"""Seconds between polls; the counts below are of polls."""
QUIET_POLLS = 2
"""A note is decided about after so many polls without a coin: one that was let in before still rolls."""
HOLD_POLLS = 20
"""The device is asked to hold the note on every 20th poll (4 s) in which it is not decided about."""
STACK_POLLS = 50
"""A note that is not reported as stacked 10 s after the command is called back."""
RETURN_POLLS = 25
"""A note that is not reported as returned 5 s after the command is stuck."""


@dataclass(slots=True)
class Note:
    """A note of `denomination` yen that came into escrow at the event `counter`, during the deposit of `log`.

    `intent` is the row that announced its stacking. `decision` and `route` are True for stacking it, False
    for returning it: decided, and sent. `taken` says that the device has acknowledged the latest command.
    """

    denomination: int
    counter: int
    log: MovementLog
    intent: int | None = None
    decision: bool | None = None
    route: bool | None = None
    taken: bool = False
    quiet: int = 0
    polls: int = 0


class Escrow:
    """At most one note at a time, and perhaps an earlier one that is `stuck`."""

    def __init__(self) -> None:
        self.note: Note | None = None
        self.stuck: Note | None = None

    def holds(self, denomination: int, counter: int, log: MovementLog) -> None:
        """A note has come in."""
        self.note = Note(denomination, counter, log)

    def left(self) -> Note | None:
        """The device says that the note has left escrow; returns it, or the one that was stuck."""
        note = self.note or self.stuck
        self.note = self.stuck = None
        return note

    def give_up(self) -> Note | None:
        """Nobody knows what became of the note; returns it. It may be found later."""
        note, self.note = self.note, None
        self.stuck = note or self.stuck
        return note

    @property
    def is_undecided(self) -> bool:
        """True when the note waits for `decide`."""
        note = self.note
        return note is not None and note.route is None and note.decision is None and note.quiet >= QUIET_POLLS

    def decide(self, *, stack: bool) -> None:
        """Say what is to become of the note. It stays undecided while coins may still be rolling."""
        if self.note is not None and self.note.quiet >= QUIET_POLLS:
            self.note.decision = stack

    def call_back(self) -> None:
        """Return the note whatever was decided, unless a command was sent already."""
        if self.note is not None and self.note.route is None:
            self.note.decision = False

    def reset(self) -> bool:
        """The device has forgotten everything; returns whether a note that was to be stacked is lost so."""
        note = self.note
        if note is None or note.intent is None:
            if note is not None:
                note.route, note.taken, note.polls = False, False, 0
            return False
        self.give_up()
        return True

    def advance(self, device: NoteValidator, *, coins: bool) -> bool:
        """One poll has passed, and the events are read: send what is to be sent.

        `coins`: one was credited in it, so that a decision was about another sum. Returns False once the
        note is stuck. Raises CashFault.
        """
        note = self.note
        if note is None:
            return True
        note.polls += 1
        if note.route is None:
            note.quiet = 0 if coins else note.quiet + 1
            note.decision = None if coins and note.decision else note.decision
            if note.decision is None:
                if note.polls % HOLD_POLLS == 0:
                    device.hold()
                return True
            if note.decision:
                note.intent = note.log.note_intended(note.denomination, note.counter)
            note.route, note.polls = note.intent is not None, 0
        elif note.route and note.polls >= STACK_POLLS:
            note.route, note.taken, note.polls = False, False, 0
        elif not note.route and note.polls >= RETURN_POLLS:
            self.give_up()
            return False
        if not note.taken:
            self._send(note, device)
        return True

    def _send(self, note: Note, device: NoteValidator) -> None:
        answer = device.route(stack=bool(note.route))
        note.taken = answer is Routed.TAKEN
        if answer is Routed.EMPTY and note.intent is None:
            self.note = None  # it was never told to stack it, so that it can only have gone back
        elif answer is Routed.EMPTY:
            note.taken = True  # it is on its way: its event will tell where


def was_stacked(device: NoteValidator, counter: int, wait: Callable[[float], None]) -> bool:
    """Return whether the note that came into escrow at the event `counter` is in the stacker now.

    It is called back until its event tells. Raises CashUncertain when none does, and CashFault.
    """
    found = device.read_from(counter)
    for _ in range(RETURN_POLLS):
        for event in found.events:
            if event.meaning in (NoteEvent.STACKED, NoteEvent.RETURNED):
                return event.meaning is NoteEvent.STACKED
        if found.reset or found.lost:
            break
        device.route(stack=False)
        wait(POLL_INTERVAL)
        found = device.poll()
    raise CashUncertain("the note validator does not say what became of the note in its escrow")
