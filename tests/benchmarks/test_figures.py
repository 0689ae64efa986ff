"""The arithmetic of the figures, and that parts of a thread's time are booked once."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.cpu import CpuMeter, measured
from benchmarks.figures import interleaved, median, percentile, ratios, short, table

VALUES = st.lists(st.floats(0.001, 1000), min_size=1, max_size=50)


@given(VALUES, st.floats(0, 1))
def test_a_percentile_is_one_of_the_values_and_covers_its_share(values: list[float], share: float) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(each <= found for each in values) >= share * len(values) - 1e-9


def test_the_95th_percentile_of_a_hundred_is_the_95th() -> None:
    assert percentile(list(range(1, 101)), 0.95) == 95


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], 1.1), ([1.0], -0.1)])
def test_a_percentile_of_nothing_is_an_error(values: list[float], share: float) -> None:
    with pytest.raises(ValueError, match="percentile"):
        percentile(values, share)


@given(st.integers(1, 9), st.integers(0, 99))
def test_every_subject_runs_once_a_round(rounds: int, seed: int) -> None:
    ran: list[str] = []

    def run(name: str) -> float:
        ran.append(name)
        return float(len(ran))

    found = interleaved({name: partial(run, name) for name in "abc"}, rounds, seed)
    assert [sorted(ran[at : at + 3]) for at in range(0, len(ran), 3)] == [["a", "b", "c"]] * rounds
    assert all(found[name] == [1.0 + at for at, each in enumerate(ran) if each == name] for name in "abc")


def test_a_machine_that_gets_slower_changes_no_ratio() -> None:
    figures = {"ours": [2.0, 4.0, 8.0], "peer": [1.0, 2.0, 4.0]}
    assert median(ratios(figures, "ours", "peer")) == 2.0


def test_rounds_that_do_not_match_are_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        ratios({"ours": [1.0], "peer": []}, "ours", "peer")


@pytest.mark.parametrize(
    ("value", "said"), [(0, "0"), (12345.6, "12,346"), (123.4, "123"), (12.34, "12.3"), (1.234, "1.23")]
)
def test_figures_are_short(value: float | int, said: str) -> None:
    assert short(value) == said


def test_columns_stand_under_each_other_in_both_widths() -> None:
    lines = table(("名前", "n"), [("一", "1"), ("long", "22")]).splitlines()
    assert lines == ["名前   n", "----  --", "一     1", "long  22"]


def test_a_part_inside_a_part_is_booked_once() -> None:
    now = 0.0
    meter = CpuMeter(lambda: now)
    with meter.part("outer"):
        now += 1
        with meter.part("inner"):
            now += 10
        now += 2
    now += 100
    with meter.part("inner"):
        now += 20
    assert dict(meter.seconds) == {"outer": 3, "inner": 30}


def test_a_part_that_raises_is_booked_and_closed() -> None:
    now = 0.0
    meter = CpuMeter(lambda: now)

    def breaks() -> None:
        nonlocal now
        with meter.part("broken"):
            now += 1
            raise KeyError

    with pytest.raises(KeyError):
        breaks()
    now += 5
    assert dict(meter.seconds) == {"broken": 1}


def test_only_the_measured_thread_is_booked_and_the_function_comes_back() -> None:
    class Owner:
        def work(self) -> str:
            return "done"

    original, meter = Owner.work, CpuMeter()
    with measured(meter, threading.get_ident(), ((Owner, "work", "part"),)):
        other = threading.Thread(target=Owner().work)
        other.start()
        other.join()
        assert "part" not in meter.seconds
        assert Owner().work() == "done"
        assert "part" in meter.seconds
    assert Owner.work is original
