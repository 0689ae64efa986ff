"""Keeps the screens alive when a callback raises."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)


def fault_handler(report: Callable[[BaseException], None]) -> Any:
    """A Kivy exception handler that logs the kind of error, calls `report` and goes on.

    The message of the exception is not logged here: whoever gets `report` decides how to
    redact it.
    """
    from kivy.base import ExceptionHandler, ExceptionManager

    class _Handler(ExceptionHandler):  # type: ignore[misc]
        def handle_exception(self, error: BaseException) -> int:
            if not isinstance(error, Exception):
                return int(ExceptionManager.RAISE)
            log.error("a screen callback raised %s", type(error).__name__)
            report(error)
            return int(ExceptionManager.PASS)

    return _Handler()
