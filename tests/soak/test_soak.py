"""A terminal that is never started again: mixed visits, 2 % of them with a fault, and nothing grows.

`make soak VISITS=10000` plays as many as are asked.
"""

from __future__ import annotations

import gc
import threading
from collections import Counter
from dataclasses import replace
from mmap import ACCESS_READ, mmap
from pathlib import Path

import pytest

from tests.soak.footprint import MEMORY, OBJECTS, Footprint, footprint, grown, held
from tests.soak.soak import RATE, soaking

SOME, MANY = 60, 4000
SEED = 7
"""Of visits that meet faults of several kinds, and call staff."""


@pytest.mark.exhaustive
@pytest.mark.cost(8)
def test_some_mixed_visits_leave_no_thread_descriptor_or_file(working_day_keys: Path, tmp_path: Path) -> None:
    with soaking(working_day_keys, tmp_path, SEED) as soak:
        for _ in range(SOME // 2):
            soak.play()
        middle = soak.footprint()
        for _ in range(SOME // 2):
            soak.play()
        assert soak.count.problems == []
        assert list(held(middle, soak.footprint())) == []
        assert soak.count.faults, "all devices were well all the time"
        assert len(soak.count.ends) > 3, "all visits were alike"


@pytest.mark.exhaustive
@pytest.mark.whole
@pytest.mark.cost(300)
@pytest.mark.timeout(3000)
def test_thousands_of_mixed_visits_leave_nothing(working_day_keys: Path, tmp_path: Path) -> None:
    with soaking(working_day_keys, tmp_path, SEED) as soak:
        for _ in range(MANY // 2):
            soak.play()
        middle = soak.footprint()
        for _ in range(MANY // 2):
            soak.play()
        assert soak.count.problems == []
        assert list(grown(middle, soak.footprint(), MANY // 2)) == []
        assert MANY * RATE / 2 < soak.count.faults.total() < MANY * RATE * 2


# --- the measure itself


NOTHING = Footprint(0, Counter(), 0, 0, 0)


def test_a_list_for_each_visit_is_growth_and_what_a_cache_keeps_is_not() -> None:
    for kept, told in ((OBJECTS - 1, []), (OBJECTS, [f"{OBJECTS} objects of type list"])):
        assert list(grown(NOTHING, replace(NOTHING, objects=Counter(list=kept)), 1000)) == told


def test_memory_may_grow_by_a_kibibyte_a_visit() -> None:
    for bytes_, told in ((MEMORY + 2**20, []), (MEMORY + 2 * 2**20, ["6.0 MiB of memory"])):
        assert list(grown(NOTHING, replace(NOTHING, memory=bytes_), 1024)) == told


def test_pages_of_a_mapped_file_are_not_growth_and_bytes_of_its_own_are(tmp_path: Path) -> None:
    size = 32 * 2**20
    file = tmp_path / "journal.font"
    file.write_bytes(bytes(size))
    before = footprint(tmp_path)
    with file.open("rb") as opened, mmap(opened.fileno(), size, access=ACCESS_READ) as mapped:
        assert mapped.find(b"\1") == -1  # every page was looked at
        seen = footprint(tmp_path)
        kept = b"\1" * size
        after = footprint(tmp_path)
    assert len(kept) == size
    assert seen.memory - before.memory < size / 4
    assert after.memory - seen.memory > size * 3 / 4


def test_a_thread_a_descriptor_a_file_and_an_object_are_seen(tmp_path: Path) -> None:
    gc.collect()
    ended = threading.Event()
    before = footprint(tmp_path)
    kept = [Footprint(0, Counter(), 0, 0, number) for number in range(500)]
    thread = threading.Thread(target=ended.wait)
    thread.start()
    with (
        (tmp_path / "left").open("w", encoding="ascii"),
        (tmp_path / "journal.rows").open("w", encoding="ascii"),
    ):
        after = footprint(tmp_path)
    ended.set()
    thread.join()
    assert list(held(before, after)) == ["1 threads", "2 descriptors", "1 files"]
    assert (after.objects - before.objects)["Footprint"] >= len(kept)
