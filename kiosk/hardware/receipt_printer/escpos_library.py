"""python-escpos, imported so that it leaves nothing behind.

Its import makes a folder in the system's temporary place for a pickled copy of its printer data,
at every start and for good; here that folder lies in one that goes when the import is done.
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
