"""Line breaking: pieces join to the text, lines fit, and the rules for heads and ends hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.screens.frame.styles import page_style
from kiosk.screens.toolkit.text import NOT_AT_END, NOT_AT_HEAD, break_lines, parse, phrases, plain
from kiosk.screens.toolkit.whole_words import with_whole_words
from kiosk.screens.toolkit.widgets.text import Text

JAPANESE = st.text(alphabet="あいうカードを置いてください証明書番号、。ー「」（）0123456789円 a", max_size=60)


def broken(text: str, width: float, language: str = "ja", *, balance: bool = True) -> list[str]:
    """Lines with every character 10 wide."""
    lines = break_lines(text, language, width, lambda start, end: 10.0 * (end - start), balance=balance)
    return [text[start:end] for start, end in lines]


@given(JAPANESE)
def test_phrases_join_to_the_text_again(text: str) -> None:
    assert "".join(phrases(text, "ja")) == text


@given(JAPANESE, st.integers(min_value=80, max_value=400), st.booleans())
def test_lines_hold_every_character_but_spaces_and_fit(text: str, width: int, balance: bool) -> None:
    lines = broken(text, float(width), balance=balance)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    hard = [line for line in lines if len(line) * 10 > width]
    # Only a run that may nowhere be cut is allowed to stick out.
    assert all(
        set(line) <= NOT_AT_HEAD | NOT_AT_END | set("0123456789a") for line in (row[1:-1] for row in hard)
    )


@pytest.mark.parametrize(
    "text",
    [
        "カードをカード置き場に置いてください。読み取りが終わるまで、そのままお待ちください。",
        "印刷した証明書の返品・返金はできません。「おわる」を押すと全額お返しします。",
        "マイナンバーカードのパスワードをロックされたコーナー（センター）へ。",
    ],
)
def test_no_forbidden_head_or_end_at_any_width(text: str) -> None:
    for width in range(60, 500, 10):
        for line in broken(text, float(width)):
            assert line[0] not in NOT_AT_HEAD, (width, line)
            assert line[-1] not in NOT_AT_END, (width, line)


def test_a_number_and_its_unit_stay_together() -> None:
    for width in range(60, 300, 10):
        assert any("250円" in line for line in broken("手数料は1通あたり250円をいただきます", float(width)))


def test_hours_stay_together() -> None:
    for width in range(140, 400, 10):
        assert any(
            "6:30 – 23:00" in line for line in broken("Open every day 6:30 – 23:00 here", float(width), "en")
        )


def test_a_sentence_ends_its_line_when_that_costs_no_line() -> None:
    text = "お支払いはこの後です。お金はまだいただいていません。"
    assert broken(text, 170.0) == ["お支払いはこの後です。", "お金はまだいただいていません。"]


def test_english_breaks_between_words() -> None:
    assert broken("Please check your order", 120.0, "en", balance=False) == ["Please check", "your order"]


def test_emphasis_is_parsed_and_left_out_of_the_plain_text() -> None:
    assert [(s.text, s.emphasis) for s in parse("あと ^3回^ です*ね*")] == [
        ("あと ", ""),
        ("3回", "^"),
        (" です", ""),
        ("ね", "*"),
    ]
    assert plain("*a*^b^c") == "abc"
    with pytest.raises(ValueError, match="unbalanced"):
        parse("a*b")


def test_a_variant_is_as_wide_as_its_glyph_and_is_never_cut_from_its_selector() -> None:
    style = page_style((1024, 768), "ja")
    name = "見本　葛\U000e0104子"
    whole = Text(name, size=22, bold=True)
    assert whole.measure(style, 900)[0] == pytest.approx(style.advance(name, 22, True))
    assert len(whole.broken(style, whole.measure(style, 900)[0] + 1)) == 1
    for width in range(20, 120, 5):
        for line in whole.broken(style, width):
            assert not line.text.startswith("\U000e0104")


@pytest.mark.parametrize(
    ("text", "language", "piece"),
    [
        ("どの証明書（しょうめいしょ）が いりますか", "ja-easy", "（しょうめいしょ）が "),
        ("住民票（じゅうみんひょう）", "ja-easy", "（じゅうみんひょう）"),
        ("户籍附票副本（戸籍の附票）的记载内容", "zh", "（戸籍の附票）"),
    ],
)
def test_an_explanation_in_parentheses_stands_on_one_line(text: str, language: str, piece: str) -> None:
    assert "".join(phrases(text, language)) == text
    assert any(each.startswith(piece) for each in phrases(text, language))
    for width in range(10 * len(piece), 10 * len(text) + 10, 10):
        assert any(piece.rstrip() in line for line in broken(text, float(width), language)), width


@given(st.text(alphabet="证明书住民票（）はが、しょ a1。", max_size=40), st.sampled_from(["ja-easy", "zh"]))
def test_phrases_of_languages_that_explain_join_to_the_text_again(text: str, language: str) -> None:
    assert "".join(phrases(text, language)) == text


@pytest.mark.parametrize(
    ("text", "language", "width", "lines"),
    [
        (
            "Voltar ao pedido (o dinheiro é devolvido)",
            "pt",
            300,
            ["Voltar ao pedido", "(o dinheiro é devolvido)"],
        ),
        ("印章登记证明书（印鑑登録）", "zh", 110, ["印章登记证明书", "（印鑑登録）"]),
        ("毎日 6:30 – 23:00（祝日を除く）", "ja", 160, ["毎日 6:30 – 23:00", "（祝日を除く）"]),
        ("2026年12月1日（火）ごろから使えます。", "ja", 130, ["2026年12月1日（火）", "ごろから使えます。"]),
        (
            "スマートフォンで予約するか、市役所（しやくしょ）へカードをもって行ってください。",
            "ja-easy",
            210,
            ["スマートフォンで予約するか、", "市役所（しやくしょ）へ", "カードをもって行ってください。"],
        ),
    ],
)
def test_a_line_ends_before_brackets_and_never_between_a_word_and_its_reading(
    text: str, language: str, width: float, lines: list[str]
) -> None:
    assert broken(text, width, language) == lines


def test_the_space_between_two_names_never_makes_a_line_of_its_own() -> None:
    for language in ("ja", "zh", "ko", "en"):
        assert broken("ヒョウホンサクラ　コウノスケ", 80.0, language) == ["ヒョウホンサクラ", "コウノスケ"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("到期前3个月起，可在您居住的市区町村窗口免费更新。", ["市区町村", "更新"]),
        ("需要本籍、笔头者的姓名和签名用密码（6至16位字母和数字）。", ["笔头者", "姓名", "签名用密码"]),
        ("没有用户证明用电子证书，费用为1,000日元。", ["用户证明用电子证书", "1,000日元"]),
        ("请取走您的手机", ["取走"]),
        ("请使用预约时所用的您本人的卡和4位数字密码。", ["您本人", "4位数字"]),
        ("请输入1至3个数字", ["1至3"]),
    ],
)
def test_chinese_words_are_never_cut_in_two(text: str, words: list[str]) -> None:
    for width in range(110, 300, 10):
        lines = broken(text, float(width), "zh")
        assert [word for word in words if not any(word in line for line in lines)] == [], width


@pytest.mark.parametrize(
    ("text", "language", "width", "lines"),
    [
        ("Retire su tarjeta", "es", 100, ["Retire", "su tarjeta"]),
        (
            "Su contraseña de firma se restableció",
            "es",
            240,
            ["Su contraseña de firma", "se restableció"],
        ),
        ("Faltan 4 dígitos", "es", 100, ["Faltan", "4 dígitos"]),
        ("Suspenda-o a qualquer hora", "pt", 160, ["Suspenda-o", "a qualquer hora"]),
        ("Please check your order", "en", 160, ["Please check", "your order"]),
        (
            "카드를 가지고 있는지 확인한 후 버튼을 눌러 주세요",
            "ko",
            160,
            ["카드를 가지고 있는지", "확인한 후 버튼을 눌러 주세요"],
        ),
    ],
)
def test_no_line_ends_with_a_word_that_leans_on_the_next(
    text: str, language: str, width: float, lines: list[str]
) -> None:
    assert broken(text, width, language) == lines


@pytest.mark.parametrize(
    ("text", "language", "width", "lines"),
    [
        (
            "Place your My Number Card on the card reader",
            "en",
            260,
            ["Place your My Number Card", "on the card reader"],
        ),
        (
            "Place your My Number Card on the card reader",
            "en",
            200,
            ["Place your", "My Number Card", "on the card reader"],
        ),
        (
            "its 4-digit PIN and the signature password.",
            "en",
            280,
            ["its 4-digit PIN", "and the signature password."],
        ),
        (
            "Please take the card to the city office where you live.",
            "en",
            350,
            ["Please take the card", "to the city office where you live."],
        ),
        ("Digite sua senha de 4 dígitos", "pt", 220, ["Digite sua senha", "de 4 dígitos"]),
        ("Coloque su tarjeta My Number", "es", 220, ["Coloque su tarjeta", "My Number"]),
    ],
)
def test_the_name_of_a_thing_stands_on_one_line_where_that_costs_no_line(
    text: str, language: str, width: float, lines: list[str]
) -> None:
    assert broken(text, width, language) == lines


def test_a_long_text_does_not_end_with_one_word_on_a_line() -> None:
    text = (
        "You will need your registered domicile, the name of the head of the register, "
        "and your signature password (6 to 16 letters and digits)."
    )
    for width in range(260, 420, 20):
        lines = broken(text, float(width), "en")
        assert len(lines[-1].split()) > 1, lines


def test_no_line_of_chinese_begins_with_a_particle() -> None:
    text = "请使用预约时所用的您本人的卡和签名用密码的号码，接收行政机关的通知。"
    for width in range(60, 300, 10):
        assert [line for line in broken(text, float(width), "zh") if line.startswith("的")] == [], width


@pytest.mark.parametrize("text", ["目前无法找零，请投入正好的金额。", "读取完成之前，请不要移动或拿起卡。"])
def test_no_line_of_chinese_ends_with_its_please(text: str) -> None:
    for width in range(80, 300, 10):
        assert [line for line in broken(text, float(width), "zh") if line.endswith("请")] == [], width


def test_once_more_is_one_word_in_plain_japanese() -> None:
    assert with_whole_words(["もう", "一度", "入れて"], "ja-easy") == ["もう一度", "入れて"]


def test_please_is_told_from_the_end_of_an_application_in_chinese() -> None:
    assert with_whole_words(["申请", "编号，", "请", "按"], "zh") == ["申请", "编号，", "请按"]


def test_korean_breaks_before_brackets_of_several_words_and_not_before_a_gloss() -> None:
    text = "서명용 전자증명서가 없습니다(15세 미만이거나 신청하지 않은 분)."
    assert broken(text, 230.0, "ko") == [
        "서명용 전자증명서가 없습니다",
        "(15세 미만이거나 신청하지 않은 분).",
    ]
    assert broken("주민표 사본(住民票)", 80.0, "ko") == ["주민표", "사본(住民票)"]


def test_a_bracket_amid_a_sentence_does_not_begin_a_line_and_one_that_ends_it_may() -> None:
    text = "Escolha o bairro (町名) do seu domicílio de registro"
    assert broken(text, 340.0, "pt") == ["Escolha o bairro (町名)", "do seu domicílio de registro"]
    text = "Certificado de firma (署名用電子証明書)"
    assert broken(text, 240.0, "es") == ["Certificado de firma", "(署名用電子証明書)"]


def test_two_pieces_of_information_side_by_side_part_between_them() -> None:
    text = "Folha 2 de 3   faltam cerca de 50 segundos"
    assert broken(text, 280.0, "pt") == ["Folha 2 de 3", "faltam cerca de 50 segundos"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("3まいの中の 2まい目", "2まい目"),
        ("市役所（しやくしょ）で なおせます。", "なおせます"),
        ("カードが のこっています", "のこって"),
        ("筆頭者をさがしています", "さがして"),
        ("本籍（ほんせき）の町の名前を えらんでください", "町の名前"),
        ("お金を はらうのは この後です。", "この後です"),
    ],
)
def test_a_word_of_plain_japanese_is_not_cut(text: str, word: str) -> None:
    for width in range(90, 200, 10):
        assert any(word in line for line in broken(text, float(width), "ja-easy")), width


def test_the_store_staff_are_not_cut_in_japanese() -> None:
    text = "返却口のお金と控えの紙を取り、控えをお店の方に見せてください。"
    for width in range(100, 300, 10):
        assert any("お店の方" in line for line in broken(text, float(width), "ja")), width


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("You have inserted 500 yen. 250 yen are missing.", "en", "500 yen"),
        ("Insertó 1,000 yenes, que es suficiente.", "es", "1,000 yenes"),
        ("Você inseriu 1 iene. Faltam 249 ienes.", "pt", "1 iene"),
    ],
)
def test_an_amount_is_never_cut_from_its_yen(text: str, language: str, amount: str) -> None:
    for width in range(120, 500, 10):
        assert any(amount in line for line in broken(text, width, language)), width


def test_an_addition_in_kana_is_not_taken_for_a_reading() -> None:
    text = "いつまでか見る（パスワードがいります）"
    assert broken(text, 130, "ja-easy") == ["いつまでか見る", "（パスワードがいります）"]


def test_no_line_of_korean_ends_with_a_word_that_belongs_to_the_next() -> None:
    assert broken("증명서에 나오는 모든 사람의 번호", 120, "ko") == ["증명서에 나오는", "모든 사람의 번호"]
    assert broken("과세증명서: 어느 연도인가요?", 100, "ko") == ["과세증명서:", "어느 연도인가요?"]


def test_japanese_may_break_behind_a_colon_and_between_two_longer_names() -> None:
    assert broken("課税証明書：どの年度ですか", 100) == ["課税証明書：", "どの年度ですか"]
    assert broken("数字4けたの暗証番号・この端末で使います", 130) == [
        "数字4けたの暗証番号・",
        "この端末で使います",
    ]
    hours = "（12月29日〜1月3日・メンテナンス日を除く）"
    assert broken(hours, 190) == ["（12月29日〜1月3日・", "メンテナンス日を除く）"]
