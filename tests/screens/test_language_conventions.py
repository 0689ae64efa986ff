"""Each language says amounts, dates and numbers of things as its speakers do, and not as English does."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from kiosk.rules.hours.japan_time import JST
from kiosk.screens.i18n.dates import day_of, moment, month, published, weekday
from kiosk.screens.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.screens.i18n.lists import listed
from kiosk.screens.i18n.words import Words, locale_folder
from kiosk.screens.toolkit.text import NO_BREAK_SPACE, plain

DAY = date(2026, 11, 29)
AFTERNOON = datetime(2026, 11, 29, 17, 5, tzinfo=JST)
AMOUNT = {
    "ja": "1,250円",
    "ja-easy": "1,250円",
    "en": "1,250 yen",
    "zh": "1,250日元",
    "ko": "1,250엔",
    "pt": "1.250 ienes",
    "es": "1,250 yenes",
}
"""1250 yen."""
DATE = {
    "ja": "2026年11月29日",
    "ja-easy": "2026年11月29日",
    "en": "29 Nov 2026",
    "zh": "2026年11月29日",
    "ko": "2026년 11월 29일",
    "pt": "29 de novembro de 2026",
    "es": "29 de noviembre de 2026",
}
"""29 November 2026."""
MOMENT = {
    "ja": "11月29日（日） 17:05",
    "ja-easy": "11月29日（日） 17:05",
    "en": "Sun 29 Nov, 17:05",
    "zh": "11月29日（周日） 17:05",
    "ko": "11월 29일(일) 17:05",
    "pt": "dom. 29 de novembro, 17:05",
    "es": "dom. 29 de noviembre, 17:05",
}
"""Five past five in the afternoon of that day."""
COPIES = {
    "ja": ("0通", "1通", "2通", "5通", "21通"),
    "ja-easy": ("0まい", "1まい", "2まい", "5まい", "21まい"),
    "en": ("0 copies", "1 copy", "2 copies", "5 copies", "21 copies"),
    "zh": ("0份", "1份", "2份", "5份", "21份"),
    "ko": ("0통", "1통", "2통", "5통", "21통"),
    "pt": ("0 via", "1 via", "2 vias", "5 vias", "21 vias"),
    "es": ("0 copias", "1 copia", "2 copias", "5 copias", "21 copias"),
}
NUMBERS = (0, 1, 2, 5, 21)
LIST = {
    "ja": "氏名、性別、住所",
    "ja-easy": "名前、男・女、住所",
    "en": "name, sex and address",
    "zh": "姓名、性别、住址",
    "ko": "이름, 성별, 주소",
    "pt": "nome, sexo e endereço",
    "es": "nombre, sexo y dirección",
}
PUBLISHED = {
    "ja": ("2023", "2023年3月", "2023年3月29日"),
    "ja-easy": ("2023", "2023年3月", "2023年3月29日"),
    "en": ("2023", "Mar 2023", "29 Mar 2023"),
    "zh": ("2023", "2023年3月", "2023年3月29日"),
    "ko": ("2023", "2023년 3월", "2023년 3월 29일"),
    "pt": ("2023", "março de 2023", "29 de março de 2023"),
    "es": ("2023", "marzo de 2023", "29 de marzo de 2023"),
}


@pytest.fixture(params=list(LANGUAGES))
def words(request: pytest.FixtureRequest) -> Words:
    """The words of every language in turn."""
    return Words(request.param)


def _spaced(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, " ")


@pytest.mark.parametrize("examples", [AMOUNT, DATE, MOMENT, COPIES, LIST, PUBLISHED])
def test_there_is_an_example_for_every_language(examples: dict[str, object]) -> None:
    assert list(examples) == list(LANGUAGES)


def test_an_amount_has_the_languages_own_word_for_yen_and_its_grouping(words: Words) -> None:
    assert words.yen(1250) == AMOUNT[words.language.code]
    assert plain(words.strong_yen(1250)) == AMOUNT[words.language.code]
    assert words.yen(250) == AMOUNT[words.language.code][2:]


def test_a_date_stands_in_the_languages_own_order(words: Words) -> None:
    assert _spaced(day_of(words, DAY)) == DATE[words.language.code]
    assert _spaced(moment(words, AFTERNOON)) == MOMENT[words.language.code]


def test_the_date_of_a_statement_is_written_like_any_other(words: Words) -> None:
    said = tuple(_spaced(published(words, stated)) for stated in ("2023", "2023-03", "2023-03-29"))
    assert said == PUBLISHED[words.language.code]


def test_a_list_ends_as_the_language_ends_it(words: Words) -> None:
    things = [words.say("shown", each) for each in ("name", "sex", "address")]
    assert listed(words, things) == LIST[words.language.code]
    assert listed(words, things[:1]) == things[0]
    assert listed(words, []) == ""


@pytest.mark.parametrize(
    ("last", "said"), [("impuesto", "e impuesto"), ("hielo", "y hielo"), ("voto", "y voto")]
)
def test_spanish_says_e_before_the_sound_of_i(last: str, said: str) -> None:
    assert listed(Words("es"), ["ingresos", last]) == f"ingresos {said}"


def test_the_order_of_a_date_is_that_of_the_locale_data(words: Words) -> None:
    pattern = re.sub(r"'[^']*'", "", Locale.parse(words.language.locale).date_formats["long"].pattern)
    fields = [run[0] for run in re.findall(r"y+|M+|d+", pattern)]
    said = day_of(words, DAY)
    places = {"y": said.index("2026"), "M": said.index(month(words, DAY)), "d": said.rindex("29")}
    assert fields == sorted(places, key=places.__getitem__)


def test_months_and_weekdays_have_the_names_of_the_locale_data(words: Words) -> None:
    locale = Locale.parse(words.language.locale)
    for number in range(1, 13):
        names = {locale.months["format"][width][number] for width in ("wide", "abbreviated")}
        assert month(words, date(2026, number, 1)) in names
    for day in range(7):
        names = {locale.days["format"][width][day] for width in ("wide", "abbreviated", "narrow")}
        said = weekday(words, date(2026, 11, 23 + day))
        assert said in names or said.removesuffix(".") in names  # the Spanish data leave the point out


def test_things_are_counted_with_the_form_that_the_number_takes(words: Words) -> None:
    said = tuple(words.count("order", "{n} copy", "{n} copies", number) for number in NUMBERS)
    assert said == COPIES[words.language.code]


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != SOURCE_LANGUAGE])
@pytest.mark.parametrize("number", NUMBERS)
def test_every_catalogue_chooses_the_form_that_the_locale_data_names(language: str, number: int) -> None:
    words = Words(language)
    plural = Locale.parse(words.language.locale).plural_form
    with (locale_folder() / language / "LC_MESSAGES" / "kiosk.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.pluralizable]
    for message in messages:
        one, many = tuple(message.id)
        forms = tuple(message.string or ())
        wanted = forms[0] if plural(number) == "one" else forms[-1]
        fields = {name: f"<{name}>" for name in re.findall(r"{(\w+)}", wanted) if name != "n"}
        said = words.count(message.context or "", one, many, number, **fields)
        assert said == wanted.format(n=number, **fields)
    assert len(messages) > 10
