"""The file of scenarios: a name, then one step a line.

    # Lines that begin with # are remarks.
    Scenario: the paper runs out after the first of two copies
    Tags: printer P-302
      touch start
      …
      sees print
      fault printer.paper_out

Steps are words as in a shell, in English or Japanese (`steps.VERBS`). A file may hold several scenarios.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

_HEADS = ("Scenario:", "シナリオ:", "シナリオ：")
_TAGS = ("Tags:", "タグ:", "タグ：")


class ScenarioError(ValueError):
    """A file of scenarios cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line: where it stands, and its words, of which the first is the verb."""

    line: int
    words: tuple[str, ...]

    def __str__(self) -> str:
        return shlex.join(self.words)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What happens, from a terminal that waits."""

    name: str
    file: str
    tags: frozenset[str] = frozenset()
    steps: tuple[Step, ...] = ()


def read(path: Path) -> tuple[Scenario, ...]:
    """Return the scenarios of a file. Raises ScenarioError, and OSError when it cannot be read."""
    found = tuple(_scenarios(path))
    if not found:
        raise ScenarioError(f"{path.name}: no scenario")
    return found


def _scenarios(path: Path) -> Iterator[Scenario]:
    current: Scenario | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if (name := _after(line, _HEADS)) is not None:
            if current is not None:
                yield _whole(current)
            current = Scenario(name, path.name)
        elif current is None:
            raise ScenarioError(f"{path.name}:{number}: a step before the first scenario")
        elif (tags := _after(line, _TAGS)) is not None:
            current = replace(current, tags=current.tags | frozenset(tags.split()))
        else:
            try:
                step = Step(number, tuple(shlex.split(line)))
            except ValueError as error:
                raise ScenarioError(f"{path.name}:{number}: {error}") from None
            current = replace(current, steps=(*current.steps, step))
    if current is not None:
        yield _whole(current)


def _whole(scenario: Scenario) -> Scenario:
    if not scenario.name or not scenario.steps:
        raise ScenarioError(f"{scenario.file}: {scenario.name or 'a scenario without a name'}: no step")
    return scenario


def _after(line: str, heads: tuple[str, ...]) -> str | None:
    return next((line.removeprefix(head).strip() for head in heads if line.startswith(head)), None)
