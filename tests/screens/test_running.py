"""The app in its own process, under its event-driven loop."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, os, sys, threading, time
from dataclasses import replace
from kiosk.screens.kivy.app import KioskApp
from kiosk.screens.samples import sample

def wait(generation):
    began = time.monotonic()
    while app.drawn_generation != generation:
        if time.monotonic() - began > 20:
            os._exit(3)
        time.sleep(0.001)
    return time.monotonic() - began

def work():
    app.show(replace(sample("attract"), generation=1))
    wait(1)
    delays = []
    for generation in range(2, 12):
        time.sleep(0.2)  # let the loop fall asleep: that is what is measured
        name = "menu" if generation % 2 else "consent"
        app.show(replace(sample(name), generation=generation, deadline=None))
        delays.append(wait(generation))
    app.show(replace(sample("attract"), generation=12))
    wait(12)
    time.sleep(0.5)
    before, began = time.process_time(), time.monotonic()
    time.sleep(2)
    idle = (time.process_time() - before) / (time.monotonic() - began)
    print(json.dumps({"delay": sorted(delays)[5], "idle": idle}), flush=True)
    if sys.argv[1] == "close":
        app.close()
    if sys.argv[1] == "service":
        from kivy.clock import Clock
        Clock.schedule_once(ask, 0)
        app._wake()

def ask(seconds):
    from kivy.core.window import Window
    refused = Window.dispatch("on_request_close", source="event")
    for code in (27, 282, 283, 292):  # Escape, F1, F2, F11
        Window.dispatch("on_keyboard", code, 0, None, [])
        Window.dispatch("on_key_down", code, 0, None, [])
    print(json.dumps({"refused": bool(refused), "children": len(Window.children)}), flush=True)

app = KioskApp(lambda event, generation: None, lambda: None, time.monotonic, size=(1024, 768),
               simulated=sys.argv[1] != "service",
               on_started=lambda: threading.Thread(target=work, daemon=True).start())
app.run()
print("stopped", flush=True)
"""


@pytest.mark.window
@pytest.mark.peer
@pytest.mark.parametrize("how", ["close", "terminate", "service"])
def test_it_sleeps_while_idle_wakes_at_once_and_stops_cleanly(how: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, how],
        cwd=ROOT,
        env={**os.environ, "SDL_VIDEODRIVER": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        measured = json.loads(process.stdout.readline())
        # Without the wake-up a view waits for the loop's cap of a whole second.
        assert measured["delay"] < 0.25
        assert measured["idle"] < 0.05
        if how == "service":
            asked = json.loads(process.stdout.readline())
            assert asked == {"refused": True, "children": 1}
            assert process.poll() is None
        if how != "close":
            process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert "stopped" in process.stdout.read()
    finally:
        process.kill()
        process.wait()
