"""The structure of a message: never a private cause, always the next step."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.screens.i18n.words import Phrase, phrase


class Message(NamedTuple):
    """The texts for one reason.

    `tag` names the subject, `title` says what happened, `meaning` explains it and `advice` says what to
    do now.
    """

    tag: Phrase
    title: Phrase
    meaning: Phrase
    advice: Phrase


TERMINAL = phrase("notice", "Terminal")
USE_ANOTHER_TERMINAL = phrase("notice", "Please use another terminal or visit the city office.")
