"""Choosing the new signature password and repeating it."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.rules.credentials.password import marks
from kiosk.screens.pages.card.password_entry import PasswordEntryScreen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.icon import Icon
from kiosk.screens.toolkit.widgets.one_line import OneLine
from kiosk.screens.toolkit.widgets.tag import notice_box
from kiosk.screens.toolkit.widgets.text import Text, secondary, title


class NewPasswordScreen(PasswordEntryScreen):
    """NEW_PASSWORD and REPEAT_PASSWORD; the rules are ticked off while typing."""

    def notices(self) -> dict[Reason, Widget]:
        if self.view.state is S.REPEAT_PASSWORD:
            return {}
        text = self.words.say("password", "The two did not match. Please choose a password again.")
        return {Reason.PASSWORDS_DIFFER: notice_box("error", text)}

    def heading(self) -> Widget:
        say = self.words.say
        if self.view.state is S.REPEAT_PASSWORD:
            return title(say("password", "Enter the new password *again*"))
        return title(say("password", "Choose a new *signature password*"))

    def below(self, style: Style) -> Widget:
        say = self.words.say
        if self.view.state is S.REPEAT_PASSWORD:
            return secondary(say("password", "Both must match. Leave the card where it is."))
        kept = marks(self.letters.typed)
        rules = (
            (say("password", "6 to 16 characters"), kept.has_length),
            (say("password", "At least one letter"), kept.has_letter),
            (say("password", "At least one digit"), kept.has_digit),
        )
        shown = [self._rule(text, done) for text, done in rules]
        if style.is_portrait:
            return Column(*shown)
        # All kept is the widest: the rules are in bold then.
        kept_all = [self._rule(text, True) for text, _ in rules]
        return OneLine(Row(*shown, gap=theme.SPACE_4), Row(*kept_all, gap=theme.SPACE_4))

    def _rule(self, text: str, done: bool) -> Widget:
        colour = theme.SUCCESS if done else theme.INK_2
        icon = Icon("check" if done else "minus", size=20, colour=colour, grows=True)
        return Row(icon, Text(text, size=theme.SECONDARY, bold=done, colour=colour, leading=1.3), gap=6)

    def is_ready(self) -> bool:
        return marks(self.letters.typed).all_kept

    def reason(self) -> str:
        kept = marks(self.letters.typed)
        if kept.has_length and not kept.all_kept:
            return self.words.say("password", "Both letters and digits")
        return super().reason()

    def reasons(self) -> list[str]:
        return [*super().reasons(), self.words.say("password", "Both letters and digits")]
