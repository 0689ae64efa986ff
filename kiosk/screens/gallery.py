"""Renders every state: python -m kiosk.screens.gallery --out DIR [--lang ja] [--size 1024x768]."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from kiosk.screens.kivy.manual_loop import open_app, pump
from kiosk.screens.samples import samples


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
    for number, (name, view) in enumerate(samples(chosen.lang, every_notice=chosen.every_notice), 1):
        if chosen.only and chosen.only not in name:
            continue
        pump(app, view)
        app.screenshot(chosen.out / f"{number:03d}-{name}.png")


if __name__ == "__main__":
    main()
