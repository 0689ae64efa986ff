"""A separate warning and confirmation before a certificate shows the My Number (個人番号)."""

from __future__ import annotations

from typing import ClassVar

from kiosk.fsm.events import Agreed
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit.drawings.signs import hidden_hand
from kiosk.screens.toolkit.drawings.sketch import Picture
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.panes import split, stack
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, primary
from kiosk.screens.toolkit.widgets.tag import notice_box, tag
from kiosk.screens.toolkit.widgets.text import Text, secondary, title


class MyNumberScreen(Screen):
    """MY_NUMBER."""

    keeps_together = True

    events: ClassVar = {**Screen.events, "agree": Agreed}

    def body(self, style: Style) -> Widget:
        say = self.words.say
        words = stack(
            tag("caution", say("my_number", "Please confirm")),
            title(say("my_number", "The certificate will show your *My Number*")),
            Text(
                say(
                    "my_number",
                    "Give it only to someone who requires it by law, for example for tax or pension.",
                ),
                leading=1.55,
            ),
            notice_box(
                "caution",
                say("my_number", "Not sure?"),
                say("my_number", "Go back and leave it out. Most recipients are not allowed to accept it."),
            ),
            secondary(say("my_number", "It is shown for everyone on the certificate.")),
        )
        return split(style, words, Picture(hidden_hand), picture_width=360)

    def primary(self) -> Touchable:
        return primary("agree", self.words.say("my_number", "Show and continue"), width=300)
