"""Files that the settings name: are they there, and who may read them? Known before any is parsed.

What they hold is proved later, in `centre_files`: cryptography is loaded behind the first picture.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kiosk.config.errors import SettingsError
from kiosk.config.settings import Mode, Settings


def check_files(settings: Settings) -> None:
    """Raise SettingsError with every file that is missing, cannot be read, or is open to others."""
    if found := tuple(file_problems(settings)):
        raise SettingsError(*found)


def file_problems(settings: Settings) -> Iterator[str]:
    """All that `check_files` would raise, a line each."""
    for key, path in named_files(settings):
        yield from ([f"{key} is missing"] if path is None else _unreadable(key, path))
    key_file = settings.centre.key
    if settings.mode is not Mode.SIMULATION:
        if key_file is not None and "centre" in settings.real_parts:
            yield from exposed("centre.key", key_file)
        if settings.fleet.key is not None and settings.fleet.url:
            yield from exposed("fleet.key", settings.fleet.key)
        yield from _state_folder(settings.state)


def named_files(settings: Settings) -> Iterator[tuple[str, Path | None]]:
    """Key and path of every file that the settings name or must name; None for one that is missing."""
    centre = settings.centre
    if "centre" in settings.real_parts:
        for key in ("ca", "certificate", "key"):
            yield f"centre.{key}", getattr(centre, key)
        yield from (("centre.record_keys", each) for each in centre.record_keys or (None,))
        if centre.sealing_key is not None:
            yield "centre.sealing_key", centre.sealing_key
    if settings.printer.ca is not None:
        yield "printer.ca", settings.printer.ca
    if settings.fleet.url:
        fleet = settings.fleet
        yield "fleet.ca", fleet.ca
        yield "fleet.certificate", fleet.certificate or centre.certificate
        yield "fleet.key", fleet.key or centre.key
        if fleet.settings_key is not None:
            yield "fleet.settings_key", fleet.settings_key


def exposed(key: str, path: Path) -> Iterator[str]:
    """A line when a file with a private key is open to more than its owner and a group of readers."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return  # said by whoever wanted to read it
    if mode & 0o137:
        yield f"{key}: {path.name} has mode {mode:04o}; a key has 0600, or 0640 with a group of its own"


def _unreadable(key: str, path: Path) -> Iterator[str]:
    try:
        path.read_bytes()
    except OSError:
        yield f"{key}: {path.name} cannot be read"


def _state_folder(folder: Path) -> Iterator[str]:
    """The journal closes a folder of its own to others by itself; here is what it cannot mend."""
    try:
        found = folder.stat()
    except FileNotFoundError:
        return  # it will be made
    except OSError:
        yield f"state: {folder.name} cannot be looked at"
        return
    if not stat.S_ISDIR(found.st_mode):
        yield f"state: {folder.name} is no folder"
        return
    if found.st_uid != os.geteuid():
        yield f"state: {folder.name} belongs to another user than the one that runs the terminal"
    if found.st_mode & 0o022:
        mode = stat.S_IMODE(found.st_mode)
        yield f"state: {folder.name} has mode {mode:04o}, so others may have written into it; it has 0700"
