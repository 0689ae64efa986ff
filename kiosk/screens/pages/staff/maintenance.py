"""Maintenance mode: the list of pages at the left, and the page that is looked at."""

from __future__ import annotations

from kiosk.fsm.flow.staff.duties import duty_of
from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft, StaffPageChosen
from kiosk.fsm.staff_report import StaffAction, StaffPage, StaffReport
from kiosk.fsm.view import View
from kiosk.rules.staff import Duty, may
from kiosk.screens.messages.devices import DETAILS
from kiosk.screens.messages.staff import PAGES, STAFF_RESULTS
from kiosk.screens.pages.staff.cases_page import CasesPage
from kiosk.screens.pages.staff.checks_page import ChecksPage
from kiosk.screens.pages.staff.money_page import MoneyPage
from kiosk.screens.pages.staff.operation_page import OperationPage
from kiosk.screens.pages.staff.prints_page import PrintsPage
from kiosk.screens.pages.staff.records_page import RecordsPage
from kiosk.screens.pages.staff.staff_page import LIST_WIDTH, StaffPart
from kiosk.screens.pages.staff.staff_screen import StaffScreen
from kiosk.screens.pages.staff.state_page import StatePage
from kiosk.screens.screen import ScreenContext
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Space, Widget, grid
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary, tab
from kiosk.screens.toolkit.widgets.panel import Fixed
from kiosk.screens.toolkit.widgets.reserved import Reserved
from kiosk.screens.toolkit.widgets.tag import tag

_PARTS: dict[StaffPage, type[StaffPart]] = {
    StaffPage.STATE: StatePage,
    StaffPage.MONEY: MoneyPage,
    StaffPage.CASES: CasesPage,
    StaffPage.PRINTS: PrintsPage,
    StaffPage.RECORDS: RecordsPage,
    StaffPage.OPERATION: OperationPage,
    StaffPage.CHECKS: ChecksPage,
}


class MaintenanceScreen(StaffScreen):
    """MAINTENANCE. What was typed or unfolded is forgotten with each page and each act."""

    def __init__(self, context: ScreenContext, view: View) -> None:
        super().__init__(context, view)
        self.part = _PARTS[self.staff.page](self)

    @property
    def staff(self) -> StaffReport:
        """What staff see beside the devices."""
        return self.view.status.staff

    @property
    def moves_every(self) -> float:
        """The clock has seconds."""
        return 1.0

    @property
    def allows_back(self) -> bool:
        return self.part.is_unfolded

    def may(self, duty: Duty) -> bool:
        """Whether the person who is signed in has this duty."""
        person = self.view.status.signed_in
        return person is not None and may(person.role, duty)

    def may_act(self, action: StaffAction, case: str = "") -> bool:
        """Whether this button is there at all for the person who is signed in."""
        return self.may(duty_of(action, case, self.staff))

    @property
    def is_free(self) -> bool:
        """Whether nothing is under way: buttons wait for what was pressed before."""
        return self.staff.working is None

    def body(self, style: Style) -> Widget:
        page = Column(
            Reserved(self._message(), (tag("success", "—"),)), self.part.body(style), gap=theme.SPACE_1
        )
        if style.is_portrait:
            return Row(Column(self._list(style), page, gap=theme.SPACE_3, grow=1), Space(), align="stretch")
        page.grow = 1
        return Row(Fixed(self._list(style), width=LIST_WIDTH), page, gap=theme.SPACE_3, align="stretch")

    def _list(self, style: Style) -> Widget:
        buttons: list[Widget] = []
        for page, name in PAGES.items():
            label = self.words.of(name)
            count = len(self.staff.cases) + len(self.staff.claims)
            if page is StaffPage.CASES and count:
                label += f" {count}"
            button = tab(f"page:{page}", label, chosen=page is self.staff.page)
            button.enabled = self.is_free
            buttons.append(button)
        if style.is_portrait:
            return grid(buttons, 3, theme.SPACE_1)
        return Column(*buttons, gap=theme.SPACE_1)

    def _message(self) -> Widget | None:
        staff, say = self.staff, self.words.say
        if staff.working is not None:
            return tag("info", say("staff", "Under way"))
        if staff.done is None:
            return None
        text = self.words.of(STAFF_RESULTS[staff.done, staff.succeeded])
        if staff.detail in DETAILS and not staff.succeeded:
            text += f" ({self.words.of(DETAILS[staff.detail])})"
        return tag("success" if staff.succeeded else "caution", text)

    def primary(self) -> Touchable | None:
        own = self.part.primary()
        if own is not None:
            return own
        if not self.may(Duty.RETURN_TO_SERVICE):
            return None
        return primary(
            "in_service", self.words.say("staff", "Return to service"), enabled=not self._obstacle()
        )

    def reason(self) -> str:
        return self._obstacle() if self.may(Duty.RETURN_TO_SERVICE) and self.part.primary() is None else ""

    def _obstacle(self) -> str:
        """Why nobody can return the terminal to service yet."""
        status, say = self.view.status, self.words.say
        if status.cases_open:
            return say("staff", "There are open cases.")
        if status.clock_doubted and not self.staff.clock_confirmed:
            return say("staff", "The clock must be confirmed.")
        return ""

    def act(self, action: str) -> None:
        kind, _, value = action.partition(":")
        if self.part.act(action):
            return
        if action == "in_service":
            self.context.post(StaffLeft(in_service=True))
        elif kind in ("page", "mend"):  # the list, and the way from what is wrong
            self.context.post(StaffPageChosen(StaffPage(value)))
        elif kind in {each.value for each in StaffAction}:
            self.context.post(StaffActed(StaffAction(kind), value))
        else:
            super().act(action)
