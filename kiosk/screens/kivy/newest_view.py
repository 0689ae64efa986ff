"""The view that waits to be drawn: of several that come before the screens get to it, only the newest."""

from __future__ import annotations

import threading

from kiosk.fsm.view import View


class NewestView:
    """Handed over between threads."""

    def __init__(self) -> None:
        self._came = threading.Condition()
        self._view: View | None = None

    @property
    def waits(self) -> bool:
        """True when one has not been taken."""
        with self._came:
            return self._view is not None

    def put(self, view: View) -> bool:
        """Let `view` be drawn next; False when it took the place of another."""
        with self._came:
            is_first = self._view is None
            self._view = view
            self._came.notify_all()
        return is_first

    def take(self) -> View | None:
        """The newest, None when none has come since the last was taken."""
        with self._came:
            view, self._view = self._view, None
        return view

    def comes(self, within: float) -> bool:
        """Wait for one, `within` seconds at most; False when none came."""
        with self._came:
            return self._came.wait_for(lambda: self._view is not None, within)
