"""The section [panel] of kiosk.toml: the touch panel."""

from __future__ import annotations

from kiosk.config.sections.base import Section, setting


class Panel(Section):
    """The touch panel."""

    width: int = setting(1024, "Width.", unit="pixels", ge=800, le=8192)
    height: int = setting(768, "Height.", unit="pixels", ge=600, le=8192)
    fullscreen: bool = setting(False, "Fill the screen, without a frame; what a terminal in a shop needs.")
