"""docs/security.md is held to the tests: every threat names what proves its answer, and that exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ACTORS = "BNTCMWKPIS"
"""Bystander, next shopper, thief, clerk, technician, wire, card, printer, insider, supply chain."""
THREATS = dict(re.findall(r"^\| ([A-Z]-\d+) \|(.*)\|$", PAGE, re.MULTILINE))
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


FAILURES = dict(re.findall(r"^\| (T\d+) \|(.*)\|$", PAGE, re.MULTILINE))
"""What has happened to real issuing systems."""


@cache
def names_in(file: str) -> frozenset[str]:
    """Names of the tests of a file; none where it is not there."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef))


def test_every_actor_has_threats_that_are_counted_without_a_gap() -> None:
    for actor in ACTORS:
        own = [int(key[2:]) for key in THREATS if key[0] == actor]
        assert own == list(range(1, len(own) + 1)), actor
        assert own
    assert {key[0] for key in THREATS} == set(ACTORS)


def test_all_eleven_failures_of_real_systems_are_answered() -> None:
    assert list(FAILURES) == [f"T{number}" for number in range(1, 12)]


@pytest.mark.parametrize("threat", THREATS | FAILURES)
def test_a_threat_has_an_answer_and_tests_that_exist(threat: str) -> None:
    what, answer, proof = (THREATS | FAILURES)[threat].split(" | ")
    assert what.strip()
    assert answer.strip()
    named = NAMED.findall(proof)
    assert named, "no test proves it"
    assert NAMED.sub("", proof).strip(" ,") == "", "what is no test of the form file::test proves nothing"
    assert [each for each in named if each[1] not in names_in(each[0])] == []


def test_what_is_not_answered_is_said() -> None:
    said = PAGE.partition("## Not answered")[2]
    assert len(re.findall(r"^- \*\*", said, re.MULTILINE)) >= 5
