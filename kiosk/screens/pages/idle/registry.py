"""The screens of which one is the first picture of nearly every start."""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.screens.pages.idle.attract import AttractScreen
from kiosk.screens.pages.idle.starting import StartingScreen
from kiosk.screens.screen import Screen

FIRST_SCREENS: dict[S, type[Screen]] = {
    S.STARTING: StartingScreen,
    S.ATTRACT: AttractScreen,
}
