"""Printing, and printing that waits for staff."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens import theme
from kiosk.screens.drawings.machine import printer
from kiosk.screens.drawings.sketch import Picture, Sketch
from kiosk.screens.layout import Part
from kiosk.screens.pages.common import split, stack
from kiosk.screens.screen import Screen
from kiosk.screens.theme import Look
from kiosk.screens.widgets.money import Bar
from kiosk.screens.widgets.panel import Panel
from kiosk.screens.widgets.sheets import Sheets
from kiosk.screens.widgets.tag import advice_box, tag
from kiosk.screens.widgets.text import Text, secondary, title

SECONDS_A_SHEET = 40
"""About how long one sheet takes on a multi-copy machine; only used to tell roughly how long to wait."""

MOST_SHEETS = 8
"""More sheets than this are shown as a bar."""


class PrintScreen(Screen):
    """PRINT: real progress, sheet by sheet."""

    def body(self, look: Look) -> Part:
        say, view = self.words.say, self.view
        total = max(1, view.visit.printing.sheets)
        now = min(total, view.visit.printing.sheets_printed + 1)
        left = (total - view.visit.printing.sheets_printed) * SECONDS_A_SHEET
        if left <= 90:
            wait = self.words.count("print", "about {n} second left", "about {n} seconds left", max(10, left))
        else:
            wait = self.words.count(
                "print", "about {n} minute left", "about {n} minutes left", round(left / 60)
            )
        words = stack(
            title(say("print", "Printing")),
            Text(
                say("print", "Sheet ^{now}^ of {total}   {wait}", now=now, total=total, wait=wait), strong=1.4
            ),
            Sheets(view.visit.printing.sheets_printed, total)
            if total <= MOST_SHEETS
            else Bar(view.visit.printing.sheets_printed / total),
            Text(say("print", "Please ^wait at the machine^.")),
            secondary(say("print", "If paper jams or runs out, staff will be needed. Your money is safe.")),
        )
        label = say("machine", "Printer")

        def draw(to: Sketch) -> None:
            printer(to, label)

        return split(look, words, Picture(draw), picture_width=400)

    def reason(self) -> str:
        return self.words.say(
            "print", "Take certificates, change and receipt together when printing is done."
        )


class PrintHeldScreen(Screen):
    """PRINT_HELD: staff is needed, the money is safe."""

    def body(self, look: Look) -> Part:
        say, view = self.words.say, self.view
        if view.reason is Reason.PAPER_OUT:
            state, heading = say("print", "No paper"), say("print", "The printer has run out of paper")
        elif view.reason is Reason.PAPER_JAM:
            state, heading = say("print", "Paper jam"), say("print", "Paper has jammed in the printer")
        else:
            state, heading = say("print", "Printer stopped"), say("print", "The printer has stopped")
        done = say(
            "print",
            "{done} of {total} sheets are printed.",
            done=view.visit.printing.sheets_printed,
            total=view.visit.printing.sheets,
        )
        money = say("print", "“Finish” returns what is not printed.")
        words = stack(
            tag("caution", state),
            title(heading),
            advice_box(
                say("print", "What to do now"),
                say(
                    "print",
                    "Please *call the store staff* and wait here. Printing goes on by itself afterwards.",
                ),
            ),
            Panel(
                Text(
                    say("print", "Your money is safe.") + "\n" + money, size=20, bold=True, ground=theme.FIELD
                )
            ),
            secondary(done + "  " + self._code()),
        )
        label = say("machine", "Printer")

        def draw(to: Sketch) -> None:
            printer(to, label, held=True)

        return split(look, words, Picture(draw), picture_width=360)

    def _code(self) -> str:
        if self.view.reason is None:
            return ""
        return self.words.say("refusal", "Code {code}", code=self.view.reason.value)
