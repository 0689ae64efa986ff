"""What may be touched on every page, whatever its screen: overlays, pages, language, text size and sound."""

from __future__ import annotations

from kiosk.fsm.flow.menu import AccessChosen, LanguageChosen
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.screens.frame.access_panel import PREFIX, chosen
from kiosk.screens.frame.page_layout import OVERLAYS
from kiosk.screens.screen import Screen


class PageActions:
    """`overlay` is what takes the place of the page's body ("" for nothing), `page` which page is shown."""

    def __init__(self) -> None:
        self.overlay, self.page = "", 0

    def entered(self, old: View | None, new: View) -> None:
        """Another state was entered."""
        # A choice on the attract screen begins the visit; its panel stays open for the next choice.
        begins = old is not None and old.state is S.ATTRACT and new.state is S.MENU
        self.overlay, self.page = self.overlay if begins else "", 0

    def act(self, screen: Screen, action: str) -> None:
        """Take what belongs to every page; the rest is the screen's."""
        if action == "more_time":
            return  # the touch was activity, which is all it takes
        if action in OVERLAYS:
            self.overlay = "" if self.overlay == action else action
            self.page = 0
        elif action.startswith("turn:"):
            self.page = max(0, self.page + (1 if action == "turn:+" else -1))
        elif action.startswith("language:"):
            self.overlay = ""
            screen.context.post(LanguageChosen(action.partition(":")[2]))
        elif action.startswith(PREFIX):
            screen.context.post(AccessChosen(chosen(screen.view.visit.access, action)))
        else:
            # A short touch on the title is like any other touch.
            screen.act("start" if action == "staff" else action)
