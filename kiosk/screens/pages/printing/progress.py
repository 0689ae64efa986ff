"""Printing, and printing held until staff help."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.fsm.timeouts import FIRST_WAITS, SHEET
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.terminal import Place
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.panes import split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.money import Bar
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.sheets import Sheets
from kiosk.screens.toolkit.widgets.tag import advice_box, tag
from kiosk.screens.toolkit.widgets.text import Text, secondary, title
from kiosk.screens.toolkit.widgets.waiting import STEP, Waiting

MOST_SHEETS = 8
"""More sheets than this are shown as a progress bar."""


class PrintScreen(Screen):
    """PRINT: the printer's own progress, sheet by sheet."""

    def body(self, style: Style) -> Widget:
        say, view = self.words.say, self.view
        total = max(1, view.visit.printing.sheets)
        now = min(total, view.visit.printing.sheets_printed + 1)
        sheet = FIRST_WAITS[SHEET] if view.expected is None else view.expected
        left = round((total - view.visit.printing.sheets_printed) * sheet - self._elapsed(sheet))
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
            Waiting(None, self._step()),
            Text(say("print", "Please ^wait at the machine^.")),
            secondary(
                say("print", "If the paper jams or runs out, please call the staff. Your money is safe.")
            ),
        )
        picture = self.machine(Place.PAPER, caption=say("machine", "Certificates come out here"))
        return split(style, words, picture, picture_width=400)

    @property
    def moves_every(self) -> float | None:
        return None if self.view.settings.reduced_motion else STEP

    def _step(self) -> int | None:
        return None if self.view.settings.reduced_motion else int(self.context.clock() / STEP)

    def _elapsed(self, sheet: float) -> float:
        """Seconds of the sheet under way; never more than it usually takes."""
        since = self.view.since
        return 0.0 if since is None else min(sheet, max(0.0, self.context.clock() - since))

    def reason(self) -> str:
        return self.words.say(
            "print", "Take your certificates, change and receipt when printing has finished."
        )


class PrintHeldScreen(Screen):
    """PRINT_HELD: staff are needed, the money is safe."""

    keeps_together = True

    def body(self, style: Style) -> Widget:
        say, view = self.words.say, self.view
        if view.reason is Reason.PAPER_OUT:
            state, heading = say("print", "Out of paper"), say("print", "The printer has run out of paper")
        elif view.reason is Reason.PAPER_JAM:
            state, heading = say("print", "Paper jam"), say("print", "The printer has a paper jam")
        else:
            state, heading = say("print", "Printer stopped"), say("print", "The printer has stopped")
        done = say(
            "print",
            "{done} of {total} sheets have been printed.",
            done=view.visit.printing.sheets_printed,
            total=view.visit.printing.sheets,
        )
        money = say("print", "“Finish” refunds what has not been printed.")
        words = stack(
            tag("caution", state),
            title(heading),
            advice_box(
                say("print", "What to do now"),
                say(
                    "print",
                    "Please *call the store staff* and wait here. Printing then continues by itself.",
                ),
            ),
            Panel(
                Text(
                    say("print", "Your money is safe.") + "\n" + money, size=20, bold=True, ground=theme.FIELD
                )
            ),
            secondary(done + "  " + self._code()),
        )
        picture = self.machine(Place.PAPER, caption=say("machine", "Printer"))
        return split(style, words, picture, picture_width=360)

    def _code(self) -> str:
        if self.view.reason is None:
            return ""
        return self.words.say("refusal", "Code {code}", code=self.view.reason.value)
