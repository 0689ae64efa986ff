"""The driver: steps of volume, and a thread that was given up is no longer heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.hardware.sound import mulaw
from kiosk.hardware.sound.protocol import Clip, SoundError
from kiosk.hardware.sound.unit import SoundUnit
from kiosk.net.lease import Lease, LeaseEnded, holding
from kiosk_simulator.faults import NeverAnswers
from kiosk_simulator.sound.device import SimulatedSound
from kiosk_simulator.sound.faults import SoundFault

CLIP = Clip(bytes([0x80]) * 800, 800, "cue", "card")
"""One second at full amplitude."""


class Clock:
    now = 100.0

    def wait(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def device(clock: Clock) -> SimulatedSound:
    return SimulatedSound(now=lambda: clock.now, wait=clock.wait)


def test_each_step_of_volume_is_louder_than_the_one_below(device: SimulatedSound) -> None:
    for volume in range(1, 6):
        SoundUnit(device).play(CLIP, volume)
    percents = [each.percent for each in device.played]
    assert percents == sorted(set(percents))
    assert percents[-1] == 100


@pytest.mark.parametrize("volume", [-1, 0, 6])
def test_what_is_no_volume_of_a_clip_is_refused(device: SimulatedSound, volume: int) -> None:
    with pytest.raises(ValueError, match="volume"):
        SoundUnit(device).play(CLIP, volume)


def test_the_samples_that_reach_the_wire_are_as_quiet_as_the_volume_says() -> None:
    taken: list[Clip] = []

    class Port:
        def play(self, clip: Clip) -> None:
            taken.append(clip)

        def stop(self) -> None: ...

        def headphones(self) -> bool:
            return False

        def watch(self, changed: Callable[[], None]) -> None: ...

    SoundUnit(Port()).play(CLIP, 2)
    (clip,) = taken
    assert 0 < max(map(abs, mulaw.decode(clip.samples))) < 0.25 * max(map(abs, mulaw.decode(CLIP.samples)))


def test_what_is_personal_is_played_into_headphones_only_whatever_was_known_before(
    device: SimulatedSound,
) -> None:
    name = replace(CLIP, kind="speech", personal=True)
    with pytest.raises(SoundError) as raised:
        SoundUnit(device).play(name, 3)
    assert not device.played
    assert CLIP.label not in str(raised.value)
    device.headphones_in = True
    SoundUnit(device).play(name, 3)
    assert device.played[-1].by_headphones


def test_a_thread_that_was_given_up_plays_nothing(device: SimulatedSound) -> None:
    lease = Lease()
    lease.end()
    unit = SoundUnit(device)
    with holding(lease):
        for act in (lambda: unit.play(CLIP, 3), unit.stop, unit.headphones):
            with pytest.raises(LeaseEnded):
                act()
    assert device.played == ()


def test_a_clip_takes_the_place_of_the_one_before(device: SimulatedSound, clock: Clock) -> None:
    unit = SoundUnit(device)
    unit.play(CLIP, 3)
    clock.now += 0.25
    unit.play(CLIP, 3)
    clock.now += 2
    unit.stop()
    assert [(each.heard, each.seconds) for each in device.played] == [(False, 0.25), (True, 1.0)]


def test_the_faults_of_the_device_are_what_they_say(device: SimulatedSound, clock: Clock) -> None:
    unit = SoundUnit(device)
    device.faults = frozenset({SoundFault.SLOW})
    unit.play(CLIP, 3)
    assert device.played[-1].at == 100.0 + device.slow_seconds
    device.faults = frozenset({SoundFault.DISAPPEARS})
    unit.play(CLIP, 3)
    assert not device.played[-1].heard
    with pytest.raises(SoundError):
        unit.play(CLIP, 3)
    device.faults = frozenset({SoundFault.STUCK})
    with pytest.raises(NeverAnswers):
        unit.play(CLIP, 3)
    device.headphones_in = True
    assert unit.headphones()
    device.faults = frozenset({SoundFault.NO_DEVICE})
    assert not unit.headphones()
