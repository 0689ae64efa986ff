"""Taking everything: papers, change, receipt; a refund; a slip for money that could not be paid."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens import theme
from kiosk.screens.drawings.machine import money_comes, slip
from kiosk.screens.drawings.sketch import Picture, Sketch
from kiosk.screens.layout import Column, Part, Row, Space
from kiosk.screens.notices import WORDS
from kiosk.screens.pages.common import split, stack
from kiosk.screens.screen import Screen
from kiosk.screens.theme import Look
from kiosk.screens.widgets.button import Touchable, primary
from kiosk.screens.widgets.choice import Badge
from kiosk.screens.widgets.panel import Panel
from kiosk.screens.widgets.tag import advice_box, notice_box, tag
from kiosk.screens.widgets.text import Text, secondary, title


def _thing(look: Look, badge: str, name: str, text: str) -> Part:
    sign = Badge(badge, size=92)
    heading = Text(name, size=theme.LARGE, bold=True, align="left" if look.is_portrait else "center")
    explanation = Text(
        text, size=20, colour=theme.INK_2, align="left" if look.is_portrait else "center", leading=1.4
    )
    if look.is_portrait:
        inside: Part = Row(sign, Column(heading, explanation, grow=1), gap=theme.SPACE_4)
    else:
        centred = Row(Space(grow=1), sign, Space(grow=1))
        inside = Column(centred, Space(theme.SPACE_1), heading, explanation)
    return Panel(
        inside,
        fill=theme.WHITE,
        stroke=theme.PRIMARY,
        border=2,
        pad=(theme.SPACE_3, theme.SPACE_4 + 4),
        grow=1,
    )


class TakePapersScreen(Screen):
    """TAKE_PAPERS."""

    def body(self, look: Look) -> Part:
        say, count, view = self.words.say, self.words.count, self.view
        things = [
            _thing(
                look,
                "sheet",
                say("take", "Certificates"),
                count(
                    "take",
                    "{n} sheet, lower tray",
                    "{n} sheets, lower tray",
                    max(1, view.visit.printing.sheets_printed or view.visit.printing.sheets),
                ),
            )
        ]
        if view.visit.money.paid_out:
            things.append(
                _thing(look, "yen", say("take", "Change"), self.words.yen(view.visit.money.paid_out))
            )
        if view.visit.receipt_printed:
            things.append(_thing(look, "slip", say("take", "Receipt"), say("take", "The narrow paper")))
        if look.is_portrait:
            for thing in things:
                thing.grow = 0
            row: Part = Column(*things, gap=theme.SPACE_3)
        else:
            row = Row(*things, gap=theme.SPACE_4 - 2, align="stretch")
        return Column(
            title(say("take", "Do you have *everything*?")),
            self._notice(),
            row,
            Space(theme.SPACE_1),
            Text(say("take", "The sheets are not stapled.\nPlease check the page numbers (such as 1/2).")),
            None
            if view.visit.receipt_printed
            else notice_box(
                "caution",
                say("take", "The receipt could not be printed."),
                say(
                    "take",
                    "Your certificates are valid without it. Please ask the store staff if you need one.",
                ),
            ),
            gap=theme.SPACE_3,
        )

    def _notice(self) -> Part | None:
        notice = self.view.reason
        if notice is None:
            return None
        if notice is Reason.TIMED_OUT:
            return notice_box("caution", self.words.say("take", "Please do not leave anything behind."))
        words = WORDS[notice]
        return notice_box("caution", self.words.of(words.title), self.words.of(words.meaning))

    def primary(self) -> Touchable:
        return primary("acknowledge", self.words.say("take", "I have everything"))


class TakeRefundScreen(Screen):
    """TAKE_REFUND: the money is back, and why."""

    def body(self, look: Look) -> Part:
        say, view = self.words.say, self.view
        reason = None if view.reason is None else WORDS[view.reason]
        words = stack(
            tag("caution", self.words.of(reason.tag)) if reason else None,
            title(say("take", "*Take* your money")),
            Text(
                self.words.strong_yen(view.visit.money.paid_out),
                size=30,
                strong=2.6,
                strong_colour=theme.PRIMARY,
            ),
            Text(say("take", "It is in the coin tray.")),
            Panel(
                Column(
                    Text(self.words.of(reason.title), size=20, bold=True, ground=theme.FIELD),
                    Text(self.words.of(reason.meaning), size=theme.SECONDARY, ground=theme.FIELD),
                )
            )
            if reason
            else None,
            secondary(self.words.say("refusal", "Code {code}", code=view.reason.value))
            if view.reason
            else None,
        )
        label = say("machine", "Coin tray")

        def draw(to: Sketch) -> None:
            money_comes(to, label)

        return split(look, words, Picture(draw), picture_width=400)

    def primary(self) -> Touchable:
        return primary("acknowledge", self.words.say("take", "I have taken it"))


class ClaimScreen(Screen):
    """CLAIM: money the terminal owes is on a slip."""

    def body(self, look: Look) -> Part:
        say, view, yen = self.words.say, self.view, self.words.yen
        where = say("take", "The amount is on the slip.")
        if view.visit.money.paid_out:
            where = say(
                "take",
                "{amount} is in the coin tray, the rest is on the slip.",
                amount=yen(view.visit.money.paid_out),
            )
        words = stack(
            tag("caution", say("take", "Not all money could be paid out")),
            title(say("take", "You still get *{amount}*", amount=yen(view.visit.money.claimed))),
            Text(where, leading=1.5),
            advice_box(
                say("print", "What to do now"),
                say("take", "Take the slip and show it to the store staff. They give you the money."),
            ),
            secondary(say("take", "Please keep the slip. It is as good as the money.")),
        )
        label = say("machine", "Slip")

        def draw(to: Sketch) -> None:
            slip(to, label)

        return split(look, words, Picture(draw), picture_width=360)

    def primary(self) -> Touchable:
        return primary("acknowledge", self.words.say("take", "I have the slip"))
