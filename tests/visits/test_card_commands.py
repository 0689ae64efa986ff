"""What goes over the card's wire in a whole visit: few commands, and none before what makes it safe."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from tests.support.visits import Person

MOST_COMMANDS = 17
SELECT_APPLICATION, SELECT, READ, ASK_TRIES, VERIFY, SIGN = (
    "00a4040c", "00a4020c", "00b0", "00200080", "0020008004", "802a0080",
)  # fmt: skip
TOKEN, CERTIFICATE, PIN, KEY = "0006", "000a", "0018", "0017"


class Recorded(SoftwareJpkiCard):
    """A card that writes down what it is sent, and when it is powered down, without the PIN's digits."""

    def __init__(self, card: SoftwareJpkiCard) -> None:
        super().__init__(card.contents)
        self.log: list[str] = []

    def power_off(self) -> None:
        super().power_off()
        self.log.append("off")

    def transmit(self, apdu: bytes) -> bytes:
        written = bytes(apdu).hex()
        self.log.append(VERIFY if written.startswith(VERIFY) else written)
        return super().transmit(apdu)

    @property
    def commands(self) -> list[str]:
        return [each for each in self.log if each != "off"]


def with_card(person: Person, card: SoftwareJpkiCard) -> Person:
    person.environment.reader.insert(card)
    return person.waits(0.5)


@pytest.fixture
def card(person: Person) -> Recorded:
    return Recorded(person.environment.card("normal"))


def at_the_pin(person: Person, card: SoftwareJpkiCard) -> Person:
    return with_card(person.starts().agrees().chooses_residence(), card).sees(S.ENTER_PIN)


def test_a_whole_visit_takes_at_most_seventeen_commands(person: Person, card: Recorded) -> None:
    at_the_pin(person, card).types("1234").takes_card().sees(S.CERTIFICATES)
    assert len(card.commands) <= MOST_COMMANDS
    assert card.apdus == len(card.commands)
    assert person.environment.reader.apdus_sent == card.apdus


def test_each_command_comes_after_what_makes_it_safe(person: Person, card: Recorded) -> None:
    at_the_pin(person, card).types("1234").takes_card().sees(S.CERTIFICATES)
    log = card.log
    power = log.index("off")
    reading, proving = log[:power], log[power + 1 :]
    # What kind of card it is comes first; the tries are asked before anybody types a PIN.
    assert reading[0].startswith(SELECT_APPLICATION)
    assert reading[1] == f"{SELECT}02{TOKEN}"
    assert f"{SELECT}02{CERTIFICATE}" in reading
    assert reading[-2:] == [f"{SELECT}02{PIN}", ASK_TRIES]
    # The same card shows itself before it gets the PIN, and signs in the same connection.
    kinds = [each for each in proving if each != "off"]
    assert kinds[0].startswith(SELECT_APPLICATION)
    assert kinds[1] == f"{SELECT}02{CERTIFICATE}"
    assert kinds[2].startswith(READ)
    assert kinds[3:5] == [f"{SELECT}02{PIN}", VERIFY]
    assert kinds[5] == f"{SELECT}02{KEY}"
    assert kinds[6].startswith(SIGN)
    assert len(kinds) == 7
    assert proving[-1] == "off"
    assert not any(each == VERIFY for each in reading)


@pytest.mark.parametrize("other", ["single", "juki", "no_certificate", "child"])
def test_a_card_put_in_its_place_gets_no_pin(person: Person, card: Recorded, other: str) -> None:
    at_the_pin(person, card)
    swapped = Recorded(person.environment.card(other))
    person.environment.reader.insert(swapped)  # between two looks at the reader
    person.types("1234").sees(S.REFUSAL, Reason.CARD_CHANGED)
    assert swapped.commands
    assert VERIFY not in swapped.commands
    person.presses_ok().takes_card().owes_nothing().leaves_no_trace()


def test_a_card_that_shows_the_certificate_without_having_its_key_proves_nothing(
    person: Person, card: Recorded
) -> None:
    at_the_pin(person, card)
    key = person.environment.card("single").contents.authentication_key
    person.environment.reader.insert(SoftwareJpkiCard(replace(card.contents, authentication_key=key)))
    person.types("1234").sees(S.REFUSAL, Reason.CERTIFICATE_UNKNOWN)
    assert person.machine.view.visit.identity.subject == ""
    person.presses_ok().takes_card().owes_nothing().leaves_no_trace()


def test_an_empty_certificate_file_is_a_card_without_certificate(person: Person, card: Recorded) -> None:
    """A card may keep the file when its certificate was never written: its list tells."""

    class Empty(SoftwareJpkiCard):
        def __init__(self) -> None:
            super().__init__(replace(card.contents, authentication_certificate=None))
            self._files[0x000A] = b"\xff" * 64

    with_card(person.starts().agrees().chooses_residence(), Empty())
    person.sees(S.REFUSAL, Reason.NO_AUTHENTICATION_CERTIFICATE).presses_ok().takes_card().leaves_no_trace()
