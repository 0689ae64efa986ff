"""Who may close the window: the program and the operating system's signals, never a window manager or a key.

SIGINT, Ctrl+C on a developer's terminal, closes at once. SIGTERM only asks to end: a visit that has begun is
not cut off.

SDL turns SIGTERM into the same close request as a click on a window's cross, so a refusal of the one would
swallow the other. Signals are therefore Python's own here.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from typing import Any


def refuse_close_requests(window: Any) -> None:
    """Refuse a window manager's close requests, such as Alt-F4."""
    window.bind(on_request_close=lambda *_arguments, **_options: True)


def close_on_signals(close: Callable[[], None], end: Callable[[], None]) -> None:
    """Call `close` on SIGINT and `end` on SIGTERM; only the main thread can, another one does nothing."""
    if threading.current_thread() is not threading.main_thread():
        return
    signal.signal(signal.SIGINT, lambda _number, _frame: close())
    signal.signal(signal.SIGTERM, lambda _number, _frame: end())
