"""Logs: one JSON object a line, on standard error. The terminal's own words hold no personal data.

Own, because the start of the terminal is short: the libraries that do this load asyncio, a formatter of
coloured tracebacks and a highlighter first.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime

Entry = dict[str, object]
"""What is logged: `event`, `log_level`, and the facts."""

_line = json.JSONEncoder(default=repr).encode  # made once: the next picture waits for each line


class Log:
    """What a module logs with. Its methods may be called from any thread."""

    def debug(self, event: str, **facts: object) -> None:
        """What only a developer asks for."""
        _write(logging.DEBUG, event, facts)

    def info(self, event: str, **facts: object) -> None:
        """What happened as it should."""
        _write(logging.INFO, event, facts)

    def warning(self, event: str, **facts: object) -> None:
        """What is not as it should be, and did no harm."""
        _write(logging.WARNING, event, facts)

    def error(self, event: str, **facts: object) -> None:
        """What failed."""
        _write(logging.ERROR, event, facts)

    def critical(self, event: str, **facts: object) -> None:
        """What ends the program."""
        _write(logging.CRITICAL, event, facts)


def _to_standard_error(entry: Entry) -> None:
    told = {key: value for key, value in entry.items() if key != "log_level"}
    told["level"] = entry["log_level"]
    told["timestamp"] = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    # One call: lines of several threads do not run into one another.
    sys.stderr.write(_line(told) + "\n")
    sys.stderr.flush()


class _Output:
    """Where entries go, and from which level on; one for the program."""

    def __init__(self) -> None:
        self.level = logging.INFO
        self.write: Callable[[Entry], None] = _to_standard_error


_output = _Output()


def _write(level: int, event: str, facts: Entry) -> None:
    if level >= _output.level:
        _output.write({**facts, "event": event, "log_level": logging.getLevelName(level).lower()})


def log_as_json(level: int = logging.INFO) -> None:
    """One JSON object a line on standard error, for what is at least as important as `level`."""
    _output.level, _output.write = level, _to_standard_error


def hand_over(write: Callable[[Entry], None]) -> None:
    """Give every entry of every level to `write` (from any thread), until `log_as_json` is called."""
    _output.level, _output.write = logging.DEBUG, write


def described(error: BaseException) -> dict[str, str]:
    """Kind and place of an exception, and not its text: that may quote what a shopper typed."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    line = f"{place.tb_frame.f_code.co_filename.rpartition('/')[2]}:{place.tb_lineno}" if place else ""
    return {"kind": type(error).__name__, "place": line}
