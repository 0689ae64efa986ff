"""Every service is finished by somebody who only hears what is spoken and has four keys."""

from __future__ import annotations

import pytest

from kiosk.fsm.states import S
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.spoken.keys import Key
from tests.support.spoken_panel import EarAlone, silent_synthesisers
from tests.support.visits import FORM, Person

pytestmark = pytest.mark.cost(40)

NEW = "K10SK2"

each_language = pytest.mark.parametrize("language", LANGUAGES)


def ear_of(person: Person, language: str, *, headphones: bool = True) -> EarAlone:
    """Somebody who plugged headphones in, turned the keys on and chose a language."""
    person.synthesisers = silent_synthesisers()
    ear = EarAlone(person.boots(), headphones=headphones)
    ear.turns_on_the_keys()
    person.sees(S.MENU)
    if language != "ja":
        ear.chooses_text("言語Language").chooses_text(LANGUAGES[language].name.replace("\n", ""))
        ear.language = language
    return ear


@each_language
def test_a_certificate_is_bought_by_ear_alone(person: Person, language: str) -> None:
    ear = ear_of(person, language)
    ear.chooses("menu", "Get a certificate").hears("consent", "Before you begin").chooses(
        "consent", "I agree"
    )
    ear.chooses("municipality", "The municipality where you live")
    ear.hears("card", "*Place* your My Number Card on the card reader").does(person.sets, "normal")
    ear.hears("pin", "Enter your 4-digit *PIN*").types("1234").chooses("footer", "Next")
    ear.hears("card", "*Take* your card").does(person.takes_card)
    ear.hears("certificates", "Which certificate do you need?").chooses("kind", "Resident record")
    ear.chooses("footer", "Next").hears("order", "Please check your order")
    ear.chooses("order", "Go to payment").hears("pay", "*Insert* your money").does(person.inserts, 500)
    ear.does(person.waits_until, S.TAKE_PAPERS)
    ear.chooses("take", "I have everything")
    person.waits(10).sees(S.ATTRACT).has_sheets(1).has_in_tray(250).owes_nothing().leaves_no_trace()


@each_language
def test_a_certificate_is_bought_by_ear_in_the_largest_text(person: Person, language: str) -> None:
    ear = ear_of(person, language)
    ear.chooses("header", "Text size\nand sound").chooses("access", "Largest").reads_on_to("footer", "Close")
    ear.reads_on_to("menu", "Get a certificate").reads_on_to("consent", "I agree")
    ear.reads_on_to("municipality", "The municipality where you live").does(person.sets, "normal")
    ear.types("1234").chooses("footer", "Next").does(person.takes_card)
    ear.reads_on_to("kind", "Resident record")
    ear.reads_on_to("footer", "Next").reads_on_to("order", "Go to payment")
    ear.does(person.inserts, 500).does(person.waits_until, S.TAKE_PAPERS)
    ear.reads_on_to("take", "I have everything")
    person.waits(10).sees(S.ATTRACT).has_sheets(1).has_in_tray(250).owes_nothing().leaves_no_trace()


@each_language
def test_a_password_is_reset_by_ear_alone(person: Person, language: str) -> None:
    person.environment.cards.reissue("normal")
    person.has_a_centre_of_its_own().reserves("normal")
    ear = ear_of(person, language)
    ear.chooses("menu", "Reset the signature password").chooses("consent", "I agree")
    ear.does(person.sets, "normal").types("1234").chooses("footer", "Next")
    person.sees(S.NEW_PASSWORD)
    ear.types(NEW).chooses("footer", "Next")
    person.sees(S.REPEAT_PASSWORD)
    ear.types(NEW).chooses("footer", "Next")
    ear.hears("result", "Your signature *password* has been reset").press(Key.REPEAT)
    number = person.machine.view.visit.reset.number
    assert any(number.replace("-", "") == "".join(c for c in text if c.isalnum()) for text in ear.heard)
    ear.chooses("result", "Take card and slip").hears("card", "*Take* your card").does(person.takes_card)
    person.waits(10).sees(S.ATTRACT).leaves_no_trace()
    assert person.card_opens_with(NEW)


@each_language
def test_a_registration_is_applied_for_by_ear_alone(person: Person, language: str) -> None:
    person.environment.cards.reissue("unregistered")
    person.has_a_centre_of_its_own()
    ear = ear_of(person, language)
    ear.chooses("menu", "Register for family register use").chooses("consent", "I agree")
    place = next(each for each in person.machine.view.status.municipalities if each.code == "01213")
    ear.chooses_text(place.prefecture).chooses_text(ear.words.municipality(place))
    ear.does(person.sets, "unregistered").types("1234").chooses("footer", "Next")
    ear.chooses("registration", "Apply")
    ear.chooses_text(FORM.town)
    ear.types("15").chooses("spoken", "Hyphen").types("3").chooses("footer", "Next")
    ear.types("シサク").chooses("registration", "Space").types("コ")
    ear.chooses("spoken", "Voiced sound mark, for the kana before").types("ロウ").chooses("footer", "Next")
    person.sees(S.HEAD_CANDIDATES)
    ear.chooses_text(FORM.head.replace("　", " "))
    ear.types(FORM.telephone).chooses("footer", "Next")
    ear.hears("registration", "Is *everything* correct?").chooses("registration", "It is correct")
    ear.types("ABC123").chooses("footer", "Next")
    ear.hears("result", "Your *application* has been sent").chooses("result", "Take card and slip")
    ear.does(person.takes_card)
    person.waits(10).sees(S.ATTRACT).leaves_no_trace()


@each_language
def test_a_card_is_checked_by_ear_alone(person: Person, language: str) -> None:
    ear = ear_of(person, language)
    ear.chooses("menu", "Check your card").does(person.sets, "normal")
    person.sees(S.CARD_STATE)
    ear.chooses("card_state", "Take the card and finish").hears("card", "*Take* your card").does(
        person.takes_card
    )
    person.waits(10).sees(S.ATTRACT).leaves_no_trace()
