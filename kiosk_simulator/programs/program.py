"""A far end as a program: it says where it listens, and is told on standard input what people do.

The first line of standard output is a JSON object with the addresses, written once everything listens. Each
line of standard input is a command with words as in a shell; each is answered by one line of JSON, with
`error` when it cannot be carried out. The program ends at SIGTERM or SIGINT, and goes on when standard input
ends, so that a service manager can run it without one.
"""

from __future__ import annotations

import json
import shlex
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import FrameType
from typing import NoReturn

Command = Callable[..., object]
"""Takes the words of a line and returns what JSON can say; raises ValueError or KeyError."""


@dataclass
class Program:
    """`addresses` are told in the first line; `stack` closes what the program has opened."""

    addresses: dict[str, object] = field(default_factory=dict)
    commands: dict[str, Command] = field(default_factory=dict)
    stack: ExitStack = field(default_factory=ExitStack)


def run(program: Program) -> int:
    """Serve until a signal; returns the exit status."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    with program.stack:
        try:
            _tell(program.addresses)
            for line in sys.stdin:
                _tell(answer(program.commands, line))
            threading.Event().wait()
        except _Ended:
            pass
    return 0


class _Ended(BaseException):
    """A signal asked the program to end."""


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _Ended


def answer(commands: Mapping[str, Command], line: str) -> dict[str, object]:
    """Carry out one line; every mistake in it is an answer, never the end of the program."""
    try:
        name, *words = shlex.split(line) or [""]
    except ValueError as error:
        return {"error": str(error)}
    if name not in commands:
        return {"error": f"unknown command; known are {', '.join(commands)}"}
    try:
        return {"done": commands[name](*words)}
    except TypeError:
        return {"error": f"{name}: wrong number of words"}
    except (ValueError, KeyError, OSError) as error:
        return {"error": f"{name}: {error.args[0] if error.args else type(error).__name__}"}


def _tell(said: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    sys.stdout.flush()
