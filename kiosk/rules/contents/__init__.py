"""The content of each kind of certificate, one module a register.

Records are validated strictly: unknown or missing fields and wrong types are errors. Neither `repr` nor
an error message shows a value, as most are personal data.
"""

from kiosk.rules.contents.family_register import (
    Adoption,
    Beginning,
    FamilyRegister,
    RegisteredPerson,
    RegisterEvent,
)
from kiosk.rules.contents.resident_record import ForeignResident, Person, ResidenceClass, ResidentRecord
from kiosk.rules.contents.seal_registration import SealRegistration
from kiosk.rules.contents.supplementary_register import (
    AddressEntry,
    RegisteredAddresses,
    SupplementaryRegister,
)
from kiosk.rules.contents.taxation import Dependants, Taxation, TaxItem
from kiosk.rules.contents.values import (
    NO_ENTRY,
    UNKNOWN,
    Day,
    Frozen,
    Item,
    NoEntry,
    OtherName,
    PartialDate,
    ReadName,
    Recorded,
    RecordedDay,
    Unknown,
)

Content = ResidentRecord | SealRegistration | Taxation | SupplementaryRegister | FamilyRegister
"""A record is read back by this union, so no two models may accept the same fields."""

__all__ = [
    "NO_ENTRY",
    "UNKNOWN",
    "AddressEntry",
    "Adoption",
    "Beginning",
    "Content",
    "Day",
    "Dependants",
    "FamilyRegister",
    "ForeignResident",
    "Frozen",
    "Item",
    "NoEntry",
    "OtherName",
    "PartialDate",
    "Person",
    "ReadName",
    "Recorded",
    "RecordedDay",
    "RegisterEvent",
    "RegisteredAddresses",
    "RegisteredPerson",
    "ResidenceClass",
    "ResidentRecord",
    "SealRegistration",
    "SupplementaryRegister",
    "TaxItem",
    "Taxation",
    "Unknown",
]
