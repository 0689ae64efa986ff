"""What Kivy and Pillow are kept from loading is there, and whole, for whoever asks for it later."""

from __future__ import annotations

import subprocess
import sys

import pytest

IMPORTED = "from kiosk.screens.kivy.app import KioskApp\n"
LOADED = "from kiosk.screens.kivy.lean_imports import load_put_off; load_put_off()\n"


def python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys; print('asyncio' in sys.modules)", "False"),
        ("import asyncio; print(asyncio.run(asyncio.sleep(0, 'slept')))", "slept"),
        ("import kivy, os; print(os.path.getsize(kivy.kivy_data_dir + '/style.kv') > 9000)", "True"),
        ("import ctypes.util; print(ctypes.util.find_library('c') is not None)", "True"),
        ("from kivy.clock import Clock; print(Clock.time() > 0)", "True"),
        ("from PIL import ExifTags; print(type(ExifTags).__name__)", "_LazyModule"),
        ("from PIL import ExifTags; print(ExifTags.TAGS[271])", "Make"),
        ("import PIL.ExifTags; print(PIL.ExifTags.Base.Make.value)", "271"),
        (LOADED + "from PIL import ExifTags; print(type(ExifTags).__name__)", "module"),
    ],
)
def test_nothing_is_missing_afterwards(code: str, said: str) -> None:
    assert python(IMPORTED + code) == said


def test_what_was_loaded_before_is_left_as_it_is() -> None:
    before = "import asyncio, sys; from PIL import ExifTags; tags = ExifTags.TAGS\n"
    asked = "print(sys.modules['asyncio'] is asyncio, ExifTags.TAGS is tags, type(ExifTags).__name__)"
    assert python(before + IMPORTED + asked) == "True True module"
