"""Who may close the window: the program and the operating system's signals, never a window manager or a key.

SIGINT, Ctrl+C on a developer's terminal, closes at once. SIGTERM only asks to end: a visit that has begun is
not cut off.

SDL turns SIGTERM into the same close request as a click on a window's cross, so a refusal of the one would
swallow the other. Signals are therefore Python's own here. Python handles one at the main thread's next
step, which a loop that sleeps in SDL does not take by itself: each signal wakes it.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from typing import Any


def refuse_close_requests(window: Any) -> None:
    """Refuse a window manager's close requests, such as Alt-F4."""
    window.bind(on_request_close=lambda *_arguments, **_options: True)


def close_on_signals(close: Callable[[], None], end: Callable[[], None], wake: Callable[[], None]) -> None:
    """Call `close` on SIGINT and `end` on SIGTERM; only the main thread can, another one does nothing.

    `wake` is called from a thread of its own after each signal, and must end the loop's sleep.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    told, tell = os.pipe2(os.O_CLOEXEC)
    os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
    threading.Thread(target=_wake_for_each, args=(told, wake), name="signals", daemon=True).start()
    signal.signal(signal.SIGINT, lambda _number, _frame: close())
    signal.signal(signal.SIGTERM, lambda _number, _frame: end())


def _wake_for_each(told: int, wake: Callable[[], None]) -> None:
    while os.read(told, 64):
        wake()
