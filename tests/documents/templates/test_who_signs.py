"""Who signs a certificate, and what a tax certificate and a seal certificate say beside their figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.rules.certificates import CertificateKind as Kind
from kiosk.rules.contents import NO_ENTRY, ReadName
from kiosk.rules.record import RecordIncomplete, RecordMismatch
from tests.support.sample_records import SAMPLES, SEAL, TAXATION, record_of

Written = Callable[[bytes], str]


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_deputy_signs_as_such_on_every_kind(fonts: Fonts, written_on: Written, kind: Kind) -> None:
    deputy = SAMPLES[kind].model_copy(update={"deputy": "副市長"})
    assert "北海道苫小牧市長職務代理者副市長標本氏名" in written_on(render(deputy, fonts).pdf)
    assert "職務代理者" not in written_on(render(SAMPLES[kind], fonts).pdf)


def test_who_owes_nothing_gets_a_certificate_that_says_so(fonts: Fonts, written_on: Written) -> None:
    exempt = TAXATION.model_copy(update={"exempt": True, "total_tax": 0})
    assert "非課税証明書" in written_on(render(record_of(Kind.TAXATION, exempt), fonts).pdf)
    assert "非課税" not in written_on(render(record_of(Kind.TAXATION, TAXATION), fonts).pdf)


def test_a_record_of_somebody_exempt_who_owes_tax_is_not_printed(fonts: Fonts) -> None:
    exempt = TAXATION.model_copy(update={"exempt": True})
    with pytest.raises(RecordIncomplete, match="exempt"):
        render(record_of(Kind.TAXATION, exempt), fonts)


def test_a_year_other_than_the_chosen_one_stops_the_sheet(fonts: Fonts) -> None:
    render(record_of(Kind.TAXATION, TAXATION, {"year": "2026"}), fonts)
    with pytest.raises(RecordMismatch, match="another year"):
        render(record_of(Kind.TAXATION, TAXATION, {"year": "2025"}), fonts)


def test_a_tax_certificate_has_the_address_of_1_january_and_the_dependants_by_class(
    fonts: Fonts, written_on: Written
) -> None:
    text = written_on(render(record_of(Kind.TAXATION, TAXATION), fonts).pdf)
    assert "日の住所北海道苫小牧市例示町六丁目７番８号" in text
    for words in (
        "総所得金額等3,675,000円",
        "調整控除2,500円",
        "控除対象配偶者一般",
        "扶養人数15人",
        "16歳未満5人",
    ):
        assert words in text
    alone = TAXATION.model_copy(update={"spouse_deduction": NO_ENTRY})
    assert "控除対象配偶者なし" in written_on(render(record_of(Kind.TAXATION, alone), fonts).pdf)


def test_a_seal_certificate_has_the_names_under_which_a_seal_may_be_registered(
    fonts: Fonts, written_on: Written
) -> None:
    foreign = SEAL.model_copy(update={"foreign": True})
    text = written_on(render(record_of(Kind.SEAL_REGISTRATION, foreign), fonts).pdf)
    assert "通称ヒョウホンカツコ標本葛子" in text.replace("\U000e0104", "")
    assert "カタカナ表記ミホンカツコ" in text
    assert "１９８０年２月１７日" in text
    native = SEAL.model_copy(
        update={
            "former_family_name": ReadName(name="例示", kana="レイジ"),
            "common_name": NO_ENTRY,
            "katakana_name": NO_ENTRY,
        }
    )
    text = written_on(render(record_of(Kind.SEAL_REGISTRATION, native), fonts).pdf)
    assert "旧氏レイジ例示" in text
    assert "通称" not in text
    assert "カタカナ" not in text
