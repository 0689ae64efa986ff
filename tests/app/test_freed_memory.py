"""What a visit leaves in the memory of a terminal that was started as in production."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator

import pytest

from kiosk.app.process.memory import TUNABLES, told
from tests.support.processes.command_line import ROOT
from tests.support.processes.rehearsed_visit import Rehearsed, Visited

SLICE = 32
"""Bytes, and more than anything that other documents have by chance."""
PIN_IN_COMMAND = bytes.fromhex("0020008004") + b"1234"
"""VERIFY of the card's authentication PIN (ISO/IEC 7816-4); the digits alone stand in any memory."""
PIN_FORMS = (PIN_IN_COMMAND, PIN_IN_COMMAND.hex().encode(), PIN_IN_COMMAND.hex().upper().encode())
PASSWORD = "ABC123"


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Visited, Visited]]:
    """At a terminal as it is started in a shop, and at one that overwrites nothing."""
    with Rehearsed(tmp_path_factory.mktemp("rehearsed")) as rehearsed:
        yield rehearsed.visit(), rehearsed.visit("bare")


def forms(text: str) -> list[bytes]:
    """As Python's strings, messages, slips and PDF files hold it."""
    plain = [text.encode(each) for each in ("utf-8", "utf-16-le", "utf-32-le", "cp932")]
    numbers = text.encode("utf-16-be").hex()
    return [*plain, json.dumps(text)[1:-1].encode(), numbers.encode(), numbers.upper().encode()]


def own_slices(document: bytes, other: bytes) -> list[bytes]:
    """A few pieces of a document that the other one has not."""
    pieces = [document[at : at + SLICE] for at in range(0, len(document) - SLICE, SLICE)]
    own = [each for each in pieces if len(set(each)) > SLICE // 2 and each not in other]
    assert len(own) >= 6
    return own[:: len(own) // 6]


def found(visited: Visited, other: Visited) -> dict[str, int]:
    """How many forms of each are there."""
    content = json.loads(visited.record)["content"]
    looked_for = {
        "name": forms(content["persons"][0]["name"]),
        "kana": forms(content["persons"][0]["name_kana"]),
        "address": forms(content["address"]),
        "record": [visited.record[at : at + SLICE] for at in range(1000, len(visited.record) - SLICE, 200)],
        "pdf": own_slices(visited.pdf, other.pdf),
        "pin": list(PIN_FORMS),
        "password": forms(PASSWORD),
    }
    return {what: sum(each in visited.memory for each in needles) for what, needles in looked_for.items()}


@pytest.mark.peer
@pytest.mark.cost(25)
@pytest.mark.timeout(180)
def test_nothing_of_a_shopper_is_left_in_the_memory_of_a_terminal_in_service(
    visits: tuple[Visited, Visited],
) -> None:
    protected, bare = visits
    assert found(protected, bare) == dict.fromkeys(
        ("name", "kana", "address", "record", "pdf", "pin", "password"), 0
    )
    left = found(bare, protected)
    assert all(left[what] > 0 for what in ("name", "address", "record", "pdf")), left


OVERWRITTEN = """
import os, sys
from kiosk.app.process.memory import is_overwritten, overwrite_freed_memory
overwrite_freed_memory()
print(is_overwritten(), os.getpid(), sys.argv[1:])
"""


def run(program: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip


@pytest.mark.parametrize("there", ["", "glibc.malloc.arena_max=2", "glibc.malloc.perturb=1:nonsense"])
def test_however_it_was_started_a_program_comes_to_overwrite_what_it_frees(there: str) -> None:
    """It starts itself again, under the same process number and with the same arguments."""
    with run(OVERWRITTEN, "one", "two words", GLIBC_TUNABLES=there) as process:
        said, _ = process.communicate()
    assert said == f"True {process.pid} ['one', 'two words']\n"


def test_what_else_the_c_library_is_told_is_kept() -> None:
    made = told({"GLIBC_TUNABLES": "glibc.malloc.arena_max=2", "HOME": "/nowhere"})
    assert made["GLIBC_TUNABLES"].split(":")[0] == "glibc.malloc.arena_max=2"
    assert made["HOME"] == "/nowhere"
    assert told(made) == made, "a second start would follow a second one"


def test_the_service_starts_with_what_the_program_wants() -> None:
    unit = (ROOT / "packaging" / "systemd" / "kiosk.service").read_text()
    (line,) = [each for each in unit.splitlines() if each.startswith("Environment=GLIBC_TUNABLES=")]
    value = line.removeprefix("Environment=GLIBC_TUNABLES=")
    assert dict(each.split("=") for each in value.split(":")) == TUNABLES
    assert "LimitMEMLOCK=infinity" in unit.splitlines()


LOCKED = """
import resource, sys
from pathlib import Path
from kiosk.app.process.memory import lock_memory
locked = lock_memory()
block = bytearray(b"k") * 50_000_000
(line,) = [each for each in Path("/proc/self/status").read_text().splitlines() if each.startswith("VmLck")]
print(locked, int(line.split()[1]) > 50_000)
"""


def test_memory_is_locked_where_the_limit_allows_it_and_else_nothing_is() -> None:
    """A service has no limit; a program below one would end at the first block beyond it."""
    unlimited = resource.getrlimit(resource.RLIMIT_MEMLOCK)[1] == resource.RLIM_INFINITY
    with run(LOCKED) as process:
        said, _ = process.communicate()
    assert said.split() == [str(unlimited)] * 2
