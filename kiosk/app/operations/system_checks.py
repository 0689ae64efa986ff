"""The machine itself: disk, clock, swap, core dumps, fonts, permissions. Nothing is changed."""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from kiosk.app.operations.findings import Finding, Level
from kiosk.config.settings import Settings
from kiosk.documents.fonts.files import FONT_FILES, FontNotFound, find_font
from kiosk.rules.hours.japan_time import is_plausible

LITTLE_SPACE, TOO_LITTLE_SPACE = 1024, 64
"""Mebibytes free below which the disk is a warning, and a fault. [PROPOSAL]"""
_MEBIBYTE = 1024 * 1024
_TIME_ERROR = 5
"""What adjtimex(2) returns for a clock that nobody synchronises."""
_SIZE_OF_TIMEX = 512
"""Bytes, and more than any machine's struct timex has."""


def disk(folder: Path) -> Finding:
    """Free space where the journal lies."""
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    free = shutil.disk_usage(there).free // _MEBIBYTE
    level = Level.FAULT if free < TOO_LITTLE_SPACE else Level.WARNING if free < LITTLE_SPACE else Level.FINE
    return Finding("disk", level, f"{free:,} MiB are free for the journal", facts={"free_mebibytes": free})


def clock(now: datetime) -> Iterator[Finding]:
    """Is the time of day plausible, and does anything keep it right? Hours and certificates depend on it."""
    if not is_plausible(now):
        yield Finding("clock", Level.FAULT, f"the clock says {now:%Y-%m-%d}, which cannot be")
    synchronised = is_synchronised()
    if synchronised is None:
        text, level = "this system does not tell whether the clock is synchronised", Level.WARNING
    elif synchronised:
        text, level = "the clock is synchronised", Level.FINE
    else:
        text, level = (
            "the clock is not synchronised: install and start chrony or systemd-timesyncd",
            Level.WARNING,
        )
    yield Finding("clock", level, text, facts={"synchronised": synchronised})


def is_synchronised() -> bool | None:
    """As the kernel knows it (adjtimex(2)), whichever program keeps the clock; None: it cannot be known."""
    if sys.platform != "linux":
        return None
    state = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.create_string_buffer(_SIZE_OF_TIMEX))
    return None if state < 0 else state != _TIME_ERROR


def swap(table: Path = Path("/proc/swaps")) -> Finding:
    """What swap writes to a disk stays there: names and certificates of a visit may be among it."""
    try:
        lines = table.read_text(encoding="utf-8").splitlines()[1:]
    except OSError:
        return Finding("swap", Level.WARNING, "whether there is swap cannot be read")
    devices = [line.split()[0] for line in lines if line.split() and "zram" not in line.split()[0]]
    if devices:
        text = f"memory of a visit may be written to {', '.join(devices)}: switch swap off, or encrypt it"
        return Finding("swap", Level.WARNING, text)
    return Finding("swap", Level.FINE, "no swap on a disk")


def core_dumps(pattern: Path = Path("/proc/sys/kernel/core_pattern")) -> Finding:
    """The terminal forbids dumps of itself; what the system would do with one is told."""
    try:
        said = pattern.read_text(encoding="utf-8").strip()
    except OSError:
        said = ""
    if said.startswith("|"):
        text = "dumps of other programs go to a collector; the terminal forbids dumps of itself"
    else:
        text = "the terminal forbids dumps of itself"
    return Finding("core_dumps", Level.FINE, text, facts={"core_pattern": said.partition(" ")[0]})


def fonts() -> Iterator[Finding]:
    """The fonts of screens and certificates."""
    missing = []
    for each in FONT_FILES:
        try:
            find_font(each)
        except FontNotFound as error:
            missing.append(str(error))
    for line in missing:
        yield Finding("fonts", Level.FAULT, line)
    if not missing:
        yield Finding("fonts", Level.FINE, f"all {len(FONT_FILES)} fonts are installed")


def settings_file(path: Path) -> Finding:
    """The file holds hashes of a few digits each: who can read one has soon guessed it."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o022:
        text = f"{path.name} has mode {mode:04o}: others may write it"
        return Finding("permissions", Level.FAULT, text, "settings")
    if mode & 0o004:
        text = f"{path.name} has mode {mode:04o}: everybody can read the hash of the staff PIN; chmod 0640"
        return Finding("permissions", Level.WARNING, text, "settings")
    return Finding("permissions", Level.FINE, f"{path.name} has mode {mode:04o}", "settings")


def permissions(settings: Settings) -> Iterator[Finding]:
    """The state folder and all in it are for the terminal's user alone."""
    open_ones = []
    if settings.state.is_dir():
        for path in (settings.state, *sorted(settings.state.rglob("*"))):
            found = path.lstat()
            if not stat.S_ISLNK(found.st_mode) and found.st_mode & 0o077:
                open_ones.append(path.name)
            if found.st_uid != os.geteuid() and os.geteuid() != 0:
                yield Finding("permissions", Level.FAULT, f"{path.name} belongs to another user")
    if open_ones:
        text = f"open to others in the state folder: {', '.join(open_ones[:5])}"
        yield Finding("permissions", Level.WARNING, text, facts={"open": len(open_ones)})
    else:
        yield Finding("permissions", Level.FINE, "nothing in the state folder is open to others")
