"""営業: services off and on, out of service, restart and shut-down; ends are asked about once more."""

from __future__ import annotations

from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft
from kiosk.fsm.staff_report import StaffAction
from kiosk.rules.services import Service
from kiosk.rules.staff import Duty
from kiosk.screens.i18n.words import Phrase, phrase
from kiosk.screens.messages.staff import SERVICE_NAMES
from kiosk.screens.pages.staff.staff_page import StaffPart
from kiosk.screens.pages.staff.staff_screen import framed, line
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary, small
from kiosk.screens.toolkit.widgets.tag import notice_box, tag

_OUT = "out_of_service"
_QUESTIONS: dict[str, tuple[Phrase, Phrase]] = {
    _OUT: (
        phrase("staff", "Take the terminal out of service?"),
        phrase("staff", "Nobody can use it until staff return it to service."),
    ),
    StaffAction.RESTART.value: (
        phrase("staff", "Restart the terminal?"),
        phrase("staff", "The program ends and starts again. It takes a moment."),
    ),
    StaffAction.SHUT_DOWN.value: (
        phrase("staff", "Shut the terminal down?"),
        phrase("staff", "The program ends and stays off until somebody starts it."),
    ),
}


class OperationPage(StaffPart):
    """The services, or the question `asks` about an end."""

    asks = ""

    @property
    def is_unfolded(self) -> bool:
        return bool(self.asks)

    def body(self, style: Style) -> Widget:
        if self.asks:
            question, meaning = _QUESTIONS[self.asks]
            return notice_box("caution", self.words.of(question), self.words.of(meaning))
        services: list[Widget] = [self._service(each) for each in Service]
        say = self.words.say
        ends: list[Touchable] = []
        if self.screen.may(Duty.TAKE_OUT):
            ends.append(small(f"ask:{_OUT}", say("staff", "Take out of service")))
        if self.screen.may(Duty.END_PROCESS):
            ends.append(small(f"ask:{StaffAction.RESTART.value}", say("staff", "Restart")))
            ends.append(small(f"ask:{StaffAction.SHUT_DOWN.value}", say("staff", "Shut down")))
        for each in ends:
            each.grow, each.enabled = 1, self.screen.is_free
        return Column(*services, Row(*ends, gap=theme.SPACE_2) if ends else None, gap=theme.SPACE_1)

    def _service(self, service: Service) -> Widget:
        say = self.words.say
        status = self.screen.view.status
        is_off = service in status.switched_off
        state = tag("caution", say("staff", "Off")) if is_off else tag("success", say("staff", "On"))
        if any(each.service is service and each.by_command for each in status.services):
            # Staff's own switch stays what it is, and the operator's command is not theirs to lift.
            state = tag("caution", say("staff", "Closed by the operator"))
        switch = None
        if self.screen.may(Duty.SWITCH_SERVICES):
            label = say("staff", "Switch on") if is_off else say("staff", "Switch off")
            switch = small(f"switch:{service.value}:{int(is_off)}", label, enabled=self.screen.is_free)
        name = self.words.of(SERVICE_NAMES[service])
        return framed(Row(line(name, bold=True, grow=1), state, switch, gap=theme.SPACE_2))

    def primary(self) -> Touchable | None:
        return primary("confirm", self.words.say("staff", "Yes")) if self.asks else None

    def act(self, action: str) -> bool:
        kind, _, value = action.partition(":")
        post = self.screen.context.post
        if kind == "ask":
            self.asks = value
        elif kind == "switch":
            service, _, on = value.partition(":")
            post(StaffActed(StaffAction.SWITCH_SERVICE, service, amount=int(on)))
        elif action == "confirm" and self.asks:
            post(StaffLeft(in_service=False) if self.asks == _OUT else StaffActed(StaffAction(self.asks)))
        elif action == "back" and self.asks:
            self.asks = ""
        else:
            return False
        return True
