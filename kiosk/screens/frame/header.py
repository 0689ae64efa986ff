"""The header: service, the present step, and on every screen the way to text size, sound and languages."""

from __future__ import annotations

from dataclasses import replace

from kiosk.fsm.state_groups import STAFF
from kiosk.fsm.states import S
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Service
from kiosk.screens.i18n.dates import hours_of_day
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.i18n.words import Phrase, phrase
from kiosk.screens.navigation import STAFF_FROM, STEPS, step_of
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.steps import Steps
from kiosk.screens.toolkit.widgets.tag import tag
from kiosk.screens.toolkit.widgets.text import Text

HEADER_HEIGHT = 76.0
STAFF_AREA = (220.0, HEADER_HEIGHT)
_SERVICES: dict[Service, Phrase] = {
    Service.CERTIFICATES: phrase("header", "Certificates"),
    Service.PASSWORD_RESET: phrase("header", "Password reset"),
    Service.USAGE_REGISTRATION: phrase("header", "Registration"),
    Service.CARD_CHECK: phrase("header", "Card check"),
    Service.INFORMATION: phrase("header", "Information"),
}


def header_style(style: Style) -> Style:
    """Large text grows a third as much here, in portrait not at all: there is one row for everything."""
    grown = 1 + (style.text_scale - 1) / 3
    return replace(style, text_scale=1.0 if style.is_portrait else grown, shrink=1.0)


def service_name(screen: Screen) -> Widget:
    """The service name at the top left, marked as practice mode in simulation, and in a rehearsal."""
    view, say = screen.view, screen.words.say
    if view.state is S.MENU:
        name = say("header", "Administrative services")
    else:
        name = screen.words.of(_SERVICES[view.visit.service or Service.CERTIFICATES])
    title = Text(name, size=theme.BODY, bold=True, leading=1.2)
    if screen.context.simulated:
        mode = say("header", "Practice mode")
    elif screen.context.rehearsal:
        mode = say("header", "Rehearsal")
    else:
        return title
    return Column(title, Text(mode, size=theme.SMALLEST, colour=theme.CAUTION, leading=1.15))


def _button(names: tuple[str, ...], label: str, *, deep: bool = False) -> Touchable:
    ground = theme.DEEP_PANEL if deep else theme.WHITE
    colour = theme.WHITE if deep else theme.INK
    return Touchable(
        names,
        Text(
            label, size=theme.SECONDARY, bold=True, colour=colour, align="center", leading=1.15, ground=ground
        ),
        fill=ground,
        pressed_fill=theme.PRIMARY_PRESSED if deep else theme.PRESSED,
        stroke=theme.GLOW if deep else theme.CONTROL,
        border=1.5,
        radius=theme.RADIUS_CONTROL,
        least=(112, 56),
        pad=(theme.SPACE_2, 4),
    )


def language_button(screen: Screen, *, deep: bool = False) -> Touchable | None:
    """Switches to the other of two languages; with more languages, opens the list."""
    languages = screen.context.languages
    if len(languages) < 2 or screen.view.state in STAFF:
        return None
    others = [code for code in languages if code != screen.view.visit.language]
    if len(others) == 1:
        return _button((f"language:{others[0]}", "language"), LANGUAGES[others[0]].name, deep=deep)
    return _button(("language",), "言語\nLanguage", deep=deep)


def access_button(screen: Screen, *, deep: bool = False) -> Touchable | None:
    """Opens the panel for text size, colours, reach and sound."""
    if screen.view.state in (S.STARTING, *STAFF):
        return None
    return _button(("access",), screen.words.say("header", "Text size\nand sound"), deep=deep)


def header_buttons(screen: Screen, *, deep: bool = False) -> list[Widget]:
    """What stands at the right of every header."""
    buttons = (access_button(screen, deep=deep), language_button(screen, deep=deep))
    return [button for button in buttons if button is not None]


class _Either(Widget):
    """`shown` in a room that is large enough for `other` too: nothing moves when that takes its place."""

    def __init__(self, shown: Widget, other: Widget) -> None:
        self._shown, self._other = shown, other

    def children(self) -> tuple[Widget, ...]:
        return (self._shown,)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        sizes = [each.measure(style, width) for each in (self._shown, self._other)]
        return max(w for w, _ in sizes), max(h for _, h in sizes)

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        self._shown.place(style, box)

    def paint(self, style: Style, canvas: Canvas) -> None:
        self._shown.paint(style, canvas)


def low_buttons(screen: Screen, *, more_time: bool) -> list[Widget]:
    """The same where a seated person reaches them; with `more_time` that key in place of the first."""
    first, *others = header_buttons(screen)
    longer: Widget = _button(("more_time",), screen.words.say("banner", "I need\nmore time"))
    return [_Either(*((longer, first) if more_time else (first, longer))), *others]


def middle_of(screen: Screen) -> Widget | None:
    """The middle of the header: the steps, on the menu the hours."""
    view = screen.view
    if view.state is S.MENU:
        return _hours(screen)
    closing = screen.closing_notice()
    if closing:
        return tag("caution", closing)
    step = step_of(view.visit.service, view.state)
    if step is None or view.visit.service is None:
        return None
    return Steps([screen.words.of(name) for name, _ in STEPS[view.visit.service]], step)


def _hours(screen: Screen) -> Widget:
    """The service hours on the menu; shortly before closing, the minutes that remain."""
    view, words = screen.view, screen.words
    left = [
        row.minutes_left for row in view.status.services if row.may_start and row.minutes_left is not None
    ]
    if left and all(row.minutes_left is not None for row in view.status.services if _has_hours(row)):
        return tag("caution", words.count("menu", "Closes in {n} minute", "Closes in {n} minutes", max(left)))
    status = view.status
    if any(status.closed_by(service) or service in status.switched_off for service in Service):
        return tag("caution", words.say("header", "Partly available"))
    return tag(
        "success", words.say("header", "Open  {hours}", hours=hours_of_day(words, view.settings.hours))
    )


def _has_hours(row: ServiceAvailability) -> bool:
    return row.may_start and row.service is not Service.INFORMATION


class StaffArea(Widget):
    """The invisible area over the title that staff press and hold."""

    names = ("staff",)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return STAFF_AREA


def staff_area(screen: Screen) -> StaffArea | None:
    """The area to press and hold, or None where staff cannot be called."""
    return StaffArea() if screen.view.state in STAFF_FROM else None


def header_row(screen: Screen, middle: Widget | None, buttons: list[Widget]) -> Row:
    """The whole header in one row."""
    centre: Widget = Space(grow=1) if middle is None else Column(middle, align="center", grow=1)
    return Row(service_name(screen), centre, *buttons, gap=theme.SPACE_3)
