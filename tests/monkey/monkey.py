"""A monkey at the glass of a whole terminal: several fingers, palms, lost releases, all lengths of taps.

It plays on a clock moved by hand, with production's time-outs and debouncing, while devices fail and people
set cards and insert money at any moment. After every bout the devices are well again; then the terminal must
find back to the waiting screen by itself, and every yen and sheet is counted in metal and paper.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kiosk.fsm.event import Event
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.screens.kivy.app import KioskApp
from kiosk.screens.kivy.manual_loop import open_app
from kiosk.screens.toolkit.layout import Widget
from tests.monkey.panel import SIZE, FingerPanel
from tests.trials.trial import Trials
from tests.trials.unreliable_line import CLEAN

TAPS = (0.01, 0.016, 0.02, 0.03, 0.04, 0.06, 0.1, 0.12, 0.3, 1.0, 4.0)
"""Seconds for which a finger stays down."""
PAUSES = (0.0, 0.02, 0.1, 0.2, 0.35, 0.6, 1.0, 2.0, 5.0)
BOUT = 80
"""Touches between two counts."""
CARDS = (
    "normal", "normal", "normal", "katsuko", "large_household", "locked", "not_jpki", "smartphone", "child",
    "damaged", "expired", "foreign", "next_generation", "one_try_left",
)  # fmt: skip


class Monkey(Trials):
    """Plays bouts of touches; `played` counts the touches, `seen` the states in which it touched."""

    def __init__(self, keys: Path, seed: int, *, faults: float = 0.03) -> None:
        super().__init__(keys, seed, CLEAN, faults=faults)
        self.played = 0
        self.seen: Counter[S] = Counter()
        self.raised: list[BaseException] = []

    def __enter__(self) -> Monkey:
        super().__enter__()
        self.app: KioskApp = open_app(
            SIZE,
            post=self._post,
            activity=self._touched,
            clock=self.clock.monotonic,
            on_fault=self.raised.append,
        )
        self.panel = FingerPanel()
        self.person.kiosk.terminal.listeners.append(self)
        view = self.person.kiosk.terminal.view
        assert view is not None
        self.app.show(view)
        self.panel.turn()
        return self

    def __exit__(self, *error: object) -> None:
        self.panel.close()
        self.app.stop()
        super().__exit__(*error)

    # --- listener of the terminal

    def shown(self, view: View) -> None:
        """Put the picture on the glass."""
        self.app.show(view)

    def visit_began(self, visit: object) -> None:
        """The picture has it all."""

    def visit_ended(self, visit: object) -> None:
        """The picture has it all."""

    def _touched(self) -> None:
        self.person.kiosk.terminal.touched()

    def _post(self, event: Event, generation: int | None) -> None:
        self.person.kiosk.terminal.post(event, generation)

    # --- a bout

    def _visit(self, cut: bool) -> None:
        for _ in range(BOUT):
            self._event()
            self._touch()
            self.person.waits(self.chance.choice(PAUSES))
            self.panel.turn()
        reader = self.environment.reader
        if reader.card is not None:
            reader.remove()

    def _touch(self) -> None:
        chance, panel = self.chance, self.panel
        state = self.person.machine.state
        self.seen[state] += 1
        self.played += 1
        place = self._aim(state)
        finger = chance.choice((1, 1, 1, 2, 3))
        panel.down(finger, place)
        panel.turn()
        kind = chance.random()
        if kind < 0.05:
            return  # the release is never reported
        if kind < 0.1:  # a palm, somewhere
            for other in range(4, 9):
                panel.down(other, (chance.uniform(0, SIZE[0]), chance.uniform(0, SIZE[1])))
            panel.turn()
        if kind < 0.15:
            place = (place[0] + chance.uniform(-200, 200), place[1] + chance.uniform(-200, 200))
            panel.move(finger, place)
        self.person.waits(chance.choice(TAPS))
        panel.up(finger, place)
        if 0.15 < kind < 0.25:  # bounces
            panel.down(finger, place)
            panel.up(finger, place)
        panel.turn()
        panel.turn()

    def _aim(self, state: S) -> tuple[float, float]:
        """Mostly at a key, and often at the one that leads on: a monkey alone would never find the PIN."""
        chance, layout = self.chance, self.app.root.layout
        keys: list[Widget] = [w for w in layout.walk() if w.names and w.enabled] if layout else []
        forward = [w for w in keys if w.names[0] in FORWARD or w.names[0] == self._digit()]
        if forward and chance.random() < (0.93 if state in TYPING else 0.55):
            keys = forward
        if not keys or chance.random() < 0.1:
            return chance.uniform(0, SIZE[0] - 1), chance.uniform(0, SIZE[1] - 1)
        box = chance.choice(keys).box
        return box.x + box.w * chance.uniform(0.1, 0.9), box.y + box.h * chance.uniform(0.1, 0.9)

    def _digit(self) -> str:
        """The next key of the specimen's PIN 1234."""
        screen = self.app.root.screen
        typed = getattr(getattr(screen, "digits", None), "typed", None)
        return f"digit:{len(typed) + 1}" if typed is not None and len(typed) < 4 else ""

    def _event(self) -> None:
        """What people and devices do beside the touches."""
        chance, state = self.chance, self.person.machine.state
        reader = self.environment.reader
        if state is S.PLACE_CARD and reader.card is None and chance.random() < 0.5:
            reader.insert(self.environment.card(chance.choice(CARDS)))
        elif reader.card is not None and chance.random() < (0.5 if state in TAKING else 0.02):
            reader.remove()
        if chance.random() < (0.6 if state is S.PAY else 0.02):
            self._insert(chance.choice((10, 50, 100, 500, 500, 1000)))
        self._device_fault()
        self._printer_fault()
        if chance.random() < 0.3:
            self.environment.printer.print_sheet()
        if chance.random() < 0.05:
            self.environment.printer.clear_fault()


FORWARD = frozenset(
    {"start", "service:certificates", "agree", "scope:residence", "next", "kind:resident_record", "pay",
     "acknowledge", "continue"}
)  # fmt: skip
TYPING = frozenset({S.ENTER_PIN, S.LAST_TRY, S.PLACE_CARD})
TAKING = frozenset({S.TAKE_CARD, S.RETURN_CARD, S.CARD_UNSEEN})
