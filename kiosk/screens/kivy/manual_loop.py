"""An app whose loop is turned by hand, for the gallery, the tests and the benchmarks."""

from __future__ import annotations

from typing import Any

from kiosk.fsm.view import View
from kiosk.screens.kivy.app import KioskApp

_MOST_TURNS = 200


def open_app(size: tuple[int, int], **changes: Any) -> KioskApp:
    """An app with an open window (`size` in pixels) whose loop does not run. Its clock reads 0.

    `changes` replace arguments of KioskApp, which otherwise do nothing.
    """
    arguments: dict[str, Any] = {
        "post": lambda event, generation: None,
        "activity": lambda: None,
        "clock": lambda: 0.0,
        "size": size,
    }
    app = KioskApp(**(arguments | changes))
    app._run_prepare()
    return app


def pump(app: KioskApp, view: View) -> None:
    """Show `view` and turn the loop until it is drawn. Raises TimeoutError after 200 turns."""
    from kivy.base import EventLoop

    app.show(view)
    for _ in range(_MOST_TURNS):
        EventLoop.idle()
        if app.drawn_generation == view.generation and app.is_up_to_date:
            return
    raise TimeoutError("the view was not drawn")
