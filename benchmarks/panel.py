"""The panel beside a browser: start, touch to picture, memory.

Three subjects, each on its own X server of the same size: the whole `kiosk run` with every driver
and all simulated devices, our screens alone, and Chromium in kiosk mode with a static page that
looks the same.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from benchmarks.glass import Colour, Glass, NeverShown, Point, marker
from benchmarks.our_panel import SIZE
from benchmarks.processes import ROOT, Watched
from kiosk.screens.toolkit.double_tap import WITHIN as DOUBLE_TAP
from kiosk_simulator.demo.display import VirtualDisplay

PAGE = Path(__file__).with_name("page.html")
CHROMIUM_FLAGS = (
    "--no-sandbox", "--kiosk", "--no-first-run", "--noerrdialogs", "--disable-infobars",
    "--disable-features=Translate", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", "--disable-gpu", "--window-position=0,0",
    f"--window-size={SIZE[0]},{SIZE[1]}",
)  # fmt: skip
TERMINAL = ("kiosk", "run", "--no-browser", "--size", f"{SIZE[0]}x{SIZE[1]}")
WHOLE, ALONE, BROWSER = "kiosk run, all devices simulated", "our screens alone", "Chromium, static page"
START_PATIENCE, TOUCH_PATIENCE = 60.0, 10.0
HOLDS = (0.02, 0.04, 0.06, 0.12)
"""Seconds that the finger stays down, one lap each: the tail of a quick tap hides behind a slow one."""
PAUSE = 0.12
"""Seconds before each touch. The subjects' turns keep one order in a round, so that each has rested for
half a second and its loop has gone to sleep."""
REST = DOUBLE_TAP + 0.05
"""Seconds that a subject is left alone at least: sooner, a tap is the second of a double one, and every
second tap of the lap lies where the first did."""

LAP = (
    ("menu", "service:certificates", "consent"),
    ("consent", "agree", "municipality"),
    ("municipality", "back", "consent"),
    ("consent", "back", "menu"),
)
"""(screen, touched, next screen): four touches lead back to the first."""


@dataclass(slots=True)
class Measured:
    """One subject's figures: seconds and bytes; touches by how long they were held."""

    first_picture: list[float] = field(default_factory=list)
    usable: list[float] = field(default_factory=list)
    touch: dict[float, list[float]] = field(default_factory=lambda: {hold: [] for hold in HOLDS})
    pss: list[int] = field(default_factory=list)

    @property
    def touches(self) -> list[float]:
        """All touches, however long they were held."""
        return [seconds for held in self.touch.values() for seconds in held]


@dataclass(frozen=True, slots=True)
class Step:
    """Where to touch, and which pixel then takes which colour."""

    touch: Point
    look: Point
    colour: Colour


class Subject:
    """A program with its display and its folder; processes come and go with `running`."""

    def __init__(self, name: str, command: list[str], glass: Glass, display: str, folder: Path) -> None:
        self.name, self.glass, self.figures = name, glass, Measured()
        self._command, self._display, self._folder = command, display, folder
        self._first: tuple[Point, Colour] | None = None
        self._has_greeting = name == WHOLE
        self._steps: list[Step] = []
        self._lifted = 0.0

    @contextmanager
    def running(self, places: Places, *, count: bool) -> Iterator[Watched]:
        """Start it and wait for its first usable screen; `count` keeps how long that took."""
        began = time.perf_counter()
        with Watched(self._command, self._display, self._folder) as process:
            dark = self.glass.pixel(places.ground)
            first = self.glass.seen(places.ground, lambda colour: colour != dark, START_PATIENCE)
            look, colour = places.ready[self.name]
            usable = self.glass.seen(look, lambda seen: seen == colour, START_PATIENCE)
            if count:
                self.figures.first_picture.append(first - began)
                self.figures.usable.append(usable - began)
            yield process

    def learn(self, places: Places) -> None:
        """Go round once, keep the pictures, and find the pixel that tells each from the one before."""
        self.come_to_menu(places)
        pictures = {"menu": self.glass.settled()}
        for before, action, after in LAP[:2]:
            self.glass.touch(places.touch[before][action])
            pictures[after] = self.glass.settled()
        for before, action, _after in LAP[2:]:
            self.glass.touch(places.touch[before][action])
            self.glass.settled()
        self._steps = []
        for before, action, after in LAP:
            point = places.touch[before][action]
            look = marker(pictures[before], pictures[after], away_from=point)
            self._steps.append(Step(point, look, _colour(pictures[after], look)))

    def come_to_menu(self, places: Places) -> None:
        """Leave the greeting, where there is one."""
        if self._has_greeting:
            self.glass.touch(places.touch["attract"]["start"])
            self.glass.settled()

    def touch(self, number: int) -> None:
        """Make touch `number` of the lap and keep the seconds until the next picture."""
        step, hold = self._steps[number % len(self._steps)], hold_of(number)
        time.sleep(max(0.0, self._lifted + REST - time.perf_counter()))
        self._lifted = lifted = self.glass.touch(step.touch, hold)
        try:
            shown = self.glass.seen(step.look, lambda colour: colour == step.colour, TOUCH_PATIENCE)
        except NeverShown as error:
            told = f"{self.name}, touch {number} of {1000 * hold:.0f} ms at {step.touch}: {error}"
            raise NeverShown(told) from error
        self.figures.touch[hold].append(shown - lifted)


@dataclass(frozen=True, slots=True)
class Places:
    """Pixels to touch by screen and action; for each subject the pixel and colour of its first screen."""

    touch: dict[str, dict[str, Point]]
    ground: Point
    ready: dict[str, tuple[Point, Colour]]


def hold_of(number: int) -> float:
    """How long touch `number` is held (seconds): a lap long the same, then the next of HOLDS."""
    return HOLDS[number // len(LAP) % len(HOLDS)]


def missing() -> str:
    """What is not installed, empty when nothing is."""
    return ", ".join(name for name in ("chromium", "Xvfb") if shutil.which(name) is None)


def draw_places(folder: Path) -> Places:
    """Let our screens be drawn without a display and read off where everything is."""
    subprocess.run(
        [sys.executable, "-m", "benchmarks.our_panel", "draw", str(folder)],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip
    told = json.loads((folder / "places.json").read_text())
    touch: dict[str, dict[str, Point]] = {
        screen: {action: (x, y) for action, (x, y) in actions.items()} for screen, actions in told.items()
    }
    pictures = {path.stem: Image.open(path).convert("RGB") for path in folder.glob("*.png")}
    look = marker(pictures["starting"], pictures["attract"])
    ground = (3, SIZE[1] - 68)
    white = _colour(pictures["menu"], ground)
    ready = {
        WHOLE: (look, _colour(pictures["attract"], look)),
        ALONE: (ground, white),
        BROWSER: (ground, white),
    }
    return Places(touch, ground, ready)


def measure(rounds: int = 3, touches: int = 48, seed: int = 1) -> dict[str, Measured]:
    """Rounds of: each subject alone (start, memory); then all together (touches in turn)."""
    chance = random.Random(seed)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        places = draw_places(folder)
        subjects = [_subject(stack, folder, name) for name in (WHOLE, ALONE, BROWSER)]
        for subject in subjects:  # once, uncounted: keys are made, caches filled, pixels learnt
            with subject.running(places, count=False):
                subject.glass.settled()
                subject.learn(places)
        for _ in range(rounds):
            for subject in chance.sample(subjects, len(subjects)):
                with subject.running(places, count=True) as process:
                    subject.glass.settled(still=1.0)
                    subject.figures.pss.append(process.pss())
            _together(subjects, places, touches, chance)
    return {subject.name: subject.figures for subject in subjects}


def _subject(stack: ExitStack, folder: Path, name: str) -> Subject:
    stack.enter_context(VirtualDisplay(SIZE))
    display = os.environ["DISPLAY"]
    glass = Glass(display, SIZE)
    stack.callback(glass.close)
    home = folder / name.partition(",")[0].replace(" ", "-")
    home.mkdir()
    return Subject(name, command_of(name, home), glass, display, home)


def command_of(name: str, home: Path) -> list[str]:
    """What starts this subject; the browser keeps its profile in `home`."""
    commands = {
        WHOLE: [sys.executable, "-m", *TERMINAL],
        ALONE: [sys.executable, "-m", "benchmarks.our_panel", "run"],
        BROWSER: [
            shutil.which("chromium") or "chromium", *CHROMIUM_FLAGS,
            f"--user-data-dir={home / 'profile'}", f"--app={PAGE.as_uri()}",
        ],
    }  # fmt: skip
    return commands[name]


def _together(subjects: list[Subject], places: Places, touches: int, chance: random.Random) -> None:
    with ExitStack() as stack:
        for subject in subjects:
            stack.enter_context(subject.running(places, count=False))
        for subject in subjects:
            subject.glass.settled(still=2.0)
        for subject in subjects:
            subject.come_to_menu(places)
        order = chance.sample(subjects, len(subjects))
        for number in range(touches):
            for subject in order:
                time.sleep(PAUSE)
                subject.touch(number)


def _colour(picture: Image.Image, point: Point) -> Colour:
    red, green, blue = picture.getpixel(point)[:3]  # type: ignore[index]
    return int(red), int(green), int(blue)
