"""Information: a list of topics, and one page per topic."""

from __future__ import annotations

from kiosk.config.information import Section, Topic, topics
from kiosk.fsm.flow.information import TopicChosen
from kiosk.screens.i18n.dates import published
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Widget, grid
from kiosk.screens.toolkit.panes import card_height, cards, fitted
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.choice import Badge, choice
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.text import Text, secondary, title

_TWO_COLUMNS = 4
"""With this many sections or more, they are in two columns."""


class InformationScreen(Screen):
    """INFORMATION: which topic."""

    def body(self, style: Style) -> Widget:
        shown = {topic.key: topic for topic in topics(self.visit.language)}
        offered: list[Widget] = [
            choice(
                f"topic:{key}",
                shown[key].title,
                shown[key].summary,
                badge=shown[key].badge,
                title_size=22,
                height=card_height(style, 88, 126),
                arrow=style.is_portrait,
            )
            for key in self.view.settings.topics
            if key in shown
        ]
        return Column(
            title(self.words.say("information", "What would you like to know?")),
            cards(style, offered, theme.SPACE_2),
            gap=theme.SPACE_2,
        )

    def act(self, action: str) -> None:
        kind, _, value = action.partition(":")
        if kind == "topic":
            self.context.post(TopicChosen(value))
        else:
            super().act(action)


class TopicScreen(Screen):
    """TOPIC: one page."""

    def body(self, style: Style) -> Widget:
        topic = self._topic()
        beside = len(topic.section) >= _TWO_COLUMNS and not style.is_portrait
        size = 20 if beside else fitted(style, theme.BODY, 26)
        source = self.words.say(
            "information",
            "Source: {source} ({date})",
            source=topic.source,
            date=published(self.words, topic.date),
        )
        sections: list[Widget] = [self._section(section, size) for section in topic.section]
        if beside:
            sections = [grid(sections, 2, theme.SPACE_2)]
        return Column(
            Row(Badge(topic.badge, size=64), title(topic.title), gap=theme.SPACE_3),
            *sections,
            secondary(source),
            gap=fitted(style, theme.SPACE_2, theme.SPACE_4),
        )

    def _topic(self) -> Topic:
        return next(topic for topic in topics(self.visit.language) if topic.key == self.visit.topic)

    def _section(self, section: Section, size: float) -> Widget:
        return Panel(
            Column(
                Text(
                    section.heading, size=max(theme.BODY, size), bold=True, ground=theme.FIELD, leading=1.35
                ),
                Text(
                    section.strong,
                    size=40 if size <= theme.BODY else 48,
                    bold=True,
                    colour=theme.PRIMARY,
                    ground=theme.FIELD,
                    leading=1.25,
                )
                if section.strong
                else None,
                Text(section.text, size=size, ground=theme.FIELD, leading=1.45),
                gap=2,
            ),
            pad=(theme.SPACE_4, theme.SPACE_2),
        )
