"""Entry point of the `kiosk` command."""

from __future__ import annotations

import sys

from kiosk.app.run_command import parsed, run


def main() -> None:
    """Run the command that the arguments name, and exit with its status."""
    options = parsed(sys.argv[1:])
    if options is not None:
        sys.exit(run(options))
    from kiosk.app.commands.command_line import command_line

    command_line()()
