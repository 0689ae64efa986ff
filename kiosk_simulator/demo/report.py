"""Report on a visit through real peers, for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kiosk_simulator.demo.result import CERTIFICATE, Summary, read_summary

_ARROW, _WIDTH = " → ", 100


def report(out: Path, *, reader: str, printer: str, is_printed: bool) -> str:
    """A few lines of text about the results in `out`.

    `is_printed`: the printed bytes are those of the certificate.
    """
    summary = read_summary(out)
    went_well = summary["ok"] and is_printed
    lines = ["The visit was played through real peers." if went_well else "The visit FAILED."]
    if summary["error"]:
        lines += _line("error", summary["error"])
    lines += _line("reader", f"{reader}, {summary['apdus']} commands to the card")
    lines += _line("printer", f"{printer}, {_counted(summary['sheets'], 'sheet')}")
    lines += _line("", f"the printed bytes {'equal' if is_printed else 'do NOT equal'} {CERTIFICATE}")
    lines += _line("states", *_wrapped(summary["states"]))
    lines += _line("money", _money(summary))
    files = sorted(path.name + "/" * path.is_dir() for path in out.iterdir() if path.name != "state")
    lines += _line("files", f"{out}: {', '.join(files)}")
    return "\n".join(lines) + "\n"


def _money(summary: Summary) -> str:
    return f"{summary['yen_inserted']} yen in, {summary['price']} charged, {summary['change']} change"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _wrapped(states: list[str]) -> Iterator[str]:
    line = f"{len(states)}: "
    for number, state in enumerate(states):
        piece = state if number == 0 else _ARROW + state
        if len(line) + len(piece) > _WIDTH:
            yield line
            line, piece = "", piece.lstrip()
        line += piece
    yield line


def _line(name: str, *texts: str) -> list[str]:
    return [f"  {name if number == 0 else '':8} {text}" for number, text in enumerate(texts)]
