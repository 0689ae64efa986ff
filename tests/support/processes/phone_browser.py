"""The console's browser as a telephone: 390 by 844 points, fingers that tap and type."""

from __future__ import annotations

from pathlib import Path

from tests.support.processes.browser import Browser

SIZE = (390, 844)


class PhoneBrowser(Browser):
    """Its page has no script, so every step loads a new one."""

    def __init__(self, profile: Path) -> None:
        super().__init__(profile, SIZE)

    def sees(self, selector: str, text: str = "") -> str:
        """Wait until a loaded page has this element with this text; returns all its text."""
        found = f"document.querySelector({selector!r})"
        self.wait(f"document.readyState === 'complete' && {found} && {found}.innerText.includes({text!r})")
        return str(self.run(f"{found}.innerText"))

    def types(self, selector: str, text: str) -> None:
        """Tap a field and press one key after the other."""
        self.click(selector)
        self.wait(f"document.activeElement === document.querySelector({selector!r})")
        for each in text:
            key = {"key": each, "text": each, "code": f"Digit{each}"}
            self._call("Input.dispatchKeyEvent", {"type": "keyDown", **key})
            self._call("Input.dispatchKeyEvent", {"type": "keyUp", "key": each})
        self.wait(f"document.querySelector({selector!r}).value.length === {len(text)}")

    def back(self) -> None:
        """The browser's own back button."""
        self._call("Runtime.evaluate", {"expression": "history.back()"})

    def reload(self) -> None:
        """The browser's own reload button."""
        self._call("Page.reload")
