"""One archive for whoever helps from afar. It holds nothing of a shopper, and no secret of the terminal.

What goes in is chosen, never copied: settings with secrets masked, counts and codes of the journal without
visits, documents or numbers, and of the logs only the lines that the terminal itself wrote.
"""

from __future__ import annotations

import io
import json
import os
import platform
import shutil
import subprocess
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import distributions
from pathlib import Path

from kiosk import __version__
from kiosk.app.operations.doctor import examine
from kiosk.app.operations.findings import worst
from kiosk.config.settings import Settings
from kiosk.config.toml_text import as_toml
from kiosk.journal.entry import Entry
from kiosk.journal.faults import JournalFault
from kiosk.journal.inspection import JournalReader

LAST_CODES = 200
"""Codes of the journal that are given with their time."""
MOST_LOG = 20 * 1024 * 1024
"""Bytes of logs, the newest ones. [PROPOSAL]"""
UNIT = "kiosk.service"
"""The systemd unit whose log is taken."""
_CODES = ("reason", "code", "state", "device", "service", "version")
"""Facts of a row that are codes of the terminal: no number that stands on a shopper's paper."""


def write_bundle(
    settings: Settings, path: Path, *, days: int, logs: Iterable[Path] = (), asks_devices: bool = True
) -> tuple[str, ...]:
    """Write a tar.gz of mode 0600 that was not there before; returns the names in it.

    `logs` are files with the terminal's log; without any, systemd's journal is asked. Raises OSError.
    """
    now = datetime.now(UTC)
    since = now - timedelta(days=days)
    findings = tuple(examine(settings, asks_devices=asks_devices))
    told = {"worst": worst(findings).name.lower(), "findings": [each.as_json() for each in findings]}
    contents = {
        "settings.toml": as_toml(settings).encode(),
        "doctor.json": _json(told),
        "versions.json": _json(versions()),
        "journal.json": _json(journal_statistics(settings, since)),
        "log.jsonl": own_lines(_raw_log(tuple(logs), since)),
    }
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name, content in contents.items():
            member = tarfile.TarInfo(f"support/{name}")
            member.size, member.mtime, member.mode = len(content), int(now.timestamp()), 0o600
            archive.addfile(member, io.BytesIO(content))
    return tuple(contents)


def versions() -> dict[str, object]:
    """The program, what it runs on, and every package that is installed."""
    installed = {each.metadata["Name"]: each.version for each in distributions()}
    return {
        "kiosk": __version__,
        "python": platform.python_version(),
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", "") if _is_linux() else "",
        "kernel": platform.release(),
        "machine": platform.machine(),
        "packages": dict(sorted(installed.items(), key=lambda each: str(each[0]).lower())),
    }


def _is_linux() -> bool:
    return platform.system() == "Linux" and Path("/etc/os-release").exists()


def journal_statistics(settings: Settings, since: datetime) -> dict[str, object]:
    """Rows by day and kind, and the last codes; no visit, no document, no number, no amount."""
    reader = JournalReader(settings.journal_file, settings.journal.head)
    try:
        entries = [each for each in reader.entries() if datetime.fromisoformat(each.at) >= since]
        head, archives = reader.head()
    except (JournalFault, OSError) as error:
        return {"fault": str(error) if isinstance(error, JournalFault) else type(error).__name__}
    by_day: dict[str, Counter[str]] = {}
    for each in entries:
        by_day.setdefault(each.at[:10], Counter())[each.kind.value] += 1
    return {
        "rows": head.seq,
        "archived_days": archives,
        "by_day": {day: dict(sorted(counts.items())) for day, counts in sorted(by_day.items())},
        "last_codes": [each for each in map(_code, entries) if each is not None][-LAST_CODES:],
    }


def _code(entry: Entry) -> dict[str, object] | None:
    facts = {name: entry.facts[name] for name in _CODES if name in entry.facts}
    return {"at": entry.at[:19], "row": entry.kind.value, **facts} if facts else None


def own_lines(lines: Iterable[bytes]) -> bytes:
    """The lines that the terminal wrote, the newest `MOST_LOG` bytes of them; how many others there were.

    Everything else, such as a library's traceback, may quote what a shopper typed, and stays out.
    """
    kept: list[bytes] = []
    foreign = 0
    for line in lines:
        try:
            found = json.loads(line)
        except ValueError:
            found = None
        if isinstance(found, dict) and {"event", "level", "timestamp"} <= found.keys():
            kept.append(line.strip() + b"\n")
        elif line.strip():
            foreign += 1
    size, newest = 0, []
    for line in reversed(kept):
        size += len(line)
        if size > MOST_LOG:
            break
        newest.append(line)
    note = {"event": "lines_left_out", "foreign": foreign, "older": len(kept) - len(newest)}
    return json.dumps(note).encode() + b"\n" + b"".join(reversed(newest))


def _raw_log(files: tuple[Path, ...], since: datetime) -> Iterator[bytes]:
    for each in files:
        with each.open("rb") as file:
            yield from file
    program = None if files else shutil.which("journalctl")
    if program is not None:
        when = f"@{int(since.timestamp())}"
        command = (program, "--unit", UNIT, "--since", when, "--output", "cat", "--no-pager")
        done = subprocess.run(command, capture_output=True, timeout=120, check=False)
        yield from done.stdout.splitlines()


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"
