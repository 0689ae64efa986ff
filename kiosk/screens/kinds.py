"""Words for certificates and their options. The only place that knows an option by name."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.rules.certificates import CertificateKind, OptionValues
from kiosk.screens.words import Phrase, Words, phrase


class KindWords(NamedTuple):
    """A certificate's name, what or whom it is about, and the title of its options."""

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
        phrase("kind", "Supplementary family register: how many copies?"),
    ),
    CertificateKind.FAMILY_REGISTER_ALL: KindWords(
        phrase("kind", "Family register, full"),
        phrase("kind", "Everybody in the register"),
        phrase("kind", "Family register, full: how many copies?"),
    ),
    CertificateKind.FAMILY_REGISTER_INDIVIDUAL: KindWords(
        phrase("kind", "Family register, individual"),
        phrase("kind", "One person"),
        phrase("kind", "Family register, individual: how many copies?"),
    ),
}

OPTIONS: dict[str, Phrase] = {
    "persons": phrase("option", "Whose record"),
    "head_and_relationship": phrase("option", "Head of household and relationship"),
    "domicile": phrase("option", "Registered domicile and head of register"),
}

VALUES: dict[str, Phrase] = {
    "household": phrase("option", "Whole household"),
    "self": phrase("option", "Only me"),
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
}


def summary(words: Words, kind: CertificateKind, options: OptionValues) -> str:
    """The chosen options in one line; for a kind without options what it is about."""
    if not options:
        return words.of(KINDS[kind].about)
    order = {key: number for number, key in enumerate(OPTIONS)}
    chosen = sorted(options, key=lambda option: order.get(option[0], len(order)))
    return words.say("summary", ", ").join(words.of(SUMMARIES[option]) for option in chosen)
