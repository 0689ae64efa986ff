"""点検: the clock, what is used up, the disk, and every device asked now."""

from __future__ import annotations

from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.terminal_status import DeviceHealth
from kiosk.hardware.status import Detail
from kiosk.rules.needed_devices import Device
from kiosk.screens.pages.staff.money_page import FEW
from kiosk.screens.pages.staff.staff_page import StaffPart
from kiosk.screens.pages.staff.staff_screen import framed, line
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.tag import tag

LEAST_SPACE = 500
"""Megabytes on the disk below which staff should tell the operator."""


class ChecksPage(StaffPart):
    """One line for each thing to look at."""

    def body(self, style: Style) -> Widget:
        say = self.words.say
        check = self.button(StaffAction.CHECK_DEVICES, say("staff", "Check all devices now"))
        return Column(
            self._clock(),
            self._paper(Device.PAGE_PRINTER, say("staff", "A4 paper")),
            self._paper(Device.RECEIPT_PRINTER, say("staff", "Receipt paper")),
            self._coins(),
            self._disk(),
            None if check is None else Row(check),
            gap=theme.SPACE_1,
        )

    def _row(self, name: str, *right: Widget | None) -> Widget:
        return framed(Row(line(name, bold=True, grow=1), *right, gap=theme.SPACE_2))

    def _clock(self) -> Widget:
        say, status = self.words.say, self.screen.view.status
        doubted = status.clock_doubted or any(each.detail == Detail.CLOCK for each in status.devices)
        now = self.screen.context.now()
        state = tag("success", say("staff", "Agrees"))
        if self.staff.clock_confirmed:
            state = tag("success", say("staff", "Confirmed"))
        elif doubted:
            state = tag("caution", say("staff", "It jumped"))
        confirm = None
        if doubted and not self.staff.clock_confirmed:
            confirm = self.button(StaffAction.CONFIRM_CLOCK, say("staff", "The time is right"))
        name = say("staff", "Clock {time}", time=f"{now:%Y-%m-%d %H:%M:%S}")
        return self._row(name, state, confirm)

    def _paper(self, device: Device, name: str) -> Widget:
        say = self.words.say
        health = next((each for each in self.screen.view.status.devices if each.device == device), None)
        return self._row(name, tag(*self._level(health)) if health else tag("info", say("staff", "Unknown")))

    def _level(self, health: DeviceHealth) -> tuple[str, str]:
        say = self.words.say
        if health.detail == Detail.PAPER_OUT:
            return "error", say("staff", "None")
        if health.detail == Detail.PAPER_LOW:
            return "caution", say("staff", "Low")
        if health.status in ("offline", "noDevice"):
            return "info", say("staff", "Unknown")
        return "success", say("staff", "Enough")

    def _coins(self) -> Widget:
        say = self.words.say
        low = [str(value) for value, pieces in self.staff.coins if pieces < FEW]
        if not self.staff.coins:
            return self._row(say("staff", "Coins"), tag("info", say("staff", "Unknown")))
        if low:
            few = say("staff", "Few: {values} yen", values=", ".join(low))
            return self._row(say("staff", "Coins"), tag("caution", few))
        return self._row(say("staff", "Coins"), tag("success", say("staff", "Enough")))

    def _disk(self) -> Widget:
        say, space = self.words.say, self.staff.free_space
        if space is None:
            return self._row(say("staff", "Disk"), tag("info", say("staff", "Unknown")))
        role = "success" if space >= LEAST_SPACE else "caution"
        amount = self.words.number(space // 1000 if space >= 10_000 else space)
        unit = "GB" if space >= 10_000 else "MB"
        return self._row(
            say("staff", "Disk"), tag(role, say("staff", "{amount} {unit} free", amount=amount, unit=unit))
        )
