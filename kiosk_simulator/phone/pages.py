"""The telephone's pages as HTML. They work without any script; every text is escaped."""

from __future__ import annotations

from datetime import datetime
from html import escape
from urllib.parse import urlencode

from kiosk.rules.pin import PIN_LENGTH
from kiosk_simulator.card.profiles import PROFILES, CardProfile
from kiosk_simulator.phone import texts
from kiosk_simulator.phone.refusals import Refusal
from kiosk_simulator.phone.texts import Language, Text

CARDS, PIN, FACE, DONE, REFUSED = (
    "/reserve",
    "/reserve/pin",
    "/reserve/face",
    "/reserve/done",
    "/reserve/refused",
)
STYLE = "/style.css"


def address(path: str, language: Language, **query: str) -> str:
    """`path` with a query, carrying the language along."""
    return f"{path}?{urlencode({**query, 'lang': language.value})}"


def cards_page(language: Language) -> str:
    """Step 1: every specimen card, one tap each."""
    rows = "".join(
        f'<li><a class="card" href="{escape(address(PIN, language, card=each.key))}">'
        f"<span>{escape(each.label_ja)}</span>"
        f'<small lang="en">{escape(each.label_en)}</small></a></li>'
        for each in PROFILES.values()
    )
    body = f"{_title(texts.CARD_TITLE, language)}{_paragraph(texts.CARD_LEAD, language)}"
    return _page(f'{body}<ul class="cards">{rows}</ul>', language, CARDS, {}, step=1)


def pin_page(language: Language, profile: CardProfile, ticket: str, tries: int, problem: Text | None) -> str:
    """Step 2: the PIN; `tries` (1 to 3) is what the card says."""
    left = texts.PIN_LAST if tries == 1 else texts.PIN_TRIES
    alert = f'<p class="alert" role="alert">{escape(problem.of(language))}</p>' if problem else ""
    body = (
        f"{_title(texts.PIN_TITLE, language)}{_chosen(profile, language)}{alert}"
        f"{_paragraph(texts.PIN_LEAD, language)}"
        f'<form method="post" action="{escape(address(PIN, language))}" autocomplete="off">'
        f'<input type="hidden" name="ticket" value="{escape(ticket)}">'
        f'<label for="pin">{escape(texts.PIN_LABEL.of(language))}</label>'
        f'<input id="pin" name="pin" type="password" inputmode="numeric" pattern="[0-9]{{{PIN_LENGTH}}}" '
        f'maxlength="{PIN_LENGTH}" required autofocus autocomplete="off" aria-describedby="tries">'
        f'<p id="tries" class="{"caution" if tries == 1 else "hint"}">'
        f"{escape(left.of(language).format(tries=tries))}</p>"
        f'<button id="next">{escape(texts.PIN_NEXT.of(language))}</button></form>'
        f'<p class="hint">{escape(texts.PIN_SPECIMEN.of(language))}</p>'
        f"{_link(texts.AGAIN, address(CARDS, language), language)}"
    )
    return _page(body, language, PIN, {"card": profile.key}, step=2)


def face_page(language: Language, profile: CardProfile, ticket: str) -> str:
    """Step 3: says that no face is looked at, and reserves."""
    body = (
        f"{_title(texts.FACE_TITLE, language)}{_chosen(profile, language)}"
        f'<p class="good">{escape(texts.FACE_LEAD.of(language))}</p>'
        f'<p class="caution">{escape(texts.FACE_SIMULATED.of(language))}</p>'
        f'<form method="post" action="{escape(address(FACE, language))}">'
        f'<input type="hidden" name="ticket" value="{escape(ticket)}">'
        f'<button id="next">{escape(texts.FACE_NEXT.of(language))}</button></form>'
        f"{_link(texts.AGAIN, address(CARDS, language), language)}"
    )
    return _page(body, language, FACE, {"ticket": ticket}, step=3)


def done_page(language: Language, profile: CardProfile, ticket: str, until: datetime) -> str:
    """Step 4: until when the reservation is good, and what to do at the terminal."""
    menu, shown = texts.MENU.of(language), texts.moment(until, language)
    steps = "".join(f"<li>{escape(each.of(language).format(menu=menu))}</li>" for each in texts.DONE_STEPS)
    body = (
        f'<div class="done"><span class="mark" aria-hidden="true">✓</span>'
        f"{_title(texts.DONE_TITLE, language)}"
        f'<p class="until"><time datetime="{until.isoformat()}">{escape(shown)}</time>'
        f" <span>{escape(texts.DONE_UNTIL.of(language))}</span></p></div>"
        f"<h2>{escape(texts.DONE_NEXT.of(language))}</h2><ol>{steps}</ol>"
        f"<dl><dt>{escape(texts.DONE_CARD.of(language))}</dt><dd>{escape(_label(profile, language))}</dd>"
        f"<dt>{escape(texts.HOURS_LABEL.of(language))}</dt><dd>{escape(texts.hours(language))}</dd>"
        f"<dt>{escape(texts.FEE_LABEL.of(language))}</dt><dd>{escape(texts.FEE.of(language))}</dd></dl>"
        f"{_link(texts.ANOTHER, address(CARDS, language), language)}"
    )
    return _page(body, language, DONE, {"ticket": ticket}, step=4)


def refused_page(language: Language, refusal: Refusal, profile: CardProfile | None) -> str:
    """What is in the way, and what to do about it."""
    what, next_ = texts.REFUSALS[refusal]
    query = {"why": refusal.value} | ({"card": profile.key} if profile else {})
    body = (
        f"{_title(texts.REFUSED_TITLE, language)}{_chosen(profile, language) if profile else ''}"
        f'<p class="alert" role="alert">{escape(what.of(language))}</p>{_paragraph(next_, language)}'
        f'<p><a class="button" href="{escape(address(CARDS, language))}">{escape(texts.AGAIN.of(language))}'
        "</a></p>"
    )
    return _page(body, language, REFUSED, query)


def _page(body: str, language: Language, path: str, query: dict[str, str], *, step: int | None = None) -> str:
    other = Language.JAPANESE if language is Language.ENGLISH else Language.ENGLISH
    switch = {Language.JAPANESE: "日本語", Language.ENGLISH: "English"}[other]
    title = escape(texts.TITLE.of(language))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="{STYLE}"></head>'
        f'<body><header><strong>{title}</strong><a id="language" lang="{other}" '
        f'href="{escape(address(path, other, **query))}">{switch}</a></header>'
        f'<p class="simulated">{escape(texts.SIMULATED.of(language))}</p>'
        f"<main>{_progress(step, language) if step else ''}{body}</main></body></html>"
    )


def _progress(step: int, language: Language) -> str:
    spoken = texts.STEP.of(language).format(number=step, count=len(texts.STEPS))
    rows = "".join(
        f"<li{_state(number, step)}>{escape(each.of(language))}</li>"
        for number, each in enumerate(texts.STEPS, 1)
    )
    return f'<ol class="steps" aria-label="{escape(spoken)}">{rows}</ol>'


def _state(number: int, step: int) -> str:
    if number == step:
        return ' aria-current="step"'
    return ' class="past"' if number < step else ""


def _title(text: Text, language: Language) -> str:
    return f"<h1>{escape(text.of(language))}</h1>"


def _paragraph(text: Text, language: Language) -> str:
    return f"<p>{escape(text.of(language))}</p>"


def _link(text: Text, href: str, language: Language) -> str:
    return f'<p><a class="quiet" href="{escape(href)}">{escape(text.of(language))}</a></p>'


def _chosen(profile: CardProfile, language: Language) -> str:
    return f'<p class="chosen">{escape(_label(profile, language))}</p>'


def _label(profile: CardProfile, language: Language) -> str:
    return profile.label_en if language is Language.ENGLISH else profile.label_ja
