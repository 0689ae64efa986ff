"""For staff: the PIN and the maintenance screen."""

from __future__ import annotations

from kiosk.fsm.flow.staff import StaffLeft, StaffPinChecked
from kiosk.fsm.terminal_status import DeviceHealth, OpenCase, StaffReport
from kiosk.fsm.view import View
from kiosk.screens import theme
from kiosk.screens.devices import DETAILS, DEVICES, MESSAGES, STATUSES
from kiosk.screens.layout import Column, Part, Row
from kiosk.screens.pages.common import split, stack
from kiosk.screens.pages.pin import Digits, Places
from kiosk.screens.screen import Desk, Screen
from kiosk.screens.theme import Look
from kiosk.screens.widgets.button import Touchable, primary, small
from kiosk.screens.widgets.keypad import keypad
from kiosk.screens.widgets.panel import Hairline, Panel
from kiosk.screens.widgets.tag import notice_box, tag
from kiosk.screens.widgets.text import Text, secondary, title

PIN_LEAST, PIN_MOST = 4, 8
"""Digits of the staff PIN."""


class StaffPinScreen(Screen):
    """STAFF_PIN."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.digits = Digits(PIN_MOST)

    def leave(self) -> None:
        self.digits.wipe()

    def body(self, look: Look) -> Part:
        say = self.words.say
        wrong = self.view.status.staff_pin_wrong
        words = stack(
            notice_box("error", say("staff", "That was not the staff PIN.")) if wrong else None,
            title(say("staff", "Type the *staff PIN*")),
            Places(len(self.digits), PIN_MOST),
            secondary(say("staff", "4 to 8 digits")),
        )
        return split(look, words, keypad(say("pin", "Erase")), picture_width=420, least_height=440)

    def primary(self) -> Touchable:
        return primary("next", self.words.say("footer", "Next"), enabled=len(self.digits) >= PIN_LEAST)

    def act(self, action: str) -> None:
        if action == "next":
            if len(self.digits) >= PIN_LEAST:
                try:
                    accepted = self.desk.check_staff_pin(self.digits.typed)
                finally:
                    self.digits.wipe()
                self.desk.post(StaffPinChecked(accepted))
        elif action == "erase" or action.startswith("digit:"):
            self.digits.act(action)
        else:
            self.digits.wipe()
            super().act(action)


class MaintenanceScreen(Screen):
    """MAINTENANCE."""

    @property
    def staff(self) -> StaffReport:
        """What is known of the devices."""
        return self.view.status.staff

    def body(self, look: Look) -> Part:
        staff = self.staff
        devices = Column(
            self._heading("Devices"),
            *(self._device(line) for line in sorted(self.view.status.devices, key=lambda each: each.device)),
            gap=theme.SPACE_1 + 2,
            grow=0 if look.is_portrait else 1,
        )
        money = Column(
            self._heading("Money"),
            *(self._hopper(value, pieces) for value, pieces in staff.coins),
            Hairline(),
            self._pair(self.words.say("staff", "Cash box"), self.words.yen(staff.cash_box)),
            gap=6,
            grow=0 if look.is_portrait else 1,
        )
        panels = [
            Panel(part, pad=(theme.SPACE_4, theme.SPACE_3), grow=part.grow) for part in (devices, money)
        ]
        top: Part = (
            Column(*panels, gap=theme.SPACE_3)
            if look.is_portrait
            else Row(*panels, gap=theme.SPACE_3, align="stretch")
        )
        return Column(self._message(), top, self._cases(), self._buttons(look), gap=theme.SPACE_3)

    def _heading(self, which: str) -> Part:
        say = self.words.say
        text = say("staff", "Devices") if which == "Devices" else say("staff", "Coins")
        return Text(text, size=theme.BODY, bold=True, ground=theme.FIELD, leading=1.3)

    def _pair(self, name: str, value: str, mark: Part | None = None) -> Part:
        return Row(
            Text(name, size=theme.SECONDARY, ground=theme.FIELD, leading=1.35, grow=1),
            mark,
            Text(value, size=theme.SECONDARY, bold=True, ground=theme.FIELD, align="right", leading=1.35)
            if value
            else None,
            gap=theme.SPACE_2,
        )

    def _device(self, line: DeviceHealth) -> Part:
        words = self.words
        name = words.of(DEVICES[line.device]) if line.device in DEVICES else line.device
        role, status = STATUSES.get(line.status, ("caution", None))
        label = words.of(status) if status else line.status
        if line.detail:
            label += " · " + (words.of(DETAILS[line.detail]) if line.detail in DETAILS else line.detail)
            role = "caution" if role == "success" else role
        return self._pair(name, "", tag(role, label, size=16))

    def _hopper(self, value: int, pieces: int) -> Part:
        few = pieces < 10
        mark = tag("caution", self.words.say("staff", "Few"), size=16) if few else None
        pieces_text = self.words.count("staff", "{n} coin", "{n} coins", pieces)
        return self._pair(self.words.say("staff", "{value} yen coin", value=value), pieces_text, mark)

    def _message(self) -> Part | None:
        done = self.staff.done
        if done is None:
            return None
        key = f"{done.value}_{'ok' if self.staff.succeeded else 'failed'}"
        return notice_box("success" if self.staff.succeeded else "caution", self._worded(key))

    def _worded(self, key: str) -> str:
        return self.words.of(MESSAGES[key]) if key in MESSAGES else key

    def _cases(self) -> Part | None:
        if not self.staff.cases:
            return None
        rows: list[Part] = []
        for case in self.staff.cases:
            rows.append(self._case(case))
        heading = Text(
            self.words.say("staff", "Money of interrupted visits"),
            size=theme.BODY,
            bold=True,
            colour=theme.CAUTION,
            ground=theme.CAUTION_GROUND,
            leading=1.3,
        )
        return Panel(
            Column(heading, *rows, gap=theme.SPACE_1),
            fill=theme.CAUTION_GROUND,
            stroke=theme.CAUTION,
            border=2,
            pad=(theme.SPACE_4, theme.SPACE_2),
        )

    def _case(self, case: OpenCase) -> Part:
        yen = self.words.yen
        text = self.words.say(
            "staff",
            "Visit {visit}: inserted {inserted}, paid out {paid}, charged {charged}. ^To return: {owed}^",
            visit=case.visit,
            inserted=yen(case.inserted),
            paid=yen(case.paid_out),
            charged=yen(case.charged),
            owed=yen(case.owed),
        )
        return Row(
            Text(text, size=theme.SECONDARY, ground=theme.CAUTION_GROUND, leading=1.35, grow=1),
            small(f"clear_case:{case.visit}", self.words.say("staff", "Settled")),
            gap=theme.SPACE_3,
        )

    def _buttons(self, look: Look) -> Part:
        say, fill_to = self.words.say, self.view.settings.fill_to
        buttons = [
            small("test_page", say("staff", "Print a test page")),
            small("test_receipt", say("staff", "Print a test receipt")),
            small("fill_coins", say("staff", "Filled: {n} of each", n=fill_to), enabled=fill_to > 0),
            small("out_of_service", say("staff", "Take out of service")),
        ]
        for button in buttons:
            button.grow = 1
        if look.is_portrait:
            return Column(
                Row(*buttons[:2], gap=theme.SPACE_2),
                Row(*buttons[2:], gap=theme.SPACE_2),
                gap=theme.SPACE_2,
            )
        return Row(*buttons, gap=theme.SPACE_2)

    def primary(self) -> Touchable:
        return primary("in_service", self.words.say("staff", "Back in service"))

    def act(self, action: str) -> None:
        if action in ("in_service", "out_of_service"):
            self.desk.post(StaffLeft(in_service=action == "in_service"))
        elif action.startswith(("test_", "fill_", "clear_case:")):
            self.desk.staff_action(action)
