"""Renders every state: python -m kiosk.screens.gallery --out DIR [--lang ja] [--size 1024x768]."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from kiosk.fsm.view import View
from kiosk.screens.app import KioskApp
from kiosk.screens.samples import samples


def open_app(size: tuple[int, int], **changes: Any) -> KioskApp:
    """An app that is open but not running: `pump` turns its loop by hand. The clock stands at 0."""
    arguments: dict[str, Any] = {
        "post": lambda event: None,
        "activity": lambda: None,
        "clock": lambda: 0.0,
        "size": size,
        "check_staff_pin": lambda digits: False,
        "staff_action": lambda action: None,
    }
    app = KioskApp(**(arguments | changes))
    app._run_prepare()
    return app


def pump(app: KioskApp, view: View) -> None:
    """Show `view` and turn the loop until it is on the glass. Raises TimeoutError after 200 turns."""
    from kivy.base import EventLoop

    app.show(view)
    for _ in range(200):
        EventLoop.idle()
        if app.drawn_generation == view.generation and app.is_up_to_date:
            return
    raise TimeoutError("the view was not drawn")


def main() -> None:
    """Render and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--lang", default="ja")
    parser.add_argument("--size", default="1024x768")
    parser.add_argument("--every-notice", action="store_true")
    parser.add_argument("--only", default="")
    chosen = parser.parse_args()
    os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
    width, height = (int(side) for side in chosen.size.split("x"))
    chosen.out.mkdir(parents=True, exist_ok=True)
    app = open_app((width, height))
    for number, (name, view) in enumerate(samples(chosen.lang, every_reason=chosen.every_notice), 1):
        if chosen.only and chosen.only not in name:
            continue
        pump(app, view)
        app.screenshot(chosen.out / f"{number:03d}-{name}.png")


if __name__ == "__main__":
    main()
