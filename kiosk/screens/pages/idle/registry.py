"""The screens that are shown while nobody is there; the first picture needs no others."""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.screens.pages.idle.attract import AttractScreen
from kiosk.screens.pages.idle.closed import ClosedScreen
from kiosk.screens.pages.idle.out_of_service import OutOfServiceScreen
from kiosk.screens.pages.idle.starting import StartingScreen
from kiosk.screens.screen import Screen

IDLE_SCREENS: dict[S, type[Screen]] = {
    S.STARTING: StartingScreen,
    S.ATTRACT: AttractScreen,
    S.CLOSED: ClosedScreen,
    S.OUT_OF_SERVICE: OutOfServiceScreen,
}
