"""試し印刷: a test page that is followed to its sheet, and a test receipt."""

from __future__ import annotations

from kiosk.fsm.staff_report import PrintStage, StaffAction
from kiosk.screens.i18n.words import Phrase, phrase
from kiosk.screens.messages.devices import DETAILS
from kiosk.screens.pages.staff.staff_page import StaffPart
from kiosk.screens.pages.staff.staff_screen import framed, heading, line
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.reserved import Reserved
from kiosk.screens.toolkit.widgets.tag import tag

_STAGES: dict[PrintStage, tuple[str, Phrase]] = {
    PrintStage.WAITING: ("info", phrase("staff", "Waiting for the sheet")),
    PrintStage.OUT: ("success", phrase("staff", "The sheet is out.")),
    PrintStage.FAILED: ("error", phrase("staff", "The sheet did not come out.")),
    PrintStage.UNCLEAR: ("caution", phrase("staff", "The printer cannot say; look whether it came out.")),
}


class PrintsPage(StaffPart):
    """Two test prints, each with what became of it."""

    def body(self, style: Style) -> Widget:
        say = self.words.say
        page = Column(
            heading(say("staff", "Certificate printer")),
            line(say("staff", "An A4 page with the fonts, greys and margins of a certificate.")),
            Reserved(self._stage(), (tag("info", "—"),)),
            self._row(self.button(StaffAction.TEST_PAGE, say("staff", "Print a test page"))),
            gap=theme.SPACE_2,
        )
        receipt = Column(
            heading(say("staff", "Receipt printer")),
            line(say("staff", "A slip with all sizes of letters. It is cut off at the end.")),
            Reserved(self._receipt(), (tag("info", "—"),)),
            self._row(self.button(StaffAction.TEST_RECEIPT, say("staff", "Print a test receipt"))),
            gap=theme.SPACE_2,
        )
        return Column(framed(page), framed(receipt), gap=theme.SPACE_3)

    @staticmethod
    def _row(button: Widget | None) -> Widget | None:
        return None if button is None else Row(button)

    def _stage(self) -> Widget | None:
        stage = self.staff.page_print
        if stage is None:
            return None
        role, text = _STAGES[stage]
        label = self.words.of(text)
        if self.staff.print_detail in DETAILS:
            label += f" ({self.words.of(DETAILS[self.staff.print_detail])})"
            role = "caution" if role == "info" else role
        return tag(role, label)

    def _receipt(self) -> Widget | None:
        say = self.words.say
        if self.staff.working is StaffAction.TEST_RECEIPT:
            return tag("info", say("staff", "Waiting for the slip"))
        if self.staff.done is StaffAction.TEST_RECEIPT and self.staff.succeeded:
            return tag("success", say("staff", "The slip is out."))
        return None
