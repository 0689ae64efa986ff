"""Specimen residents: plainly fictitious people, in the manner of official specimen cards.

Every name contains 見本, 標本, 例示, 試作 or SPECIMEN; no town of these names exists in the municipalities.
"""

from kiosk_simulator.residents.households import HOUSEHOLDS, resident
from kiosk_simulator.residents.people import (
    AGE_OF_USE,
    Foreigner,
    Household,
    Reason,
    Register,
    Registrant,
    Removed,
    Resident,
    TaxReturn,
)
from kiosk_simulator.residents.registers import MIHON, TOMAKOMAI

__all__ = [
    "AGE_OF_USE",
    "HOUSEHOLDS",
    "MIHON",
    "TOMAKOMAI",
    "Foreigner",
    "Household",
    "Reason",
    "Register",
    "Registrant",
    "Removed",
    "Resident",
    "TaxReturn",
    "resident",
]
