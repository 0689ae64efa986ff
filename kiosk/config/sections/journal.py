"""The section [journal] of kiosk.toml."""

from __future__ import annotations

from pathlib import Path

from kiosk.config.sections.base import Section, setting


class JournalSettings(Section):
    """The journal lies in the state folder."""

    head: Path | None = setting(
        None,
        "File with the second copy of the journal's head, best on another disk than `state`: by it a start "
        "tells a journal that was lost or cut short from a first start. Without it the copy lies beside the "
        "journal.",
        example=Path("/srv/kiosk/journal.head"),
    )
