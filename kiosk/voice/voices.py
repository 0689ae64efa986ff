"""Which engine speaks which language, and with which voice."""

from __future__ import annotations

from enum import StrEnum

from kiosk.structs import Struct


class Engine(StrEnum):
    """A speech synthesiser."""

    OPEN_JTALK = "open-jtalk"
    ESPEAK = "espeak-ng"


class Voice(Struct):
    """`name` is the engine's name of the voice, `words` the words a minute that it is asked for."""

    engine: Engine
    name: str
    words: int = 150


_JAPANESE = Voice(Engine.OPEN_JTALK, "mei_normal")
VOICES = {
    "ja": _JAPANESE,
    "ja-easy": _JAPANESE,
    "en": Voice(Engine.ESPEAK, "en-us"),
    "zh": Voice(Engine.ESPEAK, "cmn"),
    "ko": Voice(Engine.ESPEAK, "ko"),
    "pt": Voice(Engine.ESPEAK, "pt-br"),
    "es": Voice(Engine.ESPEAK, "es-419"),
}
"""By the code of the language; more than the screens have is no harm."""


def voice_of(language: str) -> Voice | None:
    """The voice of a language, that of its first part if it has none of its own ("zh-Hans": "zh")."""
    return VOICES.get(language) or VOICES.get(language.partition("-")[0])
