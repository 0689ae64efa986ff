"""Sample views: the information pages."""

from __future__ import annotations

from kiosk.config.information import topic_keys
from kiosk.rules.services import Service
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.samples.shared import TIME

TOPICS = topic_keys(tuple(LANGUAGES))
_INFORMATION = {"service": Service.INFORMATION, "topics": TOPICS, **TIME}

INFORMATION_SAMPLES: dict[str, dict[str, object]] = {
    "information": _INFORMATION,
    "topic": {**_INFORMATION, "topic": TOPICS[0]},
    **{f"topic-{key}": {**_INFORMATION, "topic": key} for key in TOPICS[1:]},
}
