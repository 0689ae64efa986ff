"""`kiosk run` with a visit that has begun, and nobody who goes on with it: `python visited_terminal.py`."""

from __future__ import annotations

import sys

from kiosk.app.cli import main
from kiosk.app.panel import Panel
from kiosk.fsm.flow.menu import Started
from kiosk.fsm.states import S
from kiosk.fsm.view import View

shown = Panel.shown


def shown_and_begun(panel: Panel, view: View) -> None:
    shown(panel, view)
    if view.state is S.ATTRACT:
        panel.app._post(Started(), None)


setattr(Panel, "shown", shown_and_begun)  # noqa: B010 - the type of a method cannot be assigned
sys.argv += ["run", "--no-browser"]
main()
