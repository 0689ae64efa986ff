"""Kinds of municipality: what the law calls its taxes, and who signs for it.

The kind is a fact of the municipality's file. It is never read from the name: 中区 of a designated city is
no special ward of Tokyo, and levies no tax of its own.
"""

from __future__ import annotations

from enum import StrEnum


class MunicipalityKind(StrEnum):
    """Local Autonomy Act, Art. 1-3, 252-19, 252-20 and 281."""

    CITY = "city"  # 市
    DESIGNATED_CITY = "designated_city"  # 指定都市
    WARD_OF_DESIGNATED_CITY = "ward_of_designated_city"  # 指定都市の区
    SPECIAL_WARD = "special_ward"  # 特別区
    TOWN = "town"  # 町
    VILLAGE = "village"  # 村

    @property
    def tax(self) -> str:
        """The name of its own tax (Local Tax Act, Art. 5 and 736): 市民税, 特別区民税, 町民税, 村民税."""
        return _TAXES[self]

    def signs_as(self, prefecture: str, name: str, deputy: str | None = None) -> str:
        """The office under which certificates are signed, such as みほん県見本市長.

        With `deputy`, the post of who acts for the mayor (職務代理者; Local Autonomy Act, Art. 152):
        みほん県見本市長職務代理者　副市長. A designated city and its wards go without the prefecture.
        """
        place = name if self in _WITHOUT_PREFECTURE else prefecture + name
        return f"{place}長" if deputy is None else f"{place}長職務代理者　{deputy}"

    def taxes(self, prefecture: str) -> str:
        """The names of both taxes on income, its own and that of the `prefecture` named: 市・県民税."""
        levied = prefectural_tax(prefecture)
        if self is MunicipalityKind.SPECIAL_WARD:
            return f"{self.tax}・{levied}"
        return f"{self.tax.removesuffix('民税')}・{levied}"


_WITHOUT_PREFECTURE = {MunicipalityKind.DESIGNATED_CITY, MunicipalityKind.WARD_OF_DESIGNATED_CITY}
_TAXES = {
    MunicipalityKind.CITY: "市民税",
    MunicipalityKind.DESIGNATED_CITY: "市民税",
    MunicipalityKind.WARD_OF_DESIGNATED_CITY: "市民税",
    MunicipalityKind.SPECIAL_WARD: "特別区民税",
    MunicipalityKind.TOWN: "町民税",
    MunicipalityKind.VILLAGE: "村民税",
}


def prefectural_tax(prefecture: str) -> str:
    """都民税, 道民税, 府民税 or 県民税; the last character of a prefecture's name is its kind by law.

    Raises ValueError for the name of no prefecture (Local Autonomy Act, Art. 3 (1)).
    """
    if prefecture[-1:] not in {"都", "道", "府", "県"}:
        raise ValueError("not the name of a prefecture")
    return f"{prefecture[-1]}民税"
