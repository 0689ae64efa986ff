"""Our screens alone: three pictures that answer touches, as the twin page in the browser does.

`python -m benchmarks.our_panel run` opens the window; `draw FOLDER` writes the pictures and the
places to touch without a display.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from kiosk.fsm.event import Event
from kiosk.fsm.events import Agreed, Back
from kiosk.fsm.flow.menu import ServiceChosen, Started
from kiosk.fsm.view import View
from kiosk.screens.kivy.app import KioskApp
from kiosk.screens.samples import sample

SIZE = (1024, 768)
SCREENS = ("starting", "attract", "menu", "consent", "municipality")
ACTIONS = {"attract": ("start",), "menu": ("service:certificates",), "consent": ("agree", "back"),
           "municipality": ("back",)}  # fmt: skip
NEXT: dict[tuple[str, type[Event]], str] = {
    ("attract", Started): "menu",
    ("menu", ServiceChosen): "consent",
    ("consent", Agreed): "municipality",
    ("consent", Back): "menu",
    ("municipality", Back): "consent",
}


class Alone:
    """KioskApp with a look-up in place of the terminal."""

    def __init__(self) -> None:
        self._now, self._generation = "menu", 1
        self.app = KioskApp(
            self._post, lambda: None, time.monotonic, size=SIZE,
            on_started=lambda: self.app.show(self._view()),
        )  # fmt: skip

    def _view(self) -> View:
        return replace(sample(self._now), generation=self._generation, deadline=None)

    def _post(self, event: Event, generation: int | None) -> None:
        there = NEXT.get((self._now, type(event)))
        if there is not None:
            self._now, self._generation = there, self._generation + 1
            self.app.show(self._view())


def draw(folder: Path) -> None:
    """Write each screen as PNG, and places.json with the pixels to touch."""
    from kiosk.screens.kivy.manual_loop import open_app, pump

    app = open_app(SIZE)
    places: dict[str, dict[str, tuple[int, int] | None]] = {}
    for number, name in enumerate(SCREENS, 1):
        pump(app, replace(sample(name), generation=number))
        app.screenshot(folder / f"{name}.png")
        places[name] = {action: app.locate(action) for action in ACTIONS.get(name, ())}
    (folder / "places.json").write_text(json.dumps(places))


def main(arguments: list[str]) -> int:
    """See the module."""
    match arguments:
        case ["run"]:
            Alone().app.run()
        case ["draw", folder]:
            os.environ["SDL_VIDEODRIVER"] = "offscreen"
            draw(Path(folder))
        case _:
            sys.stderr.write("usage: run | draw FOLDER\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
