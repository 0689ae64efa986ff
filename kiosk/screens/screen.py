"""The base of all screens: turns a View into a tree of widgets, and an action name into an event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from kiosk.fsm.event import Event
from kiosk.fsm.events import Acknowledged, Back, Ended
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.rules.hours.japan_time import JST
from kiosk.screens.i18n.words import Words, words_in
from kiosk.screens.navigation import BACK_FROM, DEEP_STATES, END_FROM
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.sketch import Picture, Sketch
from kiosk.screens.toolkit.drawings.terminal import CAPTIONED, DESIGN, Build, Held, Place, terminal
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.structs import Struct


class ScreenContext(Struct):
    """What a screen gets besides the View (see KioskApp for each field)."""

    post: Callable[[Event], None]
    clock: Callable[[], float]
    languages: tuple[str, ...]
    simulated: bool
    now: Callable[[], datetime] = lambda: datetime.now(JST)
    rehearsal: bool = False


class Screen:
    """One entry into a state, as shown. Holds only what is being typed or toggled, until `leave`."""

    keeps_together: ClassVar[bool] = False
    """Whether the body is set smaller rather than divided: what happened and what to do belong together."""
    events: ClassVar[dict[str, Callable[[], Event]]] = {
        "back": Back,
        "end": Ended,
        "acknowledge": Acknowledged,
    }

    def __init__(self, context: ScreenContext, view: View) -> None:
        self.context, self.view = context, view

    @property
    def words(self) -> Words:
        """The texts in the view's language."""
        return words_in(self.view.visit.language)

    @property
    def visit(self) -> Visit:
        """The visit in the view, or that of nobody."""
        return self.view.visit

    @property
    def is_deep(self) -> bool:
        """True for full-screen pages on deep blue."""
        return self.view.state in DEEP_STATES

    @property
    def ground(self) -> str:
        """The background colour."""
        return theme.DEEP if self.is_deep else theme.WHITE

    @property
    def allows_back(self) -> bool:
        """Whether もどる is offered."""
        return self.view.state in BACK_FROM

    @property
    def allows_end(self) -> bool:
        """Whether おわる is offered."""
        return self.view.state in END_FROM

    @property
    def moves_every(self) -> float | None:
        """Seconds after which the page looks different by itself; None for a page that stands still."""
        return None

    def update(self, view: View) -> None:
        """Take a newer view of the same state entry."""
        self.view = view

    def leave(self) -> None:
        """The state was left: wipe what was typed."""

    def body(self, style: Style) -> Widget:
        """Everything between header and footer."""
        raise NotImplementedError

    header_ground: ClassVar[str | None] = None
    """The colour behind a header of the page's own."""

    def header(self, style: Style) -> Widget | None:
        """A header of the page's own; None for the one that all pages have in common."""
        return None

    def primary(self) -> Touchable | None:
        """The primary action, or None when the screen waits for something else."""
        return None

    def reason(self) -> str:
        """The text beside the primary action: why it is disabled, or what happens meanwhile."""
        return ""

    def reasons(self) -> Sequence[str]:
        """Every text that `reason` may have while the page stands, if the keys must stand still below it."""
        return ()

    def closing_notice(self) -> str:
        """That the service closes in some minutes, to be shown in one place on every page; usually empty.

        It is said while a visit can still be ended, and never while somebody pays or waits for paper.
        """
        minutes = self.view.closing_in_minutes
        if minutes is None:
            return ""
        return self.words.count(
            "closing", "This service closes in {n} minute", "This service closes in {n} minutes", minutes
        )

    def end_label(self) -> str:
        """The label of the button that ends the visit."""
        return self.words.say("footer", "Finish")

    @property
    def held(self) -> Held:
        """What this visit was identified with, as it is drawn at the place for the card."""
        return Held.SMARTPHONE if self.visit.card.smartphone else Held.CARD

    def machine(
        self,
        *lit: Place,
        caption: str = "",
        numbered: bool = False,
        held: Held | None = None,
        moves_in: bool | None = None,
    ) -> Picture:
        """The drawing of this terminal with the places that matter now lit; see `drawings.terminal`."""
        settings = self.view.settings
        build = Build(settings.card_is_inserted, settings.takes_notes)

        def draw(to: Sketch) -> None:
            terminal(to, build, lit, caption=caption, numbered=numbered, held=held, moves_in=moves_in)

        return Picture(draw, design=CAPTIONED if caption else DESIGN, guides=True)

    def act(self, action: str) -> None:
        """Handle a touch on the widget with this action name."""
        make = self.events.get(action)
        if make is not None:
            self.context.post(make())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({S(self.view.state).value})"
