"""A card of the next generation (a proposal) from its label to the centre's answer."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from tests.support.visits import Person

SIGN = "802a0080"


class Recorded(SoftwareJpkiCard):
    """A card that writes down commands and what it answers, without the PIN's digits."""

    def __init__(self, card: SoftwareJpkiCard) -> None:
        super().__init__(card.contents)
        self.log: list[tuple[str, bytes]] = []

    def transmit(self, apdu: bytes) -> bytes:
        answer = super().transmit(apdu)
        self.log.append((bytes(apdu[:5] if apdu[1] == 0x20 else apdu).hex(), answer))
        return answer


def at_the_pin(person: Person, card: SoftwareJpkiCard) -> Person:
    person.starts().agrees().chooses_residence().environment.reader.insert(card)
    return person.waits(0.5).sees(S.ENTER_PIN)


def test_it_proves_its_holder_with_ecdsa_and_the_merged_pin(person: Person) -> None:
    card = Recorded(person.environment.card("next_generation"))
    at_the_pin(person, card).types("1234").takes_card().sees(S.CERTIFICATES)
    (signing,) = [each for each in card.log if each[0].startswith(SIGN)]
    command, answer = bytes.fromhex(signing[0]), signing[1]
    assert command[4] == 48, "a SHA-384 digest and nothing before it"
    assert command[-1] == 96
    assert len(answer) == 96 + 2
    selected = [command for command, _ in card.log if command.startswith("00a4020c02")]
    assert "00a4020c020011" in selected
    assert "00a4020c020018" not in selected


def test_its_pin_has_tries_like_any_other(person: Person) -> None:
    card = person.environment.card("next_generation")
    at_the_pin(person, card).types("9999").sees(S.ENTER_PIN, Reason.PIN_WRONG)
    assert person.machine.view.visit.card.pin_tries == card.tries_left() == 2
    person.types("1234").sees(S.TAKE_CARD)


def test_a_card_of_today_in_its_place_gets_no_pin(person: Person) -> None:
    at_the_pin(person, person.environment.card("next_generation"))
    today = Recorded(person.environment.card("normal"))
    person.environment.reader.insert(today)
    person.types("1234").sees(S.REFUSAL, Reason.CARD_CHANGED)
    assert not any(command.startswith("0020") and command != "00200080" for command, _ in today.log)
