"""Taking everything: a numbered list of what there is, and where it lies."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.fsm.reasons import Reason
from kiosk.fsm.view import View
from kiosk.screens.messages import MESSAGES
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.terminal import Place
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.panes import fitted, split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.choice import Badge
from kiosk.screens.toolkit.widgets.tag import notice_box
from kiosk.screens.toolkit.widgets.text import Text, secondary, title

_PLACES = {"certificates": Place.PAPER, "change": Place.CHANGE, "receipt": Place.SLIP}


class Thing(NamedTuple):
    """One thing to take: its key, its name, and how much of it is where."""

    key: str
    name: str
    where: str


class TakePapersScreen(Screen):
    """TAKE_PAPERS: no device reports what was taken, so the shopper ticks it, or not."""

    def __init__(self, context: ScreenContext, view: View) -> None:
        super().__init__(context, view)
        self.taken: set[str] = set()

    @property
    def sheets(self) -> int:
        """Sheets in the tray."""
        printing = self.visit.printing
        return max(1, printing.sheets_printed or printing.sheets)

    @property
    def things(self) -> tuple[Thing, ...]:
        """All that there is to take, in the order of the numbers."""
        say, count, visit = self.words.say, self.words.count, self.visit
        found = [
            Thing(
                "certificates",
                say("take", "Certificates"),
                count(
                    "take",
                    "{n} sheet, tray below the screen",
                    "{n} sheets, tray below the screen",
                    self.sheets,
                ),
            )
        ]
        if visit.money.paid_out:
            amount = self.words.yen(visit.money.paid_out)
            found.append(
                Thing("change", say("take", "Change"), say("take", "{amount}, coin tray", amount=amount))
            )
        if visit.receipt_printed:
            found.append(Thing("receipt", say("take", "Receipt"), say("take", "The narrow strip of paper")))
        return tuple(found)

    def body(self, style: Style) -> Widget:
        say, things = self.words.say, self.things
        words = stack(
            title(self._heading(len(things))),
            self._notice(),
            Column(
                *(self._thing(style, number, thing) for number, thing in enumerate(things, 1)),
                gap=theme.SPACE_1,
            ),
            secondary(say("take", "The sheets are not stapled. Please check the page numbers."))
            if self.sheets > 1
            else None,
            None if self.visit.receipt_printed else self._no_receipt(),
            gap=theme.SPACE_2,
        )
        lit = [_PLACES[thing.key] for thing in things]
        return split(style, words, self.machine(*lit, numbered=True), picture_width=360)

    def _heading(self, number: int) -> str:
        if number == 1:
            return self.words.say("take", "*Take* your certificates")
        return self.words.count("take", "Take *{n} item*", "Take *all {n} items*", number)

    def _thing(self, style: Style, number: int, thing: Thing) -> Widget:
        done = thing.key in self.taken
        ground, ink = (theme.SUCCESS_GROUND, theme.SUCCESS) if done else (theme.WHITE, theme.INK)
        badge = (
            Badge("check", size=52, fill=theme.SUCCESS, colour=theme.WHITE)
            if done
            else Badge(str(number), size=52, fill=theme.PRIMARY, colour=theme.WHITE)
        )
        taken = self.words.say("take", "Taken")
        where = f"{thing.where}　{taken}" if done else thing.where
        told = Column(
            Text(thing.name, size=theme.LARGE, bold=True, leading=1.3, colour=ink, ground=ground),
            Text(where, size=20, leading=1.4, colour=ink, ground=ground),
            grow=1,
        )
        return Touchable(
            (f"taken:{thing.key}",),
            Row(badge, told, gap=theme.SPACE_4),
            fill=ground,
            stroke=theme.SUCCESS if done else theme.CONTROL,
            radius=theme.RADIUS_CARD,
            pad=(theme.SPACE_4, theme.SPACE_1),
            least=(200, fitted(style, 80, 108)),
            centred=False,
        )

    def _no_receipt(self) -> Widget:
        say = self.words.say
        return notice_box(
            "caution",
            say("take", "The receipt could not be printed."),
            say(
                "take", "Your certificates are valid without it. Please ask the store staff if you need one."
            ),
        )

    def _notice(self) -> Widget | None:
        notice = self.view.reason
        if notice is None:
            return None
        if notice is Reason.TIMED_OUT:
            return notice_box("caution", self.words.say("take", "Please do not leave anything behind."))
        words = MESSAGES[notice]
        return notice_box("caution", self.words.of(words.title), self.words.of(words.meaning))

    def primary(self) -> Touchable:
        return primary("acknowledge", self.words.say("take", "I have everything"))

    def act(self, action: str) -> None:
        name, _, key = action.partition(":")
        if name == "taken":
            self.taken ^= {key}
        else:
            super().act(action)
