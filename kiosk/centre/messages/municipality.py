"""The list of participating municipalities."""

from __future__ import annotations

from kiosk.centre.messages.base import Message, MunicipalityCode
from kiosk.centre.messages.texts import Label
from kiosk.rules.services import Municipality as MunicipalityRow

MUNICIPALITIES_PATH = "/v1/municipalities"


class MunicipalityMessage(Message):
    """One participating municipality."""

    code: MunicipalityCode
    prefecture: Label
    name: Label
    name_latin: Label
    telephone: Label
    takes_registrations: bool
    takes_smartphones: bool = False

    def row(self) -> MunicipalityRow:
        """Convert to the type in `rules`."""
        return MunicipalityRow(
            self.code,
            self.prefecture,
            self.name,
            self.name_latin,
            self.telephone,
            takes_registrations=self.takes_registrations,
            takes_smartphones=self.takes_smartphones,
        )

    @classmethod
    def of(cls, row: MunicipalityRow) -> MunicipalityMessage:
        """Convert from the type in `rules`."""
        return cls(
            code=row.code,
            prefecture=row.prefecture,
            name=row.name,
            name_latin=row.name_latin,
            telephone=row.telephone,
            takes_registrations=row.takes_registrations,
            takes_smartphones=row.takes_smartphones,
        )


class Municipalities(Message):
    """All participating municipalities."""

    municipalities: tuple[MunicipalityMessage, ...]
