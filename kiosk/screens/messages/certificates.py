"""Names of certificates and their options. The only module that names individual options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import normalize

from kiosk.rules.certificates import (
    HOUSEHOLD,
    OMITTED,
    SELF,
    SHOWN,
    CertificateKind,
    OptionSpec,
    OptionValues,
)
from kiosk.rules.eras import income_year
from kiosk.screens.i18n.lists import listed
from kiosk.screens.i18n.words import Phrase, Words, phrase


class KindWords(NamedTuple):
    """The texts for one kind of certificate: its name, whom it is about, the title of its options."""

    name: Phrase
    about: Phrase
    options: Phrase


KINDS: dict[CertificateKind, KindWords] = {
    CertificateKind.RESIDENT_RECORD: KindWords(
        phrase("kind", "Resident record"),
        phrase("kind", "You or your household"),
        phrase("kind", "What the resident record shows"),
    ),
    CertificateKind.SEAL_REGISTRATION: KindWords(
        phrase("kind", "Seal registration certificate"),
        phrase("kind", "You only"),
        phrase("kind", "Seal registration certificate: how many copies?"),
    ),
    CertificateKind.TAXATION: KindWords(
        phrase("kind", "Tax certificate"),
        phrase("kind", "Municipal tax, latest year"),
        phrase("kind", "Tax certificate: how many copies?"),
    ),
    CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER: KindWords(
        phrase("kind", "Supplementary family register"),
        phrase("kind", "History of addresses"),
        phrase("kind", "What the supplementary register shows"),
    ),
    CertificateKind.FAMILY_REGISTER_ALL: KindWords(
        phrase("kind", "Family register, full"),
        phrase("kind", "Everyone in the register"),
        phrase("kind", "Family register, full: how many copies?"),
    ),
    CertificateKind.FAMILY_REGISTER_INDIVIDUAL: KindWords(
        phrase("kind", "Family register, individual"),
        phrase("kind", "One person"),
        phrase("kind", "Family register, individual: how many copies?"),
    ),
    CertificateKind.RESIDENT_RECORD_STATEMENT: KindWords(
        phrase("kind", "Resident record statement"),
        phrase("kind", "Only what you ask for"),
        phrase("kind", "What the statement shows"),
    ),
    CertificateKind.TAXATION_PAST: KindWords(
        phrase("kind", "Tax certificate, past years"),
        phrase("kind", "A year of your choice"),
        phrase("kind", "Tax certificate: which year?"),
    ),
}

OPTIONS: dict[str, Phrase] = {
    "persons": phrase("option", "Whose record"),
    "head_and_relationship": phrase("option", "Head of household and relationship"),
    "domicile": phrase("option", "Registered domicile and head of register"),
    "nationality": phrase("option", "Nationality or region"),
    "residence_status": phrase("option", "Status and period of residence"),
    "residence_card": phrase("option", "Residence card number"),
    "overseas_voting": phrase("option", "Registration for voting abroad"),
    "members": phrase("option", "Who is on the record"),
    "member": phrase("option", "Whose certificate"),
    "my_number": phrase("option", "My Number"),
    "year": phrase("option", "Fiscal year"),
}

VALUES: dict[str, Phrase] = {
    "household": phrase("option", "Whole household"),
    "self": phrase("option", "Only me"),
    "chosen": phrase("option", "Choose people"),
    "shown": phrase("option", "Show"),
    "omitted": phrase("option", "Leave out"),
}

_NAME, _BIRTH = phrase("shown", "name"), phrase("shown", "date of birth")
_SEX, _ADDRESS = phrase("shown", "sex"), phrase("shown", "address")
_TAX = (phrase("shown", "income"), phrase("shown", "deductions"), phrase("shown", "tax"))

ALWAYS: dict[CertificateKind, tuple[Phrase, ...]] = {
    CertificateKind.RESIDENT_RECORD: (_NAME, _BIRTH, _SEX, _ADDRESS),
    CertificateKind.SEAL_REGISTRATION: (phrase("shown", "seal imprint"), _NAME, _BIRTH, _ADDRESS),
    CertificateKind.TAXATION: _TAX,
    CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER: (phrase("shown", "addresses so far"), _BIRTH, _SEX),
    CertificateKind.FAMILY_REGISTER_ALL: (phrase("shown", "all entries in the register"),),
    CertificateKind.FAMILY_REGISTER_INDIVIDUAL: (phrase("shown", "all entries of one person"),),
    CertificateKind.RESIDENT_RECORD_STATEMENT: (_NAME, _BIRTH, _SEX, _ADDRESS),
    CertificateKind.TAXATION_PAST: _TAX,
}
"""What each kind shows in any case (docs/certificates.md has the whole tables)."""

ITEMS: dict[str, Phrase] = {
    "head_and_relationship": phrase("summary", "relationship"),
    "domicile": phrase("summary", "domicile"),
    "nationality": phrase("summary", "nationality"),
    "residence_status": phrase("summary", "status of residence"),
    "residence_card": phrase("summary", "residence card number"),
    "overseas_voting": phrase("summary", "voting abroad"),
    "my_number": phrase("summary", "My Number"),
}
"""What an option shows or leaves out."""

_PERSONS: dict[str, Phrase] = {
    HOUSEHOLD: phrase("summary", "Whole household"),
    SELF: phrase("summary", "Only you"),
}


MOST_NAMES = 4
"""More people than this are told by the first name and their number."""


class Contents(NamedTuple):
    """What stands on one certificate: about whom or which year, what is shown, what is left out."""

    about: str
    shown: str
    omitted: str


def printed_in_japanese(words: Words) -> str:
    """What readers of another language should know before they pay; empty for Japanese."""
    if words.language.code == "ja":
        return ""
    return words.say("certificates", "Certificates are printed in Japanese.")


def plain_name(name: str) -> str:
    """A person's name with its variation selectors, as certificates show it; no character of it is markup."""
    return name.replace("*", "＊").replace("^", "＾")


def value_name(words: Words, row: OptionSpec, value: str) -> str:
    """The label of an option value: the person's own name for it, or ours."""
    if row.key == "year":
        return _fiscal_year(words, value)
    names = dict(row.names)
    return plain_name(names[value]) if value in names else words.of(VALUES[value])


def _people(words: Words, row: OptionSpec, value: str) -> list[str]:
    """The names of those on the certificate; of many only the first, and how many there are beside."""
    names = [value_name(words, row, each) for each in value.split(",")]
    if len(names) <= MOST_NAMES:
        return names
    rest = len(names) - 1
    return [words.count("summary", "{name} and {n} other", "{name} and {n} others", rest, name=names[0])]


def _fiscal_year(words: Words, year: str) -> str:
    """A fiscal year on a key of a list: 2019 is 令和元年度, on paper 平成31年度 (`eras.fiscal_year`)."""
    return words.say("option", "FY {year}", year=_shown_year(words, year))


def _shown_year(words: Words, year: str) -> str:
    """The number of a year, with eras 令和7年度（2025年度）."""
    if not words.language.eras:
        return year
    return f"{normalize('NFKC', income_year(int(year)))}度（{year}年度）"


def contents(
    words: Words, kind: CertificateKind, options: OptionValues, rows: Sequence[OptionSpec] = ()
) -> Contents:
    """What the certificate will show and leave out with these options; empty texts where it is nothing."""
    order = {key: number for number, key in enumerate(OPTIONS)}
    specs, chosen = {row.key: row for row in rows}, dict(options)
    about: list[str] = []
    items: dict[str, list[str]] = {SHOWN: [words.of(each) for each in ALWAYS[kind]], OMITTED: []}
    for key, value in sorted(options, key=lambda option: order.get(option[0], len(order))):
        if key in specs and not specs[key].applies(chosen):
            continue
        if key in ITEMS:
            items[value].append(words.of(ITEMS[key]))
        elif key == "persons":
            about += [words.of(_PERSONS[value])] if value in _PERSONS else []
        elif key == "year":
            about.append(words.say("summary", "FY {year}", year=_shown_year(words, value)))
        elif key in specs and specs[key].names:
            about += _people(words, specs[key], value)
    if not about:
        about.append(words.of(KINDS[kind].about))
    return Contents(listed(words, about), listed(words, items[SHOWN]), listed(words, items[OMITTED]))
