"""Information to read: open also while the rest of the terminal is closed."""

from __future__ import annotations

from dataclasses import replace

from kiosk.fsm.actions import forget_choices
from kiosk.fsm.event import Event
from kiosk.fsm.events import Back
from kiosk.fsm.guards import may_start, serves_nothing
from kiosk.fsm.model import Model
from kiosk.fsm.states import S
from kiosk.fsm.transition import LEAVE, Row, row


class TopicChosen(Event):
    """A row of the information list; `topic` is one of the configured keys."""

    topic: str


def topic_is_known(m: Model, event: TopicChosen) -> bool:
    return event.topic in m.settings.topics


def set_topic(m: Model, event: TopicChosen) -> None:
    m.visit = replace(m.visit, topic=event.topic)


INFORMATION: tuple[Row, ...] = (
    row(TopicChosen, S.INFORMATION, S.TOPIC, topic_is_known, set_topic),
    row(Back, S.INFORMATION, S.MENU, may_start, forget_choices, unless=serves_nothing),
    row(Back, S.INFORMATION, LEAVE),
    row(Back, S.TOPIC, S.INFORMATION),
)
