"""The information texts: the same topics in every language, all numbers known, errors with file and key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.config import information_files
from kiosk.config.information import Badge, topic_keys, topics
from kiosk.config.information_files import InformationError, numbers
from kiosk.screens.i18n import languages as i18n
from kiosk.screens.toolkit.widgets.icon import ICONS

LANGUAGES = tuple(i18n.LANGUAGES)
GOOD = """
[[topic]]
key = "lost"
badge = "card"
title = "Lost"
summary = "At any hour"
source = "The city's leaflet"
date = "2022"
[[topic.section]]
heading = "Call"
strong = "{line}"
text = "Day and night."
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of texts in place of the shipped one."""
    monkeypatch.setattr(information_files, "folder", lambda: tmp_path)
    (tmp_path / "numbers.toml").write_text('line = "0120-000-000"\n', encoding="utf-8")
    for language in LANGUAGES:
        (tmp_path / f"{language}.toml").write_text(GOOD, encoding="utf-8")
    numbers.cache_clear()
    topics.cache_clear()
    yield tmp_path
    numbers.cache_clear()
    topics.cache_clear()


def test_every_language_of_the_screens_has_the_same_topics_in_one_order() -> None:
    keys = topic_keys(LANGUAGES)
    assert len(keys) >= 6
    for language in LANGUAGES:
        assert tuple(topic.key for topic in topics(language)) == keys
        assert [len(topic.section) for topic in topics(language)] == [
            len(topic.section) for topic in topics(LANGUAGES[0])
        ]
        assert [topic.badge for topic in topics(language)] == [topic.badge for topic in topics(LANGUAGES[0])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_is_filled_in_and_every_number_is_used(language: str) -> None:
    source = (information_files.folder() / f"{language}.toml").read_text(encoding="utf-8")
    named = set(re.findall(r"\{(\w+)\}", source))
    assert named == set(numbers())
    told = "".join(repr(topic) for topic in topics(language))
    assert "{" not in told
    for key in named:
        assert numbers()[key] in told


GUIDEBOOK = {
    "lost_card", "pins", "expiry", "moving", "reservation", "chip", "number_and_card", "safeguards",
    "health_insurance", "portal", "account", "ended", "languages", "fraud", "checking",
}  # fmt: skip


def test_the_guidebook_is_complete() -> None:
    assert set(topic_keys(LANGUAGES)) == GUIDEBOOK


def test_every_topic_says_who_states_it_and_as_of_when_and_no_date_is_to_come() -> None:
    for language in LANGUAGES:
        for topic, other in zip(topics(language), topics(LANGUAGES[0]), strict=True):
            assert topic.source.strip()
            assert topic.date == other.date
            assert "2016" < topic.date[:4] <= "2026"


def test_numbers_are_telephone_numbers() -> None:
    assert all(re.fullmatch(r"#?\d[\d-]*\d", number) for number in numbers().values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_badge_is_a_sign_of_the_screens(language: str) -> None:
    assert {topic.badge for topic in topics(language)} <= ICONS
    assert set(Badge.__args__) <= ICONS  # type: ignore[attr-defined]


def test_good_files_are_read(files: Path) -> None:
    assert topic_keys(LANGUAGES) == ("lost",)
    [topic] = topics("en")
    assert topic.section[0].strong == "0120-000-000"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('title = "Lost"', "", "topic.0.title"),
        ('title = "Lost"', 'title = ""', "topic.0.title"),
        ('date = "2022"', "", "topic.0.date"),
        ('date = "2022"', 'date = "summer 2022"', "topic.0.date"),
        ('source = "The city\'s leaflet"', "", "topic.0.source"),
        ('source = "The city\'s leaflet"', 'source = ""', "topic.0.source"),
        ('badge = "card"', 'badge = "unicorn"', "topic.0.badge"),
        ('key = "lost"', 'key = "Lost card"', "topic.0.key"),
        ('text = "Day and night."', "text = 24", "topic.0.section.0.text"),
        ('heading = "Call"', 'heading = "Call"\ncolour = "red"', "topic.0.section.0.colour"),
        ("{line}", "{other}", "lost"),
        ("{line}", "{line.digits}", "lost"),
        ("{line}", "{0}", "lost"),
        ("{line}", "{line", "lost"),
        ('title = "Lost"', 'title = "Lost {other}"', "lost"),
        ('key = "lost"', "key = lost", "line 3"),
    ],
)
def test_a_broken_file_is_refused_with_its_name_and_the_key(
    files: Path, old: str, new: str, key: str
) -> None:
    broken = GOOD.replace(old, new)
    assert broken != GOOD
    (files / "en.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(InformationError, match=rf"^en\.toml: .*{re.escape(key)}"):
        topics("en")
    assert topics("ja")[0].key == "lost"


def test_a_missing_file_is_named(files: Path) -> None:
    (files / "en.toml").unlink()
    with pytest.raises(InformationError, match=r"^en\.toml: "):
        topics("en")


def test_a_file_that_is_no_text_is_named(files: Path) -> None:
    (files / "en.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InformationError, match=r"^en\.toml: "):
        topics("en")


def test_a_number_that_is_no_text_is_named(files: Path) -> None:
    (files / "numbers.toml").write_text("line = 188\n", encoding="utf-8")
    with pytest.raises(InformationError, match=r"^numbers\.toml: line "):
        topics("en")


@pytest.mark.parametrize(
    "other", [GOOD.replace('"lost"', '"found"'), GOOD + GOOD.replace('"lost"', '"found"'), GOOD + GOOD]
)
def test_languages_with_other_topics_are_refused(files: Path, other: str) -> None:
    (files / "en.toml").write_text(other, encoding="utf-8")
    with pytest.raises(InformationError, match=r"^en\.toml: "):
        topic_keys(("ja", "en"))
