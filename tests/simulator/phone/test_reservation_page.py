"""The reservation page without a browser: what each form does once, and what every refusal says."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from string import Formatter
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from markupsafe import escape

from kiosk.centre.errors import CentreRefused, CentreUnreachable, RefusalReason
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.password_reset import RESERVATION_LIFE
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.i18n.words import Words
from kiosk_simulator.card.jpki_card import SIGNATURE_PASSWORD
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.phone import pages, texts
from kiosk_simulator.phone.refusals import Refusal, refusal_of
from kiosk_simulator.phone.texts import Text
from kiosk_simulator.phone.tickets import LIFE, MOST, Tickets
from tests.simulator.phone.conftest import Phone


def why(answer: requests.Response) -> Refusal:
    """The reason of the refusal page that was reached, seen in its text too."""
    address = urlsplit(answer.url)
    assert address.path == "/reserve/refused", answer.url
    reason = Refusal(parse_qs(address.query)["why"][0])
    for each in texts.REFUSALS[reason]:
        assert each.of("ja") in unescape(answer.text)
    return reason


def test_the_way_to_a_reservation(phone: Phone) -> None:
    pin = phone.get("/reserve/pin", card="password_locked")
    assert texts.PIN_TRIES.of("ja").format(tries=3) in pin.text
    face = phone.post("/reserve/pin", ticket=phone.ticket(pin), pin="1234")
    assert texts.FACE_SIMULATED.of("ja") in face.text
    assert phone.reserved == []
    done = phone.post("/reserve/face", ticket=phone.ticket(face))
    assert phone.reserved == [phone.card("password_locked").contents.authentication_certificate]
    until = phone.moment + RESERVATION_LIFE
    assert texts.moment(until, "ja") in done.text
    assert f'datetime="{until.isoformat()}"' in done.text
    assert texts.menu("ja") in done.text
    assert "6:30～23:00" in done.text


def test_every_specimen_card_can_be_held_to_the_telephone(phone: Phone) -> None:
    page = unescape(phone.get("/reserve").text)
    for profile in PROFILES.values():
        assert f"card={profile.key}&" in page
        assert profile.label_ja in page
        assert profile.label_en in page


def test_a_wrong_pin_costs_the_card_itself_a_try_and_the_page_says_how_many_are_left(phone: Phone) -> None:
    card = phone.card("normal")
    for left in (2, 1):
        page = phone.post("/reserve/pin", ticket=phone.at_pin(), pin="9999")
        assert texts.PIN_WRONG.of("ja") in page.text
        assert card.tries_left() == left
        assert (texts.PIN_LAST.of("ja") in page.text) == (left == 1)
        assert (texts.PIN_TRIES.of("ja").format(tries=left) in page.text) == (left > 1)
    assert why(phone.post("/reserve/pin", ticket=phone.at_pin(), pin="9999")) is Refusal.PIN_LOCKED
    assert card.tries_left() == 0
    assert why(phone.get("/reserve/pin", card="normal")) is Refusal.PIN_LOCKED
    assert phone.reserved == []
    assert phone.changes == 3


def test_a_right_pin_fills_the_counter_and_leaves_the_password_as_it_was(phone: Phone) -> None:
    phone.post("/reserve/pin", ticket=phone.at_pin("password_locked"), pin="9999")
    phone.at_face("password_locked")
    assert phone.card("password_locked").tries_left() == 3
    assert phone.card("password_locked").tries_left(SIGNATURE_PASSWORD) == 0


@pytest.mark.parametrize("typed", ["", "1", "123", "12345", "12a4", "１２３４", "-123", "1 34", "+123"])
def test_what_is_no_pin_costs_nothing(phone: Phone, typed: str) -> None:
    page = phone.post("/reserve/pin", ticket=phone.at_pin(), pin=typed)
    assert texts.PIN_MALFORMED.of("ja") in page.text
    assert phone.card("normal").tries_left() == 3


def test_a_form_sent_twice_spends_one_try(phone: Phone) -> None:
    ticket = phone.at_pin()
    phone.post("/reserve/pin", ticket=ticket, pin="9999")
    assert why(phone.post("/reserve/pin", ticket=ticket, pin="9999")) is Refusal.TOO_LATE
    assert phone.card("normal").tries_left() == 2


def test_a_reload_of_the_page_after_a_wrong_pin_spends_none(phone: Phone) -> None:
    page = phone.post("/reserve/pin", ticket=phone.at_pin(), pin="9999")
    assert page.history[0].status_code == 303
    for _ in range(3):
        assert texts.PIN_WRONG.of("ja") in phone.get(page.url.removeprefix(phone.base)).text
    assert phone.card("normal").tries_left() == 2


def test_one_reservation_is_made_for_one_press_and_its_page_can_be_reloaded(phone: Phone) -> None:
    ticket = phone.at_face()
    done = phone.post("/reserve/face", ticket=ticket)
    assert why(phone.post("/reserve/face", ticket=ticket)) is Refusal.TOO_LATE
    assert texts.DONE_TITLE.of("ja") in phone.get(done.url.removeprefix(phone.base)).text
    assert len(phone.reserved) == 1


@pytest.mark.parametrize(
    ("profile", "reason"),
    [
        ("locked", Refusal.PIN_LOCKED),
        ("expired", Refusal.CERTIFICATE_EXPIRED),
        ("child", Refusal.NO_SIGNATURE_CERTIFICATE),
        ("no_certificate", Refusal.NO_AUTHENTICATION_CERTIFICATE),
        ("juki", Refusal.CARD_UNUSABLE),
        ("smartphone", Refusal.CARD_UNUSABLE),
        ("not_jpki", Refusal.CARD_UNUSABLE),
        ("damaged", Refusal.CARD_UNUSABLE),
    ],
)
def test_a_card_that_cannot_is_refused_before_the_pin(phone: Phone, profile: str, reason: Refusal) -> None:
    assert why(phone.get("/reserve/pin", card=profile)) is reason
    assert phone.reserved == []


def test_a_card_that_lies_on_the_terminal_is_not_here(phone: Phone) -> None:
    ticket = phone.at_pin()
    phone.on_terminal = phone.card("normal")
    powered = phone.on_terminal.apdus
    assert why(phone.get("/reserve/pin", card="normal")) is Refusal.CARD_ELSEWHERE
    assert why(phone.post("/reserve/pin", ticket=ticket, pin="1234")) is Refusal.CARD_ELSEWHERE
    assert phone.on_terminal.apdus == powered
    assert phone.at_pin("katsuko")


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        (RefusalReason.CERTIFICATE_EXPIRED, Refusal.CERTIFICATE_EXPIRED),
        (RefusalReason.CERTIFICATE_REVOKED, Refusal.CERTIFICATE_REVOKED),
        (RefusalReason.CERTIFICATE_UNKNOWN, Refusal.NOT_KNOWN),
        (RefusalReason.NO_SIGNATURE_CERTIFICATE, Refusal.NO_SIGNATURE_CERTIFICATE),
        (RefusalReason.SIGNATURE_EXPIRED, Refusal.SIGNATURE_EXPIRED),
        (RefusalReason.SIGNATURE_REVOKED, Refusal.SIGNATURE_REVOKED),
        (RefusalReason.OUTSIDE_HOURS, Refusal.UNAVAILABLE),
    ],
)
def test_what_the_centre_refuses_is_said_in_words(phone: Phone, says: RefusalReason, reason: Refusal) -> None:
    phone.refuses = CentreRefused(says)
    assert why(phone.post("/reserve/face", ticket=phone.at_face())) is reason


def test_a_centre_out_of_reach_is_no_reason_to_blame_the_card(phone: Phone) -> None:
    phone.refuses = CentreUnreachable("down")
    assert why(phone.post("/reserve/face", ticket=phone.at_face())) is Refusal.UNAVAILABLE


def test_every_reason_of_the_centre_and_every_refusal_has_a_page_in_every_language(phone: Phone) -> None:
    assert {refusal_of(each) for each in RefusalReason} <= set(Refusal)
    assert set(texts.REFUSALS) == set(Refusal)
    for refusal in Refusal:
        for language in LANGUAGES:
            page = phone.get("/reserve/refused", why=refusal.value, lang=language)
            for each in texts.REFUSALS[refusal]:
                assert each.of(language) in unescape(page.text)


def test_the_pin_page_ends_after_a_while(phone: Phone) -> None:
    ticket = phone.at_pin()
    phone.passes(LIFE + timedelta(seconds=1))
    assert why(phone.post("/reserve/pin", ticket=ticket, pin="1234")) is Refusal.TOO_LATE
    assert phone.card("normal").apdus < 20
    assert phone.card("normal").tries_left() == 3


def test_an_accepted_pin_is_forgotten_after_a_while(phone: Phone) -> None:
    ticket = phone.at_face()
    phone.passes(LIFE + timedelta(seconds=1))
    assert why(phone.get("/reserve/face", ticket=ticket)) is Refusal.TOO_LATE
    assert why(phone.post("/reserve/face", ticket=ticket)) is Refusal.TOO_LATE
    assert phone.reserved == []


def test_no_step_can_be_left_out(phone: Phone) -> None:
    of_pin, of_face = phone.at_pin(), phone.at_face()
    assert why(phone.post("/reserve/face", ticket=of_pin)) is Refusal.TOO_LATE
    assert why(phone.post("/reserve/pin", ticket=of_face, pin="1234")) is Refusal.TOO_LATE
    assert why(phone.get("/reserve/done", ticket=phone.at_face())) is Refusal.TOO_LATE
    assert why(phone.post("/reserve/face", ticket="")) is Refusal.TOO_LATE
    assert why(phone.post("/reserve/pin", pin="1234")) is Refusal.TOO_LATE
    assert phone.reserved == []


def test_an_unknown_card_or_reason_leads_back_to_the_cards(phone: Phone) -> None:
    for path, query in (("/reserve/pin", {"card": "nobody"}), ("/reserve/refused", {"why": "<script>"})):
        page = phone.get(path, **query)
        assert urlsplit(page.url).path == "/reserve"
        assert "<script" not in page.text
    assert urlsplit(phone.get("/").url).path == "/reserve"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_stay_in_their_language_to_the_end(phone: Phone, language: str) -> None:
    page = phone.get("/reserve/pin", card="normal", lang=language)
    assert texts.PIN_LABEL.of(language) in page.text
    assert f'action="/reserve/pin?lang={language}"' in page.text
    face = phone.post(f"/reserve/pin?lang={language}", ticket=phone.ticket(page), pin="1234")
    assert texts.FACE_TITLE.of(language) in face.text
    done = phone.post(f"/reserve/face?lang={language}", ticket=phone.ticket(face))
    assert texts.DONE_TITLE.of(language) in done.text
    assert texts.moment(phone.moment + RESERVATION_LIFE, language) in done.text
    assert Words(language).say("menu", "Reset the signature password") in unescape(done.text)
    assert texts.hours(language) in done.text


def test_a_page_names_its_language_and_leads_to_every_other(phone: Phone) -> None:
    page = phone.get("/reserve/pin", card="normal", lang="pt").text
    assert '<html lang="pt-BR">' in page
    links = re.findall(r'<a lang="([\w-]+)" href="/reserve/pin\?card=normal&amp;lang=([\w-]+)">', page)
    assert links == [
        ("ja", "ja"), ("ja", "ja-easy"), ("en-001", "en"), ("zh", "zh"), ("ko", "ko"), ("es-419", "es"),
    ]  # fmt: skip
    assert "やさしい日本語" in page


@pytest.mark.parametrize("asked", ["", "fr", "../ja", "PT"])
def test_a_language_that_is_none_of_them_is_answered_in_the_first(phone: Phone, asked: str) -> None:
    assert texts.CARD_TITLE.of("ja") in phone.get("/reserve", lang=asked).text


@pytest.mark.parametrize(
    ("at", "ja", "en"),
    [
        (datetime(2026, 11, 24, 23, 5, 59, tzinfo=JST), "11月24日（火） 23:05", "Tue 24 Nov, 23:05"),
        (datetime(2027, 1, 1, 0, 0, tzinfo=JST), "1月1日（金） 0:00", "Fri 1 Jan, 0:00"),
    ],
)
def test_a_moment_is_told_in_japans_time_and_never_later_than_it_is(at: datetime, ja: str, en: str) -> None:
    for moment in (at, at.astimezone()):
        assert texts.moment(moment, "ja") == ja
        assert texts.moment(moment, "en").replace("\u00a0", " ") == en


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_table_has_the_texts_that_the_pages_use_with_the_same_placeholders() -> None:
    shown = [each for each in vars(texts).values() if isinstance(each, Text)]
    shown += [*texts.STEPS, *texts.DONE_STEPS, *(each for pair in texts.REFUSALS.values() for each in pair)]
    assert len(shown) > 50
    for language in LANGUAGES:
        assert set(texts.table(language)) == {each.key for each in shown}
        for each in shown:
            assert each.of(language).strip() == each.of(language) != ""
            assert _fields(each.of(language)) == _fields(each.of("ja")), (language, each.key)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_no_sentence_is_left_in_english(language: str) -> None:
    english = {text for text in texts.table("en").values() if text.endswith(".")}
    assert len(english) > 25
    assert not english & set(texts.table(language).values())


def test_the_oldest_ticket_gives_way_when_there_are_too_many(phone: Phone) -> None:
    tickets = Tickets(lambda: phone.moment)
    given = [tickets.give("normal") for _ in range(MOST + 1)]
    assert len(set(given)) == MOST + 1
    assert tickets.look(given[0]) is None
    assert tickets.look(given[1]) is not None
    assert "certificate" not in repr(tickets.look(given[1]))


def test_whatever_a_page_is_given_stays_text(monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "\"'><script>alert(1)</script>&"
    monkeypatch.setitem(texts.table("en"), "hostile", hostile)
    for page in (
        pages.pin_page("en", PROFILES["normal"], hostile, 3, Text("hostile")),
        pages.face_page("ja", PROFILES["normal"], hostile),
    ):
        assert "<script" not in page
        assert f'value="{escape(hostile)}"' in page
