"""Runs each part and says what came out: a table for people, plain figures for the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from benchmarks import cash, centre, idle, journal, panel, triggers, visits, walking
from benchmarks.facts import Facts
from benchmarks.figures import median, percentile, ratios, short, spread, table
from benchmarks.paper import subjects

Part = tuple[str, dict[str, Any]]


def facts_table(facts: Facts) -> str:
    """What it was measured on."""
    width = max(map(len, facts))
    return "\n".join(f"{name:<{width}}  {value}" for name, value in facts.items())


def machine() -> Part:
    """Triggers of the machine beside its peers, and the exhaustive walk."""
    speed, walked = triggers.measure(), walking.measure()
    rows = [
        (name, short(rate), short(1e6 / rate), short(speed.beside_bare[name]))
        for name, rate in speed.per_second.items()
    ]
    text = (
        table(("The machine", "triggers/s", "µs each", "time ÷ bare"), rows)
        + f"\n\nExhaustive walk: {walked.situations:,} situations, {walked.steps:,} steps,"
        + f" {walked.seconds:.2f} s ({walked.cpu_seconds:.2f} s CPU);"
        + f" with hours and staff {walked.with_house[0]:,} situations, {walked.with_house[1]:,} steps,"
        + f" {walked.with_house[2]:.2f} s;"
        + f" a step takes {walked.step_beside_bare:.2f} bare triggers' time"
    )
    return text, {"triggers": asdict(speed), "walk": asdict(walked)}


def visit() -> Part:
    """Whole visits without a screen."""
    found = visits.measure()
    rows = [
        (name, short(1000 * seconds), f"{seconds / found.cpu:.0%}", short(found.in_signatures[name]))
        for name, seconds in sorted(found.parts.items(), key=lambda part: -part[1])
    ]
    rows.append(("all", short(1000 * found.cpu), "100%", short(found.cpu / found.signature)))
    text = (
        table(("A visit without a screen", "CPU ms", "share", "RSA-2048 signatures"), rows)
        + f"\n{1 / found.wall:.1f} visits a second by the wall clock ({1000 * found.wall:.0f} ms each),"
        + f" {1 / found.cpu:.1f} for a second of CPU"
        + f"\nYardstick: one RSA-2048 signature by OpenSSL took {1000 * found.signature:.2f} ms"
    )
    return text, asdict(found) | {"in_signatures": found.in_signatures}


def rows() -> Part:
    """The journal at three sizes, and a row beside the bare fsync."""
    found = journal.measure()
    least = min(found.start)
    lines = [
        (
            f"{size:,} rows",
            short(1000 * median(found.start[size])),
            short(1000 * median(found.start_cpu[size])),
            short(median(_beside(found.start_cpu, size, least))),
            short(1000 * median(found.staff_page[size])),
            short(median(_beside(found.staff_page, size, least))),
        )
        for size in found.start
    ]
    head = ("The journal", "start, ms", "CPU ms", "÷ least", "staff page, ms", "÷ least")
    beside = median([row / forced for row, forced in zip(found.append, found.fsync, strict=True)])
    text = (
        table(head, lines)
        + f"\nA row takes {1000 * median(found.append):.2f} ms, a bare fsync of as many bytes"
        + f" {1000 * median(found.fsync):.2f} ms: {short(beside)} times as long"
    )
    return text, asdict(found)


def _beside(figures: dict[int, list[float]], size: int, least: int) -> list[float]:
    return [one / other for one, other in zip(figures[size], figures[least], strict=True)]


def money() -> Part:
    """Payouts beside the hopper's own speed, and a poll beside the bare bytes."""
    found = cash.measure()
    lines = [
        (f"{pieces} coins", *(short(found.payout[pieces, each]) for each in cash.COIN_TIMES))
        for pieces in cash.PIECES
    ]
    head = ("A payout ÷ the motor's own time", *(f"{1 / each:.0f} coins/s" for each in cash.COIN_TIMES))
    beside = median([poll / bare for poll, bare in zip(found.poll, found.bare, strict=True)])
    text = (
        table(head, lines)
        + f"\n\nA poll takes {1e6 * median(found.poll):.0f} µs over a pseudo-terminal, the same bytes"
        + f" without a driver {1e6 * median(found.bare):.0f} µs: {short(beside)} times as long"
    )
    payout = {f"{pieces} coins, {each} s a coin": ratio for (pieces, each), ratio in found.payout.items()}
    return text, {"payout": payout, "poll": found.poll, "bare": found.bare}


def touch_panel() -> Part:
    """The panel beside a browser; says so when it cannot be measured."""
    if lacking := panel.missing():
        return f"The panel was not measured: {lacking} is not installed.", {"skipped": lacking}
    found = panel.measure()
    head = ("The panel", *found)
    rows = [
        _row("start → first picture, s", [each.first_picture for each in found.values()]),
        _row("start → usable, s", [each.usable for each in found.values()]),
        *(
            _row(
                f"touch of {1000 * hold:.0f} ms → picture, ms",
                [_thousandfold(each.touch[hold]) for each in found.values()],
            )
            for hold in panel.HOLDS
        ),
        (
            "touch → picture, ms, p95 of all",
            *(short(percentile(_thousandfold(each.touches), 0.95)) for each in found.values()),
        ),
        _row("memory (PSS), MB", [[size / 1e6 for size in each.pss] for each in found.values()]),
    ]
    peer = found[panel.BROWSER]
    against = [
        _against("start → usable", found, lambda each: each.usable),
        *(
            _against(f"touch of {1000 * hold:.0f} ms → picture", found, partial(_touches, hold))
            for hold in panel.HOLDS
        ),
        _against("touch → picture, all", found, lambda each: each.touches),
        _against("memory", found, lambda each: [float(size) for size in each.pss]),
    ]
    counts = f"{len(peer.usable)} starts and {len(peer.touches)} touches of each, in turn"
    text = "\n\n".join((table(head, rows), table(("÷ Chromium, turn by turn", *found), against), counts))
    return text, {name: asdict(each) for name, each in found.items()}


def resting() -> Part:
    """A resting terminal beside a resting browser."""
    if lacking := panel.missing():
        return f"Idle was not measured: {lacking} is not installed.", {"skipped": lacking}
    found = idle.measure()
    rows = [
        _row("the terminal's own threads", [found.ours]),
        _row("the simulated world's threads", [found.world]),
        _row(panel.BROWSER, [found.browser]),
        *((f"- {name}", short(percent)) for name, percent in found.threads.items()),
    ]
    head = (f"Idle, {idle.ROUNDS} times {idle.SECONDS:.0f} s", "% of a core")
    return table(head, rows), asdict(found)


def paper() -> Part:
    """Certificates beside other libraries, slips, and the time until the slot opens."""
    found = subjects.measure()
    rows = [
        (
            name,
            short(1000 * median(seconds)),
            spread(_thousandfold(seconds)),
            short(median(ratios(found.seconds, name, subjects.OURS))),
            f"{found.sizes[name] / 1000:.1f}",
        )
        for name, seconds in found.seconds.items()
    ]
    text = table(("Paper", "CPU ms", "smallest – largest", "÷ ours", "kB"), rows)
    for name, reason in found.missing.items():
        text += f"\n{name} was not measured: {reason}"
    ready = _thousandfold(found.ready)
    text += (
        f"\nFrom the confirmed order to the open slot, without a screen: {short(median(ready))} ms"
        f" ({spread(ready)}) by the wall clock"
    )
    return text, asdict(found)


def issuing() -> Part:
    """Applications at the centre on each engine, beside a bare endpoint of the same stack."""
    found = centre.measure()
    rows = [
        (
            name,
            short(1000 * median(found.alone[name])),
            short(median(ratios(found.alone, name, centre.BARE))),
            short(1 / median(found.together[name])),
            short(median(ratios(found.together, name, centre.BARE))),
        )
        for name in found.alone
    ]
    head = ("The centre", "one terminal, ms", "÷ bare", f"{centre.TERMINALS} terminals, 1/s", "time ÷ bare")
    text = table(head, rows)
    for name, reason in found.missing.items():
        text += f"\n{name} was not measured: {reason}"
    return text, asdict(found)


RUN: dict[str, Callable[[], Part]] = {
    "machine": machine,
    "journal": rows,
    "cash": money,
    "visits": visit,
    "paper": paper,
    "centre": issuing,
    "panel": touch_panel,
    "idle": resting,
}


def _touches(hold: float, of: panel.Measured) -> list[float]:
    return of.touch[hold]


def _thousandfold(seconds: list[float]) -> list[float]:
    return [1000 * each for each in seconds]


def _row(name: str, figures: list[list[float]]) -> tuple[str, ...]:
    return (name, *(f"{short(median(values))} ({spread(values)})" for values in figures))


def _against(
    name: str, found: dict[str, panel.Measured], figures: Callable[[panel.Measured], list[float]]
) -> tuple[str, ...]:
    values = {subject: figures(each) for subject, each in found.items()}
    return (name, *(short(median(ratios(values, subject, panel.BROWSER))) for subject in found))
