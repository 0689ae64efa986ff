"""Base of all screens: from a View to a tree of parts, from an action name to an event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from kiosk.fsm.events import Acknowledged, Back, Ended, Event
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.screens.i18n.words import Words, words_in
from kiosk.screens.navigation import BACK_FROM, DEEP_STATES, END_FROM
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Part
from kiosk.screens.toolkit.theme import Look
from kiosk.screens.toolkit.widgets.button import Touchable


@dataclass(frozen=True, slots=True)
class Desk:
    """What screens may use besides the View (see KioskApp for the meaning of each)."""

    post: Callable[[Event], None]
    clock: Callable[[], float]
    languages: tuple[str, ...]
    simulated: bool
    check_staff_pin: Callable[[list[int]], bool]
    staff_action: Callable[[str], None]


class Screen:
    """One state entry on the glass. Keeps only what is being typed or toggled, until `leave`."""

    events: ClassVar[dict[str, Callable[[], Event]]] = {
        "back": Back,
        "end": Ended,
        "acknowledge": Acknowledged,
    }

    def __init__(self, desk: Desk, view: View) -> None:
        self.desk, self.view = desk, view

    @property
    def words(self) -> Words:
        """The words in the view's language."""
        return words_in(self.view.language)

    @property
    def is_deep(self) -> bool:
        """True for the full-screen look on deep blue."""
        return self.view.state in DEEP_STATES

    @property
    def ground(self) -> str:
        """Colour behind everything."""
        return theme.DEEP if self.is_deep else theme.WHITE

    @property
    def allows_back(self) -> bool:
        """Whether もどる is offered."""
        return self.view.state in BACK_FROM

    @property
    def allows_end(self) -> bool:
        """Whether おわる is offered."""
        return self.view.state in END_FROM

    def update(self, view: View) -> None:
        """The same state entry has news."""
        self.view = view

    def leave(self) -> None:
        """The state entry is over: wipe what was typed."""

    def body(self, look: Look) -> Part:
        """Everything between header and footer."""
        raise NotImplementedError

    def primary(self) -> Touchable | None:
        """The one action that goes on, None when the screen waits for something else."""
        return None

    def reason(self) -> str:
        """What stands beside the primary action: why it is grey, or what happens meanwhile."""
        return ""

    def end_label(self) -> str:
        """The word on the button that ends the visit."""
        return self.words.say("footer", "Finish")

    def act(self, action: str) -> None:
        """Answer a touch."""
        make = self.events.get(action)
        if make is not None:
            self.desk.post(make())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({S(self.view.state).value})"
