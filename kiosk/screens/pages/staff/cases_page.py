"""未処理: what is to be settled, one to a page, and the way to the others."""

from __future__ import annotations

from kiosk.screens.pages.staff.cases import to_settle
from kiosk.screens.pages.staff.staff_page import StaffPart
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.tag import notice_box


class CasesPage(StaffPart):
    """The case or claim number `at`, counted from 0, cases first."""

    at = 0
    page = 0
    """Which of a long case's facts are shown."""

    def body(self, style: Style) -> Widget:
        cases, claims = self.staff.cases, self.staff.claims
        count = len(cases) + len(claims)
        if not count:
            return notice_box("success", self.words.say("staff", "Nothing is left to settle."))
        return to_settle(self.words, cases, claims, min(self.at, count - 1), self.button, page=self.page)

    def act(self, action: str) -> bool:
        kind, _, value = action.partition(":")
        if kind == "settle":
            self.at, self.page = int(value), 0
            return True
        if action == "facts":
            self.page += 1
            return True
        return False
