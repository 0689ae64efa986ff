"""The section [sound] of kiosk.toml."""

from __future__ import annotations

from pathlib import Path

from kiosk.config.sections.base import Section, setting


class Sound(Section):
    """Loudspeaker, headphones and the voice."""

    device: str = setting(
        "",
        "`simulated`, `none`, or `alsa:` with the name of an ALSA device. Left out, it is simulated where "
        "every other part is, and none elsewhere.",
        pattern="^(|simulated|none|alsa:[^\x00-\x20].*)$", example="alsa:default",
    )  # fmt: skip
    headphone_jack: str = setting(
        "",
        "Input device of the jack (SW_HEADPHONE_INSERT); without it nothing personal is spoken.",
        example="/dev/input/event5",
    )
    clips: Path | None = setting(
        None,
        "Folder that `kiosk voice build` filled; without it fixed texts are synthesised when needed.",
        example=Path("/var/lib/kiosk/voice"),
    )
    speech_python: str = setting(
        "",
        "A Python with the locked set `voice`, which speaks Japanese; left out, it is the terminal's own, "
        "and a built program has none.",
    )
