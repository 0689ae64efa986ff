"""Keywords for Robot Framework: `Library  kiosk_simulator.robot.KioskLibrary`."""

from kiosk_simulator.robot.library import KioskLibrary as KioskLibrary
