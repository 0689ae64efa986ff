"""A fixed part of the trials: visits on bad lines, with power cuts and faults of devices; nothing is lost.

`make trials` plays many more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.hardware.page_printer import ipp_http
from tests.support.in_process_http import answered_in_process
from tests.trials.trial import Trials
from tests.trials.unreliable_line import CLEAN, LINES

pytestmark = [pytest.mark.exhaustive, pytest.mark.cost(40)]
VISITS = 12


@contextmanager
def played(trials: Trials) -> Iterator[Trials]:
    """Play them with a printer that is reached without TCP."""
    with trials, pytest.MonkeyPatch.context() as patch:
        patch.setattr(ipp_http, "connected", answered_in_process(trials.environment.printer))
        yield trials


@pytest.mark.parametrize("line", LINES)
def test_on_a_bad_line_every_yen_and_every_sheet_is_accounted_for(line: str, working_day_keys: Path) -> None:
    with played(Trials(working_day_keys, 1, LINES[line], cuts=0.15, faults=0.1)) as trials:
        for number in range(VISITS):
            trials.play(number)
            assert trials.count.failures == 0, f"visit {number}: {trials.count}"
        assert trials.count.trials == VISITS
        assert trials.count.faults, "the devices were not well all the time"


def test_a_line_without_trouble_calls_no_staff(working_day_keys: Path) -> None:
    with played(Trials(working_day_keys, 1, CLEAN)) as trials:
        for number in range(VISITS):
            trials.play(number)
        assert (trials.count.failures, trials.count.stops, trials.count.uncounted) == (0, 0, 0)


def test_the_count_notices_a_yen_that_is_nowhere(working_day_keys: Path) -> None:
    """The harness itself: a coin that leaves the tray unseen, and one that is paid twice, are found."""
    with played(Trials(working_day_keys, 1, CLEAN)) as trials:
        trials.play(0)
        trials.environment.changer.tray.append(100)
        trials._compare(0, 0, 100)
        assert (trials.count.unaccounted, trials.count.paid_twice) != (0, 0)


def test_the_count_notices_a_note_that_is_nowhere(working_day_keys: Path) -> None:
    with played(Trials(working_day_keys, 1, CLEAN)) as trials:
        before = trials.environment.changer.inserted
        trials.play(0)
        trials.environment.changer.validator.stacker.append(1000)
        trials._compare(0, trials.environment.changer.inserted - before, 0)
        assert trials.count.unaccounted >= 1000, "whatever else the comparison finds the second time"
