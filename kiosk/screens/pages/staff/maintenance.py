"""Maintenance for staff: devices, coins, unsettled visits, test prints."""

from __future__ import annotations

from kiosk.fsm.flow.staff import StaffActed, StaffLeft
from kiosk.fsm.terminal_status import DeviceHealth, StaffAction, StaffReport
from kiosk.fsm.view import View
from kiosk.screens.messages.devices import DETAILS, DEVICES, STAFF_RESULTS, STATUSES
from kiosk.screens.pages.staff.cases import overview, to_settle
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary, small
from kiosk.screens.toolkit.widgets.panel import Hairline, Panel
from kiosk.screens.toolkit.widgets.tag import notice_box, tag
from kiosk.screens.toolkit.widgets.text import Text

_FEW = 10
"""Coins in a hopper below which staff should fill it."""


class MaintenanceScreen(Screen):
    """MAINTENANCE: an overview, and a page for each case and claim slip that is to be settled."""

    def __init__(self, context: ScreenContext, view: View) -> None:
        super().__init__(context, view)
        self.settling: int | None = None
        """Which case or claim is looked at, None for the overview."""

    @property
    def staff(self) -> StaffReport:
        """What staff see of money and cases."""
        return self.view.status.staff

    def body(self, style: Style) -> Widget:
        staff = self.staff
        if self.settling is not None and self.settling < len(staff.cases) + len(staff.claims):
            return to_settle(self.words, staff.cases, staff.claims, self.settling)
        devices = Column(
            self._heading("Devices"),
            *(self._device(line) for line in sorted(self.view.status.devices, key=lambda each: each.device)),
            gap=theme.SPACE_1 + 2,
            grow=0 if style.is_portrait else 1,
        )
        money = Column(
            self._heading("Money"),
            *(self._hopper(value, pieces) for value, pieces in staff.coins),
            Hairline(),
            self._pair(self.words.say("staff", "Cash box"), self.words.yen(staff.cash_box)),
            gap=6,
            grow=0 if style.is_portrait else 1,
        )
        panels = [
            Panel(widget, pad=(theme.SPACE_4, theme.SPACE_3), grow=widget.grow) for widget in (devices, money)
        ]
        top: Widget = (
            Column(*panels, gap=theme.SPACE_3)
            if style.is_portrait
            else Row(*panels, gap=theme.SPACE_3, align="stretch")
        )
        open_ = overview(self.words, len(staff.cases), len(staff.claims))
        return Column(self._message(), top, open_, self._buttons(style), gap=theme.SPACE_3)

    def _heading(self, which: str) -> Widget:
        say = self.words.say
        text = say("staff", "Devices") if which == "Devices" else say("staff", "Coins")
        return Text(text, size=theme.BODY, bold=True, ground=theme.FIELD, leading=1.3)

    def _pair(self, name: str, value: str, icon: Widget | None = None) -> Widget:
        return Row(
            Text(name, size=theme.SECONDARY, ground=theme.FIELD, leading=1.35, grow=1),
            icon,
            Text(value, size=theme.SECONDARY, bold=True, ground=theme.FIELD, align="right", leading=1.35)
            if value
            else None,
            gap=theme.SPACE_2,
        )

    def _device(self, line: DeviceHealth) -> Widget:
        words = self.words
        name = words.of(DEVICES[line.device]) if line.device in DEVICES else line.device
        role, status = STATUSES.get(line.status, ("caution", None))
        label = words.of(status) if status else line.status
        if line.detail:
            label += " · " + (words.of(DETAILS[line.detail]) if line.detail in DETAILS else line.detail)
            role = "caution" if role == "success" else role
        return self._pair(name, "", tag(role, label, size=16))

    def _hopper(self, value: int, pieces: int) -> Widget:
        icon = tag("caution", self.words.say("staff", "Low"), size=16) if pieces < _FEW else None
        if gone := dict(self.staff.missing).get(value):
            # Its own count and the rows differ: that comes before a low level.
            words = self.words.count("staff", "{n} gone unrecorded", "{n} gone unrecorded", gone)
            icon = tag("caution", words, size=16)
        pieces_text = self.words.count("staff", "{n} coin", "{n} coins", pieces)
        return self._pair(self.words.say("staff", "{value}-yen coin", value=value), pieces_text, icon)

    def _message(self) -> Widget | None:
        staff = self.staff
        if staff.done is None:
            return None
        text = self.words.of(STAFF_RESULTS[staff.done, staff.succeeded])
        return notice_box("success" if staff.succeeded else "caution", text)

    def _buttons(self, style: Style) -> Widget:
        say, fill_to = self.words.say, self.view.settings.fill_to
        buttons = [
            small("test_page", say("staff", "Print a test page")),
            small("test_receipt", say("staff", "Print a test receipt")),
            small("fill_coins", say("staff", "Refilled to {n} each", n=fill_to), enabled=fill_to > 0),
            small("out_of_service", say("staff", "Take out of service")),
        ]
        for button in buttons:
            button.grow = 1
        if style.is_portrait:
            return Column(
                Row(*buttons[:2], gap=theme.SPACE_2),
                Row(*buttons[2:], gap=theme.SPACE_2),
                gap=theme.SPACE_2,
            )
        return Row(*buttons, gap=theme.SPACE_2)

    def primary(self) -> Touchable:
        return primary("in_service", self.words.say("staff", "Return to service"))

    def act(self, action: str) -> None:
        if action in ("in_service", "out_of_service"):
            self.context.post(StaffLeft(in_service=action == "in_service"))
        elif action == "overview":
            self.settling = None
        elif action.startswith("settle:"):
            self.settling = int(action.removeprefix("settle:"))
        else:
            button, _, case = action.partition(":")
            self.context.post(StaffActed(StaffAction(button), case))
