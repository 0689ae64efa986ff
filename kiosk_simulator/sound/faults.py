"""Faults of the simulated loudspeaker, and its jack."""

from __future__ import annotations

from enum import StrEnum


class SoundFault(StrEnum):
    """What can be wrong with the sound device."""

    NO_DEVICE = "no_device"
    """No clip is taken, as on a machine without a sound card."""
    STUCK = "stuck"
    """The next clip never comes back from the device."""
    SLOW = "slow"
    """Every clip begins some seconds late."""
    DISAPPEARS = "disappears"
    """The next clip breaks off, and then there is no device."""


class SoundSwitch(StrEnum):
    """What is no fault."""

    HEADPHONES = "headphones"
    """Headphones are plugged in."""
