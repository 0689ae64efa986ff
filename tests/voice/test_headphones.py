"""Headphones that are plugged in and pulled out, as the sound service hears of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from kiosk.hardware.sound.unit import SoundUnit
from kiosk.runtime.workers import Done, Job, WorkerLost, run
from kiosk.voice.library import ClipLibrary, cue_clips
from kiosk.voice.service import SoundService
from kiosk.voice.speech import Speech
from kiosk_simulator.sound.device import SimulatedSound
from kiosk_simulator.sound.faults import SoundFault


class Place:
    """Implements `Workers` and `Timing`: a job is done when the test says so."""

    def __init__(self) -> None:
        self.jobs: deque[tuple[Job, Done]] = deque()
        self.heard: list[bool] = []
        self.later: list[Callable[[], None]] = []
        self.device = SimulatedSound(now=lambda: 0.0, wait=lambda _: None)
        self.service = SoundService(
            SoundUnit(self.device), Speech({}, ClipLibrary(None)), cue_clips(), self, self,
            monotonic=lambda: 0.0, activity=lambda: None,
        )  # fmt: skip
        self.service.plug_listeners.append(lambda: self.heard.append(self.service.headphones))

    def submit(self, device: str, job: Job, done: Done, limit: float = 0.0) -> None:
        self.jobs.append((job, done))

    def give_up(self, now: float) -> tuple[str, ...]:
        return ()

    def stop(self) -> None: ...

    def call(self, function: Callable[[], None]) -> None:
        function()

    def remind(self, seconds: float, function: Callable[[], None]) -> None:
        self.later.append(function)

    def works(self) -> None:
        while self.jobs:
            run(*self.jobs.popleft())


def test_headphones_are_heard_of_when_they_come_and_go_and_the_device_is_asked_only_then() -> None:
    place = Place()
    place.works()
    assert (place.heard, place.service.headphones) == ([], False)
    for is_in in (True, False, True):
        place.device.headphones_in = is_in
        assert len(place.jobs) == 1
        place.works()
    assert place.heard == [True, False, True]


def test_what_moves_while_the_device_is_asked_is_asked_for_again() -> None:
    place = Place()
    place.works()
    place.device.headphones_in = True
    job, done = place.jobs.popleft()
    answer = job()
    place.device.headphones_in = False
    place.device.headphones_in = True
    place.device.headphones_in = False
    assert not place.jobs  # one question at a time
    done(answer, None)
    place.works()
    assert place.heard == [True, False]


def test_a_device_that_goes_away_or_hangs_takes_its_headphones_with_it() -> None:
    place = Place()
    place.device.headphones_in = True
    place.works()
    place.device.set_fault(SoundFault.NO_DEVICE, on=True)
    place.works()
    place.device.set_fault(SoundFault.NO_DEVICE, on=False)
    place.works()
    place.device.headphones_in = True
    _job, done = place.jobs.popleft()
    done(None, WorkerLost("sound"))
    assert place.heard == [True, False, True, False]


def test_headphones_that_stay_in_are_heard_of_again_once_the_device_can_be_asked() -> None:
    place = Place()
    place.device.headphones_in = True
    place.works()
    place.device.set_fault(SoundFault.SLOW, on=True)  # something moved, and the device is asked
    _job, done = place.jobs.popleft()
    done(None, WorkerLost("sound"))
    assert (place.heard, len(place.jobs)) == ([True, False], 0)
    (again,) = place.later
    again()
    place.works()
    assert place.heard == [True, False, True]
    assert len(place.later) == 1
