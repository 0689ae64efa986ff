"""Information and the menu: read at any hour, and back again."""

from __future__ import annotations

import pytest

from kiosk.config.information import topic_keys
from kiosk.fsm.events import Back
from kiosk.fsm.flow.information import TopicChosen
from kiosk.fsm.flow.menu import ServiceChosen
from kiosk.fsm.states import S
from kiosk.rules.services import Service
from tests.support.visits import Person

TOPICS = topic_keys(("ja", "en"))


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_read_and_left_again(person: Person, topic: str) -> None:
    person.starts(service=Service.INFORMATION).sees(S.INFORMATION)
    assert person.machine.view.settings.topics == TOPICS
    person.machine.post(TopicChosen(topic))
    person.sees(S.TOPIC)
    assert person.machine.view.visit.topic == topic
    person.machine.post(Back())
    person.sees(S.INFORMATION)
    person.machine.post(Back())
    person.sees(S.MENU)
    assert person.machine.view.visit.service is None
    person.ends().sees(S.ATTRACT).leaves_no_trace()


def test_a_topic_that_is_forgotten_on_the_screen_goes_home_by_itself(person: Person) -> None:
    person.starts(service=Service.INFORMATION)
    person.machine.post(TopicChosen(TOPICS[0]))
    person.lets_time_out().sees(S.ATTRACT).leaves_no_trace()


def test_at_night_nothing_begins_but_the_information_can_be_read(person: Person) -> None:
    person.clock.set(person.clock.now().replace(hour=23, minute=30))
    person.kiosk.terminal.look_at_calendar()
    person.waits(2).sees(S.CLOSED)
    for service in Service:
        if service is not Service.INFORMATION:
            person.machine.post(ServiceChosen(service))
            person.sees(S.CLOSED)
    person.machine.post(ServiceChosen(Service.INFORMATION))
    person.sees(S.INFORMATION)
    person.machine.post(TopicChosen("lost_card"))
    person.sees(S.TOPIC)
    person.machine.post(Back())
    person.machine.post(Back())
    person.sees(S.CLOSED).leaves_no_trace()


def test_what_was_chosen_for_one_service_is_gone_when_another_begins(person: Person) -> None:
    person.starts(service=Service.PASSWORD_RESET).agrees().sees(S.PLACE_CARD)
    person.machine.post(Back())
    person.machine.post(Back())
    person.sees(S.MENU)
    person.machine.post(ServiceChosen(Service.CERTIFICATES))
    person.agrees().chooses_residence().sets("normal").types("1234").takes_card().sees(S.CERTIFICATES)
