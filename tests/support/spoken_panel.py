"""A panel that nobody looks at: pages are laid out and read aloud, four keys move through them.

What `RootWidget` does with Kivy, without it; and the shopper who hears and presses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.fsm.flow.menu import AccessChosen, LanguageChosen
from kiosk.fsm.view import View
from kiosk.hardware.sound.protocol import Clip
from kiosk.screens.frame.access_panel import PREFIX, chosen
from kiosk.screens.frame.page_layout import OVERLAYS, PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.frame.time_banner import ring_of
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.i18n.words import Words, words_in
from kiosk.screens.registry import SCREENS
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.spoken.guide import Guide
from kiosk.screens.spoken.keys import Key
from kiosk.screens.spoken.wording import speakable
from kiosk.screens.toolkit.widgets.ring import WARN_BELOW
from kiosk.voice.service import Voice as VoiceService
from kiosk.voice.voices import Engine, Voice
from kiosk_simulator.headless import Headless
from kiosk_simulator.sound.device import Played, SimulatedSound
from tests.support.visits import Person

SIZE = (1024, 768)
MOST_PRESSES = 150


class SilentSynthesiser:
    """Speaks as long as a voice would, ten characters a second, and nothing is to be heard."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def speak(self, text: str, voice: Voice) -> Clip:
        self.asked.append(text)
        return Clip(b"\xff" * (800 * len(text)), 8000, "speech")

    def close(self) -> None:
        """Nothing runs."""


def silent_synthesisers() -> dict[Engine, SilentSynthesiser]:
    return {engine: SilentSynthesiser() for engine in Engine}


class SpokenPanel:
    """Lays pages out and lets them be read; a listener of the terminal."""

    def __init__(self, machine: Headless, voice: VoiceService) -> None:
        self._machine = machine
        self.context = ScreenContext(
            post=machine.terminal.post,
            clock=machine.clock.monotonic,
            languages=tuple(LANGUAGES),
            simulated=True,
        )
        self.guide = Guide(voice, lambda access: self.context.post(AccessChosen(access)))
        self.screen: Screen | None = None
        self.layout: PageLayout
        self._overlay, self._page = "", 0
        voice.plug_listeners.append(self.guide.speak)
        machine.terminal.listeners.append(self)
        self.shown(machine.view)

    def shown(self, view: View) -> None:
        if self.screen is None or self.screen.view.generation != view.generation:
            if self.screen is not None:
                self.screen.leave()
            self._overlay, self._page = "", 0
            self.screen = SCREENS[view.state](self.context, view)
        else:
            before = self.screen.view
            self.screen.update(view)
            if before == replace(view, deadline=before.deadline) and not self._counts_down():
                # Every key puts the deadline off, and nothing else: what the page looks like is known.
                self.guide.present(self.layout, words_in(view.visit.language))
                return
        self.redraw()

    def _counts_down(self) -> bool:
        assert self.screen is not None
        countdown = ring_of(self.screen)
        return self.layout.ring is not None or (countdown is not None and countdown.seconds <= WARN_BELOW)

    def visit_began(self, visit: object) -> None:
        """The views have it all."""

    def visit_ended(self, visit: object) -> None:
        """The views have it all."""

    def redraw(self) -> None:
        assert self.screen is not None
        visit = self.screen.view.visit
        style = page_style(SIZE, visit.language, visit.access)
        self.layout = PageLayout(self.screen, style, overlay=self._overlay, page=self._page)
        self._page = self.layout.page
        self.guide.present(self.layout, words_in(visit.language))

    def key(self, key: Key) -> None:
        self._machine.terminal.touched()
        action = self.guide.key(key)
        assert self.screen is not None
        if action in OVERLAYS:
            self._overlay = "" if self._overlay == action else action
        elif action.startswith("turn:"):
            self._page = max(0, self._page + (1 if action == "turn:+" else -1))
        elif action.startswith("language:"):
            self._overlay = ""
            self.context.post(LanguageChosen(action.partition(":")[2]))
        elif action.startswith(PREFIX):
            self.context.post(AccessChosen(chosen(self.screen.view.visit.access, action)))
        elif action:
            self.screen.act(action)
        generation = self._machine.view.generation
        self._machine.terminal.pump()
        if action and self._machine.view.generation == generation:
            self.redraw()
        self._machine.terminal.pump()


class EarAlone:
    """A shopper who hears what the loudspeaker played, and presses four keys; nothing else is known."""

    def __init__(self, person: Person, *, headphones: bool = True) -> None:
        self.person, self.sound = person, person.environment.sound
        self.kiosk, self.machine = person.kiosk, person.machine
        self.panel = SpokenPanel(self.machine, self.kiosk.sound)
        self.sound.headphones_in = headphones
        self.language = "ja"
        self.machine.advance(1.5)
        self.listens()

    @property
    def words(self) -> Words:
        return words_in(self.language)

    def listens(self) -> EarAlone:
        """Until it is quiet."""
        for _ in range(4000):
            self.machine.terminal.pump()
            if self.kiosk.sound.queue.is_silent:
                return self
            self.machine.advance(0.1)
        raise AssertionError("it never falls silent")

    def press(self, key: Key) -> list[Played]:
        """Press a key and listen; returns what was spoken after it."""
        self.sound.forget()
        self.panel.key(key)
        self.listens()
        return [each for each in self.sound.played if each.kind == "speech"]

    @property
    def heard(self) -> list[str]:
        """What was spoken since the last key."""
        return speech(self.sound)

    def hears(self, context: str, message: str, **values: object) -> EarAlone:
        """This text of the screens was spoken, in the language of the visit."""
        wanted = speakable(self.words.say(context, message, **values), self.language)
        self.listens()
        assert wanted in self.heard, f"{wanted!r} is not among {self.heard}"
        return self

    def turns_on_the_keys(self) -> EarAlone:
        """The first press of any of the four keys."""
        self.press(Key.REPEAT)
        return self

    def goes_to(self, wanted: str) -> EarAlone:
        """Move on until a choice with exactly this text is heard."""
        for _ in range(MOST_PRESSES):
            said = [each.text for each in self.press(Key.NEXT)]
            if wanted in said:
                return self
        raise AssertionError(f"{wanted!r} was never heard")

    def chooses_text(self, wanted: str) -> EarAlone:
        self.goes_to(wanted).press(Key.CHOOSE)
        return self

    def chooses(self, context: str, message: str, **values: object) -> EarAlone:
        """Go to the choice with this text of the screens, and choose it."""
        return self.chooses_text(speakable(self.words.say(context, message, **values), self.language))

    def reads_on_to(self, context: str, message: str) -> EarAlone:
        """Choose this text of the screens on the first page that has it, past those without it."""
        wanted = speakable(self.words.say(context, message), self.language)
        onward = speakable(self.words.say("paging", "Next page"), self.language)
        while wanted not in (heard := self._actions_heard()):
            assert onward in heard, f"neither {wanted!r} nor {onward!r} is among {heard}"
            self.chooses_text(onward)
        return self.chooses_text(wanted)

    def _actions_heard(self) -> list[str]:
        """What is heard until the first choice that was heard comes round again."""
        first = [each.text for each in self.press(Key.NEXT)]
        heard = list(first)
        for _ in range(MOST_PRESSES):
            said = [each.text for each in self.press(Key.NEXT)]
            if said == first:
                return heard
            heard += said
        raise AssertionError("the choices never end")

    def types(self, keys: str) -> EarAlone:
        for key in keys:
            self.chooses_text(key)
        return self

    def does(self, act: Callable[..., object], *arguments: object) -> EarAlone:
        """Something with the hands: the method of a person, then listen to what follows."""
        self.sound.forget()
        act(*arguments)
        return self.listens()


def speech(sound: SimulatedSound) -> list[str]:
    """Everything that was spoken, in order."""
    return [each.text for each in sound.played if each.kind == "speech"]
