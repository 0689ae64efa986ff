"""Display and touches: Xvfb where there is no display, and touches by XTEST."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from types import TracebackType
from typing import Self


class NoDisplay(RuntimeError):
    """There is neither a display nor Xvfb; the message names the Debian package."""


class VirtualDisplay:
    """Context manager: runs an Xvfb of `size` pixels as DISPLAY."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._process: subprocess.Popen[bytes] | None = None
        self._before: str | None = None

    def __enter__(self) -> VirtualDisplay:
        if shutil.which("Xvfb") is None:
            raise NoDisplay("no display, and Xvfb is not installed (Debian package xvfb)")
        read, write = os.pipe()
        width, height = self._size
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
            pass_fds=(write,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()  # written once the server accepts connections
        if not number:
            self.__exit__(None, None, None)
            raise NoDisplay("Xvfb did not start")
        self._before = os.environ.get("DISPLAY")
        os.environ["DISPLAY"] = f":{number}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before is None:
            os.environ.pop("DISPLAY", None)
        else:
            os.environ["DISPLAY"] = self._before
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


class Finger:
    """Touches the X screen through the XTEST extension, like the driver of a touch panel.

    Each touch lasts `hold` seconds.
    """

    def __init__(self, hold: float) -> None:
        from Xlib.display import Display

        self._display = Display()
        self._hold = hold
        self._pause = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def tap(self, x: int, y: int) -> None:
        """Touch the screen at (x, y), in pixels from the top left."""
        self.down(x, y)
        self._pause.wait(self._hold)
        self.up()

    def down(self, x: int, y: int) -> None:
        """Put the finger on the screen at (x, y), and leave it there."""
        from Xlib import X
        from Xlib.ext import xtest

        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        xtest.fake_input(self._display, X.ButtonPress, 1)
        self._display.sync()

    def up(self) -> None:
        """Lift the finger."""
        from Xlib import X
        from Xlib.ext import xtest

        xtest.fake_input(self._display, X.ButtonRelease, 1)
        self._display.sync()

    def close(self) -> None:
        """Disconnect from the display."""
        self._display.close()
