"""What all pages for staff have in common: two languages, a dark header, and pieces that the pages share."""

from __future__ import annotations

from kiosk.rules.staff import STAFF_LANGUAGES, Role, StaffPerson
from kiosk.screens.i18n.dates import weekday
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.i18n.words import Phrase, Words, phrase, words_in
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.text import Text

ROLES: dict[Role, Phrase] = {
    Role.CLERK: phrase("staff", "Clerk"),
    Role.TECHNICIAN: phrase("staff", "Technician"),
    Role.AUDITOR: phrase("staff", "Auditor"),
}


def who(words: Words, person: StaffPerson) -> str:
    """A person by role and id."""
    return f"{words.of(ROLES[person.role])} {person.id}"


class StaffScreen(Screen):
    """A page for staff."""

    header_ground = theme.MACHINE_DARK

    @property
    def words(self) -> Words:
        """The texts in one of the staff's languages, Japanese where the terminal begins with another."""
        language = self.visit.language
        return words_in(language if language in STAFF_LANGUAGES else STAFF_LANGUAGES[0])

    def header(self, style: Style) -> Widget:
        """Terminal, person, version, date and time with seconds, and the other language."""
        say, person = self.words.say, self.view.status.signed_in
        title = say("header", "Maintenance")
        if self.context.simulated:
            title += f" · {say('header', 'Practice mode')}"
        elif self.context.rehearsal:
            title += f" · {say('header', 'Rehearsal')}"
        settings = self.view.settings
        facts = [settings.terminal, who(self.words, person) if person else "", settings.version]
        is_tight = style.is_portrait or style.text_scale > 1
        left = Column(
            self._text(title, theme.SECONDARY if is_tight else theme.BODY, bold=True),
            self._text((" " if style.is_portrait else "  ").join(filter(None, facts)), theme.SECONDARY),
            grow=1,
        )
        now = self.context.now()
        day = f"{now:%Y-%m-%d} ({weekday(self.words, now)})"
        clock: Widget = self._text(f"{day} {now:%H:%M:%S}", theme.BODY)
        if style.is_portrait:
            clock = Column(
                self._text(day, theme.SECONDARY), self._text(f"{now:%H:%M:%S}", theme.BODY), align="end"
            )
        gap = theme.SPACE_1 if style.is_portrait else theme.SPACE_3
        return Row(left, clock, self._language(style), gap=gap)

    def _language(self, style: Style) -> Touchable:
        code = self.words.language.code
        other = next(each for each in STAFF_LANGUAGES if each != code)
        return Touchable(
            (f"language:{other}",),
            Text(
                LANGUAGES[other].name,
                size=theme.SECONDARY,
                bold=True,
                colour=theme.DEEP_TEXT,
                ground=theme.MACHINE,
                align="center",
                leading=1.15,
            ),
            fill=theme.MACHINE,
            pressed_fill=theme.MACHINE_DARK,
            stroke=theme.DEEP_TEXT,
            border=1.5,
            radius=theme.RADIUS_CONTROL,
            least=(88 if style.is_portrait else 112, 56),
            pad=(theme.SPACE_2, 4),
        )

    @staticmethod
    def _text(text: str, size: float, *, bold: bool = False) -> Text:
        return Text(
            text, size=size, bold=bold, colour=theme.DEEP_TEXT, ground=theme.MACHINE_DARK, leading=1.25
        )


def heading(text: str, *, ground: str = theme.WHITE) -> Text:
    """The heading of a part of a page."""
    return Text(text, size=theme.BODY, bold=True, leading=1.3, ground=ground)


def line(text: str, *, ground: str = theme.WHITE, grow: float = 0, bold: bool = False) -> Text:
    """A line of a page, as dense as a list needs it."""
    return Text(text, size=theme.SECONDARY, leading=1.3, ground=ground, grow=grow, bold=bold)


def framed(inside: Widget, *, grow: float = 0, failing: bool = False) -> Panel:
    """A part of a page in a thin frame, red where something fails."""
    return Panel(
        inside,
        fill=theme.WHITE,
        stroke=theme.ERROR if failing else theme.LINE,
        border=2,
        radius=theme.RADIUS_BUTTON,
        pad=(theme.SPACE_3, theme.SPACE_1 + 2),
        grow=grow,
    )


def between(left: Widget, *right: Widget | None) -> Row:
    """Something at the left and something at the right end of a line."""
    return Row(left, Space(grow=1), *right, gap=theme.SPACE_2)
