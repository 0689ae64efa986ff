"""Names of certificates and their options. The only module that names individual options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.rules.certificates import CertificateKind, OptionSpec, OptionValues
from kiosk.rules.eras import income_year
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

SUMMARIES: dict[tuple[str, str], Phrase] = {
    ("persons", "household"): phrase("summary", "Whole household"),
    ("persons", "self"): phrase("summary", "Only you"),
    ("head_and_relationship", "shown"): phrase("summary", "with relationship"),
    ("head_and_relationship", "omitted"): phrase("summary", "no relationship"),
    ("domicile", "shown"): phrase("summary", "with domicile"),
    ("domicile", "omitted"): phrase("summary", "no domicile"),
    ("nationality", "shown"): phrase("summary", "with nationality"),
    ("nationality", "omitted"): phrase("summary", "no nationality"),
    ("residence_status", "shown"): phrase("summary", "with status of residence"),
    ("residence_status", "omitted"): phrase("summary", "no status of residence"),
    ("residence_card", "shown"): phrase("summary", "with residence card number"),
    ("residence_card", "omitted"): phrase("summary", "no residence card number"),
    ("overseas_voting", "shown"): phrase("summary", "with voting abroad"),
    ("overseas_voting", "omitted"): phrase("summary", "no voting abroad"),
    ("my_number", "shown"): phrase("summary", "with My Number"),
    ("my_number", "omitted"): phrase("summary", "no My Number"),
}


def plain_name(name: str) -> str:
    """A person's name without variation selectors and markup characters.

    The typeface of the screens has no variant glyphs, and on a screen a name only needs to be
    recognised; the printed certificate shows the exact name."""
    return "".join(letter for letter in name if letter not in "*^" and not 0xE0100 <= ord(letter) <= 0xE01EF)


def value_name(words: Words, row: OptionSpec, value: str) -> str:
    """The label of an option value: the person's own name for it, or ours."""
    if row.key == "year":
        return _fiscal_year(words, value)
    names = dict(row.names)
    return plain_name(names[value]) if value in names else words.of(VALUES[value])


def _fiscal_year(words: Words, year: str) -> str:
    """A fiscal year as lists name it: 2019 is 令和元年度 here, on paper 平成31年度 (`eras.fiscal_year`)."""
    shown = year if words.language.latin_names else income_year(int(year))
    return words.say("option", "FY {year}", year=shown)


def summary(
    words: Words, kind: CertificateKind, options: OptionValues, rows: Sequence[OptionSpec] = ()
) -> str:
    """The chosen options in one line; for a kind without options, whom it is about."""
    if not options:
        return words.of(KINDS[kind].about)
    order = {key: number for number, key in enumerate(OPTIONS)}
    specs = {row.key: row for row in rows}
    texts = []
    for key, value in sorted(options, key=lambda option: order.get(option[0], len(order))):
        if (key, value) in SUMMARIES:
            texts.append(words.of(SUMMARIES[key, value]))
        elif key == "year":
            texts.append(_fiscal_year(words, value))
        elif key in specs and specs[key].names and specs[key].applies(dict(options)):
            texts += [value_name(words, specs[key], each) for each in value.split(",")]
    return words.say("summary", ", ").join(texts)
