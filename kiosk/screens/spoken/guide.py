"""Guidance by voice: says what the page shows, says what changed on it, and moves through it by four keys.

Driven by whatever shows the pages: `present` after each drawing, `key` for each of the four keys,
`touched` for each touch. All on one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from kiosk.rules.access import Access
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.i18n.words import Phrase, Words, phrase
from kiosk.screens.spoken.keys import Key
from kiosk.screens.spoken.reading import Action, Reading, read
from kiosk.voice.cues import Cue
from kiosk.voice.service import Voice
from kiosk.voice.settings import VoiceSettings, settings_of
from kiosk.voice.utterance import Utterance

MANY = 9
"""A page with more actions than this does not say them all when it is entered."""
_NOTHING = Reading(())
_GREETING = phrase(
    "spoken",
    "There are four keys: previous, next, choose and repeat. On the screen they are the corners: "
    "bottom left, bottom right, top right and top left.",
)
_NOTHING_REACHED = phrase("spoken", "Move with the keys first")
_NUMBER = phrase("spoken", "Number {n}")
_KEYS = phrase("spoken", "There are keys to type with.")
_KEYS_IN_PRIVATE = phrase("spoken", "Their names are spoken into headphones only.")
_IN_PRIVATE = phrase("spoken", "Names and numbers are spoken into headphones only.")
_CHOICES = phrase("spoken", "There are {n} choices.")


def _is_other(settings: VoiceSettings, before: VoiceSettings) -> bool:
    """Whether the page is to be said anew; not when it only became louder or dark."""
    return replace(before, volume=settings.volume, dark=settings.dark) != settings


class Guide:
    """What is said, and which action the four keys have reached."""

    def __init__(self, voice: Voice, choose: Callable[[Access], None]) -> None:
        """`choose` is called where a key or the corner changes how the visit is reached."""
        self._voice, self._choose = voice, choose
        self._page = _NOTHING
        self._unread: Callable[[], Reading] | None = None
        self._words: Words | None = None
        self._access = Access()
        self._focus = ""
        """The name of the action that was reached last, "" before any."""
        self._place = -1
        self._spoken_with: VoiceSettings | None = None

    @property
    def settings(self) -> VoiceSettings:
        """The settings of the page that is shown."""
        return settings_of(self._access, headphones=self._voice.headphones)

    @property
    def focus(self) -> str:
        """The action that the four keys have reached, "" for none."""
        return self._focus

    # --- pages -------------------------------------------------------------------------------------

    def present(self, layout: PageLayout, words: Words) -> None:
        """This page is shown now: say all of a new one, and what is new on the same one."""
        self._unread, self._words = partial(read, layout, words), words
        self._access = layout.screen.view.visit.access
        self.speak()

    def speak(self) -> None:
        """Say what has to be said of the page: after it was drawn, and when headphones come or go."""
        settings, before = self.settings, self._spoken_with
        if not settings.speaks:
            if before is not None:
                self._voice.stop()
            self._spoken_with = None
            return
        said, self._spoken_with = self._page, settings
        page = self._read()
        if page.entry != said.entry or before is None or _is_other(settings, before):
            is_first = settings.four_keys and (before is None or not before.four_keys)
            self._say((*(self._phrase(_GREETING) if is_first else ()), *self._everything()), is_page=True)
        else:
            self._say_changes(said, page)

    def _read(self) -> Reading:
        """The page that is shown, read when somebody wants to hear it."""
        if self._unread is not None:
            entry, self._page, self._unread = self._page.entry, self._unread(), None
            if self._page.entry != entry:
                self._focus, self._place = "", -1
        return self._page

    def _say_changes(self, before: Reading, page: Reading) -> None:
        known = set(before.texts)
        changes = [each for each in page.texts if each not in known and each not in page.header]
        action, old = self._at_focus(), before.index_of(self._focus, self._place)
        if action is not None and old is not None and before.actions[old].said != action.said:
            changes += action.said  # such as "selected"
        opened = [
            each
            for each in page.actions
            if each.enabled and (index := before.index_of(each.name)) is not None
            and not before.actions[index].enabled and not each.typing
        ]  # fmt: skip
        self._say([*changes, *(said for each in opened for said in each.said)])

    def switch(self) -> None:
        """Turn guidance without eyes on, or all guidance off: the corner was held."""
        if self._access.is_eyes_free:
            self._choose(replace(self._access, speaks=False, is_eyes_free=False, is_dark=False))
        else:
            self._choose(replace(self._access, speaks=True, is_eyes_free=True))

    def darken(self) -> None:
        """Show nothing while it is guided by ear, or show it again: a bystander sees no name and no PIN."""
        if self._access.is_eyes_free:
            self._choose(replace(self._access, is_dark=not self._access.is_dark))

    # --- the four keys -----------------------------------------------------------------------------

    def touched(self) -> None:
        """A key of the screen was touched: the same sound for every one."""
        self._voice.cue(Cue.KEY)

    def key(self, key: Key) -> str:
        """One of the four keys was pressed; returns the action that is chosen, or ""."""
        if not self._access.is_eyes_free:
            self.switch()
            return ""  # the page is read when it is shown anew
        self.touched()
        self._read()
        if key is Key.REPEAT:
            self._say((*self._everything(), *self._phrase(_GREETING), *self._reached()), is_page=True)
            return ""
        if key is Key.CHOOSE:
            return self._chosen()
        if self._page.actions:
            step, place = (1 if key is Key.NEXT else -1), self._page.index_of(self._focus, self._place)
            at = self._place if place is None else place
            at = (0 if step > 0 else -1) if at < 0 else at + step
            action = self._page.actions[at % len(self._page.actions)]
            self._focus, self._place = action.name, action.place - 1
        self._say(self._reached())
        return ""

    def _chosen(self) -> str:
        action = self._at_focus()
        if action is not None and action.enabled:
            return action.name
        self._voice.cue(Cue.ERROR)
        self._say(self._reached() or self._phrase(_NOTHING_REACHED))
        return ""

    def _at_focus(self) -> Action | None:
        index = self._page.index_of(self._focus, self._place)
        return None if index is None else self._page.actions[index]

    # --- what is said ------------------------------------------------------------------------------

    def _everything(self) -> tuple[Utterance, ...]:
        return (*self._page.texts, *self._choices())

    def _reached(self) -> tuple[Utterance, ...]:
        action = self._at_focus()
        return () if action is None else (*action.lead, *self._audible(action))

    def _audible(self, action: Action) -> tuple[Utterance, ...]:
        """What an action says; by its number where a name may not be heard by everybody."""
        if self.settings.headphones or action.typing or not any(each.personal for each in action.said):
            return action.said
        open_to_all = tuple(each for each in action.said if not each.personal)
        return (*self._phrase(_NUMBER, n=action.place), *open_to_all)

    def _choices(self) -> tuple[Utterance, ...]:
        """What can be chosen."""
        actions = self._page.actions
        typing = any(each.typing for each in actions)
        said: list[Utterance] = []
        if typing:
            said += self._phrase(_KEYS)
            if self.settings.four_keys and not self.settings.headphones:
                said += self._phrase(_KEYS_IN_PRIVATE)
        others = [each for each in actions if not each.typing]
        if self._hides(self._page.texts) and not self.settings.headphones:
            said += self._phrase(_IN_PRIVATE)
        if not typing and len(actions) > MANY:
            said += self._phrase(_CHOICES, n=len(actions))
        elif not self.settings.four_keys:
            said += [each for action in others if action.enabled for each in self._audible(action)]
        elif others and not typing:
            said += self._phrase(_CHOICES, n=len(actions))
        return tuple(said)

    @staticmethod
    def _hides(texts: Iterable[Utterance]) -> bool:
        return any(each.personal for each in texts)

    def _phrase(self, message: Phrase, **values: object) -> tuple[Utterance, ...]:
        if self._words is None:
            return ()
        text = self._words.of(message, **values)
        return (Utterance(text, self._words.language.code, fixed=not values),)

    def _say(self, utterances: Iterable[Utterance], *, is_page: bool = False) -> None:
        said = tuple(utterances)
        if said and self.settings.speaks:
            self._voice.say(said, is_page=is_page)
