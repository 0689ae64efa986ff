"""What the page sends, and what it is answered."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import BaseModel, ConfigDict

from kiosk_simulator.console.snapshot import Json

Do = Callable[[Callable[[], object]], Json]
"""Carries out an action and turns what it returns or raises into a response."""


class Body(BaseModel):
    """A request body; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")
