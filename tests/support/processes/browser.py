"""A headless Chromium driven over its debugging pipe: no port, no extra package, ended by its own process."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

CHROMIUM = "/usr/bin/chromium"
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)


class Browser:
    """One page. `wait` evaluates JavaScript until it is true; `problems` holds what the console logged."""

    def __init__(self, profile: Path, size: tuple[int, int] = (1280, 900)) -> None:
        to_browser, self._out = _pipe()
        self._in, from_browser = _pipe()
        flags = (*_FLAGS, f"--user-data-dir={profile}", f"--window-size={size[0]},{size[1]}", "about:blank")
        # The browser reads commands on descriptor 3 and answers on 4.
        command = ["/bin/bash", "-c", f'exec "$0" "$@" 3<&{to_browser} 4>&{from_browser}', CHROMIUM, *flags]
        self._process = subprocess.Popen(
            command, pass_fds=(to_browser, from_browser), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(to_browser)
        os.close(from_browser)
        self._buffer = b""
        self._number = 0
        self.problems: list[str] = []
        targets = self._call("Target.getTargets", session=None)["targetInfos"]
        page = next(each["targetId"] for each in targets if each["type"] == "page")
        attached = self._call("Target.attachToTarget", {"targetId": page, "flatten": True}, session=None)
        self._session: str = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self._call(f"{domain}.enable")
        self.resize(size)

    def resize(self, size: tuple[int, int]) -> None:
        """Make the window's inside so wide and so high."""
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
        self._call("Emulation.setDeviceMetricsOverride", metrics)

    def open(self, url: str) -> None:
        """Go to `url`."""
        self._call("Page.navigate", {"url": url})

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression; raises AssertionError when it throws."""
        answer = self._call(
            "Runtime.evaluate", {"expression": script, "returnByValue": True, "awaitPromise": True}
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, script: str, seconds: float = 60.0) -> None:
        """Until the expression is true; a page that is just being loaded counts as not yet."""
        end = time.monotonic() + seconds
        promise = (
            "new Promise((done) => { const look = () => { let ok = false; try { ok = Boolean(%s); } catch {} "
            "if (ok) done(true); else setTimeout(look, 20); }; look(); "
            "setTimeout(() => done(false), 1000); })"
        )
        while time.monotonic() < end:
            try:
                if self.run(promise % script):
                    return
            except AssertionError as error:
                if "navigated" not in str(error):
                    raise
        raise AssertionError(f"not within {seconds} s: {script}; {self.problems}")

    def click(self, selector: str) -> None:
        """Press the middle of an element with a real mouse event."""
        self.press(selector)

    def press(self, selector: str, x: float = 0.5, y: float = 0.5, until: str = "true") -> None:
        """Press an element at a fraction of its width and height, until an expression is true."""
        place = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); "
            "e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
            f" return [r.x + r.width * {x}, r.y + r.height * {y}]; }})()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            mouse = {"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1}
            self._call("Input.dispatchMouseEvent", mouse)
            if kind == "mousePressed" and until != "true":
                self.wait(until)

    def save_files_in(self, folder: Path) -> None:
        """What a page gives to save goes into this folder."""
        behaviour = {"behavior": "allow", "downloadPath": str(folder)}
        self._call("Browser.setDownloadBehavior", behaviour, session=None)

    def types(self, selector: str, text: str) -> None:
        """Click into a field and type over what is in it."""
        self.click(selector)
        self.run(f"document.querySelector({json.dumps(selector)}).select()")
        self._call("Input.insertText", {"text": text})

    def choose_files(self, selector: str, paths: list[Path]) -> None:
        """Choose files in an input, as a person does in the dialog."""
        expression = f"document.querySelector({json.dumps(selector)})"
        found = self._call("Runtime.evaluate", {"expression": expression})
        files = {"files": [str(path) for path in paths], "objectId": found["result"]["objectId"]}
        self._call("DOM.setFileInputFiles", files)

    def screenshot(self, path: Path, *, whole: bool = False) -> None:
        """Write the window, or the whole page, as PNG."""
        answer = self._call("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": whole})
        path.write_bytes(base64.b64decode(answer["data"]))

    def close(self) -> None:
        """End the browser."""
        with contextlib.suppress(OSError, AssertionError):
            self._call("Browser.close", session=None)
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        os.close(self._out)

    def _call(
        self, method: str, params: dict[str, Any] | None = None, session: str | None = ""
    ) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params or {}}
        if session is not None:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return dict(answer["result"])
            if answer.get("method") == "Log.entryAdded" and answer["params"]["entry"]["level"] == "error":
                self.problems.append(answer["params"]["entry"]["text"])
            if answer.get("method") == "Runtime.exceptionThrown":
                self.problems.append(str(answer["params"]["exceptionDetails"]))

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            data = os.read(self._in, 1 << 16)
            assert data, "the browser is gone"
            self._buffer += data
        line, _, self._buffer = self._buffer.partition(b"\0")
        return dict(json.loads(line))


def _pipe() -> tuple[int, int]:
    """A pipe whose ends are not 3 or 4, which the browser's ends become."""
    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return high[0], high[1]
