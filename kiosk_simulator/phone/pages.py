"""The telephone's pages as HTML, from the templates. They work without scripts; every text is escaped."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from kiosk.rules.credentials.pin import PIN_LENGTH
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk_simulator.card.profiles import PROFILES, CardProfile
from kiosk_simulator.phone import paths, texts
from kiosk_simulator.phone.refusals import Refusal
from kiosk_simulator.phone.texts import Text

_TEMPLATES = Environment(
    loader=PackageLoader("kiosk_simulator.phone"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals |= {"texts": texts, "paths": paths}
_PIN_PATTERN = f"[0-9]{{{PIN_LENGTH}}}"


def cards_page(language: str) -> str:
    """Step 1: a link for each specimen card."""
    return _page("cards.html", language, paths.CARDS, {}, step=1, profiles=PROFILES.values())


def pin_page(language: str, profile: CardProfile, ticket: str, tries: int, problem: Text | None) -> str:
    """Step 2: the PIN; `tries` (1 to 3) is the card's own count, `problem` what was wrong before."""
    return _page(
        "pin.html", language, paths.PIN, {"card": profile.key}, step=2, profile=profile, ticket=ticket,
        tries=tries, problem=problem, pin_length=PIN_LENGTH, pin_pattern=_PIN_PATTERN,
    )  # fmt: skip


def face_page(language: str, profile: CardProfile, ticket: str) -> str:
    """Step 3: explains that no face is compared, and reserves."""
    return _page(
        "face.html", language, paths.FACE, {"ticket": ticket}, step=3, profile=profile, ticket=ticket
    )


def done_page(language: str, profile: CardProfile, ticket: str, until: datetime) -> str:
    """Step 4: until when the reservation is valid (aware), and what to do at the terminal."""
    return _page("done.html", language, paths.DONE, {"ticket": ticket}, step=4, profile=profile, until=until)


def refused_page(language: str, refusal: Refusal, profile: CardProfile | None) -> str:
    """Why there is no reservation, and what to do about it."""
    what, next_ = texts.REFUSALS[refusal]
    query = {"why": refusal.value} | ({"card": profile.key} if profile else {})
    return _page("refused.html", language, paths.REFUSED, query, profile=profile, what=what, next=next_)


def _page(
    template: str,
    language: str,
    path: str,
    query: dict[str, str],
    *,
    step: int | None = None,
    **context: object,
) -> str:
    """Render the page at `path` with `query`; `step` is None outside the four steps."""
    others = [
        (_tag(other), LANGUAGES[other].name.replace("\n", ""), paths.address(path, other, **query))
        for other in LANGUAGES
        if other != language
    ]
    return _TEMPLATES.get_template(template).render(
        language=language,
        step=step,
        tag=_tag(language),
        other_languages=others,
        address=partial(paths.address, language=language),
        t=partial(Text.of, language=language),
        label=partial(_label, language=language),
        **context,
    )


def _label(profile: CardProfile, language: str) -> str:
    """The name of a specimen card, which is written in Japanese and English."""
    return profile.label_ja if LANGUAGES[language].iso == "ja" else profile.label_en


def _tag(language: str) -> str:
    """The language as the `lang` attribute names it (BCP 47), such as pt-BR."""
    return LANGUAGES[language].locale.replace("_", "-")
