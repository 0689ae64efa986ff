"""What a mode refuses: production every simulated part, and a terminal with any real part the specimens.

The specimens' staff PIN is in the README, and a specimen certificate is worth nothing: both belong to a
terminal on which nothing is real. A rehearsal has every real part and nothing but specimen certificates: it
says so on each slip. What the files of a real part hold is checked in `centre_files`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.config.errors import SettingsError
from kiosk.config.sections.place import Place
from kiosk.config.settings import Mode, Settings
from kiosk.rules.specimens import Specimens


def check(settings: Settings, *, stand_ins: bool = False) -> None:
    """Raise SettingsError, naming every key, when the settings mix what must not be mixed.

    `stand_ins`: the real parts are themselves only a demonstration's or a test's (a virtual reader, a
    printer of paper that nobody sees), so specimens go with them. No setting says so, and production
    knows no such thing.
    """
    if found := tuple(mode_problems(settings, stand_ins=stand_ins)):
        raise SettingsError(*found)


def mode_problems(settings: Settings, *, stand_ins: bool = False) -> Iterator[str]:
    """All that `check` would raise, a line each."""
    if settings.mode is not Mode.SIMULATION:
        yield from _in_service(settings)
    if not takes_specimens(settings, stand_ins=stand_ins):
        yield from _with_real_parts(settings)


def _in_service(settings: Settings) -> Iterator[str]:
    if settings.simulated_parts:
        yield f"{settings.mode} refuses simulated parts: {', '.join(settings.simulated_parts)}"
    printer = settings.printer
    if printer.leaves_the_machine and not printer.is_encrypted and not printer.clear:
        yield (
            "printer.uri: ipp:// sends certificates in clear to another host; "
            "use ipps:// with printer.ca, or say printer.clear = true"
        )


def _with_real_parts(settings: Settings) -> Iterator[str]:
    said = f"mode is {settings.mode}, and real is {', '.join(settings.real_parts)}"
    if settings.mode is Mode.REHEARSAL:
        if not settings.place.specimen:
            yield "place.specimen: false is for production; what a rehearsal prints is a specimen"
    elif settings.place.specimen:
        yield f"place.specimen: true needs every part simulated ({said})"
    for key in ("store", "terminal", "telephone"):
        if getattr(settings.place, key) == Place.settings[key].default:
            # The specimen's telephone number is a real one, of a call centre: there it may be meant.
            if key == "telephone" and key in settings.place.said:
                continue
            yield f"place.{key} is missing: the specimen's needs every part simulated ({said})"
    if not settings.staff:
        yield (
            f"staff is missing: the specimen persons need every part simulated ({said}); "
            "`kiosk staff add` prints one of your own"
        )


def takes_specimens(settings: Settings, *, stand_ins: bool = False) -> bool:
    """True where the specimen place and the specimen staff are good."""
    return settings.mode is Mode.SIMULATION and (stand_ins or not settings.real_parts)


def specimens(settings: Settings, *, stand_ins: bool = False) -> Specimens:
    """Which signed records may be printed here."""
    if settings.mode is Mode.REHEARSAL:
        return Specimens.REQUIRED
    return Specimens.TAKEN if takes_specimens(settings, stand_ins=stand_ins) else Specimens.REFUSED
