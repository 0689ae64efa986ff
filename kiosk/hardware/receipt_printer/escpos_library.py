"""Imports python-escpos without leaving files behind.

On import it creates a folder in the system's temporary directory, for a pickled copy of its printer
data, and never deletes it. Here that folder is inside one that is deleted after the import.
"""

from __future__ import annotations

import tempfile
from typing import Any


def _imported() -> tuple[Any, Any]:
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        try:
            from escpos.exceptions import Error
            from escpos.printer import Network
        finally:
            tempfile.tempdir = before
    return Network, Error


Network, EscposError = _imported()
