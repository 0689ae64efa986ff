"""Why kiosk.toml cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.config.settings import Settings


class SettingsError(ValueError):
    """kiosk.toml cannot be used. Each of `problems` is a line with its key, and no value that may be secret.

    The text is all of them, a line each. `rest` are the settings without the keys that nobody knows, where
    those are all that is wrong with a file: what else is wrong can be told together with them.
    """

    def __init__(self, *problems: str, rest: Settings | None = None) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
        self.rest = rest
