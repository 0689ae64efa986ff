"""What a mode refuses: production every simulated part, and a terminal with any real part the specimens.

The specimen staff PIN is in the README, and a specimen certificate is worth nothing: both belong to a
terminal on which nothing is real.
"""

from __future__ import annotations

from kiosk.config.settings import Mode, Place, Settings, SettingsError
from kiosk.config.staff_pin import SIMULATED_PIN, is_right


def check(settings: Settings, *, stand_ins: bool = False) -> None:
    """Raise SettingsError, naming the key, when the settings mix what must not be mixed.

    `stand_ins`: the real parts are themselves only a demonstration's or a test's (a virtual reader, a
    printer of paper that nobody sees), so specimens go with them. No setting says so, and production
    knows no such thing.
    """
    if settings.mode is Mode.PRODUCTION and settings.simulated_parts:
        raise SettingsError(f"production refuses simulated parts: {', '.join(settings.simulated_parts)}")
    if takes_specimens(settings, stand_ins=stand_ins):
        return
    said = f"mode is {settings.mode}, and real is {', '.join(settings.real_parts)}"
    if settings.place.specimen:
        raise SettingsError(f"place.specimen: true needs every part simulated ({said})")
    for key in ("store", "terminal", "telephone"):
        if getattr(settings.place, key) == Place.model_fields[key].default:
            raise SettingsError(f"place.{key} is missing: the specimen's needs every part simulated ({said})")
    if not settings.staff_pin:
        raise SettingsError(
            f"staff_pin is missing: the specimen PIN needs every part simulated ({said}); "
            "`kiosk staff-pin` prints one"
        )
    if is_right(SIMULATED_PIN, settings.staff_pin):
        raise SettingsError(f"staff_pin is the specimen's, which needs every part simulated ({said})")


def takes_specimens(settings: Settings, *, stand_ins: bool = False) -> bool:
    """True where specimen records, the specimen place and the specimen staff PIN are good."""
    return settings.mode is Mode.SIMULATION and (stand_ins or not settings.real_parts)
