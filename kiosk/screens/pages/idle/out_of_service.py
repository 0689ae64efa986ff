"""Out of service: why, in general words, and who can help."""

from __future__ import annotations

from typing import ClassVar

from kiosk.fsm.flow.menu import ServiceChosen
from kiosk.fsm.reasons import REASONS, Helper, Reason
from kiosk.rules.services import Service
from kiosk.screens.messages.contact import CALL_CENTRE
from kiosk.screens.messages.out_of_service import OUT_OF_SERVICE
from kiosk.screens.pages.idle.deep_blue import deep_button, deep_text
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.text import Text


class OutOfServiceScreen(Screen):
    """OUT_OF_SERVICE: why in general words, and who can help. Without a device information can still be read;
    once the terminal was stopped, or before it was started, nothing can."""

    information = f"service:{Service.INFORMATION}"
    events: ClassVar = {**Screen.events, information: lambda: ServiceChosen(Service.INFORMATION)}

    def body(self, style: Style) -> Widget:
        say, view = self.words.say, self.view
        notice = view.reason or Reason.STOPPED_BY_STAFF
        reason = OUT_OF_SERVICE[notice]
        helper = REASONS[notice].helper
        if helper is Helper.STAFF:
            whom = say("out", "Please tell the ^store staff^.")
        else:
            whom = say("out", "Questions: ^{number}^", number=CALL_CENTRE)
        return Column(
            Space(grow=1),
            deep_text(say("attract", "Administrative services"), 24),
            deep_text(say("out", "This terminal is out of service"), 46, bold=True, colour=theme.WHITE),
            deep_text(self.words.of(reason), 24),
            Space(theme.SPACE_2),
            Panel(
                Column(
                    Text(
                        whom, size=24, colour=theme.WHITE, strong=1.1, align="center", ground=theme.DEEP_PANEL
                    ),
                    Text(
                        say("out", "You can also use another terminal or visit the city office."),
                        size=20,
                        colour=theme.DEEP_TEXT,
                        align="center",
                        ground=theme.DEEP_PANEL,
                    ),
                    gap=theme.SPACE_1,
                ),
                fill=theme.DEEP_PANEL,
                stroke=theme.GLOW,
                border=2,
                pad=(theme.SPACE_5, theme.SPACE_4),
            ),
            Row(Space(grow=1), deep_button(self.information, say("menu", "Information")), Space(grow=1))
            if self._informs()
            else None,
            deep_text(say("refusal", "Code {code}", code=notice.value), theme.SECONDARY),
            Space(grow=1),
            gap=theme.SPACE_3,
        )

    def _informs(self) -> bool:
        status = self.view.status
        return status.started and not status.is_stopped and status.closed_by(Service.INFORMATION) is None
