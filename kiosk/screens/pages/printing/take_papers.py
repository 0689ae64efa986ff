"""Taking everything: certificates, change and receipt."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens.messages import MESSAGES
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.choice import Badge
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.tag import notice_box
from kiosk.screens.toolkit.widgets.text import Text, title


def _thing(style: Style, badge: str, name: str, text: str) -> Widget:
    picture = Badge(badge, size=92)
    heading = Text(name, size=theme.LARGE, bold=True, align="left" if style.is_portrait else "center")
    explanation = Text(
        text, size=20, colour=theme.INK_2, align="left" if style.is_portrait else "center", leading=1.4
    )
    if style.is_portrait:
        inside: Widget = Row(picture, Column(heading, explanation, grow=1), gap=theme.SPACE_4)
    else:
        centred = Row(Space(grow=1), picture, Space(grow=1))
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

    def body(self, style: Style) -> Widget:
        say, count, view = self.words.say, self.words.count, self.view
        things = [
            _thing(
                style,
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
                _thing(style, "yen", say("take", "Change"), self.words.yen(view.visit.money.paid_out))
            )
        if view.visit.receipt_printed:
            things.append(_thing(style, "slip", say("take", "Receipt"), say("take", "The narrow sheet")))
        if style.is_portrait:
            for thing in things:
                thing.grow = 0
            row: Widget = Column(*things, gap=theme.SPACE_3)
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
