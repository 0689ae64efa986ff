"""Order lines as a terminal sends them."""

from __future__ import annotations

from kiosk.rules.certificates import CertificateKind, Offer, OrderLine, default_options

KIND = CertificateKind.RESIDENT_RECORD


def line(copies: int = 1, fee: int = 250, *, household: int = 3, **options: str) -> OrderLine:
    """A resident record for somebody in a household of so many; the options beside the first shown ones."""
    chosen = dict(default_options(KIND))
    if household > 1:
        chosen["members"] = ",".join(str(position) for position in range(1, household + 1))
    return OrderLine(KIND, tuple(sorted((chosen | options).items())), copies, fee)


def line_of(offer: Offer, **options: str) -> OrderLine:
    """One copy of what was offered, with some options other than first shown."""
    chosen = {**dict(default_options(offer.kind, offer.options)), **options}
    return OrderLine(offer.kind, tuple(sorted(chosen.items())), 1, offer.fee)
