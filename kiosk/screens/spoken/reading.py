"""A page as it is read aloud: its sentences and its actions, in reading order, taken from what it shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.i18n.fixed_texts import fixed_texts
from kiosk.screens.i18n.words import Words, phrase
from kiosk.screens.spoken.personal import is_personal, is_typing, personal_strings
from kiosk.screens.spoken.widgets import is_chosen, own_words, texts_in
from kiosk.screens.spoken.wording import speakable, spoken_in
from kiosk.screens.toolkit.kana import HALF_VOICED, SMALL, VOICED
from kiosk.screens.toolkit.layout import Row, Widget
from kiosk.screens.toolkit.widgets.field import TextField
from kiosk.voice.utterance import Utterance

LEAD = 6
"""At most so many texts of its row are said with an action: an option's label, or a line of the order."""
LONGEST_LABEL = 40
"""Characters of a label that is said again with every action of its row."""
WHOLE_SCREEN = "start"
"""The action of a page that is one button."""
SKIPPED = ("staff",)


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be chosen. `name` is its action, `lead` the texts before it, `said` its own.

    `place` counts the actions of the page from 1; `typing` marks a key of a keypad or keyboard.
    """

    name: str
    said: tuple[Utterance, ...]
    enabled: bool
    place: int
    lead: tuple[Utterance, ...] = ()
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """`texts` are the sentences that are no action. `entry` tells one page from the next.

    `header` are the first of them, which stand on every page and are no news when they come back.
    """

    entry: tuple[object, ...]
    texts: tuple[Utterance, ...] = ()
    actions: tuple[Action, ...] = ()
    header: tuple[Utterance, ...] = ()

    def index_of(self, name: str, near: int = -1) -> int | None:
        """Where an action is, None if it is not on the page.

        Of several with one name, such as the key that opened a panel and the one that closes it, the one
        at `near`, else the first.
        """
        if 0 <= near < len(self.actions) and self.actions[near].name == name:
            return near
        return next((index for index, each in enumerate(self.actions) if each.name == name), None)


@dataclass(slots=True)
class _Reader:
    words: Words
    strings: frozenset[str]
    fixed: frozenset[str]
    texts: list[Utterance] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    lead: list[Utterance] = field(default_factory=list)
    label: tuple[Utterance, ...] = ()
    """What the row of the page is about, for its second action and those after it."""

    def say(self, text: str, *, personal: bool = False, language: str = "") -> Utterance:
        language = language or spoken_in(text, self.words.language.code)
        return Utterance(
            speakable(text, language),
            language,
            fixed=text in self.fixed,
            personal=personal or is_personal(text, self.strings),
        )

    def read_body(self, body: Widget) -> None:
        """Read the body of a page; what stands before an action belongs to it within one row of the page."""
        if body.names or own_words(body, self.words) is not None:
            self.read(body)
        else:
            for child in body.children():
                self.begin_row()
                self.read(child)
        self.begin_row()

    def begin_row(self) -> None:
        """What was said so far belongs to no action that follows."""
        self.lead.clear()
        self.label = ()

    def read(self, widget: Widget) -> None:
        """Take a widget and all that is in it, in reading order."""
        name = widget.names[0] if widget.names else ""
        if name and name not in (WHOLE_SCREEN, *SKIPPED):
            self.act(widget, name)
            return
        if name == WHOLE_SCREEN:
            self.act(widget, name)
        own = own_words(widget, self.words)
        if own is None:
            for child in widget.children():
                self.read(child)
        elif own:
            typed = isinstance(widget, TextField) and bool(widget.text)
            said = self.say(own, personal=typed)
            self.texts.append(said)
            self.lead.append(said)

    def act(self, widget: Widget, name: str) -> None:
        """Take a widget that can be chosen."""
        say, typing = self.words.say, is_typing(name)
        language = name.partition(":")[2] if name.startswith("language:") else ""
        if name in _NAMES:
            labels = [self.words.of(_NAMES[name])]
        else:
            labels = [text for _, text in texts_in(widget, self.words)]
        said = [self.say(text, personal=typing, language=language) for text in labels]
        if is_chosen(widget):
            said.append(self.say(say("spoken", "selected")))
        if not widget.enabled:
            said.append(self.say(say("spoken", "not available now")))
        if typing:
            self.begin_row()
        lead = tuple(self.lead[-LEAD:]) or self.label
        self.label = tuple(each for each in lead[:1] if len(each.text) <= LONGEST_LABEL)
        self.lead.clear()
        self.actions.append(
            Action(
                name, tuple(each for each in said if each.text), widget.enabled, len(self.actions) + 1, lead,
                typing,
            )
        )  # fmt: skip


_NAMES = {
    WHOLE_SCREEN: phrase("spoken", "Start"),
    "copies:-": phrase("spoken", "One copy fewer"),
    "copies:+": phrase("spoken", "One copy more"),
    "access:volume:-": phrase("spoken", "Quieter"),
    "access:volume:+": phrase("spoken", "Louder"),
    "letter:-": phrase("spoken", "Hyphen"),
    "letter:ー": phrase("spoken", "Long vowel mark"),
    f"mark:{VOICED}": phrase("spoken", "Voiced sound mark, for the kana before"),
    f"mark:{HALF_VOICED}": phrase("spoken", "Half-voiced sound mark, for the kana before"),
    f"mark:{SMALL}": phrase("spoken", "Small kana, for the kana before"),
}
"""Names of keys that show only a sign or a pair of letters."""


def read(layout: PageLayout, words: Words) -> Reading:
    """The page as it is read aloud: time banner, step or hours, body, footer, the ways to sound and language.

    The name of the service, which is on every page, is left out.
    """
    view = layout.screen.view
    reader = _Reader(words, personal_strings(view.visit), fixed_texts(words.language.code))
    above, below, last = _around(layout)
    for widget in above:
        reader.read(widget)
    header = tuple(reader.texts) if layout.ring is None else ()
    for widget in layout.body:
        reader.read_body(widget)
    for widget in (*below, *last):
        reader.begin_row()
        reader.read(widget)
    entry = (view.generation, view.state, layout.overlay, layout.page)
    return Reading(entry, tuple(reader.texts), tuple(reader.actions), header)


def spoken_texts(language: str) -> tuple[str, ...]:
    """Every text of a language that is the same for everybody, as it is spoken."""
    texts = {
        speakable(text, language) for text in fixed_texts(language) if spoken_in(text, language) == language
    }
    return tuple(sorted(text for text in texts if text))


def _around(layout: PageLayout) -> tuple[list[Widget], list[Widget], list[Widget]]:
    """What is read before the body, after it, and last: the buttons that are on every page."""
    above: list[Widget] = []
    below: list[Widget] = []
    last: list[Widget] = []
    for child in layout.children()[len(layout.body) :]:
        is_above = child.box.y < layout.room.y
        parts = child.children() if isinstance(child, Row) else (child,)
        if is_above and isinstance(child, Row) and layout.is_framed and child.box.y == 0:
            parts = parts[1:]  # after the name of the service
        for part in parts:
            if not layout.overlay and {"language", "access"} & {*part.names}:
                last.append(part)
            else:
                (above if is_above else below).append(part)
    return above, below, last
