"""The header: service, steps, remaining time, language."""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Service
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.i18n.words import Phrase, phrase
from kiosk.screens.navigation import END_FROM, RING_IN, STAFF_FROM, STEPS, step_of
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.panel import Fixed, Panel
from kiosk.screens.toolkit.widgets.ring import WARN_BELOW, Ring
from kiosk.screens.toolkit.widgets.steps import Steps
from kiosk.screens.toolkit.widgets.tag import tag
from kiosk.screens.toolkit.widgets.text import Text

HEADER_HEIGHT = 76.0
_SERVICES: dict[Service, Phrase] = {
    Service.CERTIFICATES: phrase("header", "Certificates"),
    Service.PASSWORD_RESET: phrase("header", "Password reset"),
    Service.USAGE_REGISTRATION: phrase("header", "Registration"),
    Service.CARD_CHECK: phrase("header", "Card check"),
    Service.INFORMATION: phrase("header", "Information"),
}
STAFF_AREA = (320.0, HEADER_HEIGHT)


def service_name(screen: Screen) -> Widget:
    """The service name at the top left, marked as practice mode in simulation."""
    view, say = screen.view, screen.words.say
    if view.state in (S.STAFF_PIN, S.MAINTENANCE):
        name = say("header", "Maintenance")
    elif view.state is S.MENU:
        name = say("header", "Administrative services")
    else:
        name = screen.words.of(_SERVICES[view.visit.service or Service.CERTIFICATES])
    title = Text(name, size=theme.BODY, bold=True, leading=1.3)
    if not screen.context.simulated:
        return title
    return Column(
        title, Text(say("header", "Practice mode"), size=theme.SMALLEST, colour=theme.CAUTION, leading=1.2)
    )


def language_button(screen: Screen, *, deep: bool = False) -> Touchable | None:
    """Switches to the other of two languages; with more languages, opens the list."""
    languages = screen.context.languages
    if len(languages) < 2 or screen.view.state in (S.STAFF_PIN, S.MAINTENANCE):
        return None
    others = [code for code in languages if code != screen.view.visit.language]
    names: tuple[str, ...] = ("language",)
    label = "言語\nLanguage"
    if len(others) == 1:
        names = (f"language:{others[0]}", "language")
        label = LANGUAGES[others[0]].name
    ground = theme.DEEP_PANEL if deep else theme.WHITE
    colour = theme.WHITE if deep else theme.INK
    return Touchable(
        names,
        Text(
            label, size=theme.SECONDARY, bold=True, colour=colour, align="center", leading=1.2, ground=ground
        ),
        fill=ground,
        pressed_fill=theme.PRIMARY_PRESSED if deep else theme.PRESSED,
        stroke=theme.GLOW if deep else theme.CONTROL,
        border=1.5,
        radius=theme.RADIUS_CONTROL,
        least=(140, 52),
        pad=(theme.SPACE_3, theme.SPACE_1),
    )


def ring_of(screen: Screen) -> Ring | None:
    """The countdown, or None where the deadline is not the shopper's."""
    view = screen.view
    if view.deadline is None or not view.timeout or view.state not in RING_IN:
        return None
    return Ring(view.deadline - screen.context.clock(), view.timeout)


def middle_of(screen: Screen, ring: Ring | None) -> Widget | None:
    """The middle of the header: steps, hours (on the menu), or a warning that time is running out."""
    view, say = screen.view, screen.words.say
    if ring is not None and ring.seconds <= WARN_BELOW and view.state in END_FROM:
        warning = say("header", "Ending soon. Touch the screen to continue.")
        text = Text(warning, size=theme.SECONDARY, bold=True, colour=theme.ERROR, align="center",
                    leading=1.3, ground=theme.ERROR_GROUND)  # fmt: skip
        return Panel(text, fill=theme.ERROR_GROUND, radius=theme.RADIUS_CONTROL, pad=(theme.SPACE_2, 6))
    if view.state is S.MENU:
        return _hours(screen)
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
    return tag("success", words.say("header", "Open  {hours}", hours=view.settings.hours))


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


def header_row(screen: Screen, middle: Widget | None, ring: Ring | None) -> Row:
    """The whole header in one row."""
    centre: Widget = Space(grow=1) if middle is None else Column(middle, align="center", grow=1)
    if screen.view.state is S.MENU and middle is not None:
        centre = Row(middle, Space(grow=1), grow=1)
    language = language_button(screen)
    return Row(
        service_name(screen),
        centre,
        Fixed(Space() if ring is None else ring, width=42, height=42),
        language,
        gap=theme.SPACE_4 - 4,
    )
