"""Joins the sound to a terminal: device, synthesisers, clips, queue."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.config.settings import Settings
from kiosk.hardware.sound.protocol import SoundPort
from kiosk.hardware.sound.unit import SoundUnit
from kiosk.runtime.terminal import Terminal
from kiosk.runtime.workers import Workers
from kiosk.voice.engines import Synthesiser, engines
from kiosk.voice.library import ClipLibrary, cue_clips
from kiosk.voice.service import SoundService
from kiosk.voice.speech import Speech
from kiosk.voice.voices import Engine


def sound_service(
    settings: Settings,
    *,
    port: SoundPort,
    synthesisers: Mapping[Engine, Synthesiser] | None,
    workers: Workers,
    terminal: Terminal,
    monotonic: Callable[[], float],
) -> SoundService:
    """The sound of a terminal, which from now on hears of its events, states and visits.

    Without `synthesisers` those of the machine are used.
    """
    service = SoundService(
        SoundUnit(port),
        Speech(
            engines(settings.sound.speech_python) if synthesisers is None else synthesisers,
            ClipLibrary(settings.sound.clips),
        ),
        cue_clips(),
        workers,
        terminal,
        monotonic=monotonic,
        activity=terminal.touched,
    )
    terminal.listeners.append(service)
    terminal.event_listeners.append(service.handled)
    return service
