"""`kiosk run` whose services cannot be loaded: `python failing_load.py HOW`.

HOW is `settings` (they cannot be used) or `unexpected` (anything else).
"""

from __future__ import annotations

import sys

from kiosk.app import services
from kiosk.app.cli import main
from kiosk.config.errors import SettingsError


def failing(*_arguments: object, **_options: object) -> None:
    """Instead of `build_services`."""
    raise SettingsError("centre.ca: holds no certificate") if how == "settings" else ZeroDivisionError


how = sys.argv.pop(1)
setattr(services, "build_services", failing)  # noqa: B010 - another type
sys.argv += ["run", "--no-browser"]
main()
