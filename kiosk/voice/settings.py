"""How this visit is heard: what the shopper chose, and whether headphones are plugged in."""

from __future__ import annotations

from kiosk.rules.access import Access
from kiosk.structs import Struct


class VoiceSettings(Struct):
    """`volume` is 0 (off) to 5. `speaks`: screens are read aloud.

    `four_keys`: next, previous, choose and repeat move through the screen. `dark`: the screen shows nothing.
    `headphones` are plugged in: names and numbers may be spoken.
    """

    volume: int = 3
    speaks: bool = False
    four_keys: bool = False
    dark: bool = False
    headphones: bool = False


def settings_of(access: Access, *, headphones: bool) -> VoiceSettings:
    """The settings of a visit. Headphones turn the voice on as long as they are plugged in.

    Nothing is kept here, so nothing can reach the next visit: the choice ends with the visit, and the plug is
    asked.
    """
    return VoiceSettings(
        access.volume, access.speaks or headphones, access.is_eyes_free, access.is_dark, headphones
    )
