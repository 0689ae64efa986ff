"""Who signs and what the taxes are called follows from the kind of municipality, not from its name."""

from __future__ import annotations

import pytest

from kiosk.rules.municipality_kinds import MunicipalityKind, prefectural_tax

WARD, SPECIAL = MunicipalityKind.WARD_OF_DESIGNATED_CITY, MunicipalityKind.SPECIAL_WARD


@pytest.mark.parametrize(
    ("kind", "prefecture", "name", "office"),
    [
        (MunicipalityKind.CITY, "みほん県", "見本市", "みほん県見本市長"),
        (MunicipalityKind.DESIGNATED_CITY, "みほん県", "見本市", "見本市長"),
        (WARD, "みほん県", "見本市中区", "見本市中区長"),
        (SPECIAL, "東京都", "見本区", "東京都見本区長"),
        (MunicipalityKind.TOWN, "みほん県", "例示町", "みほん県例示町長"),
        (MunicipalityKind.VILLAGE, "みほん県", "例示村", "みほん県例示村長"),
    ],
)
def test_the_mayor_signs_for_the_place(
    kind: MunicipalityKind, prefecture: str, name: str, office: str
) -> None:
    assert kind.signs_as(prefecture, name) == office
    assert kind.signs_as(prefecture, name, "副市長") == f"{office}職務代理者　副市長"


def test_a_ward_of_a_designated_city_is_no_special_ward() -> None:
    assert (WARD.tax, SPECIAL.tax) == ("市民税", "特別区民税")
    assert WARD.taxes("みほん県") == "市・県民税"
    assert SPECIAL.taxes("東京都") == "特別区民税・都民税"


def test_every_kind_has_a_tax() -> None:
    assert {kind.tax for kind in MunicipalityKind} == {"市民税", "特別区民税", "町民税", "村民税"}


def test_what_is_no_prefecture_has_no_tax() -> None:
    with pytest.raises(ValueError, match=r"^not the name of a prefecture$"):
        prefectural_tax("見本市")
