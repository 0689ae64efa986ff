"""The section [place] of kiosk.toml: where the terminal is."""

from __future__ import annotations

from kiosk.config.sections.base import Section, setting


class Place(Section):
    """Where the terminal is, as printed on receipts and slips."""

    store: str = setting(
        "みほん商店 見本町店", "Name of the shop; production refuses the specimen's.", min_length=1
    )
    terminal: str = setting(
        "SIM-0001", "Number of the terminal; production refuses the specimen's.", min_length=1
    )
    telephone: str = setting(
        "0120-95-0178",
        "Number that a shopper with a claim calls; to be given with any real part.",
        min_length=1,
    )
    specimen: bool = setting(True, "Receipts are marked as specimens; needs every part simulated.")
