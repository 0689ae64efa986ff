"""状態: why the terminal stands still and what ends it, and every device in plain words."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.terminal_status import DeviceHealth
from kiosk.rules.needed_devices import Device
from kiosk.screens.i18n.words import Phrase, phrase
from kiosk.screens.messages.devices import DETAILS, DEVICES, STATUSES
from kiosk.screens.messages.staff import PAGES, WHAT_TO_DO
from kiosk.screens.pages.staff.staff_page import StaffPart
from kiosk.screens.pages.staff.staff_screen import between, framed, heading, line
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.terminal import Place
from kiosk.screens.toolkit.layout import Column, Row, Widget, grid
from kiosk.screens.toolkit.panes import split
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, small
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.tag import tag
from kiosk.screens.toolkit.widgets.text import Text

_PLACES: dict[str, tuple[Place, ...]] = {
    Device.CARD_READER: (Place.CARD,),
    Device.PAGE_PRINTER: (Place.TRAY, Place.PAPER),
    Device.RECEIPT_PRINTER: (Place.SLIP,),
    Device.CASH_UNIT: (Place.DOOR, Place.NOTE, Place.COIN, Place.CHANGE),
}
"""Where a hand has to go for each device; the others are no part that can be opened."""
_ADVICE: dict[str, Phrase] = {
    Device.CARD_READER: phrase("staff", "Look for a card on it, and at its cable."),
    Device.PAGE_PRINTER: phrase("staff", "A4 paper goes into the drawers below. Open the covers for a jam."),
    Device.RECEIPT_PRINTER: phrase("staff", "Open the door at the right; the paper roll is behind the slot."),
    Device.CASH_UNIT: phrase("staff", "Open the door at the right: coins, notes and hoppers are behind it."),
    Device.CENTRE: phrase(
        "staff", "Check the network cable and the router; if that does not help, call the call centre."
    ),
    Device.JOURNAL: phrase("staff", "The records on this terminal's disk. Call the operator for a fault."),
}


class StatePage(StaffPart):
    """The overview, or one device with the drawing of the machine."""

    device = ""
    """The device that is looked at; empty for the overview."""

    @property
    def is_unfolded(self) -> bool:
        return bool(self.device)

    def body(self, style: Style) -> Widget:
        devices = sorted(self.screen.view.status.devices, key=lambda each: list(DEVICES).index(each.device))
        chosen = next((each for each in devices if each.device == self.device), None)
        if chosen is not None:
            return self._one(style, chosen)
        cards: list[Widget] = [self._card(each) for each in devices]
        return Column(self._standing(), grid(cards, 2, theme.SPACE_1), gap=theme.SPACE_2)

    def _standing(self) -> Widget:
        """Why the terminal stands still, since when, what to do, and the way there."""
        say, reason = self.words.say, self.screen.view.status.out_of_service
        if reason is None:
            ready, nothing = say("staff", "Ready for service"), say("staff", "Nothing to do.")
            return self._panel(theme.SUCCESS, theme.SUCCESS_GROUND, ready, nothing, None)
        advice, page = WHAT_TO_DO[reason]
        stands = self.screen.view.status.stop is not None or self._is_closed()
        title = say("staff", "Out of service") if stands else say("staff", "Partly out of service")
        what = f"{title}  {reason.value}"
        if self.staff.stopped_since:
            what += "  " + say("staff", "since {time}", time=_moment(self.staff.stopped_since))
        way = None
        if page is not self.staff.page:
            way = small(f"mend:{page}", self.words.of(PAGES[page]), enabled=self.screen.is_free)
        colours = (theme.ERROR, theme.ERROR_GROUND) if stands else (theme.CAUTION, theme.CAUTION_GROUND)
        return self._panel(*colours, what, self.words.of(advice), way)

    def _is_closed(self) -> bool:
        return self.screen.view.status.serves_nothing or not self.screen.view.status.started

    @staticmethod
    def _panel(colour: str, ground: str, title: str, text: str, way: Touchable | None) -> Widget:
        words = Column(
            Text(title, size=theme.LARGE, bold=True, colour=colour, ground=ground, leading=1.25),
            Text(text, size=theme.SECONDARY, ground=ground, leading=1.3),
            grow=1,
        )
        return Panel(
            Row(words, way, gap=theme.SPACE_2),
            fill=ground,
            stroke=colour,
            border=3,
            radius=theme.RADIUS_BUTTON,
            pad=(theme.SPACE_3, theme.SPACE_1 + 2),
        )

    def _card(self, health: DeviceHealth) -> Widget:
        name = self.words.of(DEVICES[health.device])
        inside = Column(
            between(line(name, bold=True)),
            Row(self._tag(health)),
            line(self._checked(health)),
            gap=2,
        )
        return Touchable(
            (f"device:{health.device}",),
            inside,
            stroke=theme.ERROR if health.reason is not None else theme.CONTROL,
            radius=theme.RADIUS_BUTTON,
            pad=(theme.SPACE_3, theme.SPACE_1),
            centred=False,
        )

    def _tag(self, health: DeviceHealth) -> Widget:
        words = self.words
        role, status = STATUSES.get(health.status, ("caution", None))
        label = words.of(status) if status else health.status
        if health.reason is Reason.INTERRUPTED or health.detail:
            detail = words.of(DETAILS[health.detail]) if health.detail in DETAILS else health.detail
            label = f"{label}\u00a0· {detail}" if role != "success" else detail[:1].upper() + detail[1:]
            role = "caution" if role == "success" else role
        return tag(role, label)

    def _checked(self, health: DeviceHealth) -> str:
        return self.words.say("staff", "Last check {time}", time=health.at) if health.at else ""

    def _one(self, style: Style, health: DeviceHealth) -> Widget:
        words = Column(
            heading(self.words.of(DEVICES[health.device])),
            Row(self._tag(health)),
            line(self.words.of(_ADVICE[health.device])),
            line(self._checked(health)),
            self.button(StaffAction.CHECK_DEVICES, self.words.say("staff", "Check now")),
            gap=theme.SPACE_2,
        )
        places = _PLACES.get(health.device, ())
        if not places:
            return framed(words)
        return split(style, words, self.screen.machine(*places), picture_width=340, least_height=360)

    def act(self, action: str) -> bool:
        kind, _, value = action.partition(":")
        if kind == "device":
            self.device = value
        elif action == "back":
            self.device = ""
        else:
            return False
        return True


def _moment(moment: str) -> str:
    return moment[5:16].replace("T", " ")
