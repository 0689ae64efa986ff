"""Line breaking: Japanese and Chinese by phrase, with the rules of JIS X 4051 for line ends; others by word.

Pure: widths come from the caller. Markup: `*word*` is the word that matters (accent colour),
`^word^` stands out (bold, larger where the text asks for it); there is no nesting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from kiosk.screens.toolkit.leaning import is_inside_term, leans
from kiosk.screens.toolkit.whole_words import with_whole_words

if TYPE_CHECKING:
    import budoux

NOT_AT_HEAD = frozenset(
    "、。，．・：；？！‥…ー～〜―゛゜ヽヾゝゞ々’”）〕］｝〉》」』】"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%％"
)
SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Variation selectors: part of the character before them."""
NOT_AT_END = frozenset("‘“（〔［｛〈《「『【([{¥￥")
_JOINED = re.compile(r"[0-9A-Za-z\-:,.¥+]")
_BREAK_COST = {"。": 0.0, ".": 0.0, "？": 0.0, "、": 0.08, ",": 0.12, "：": 0.1, ":": 0.1}
_PLAIN_BREAK_COST = 0.2
_BEFORE_BRACKET, _INSIDE_BRACKETS, _BEFORE_READING = 0.08, 0.3, 0.6
_LEANING_COST = 0.2
"""What a line costs that ends with a word which belongs to the next one: more than some unevenness."""
_TERM_COST = 0.35
"""What a line costs that ends inside a term of several words."""
_ADDED = re.compile(r"[（(][^（()）]*[）)][.,;:。、]?$", re.MULTILINE)
"""A bracket that ends its text: an addition, which may well have a line of its own."""
_READING = re.compile(r"（(?:[ぁ-ゖー]+|[ァ-ヺー]+)）")
_SHORT_READING, _ONE_CHARACTER = re.compile(r"（[ぁ-ゖァ-ヺー]{1,5}）"), re.compile(r"[（(].[）)]")
_MONEY = re.compile(r"(?:yen|yenes|ienes?)\b")
"""The unit of an amount, where a space stands before it."""
_BEFORE_KOREAN_BRACKET = re.compile(r"(?<=[가-힣])(?=\([^()]*$)")
"""Where Korean, which puts no space before a bracket, may break before one of several words."""
_MOST_BALANCED = 8
"""Up to this many lines are balanced: a longer text is none that is read at a glance."""
_PHRASE_END = re.compile(r"(?<=：)(?=[^）])|(?<=[^・]{5}・)(?=[^・0-9]{5})")
"""Where a line may begin that the parser does not know of: behind a colon, and between two longer names."""
_SPACES = " \u3000"
NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text with one emphasis: "" none, "*" accent, "^" strong."""

    text: str
    emphasis: str = ""


@lru_cache(maxsize=2048)
def parse(markup: str) -> tuple[Span, ...]:
    """Split markup into spans; a mark without its partner raises ValueError."""
    spans: list[Span] = []
    rest = markup
    while rest:
        found = re.search(r"[*^]", rest)
        if found is None:
            spans.append(Span(rest))
            break
        mark, start = found.group(), found.start()
        end = rest.find(mark, start + 1)
        if end < 0:
            raise ValueError("unbalanced emphasis in a text")
        if start:
            spans.append(Span(rest[:start]))
        if end > start + 1:
            spans.append(Span(rest[start + 1 : end], mark))
        rest = rest[end + 1 :]
    return tuple(spans)


def plain(markup: str) -> str:
    """The text without its marks."""
    return "".join(span.text for span in parse(markup))


@lru_cache(maxsize=2)
def _parser(language: str) -> budoux.Parser:
    import budoux  # many a page needs none, and the first must not wait for it

    if language == "zh":
        return budoux.load_default_simplified_chinese_parser()
    return budoux.load_default_japanese_parser()


_WITHOUT_SPACES = ("ja", "ja-easy", "zh")
"""Languages whose words are not divided by spaces; Korean and European ones break at spaces only."""


_EXPLAINING = ("ja-easy", "zh")
"""Languages that explain a term in parentheses behind it; such an explanation stands on one line."""
_EXPLANATION = re.compile(r"(（[^（）、。：]{1,12}）)")


def _parsed(body: str, language: str) -> list[str]:
    """Phrases of a text without spaces. What follows an explanation, often a particle, stays with it."""
    parser = _parser(language)
    if language not in _EXPLAINING:
        return with_whole_words(parser.parse(body), language)
    return with_whole_words(_explained(parser, body), language)


def _explained(parser: budoux.Parser, body: str) -> list[str]:
    found: list[str] = []
    for number, part in enumerate(_EXPLANATION.split(body)):
        if number % 2:
            found.append(part)
        elif part:
            first, *others = parser.parse(part)
            if number and not first.startswith("（"):
                found[-1] += first
            else:
                found.append(first)
            found += others
    return found


@lru_cache(maxsize=2048)
def phrases(text: str, language: str) -> tuple[str, ...]:
    """Unbreakable pieces, which joined give `text` again. Spaces stay at the end of a piece."""
    pieces: list[str] = []
    for word in re.findall(r"[^ \u3000]+[ \u3000]*|[ \u3000]+", text):
        if language in _WITHOUT_SPACES and re.search(r"[^\x00-\x7f]", word):
            body = word.rstrip(" \u3000")
            parsed = _parsed(body, language)
            parsed = [part for phrase in parsed for part in _PHRASE_END.split(phrase)]
            parsed[-1] += word[len(body) :]
            pieces += parsed
        elif language == "ko":
            pieces += _BEFORE_KOREAN_BRACKET.split(word)
        else:
            pieces.append(word)
    return tuple(_glued(pieces))


def phrase_heads(text: str, language: str) -> frozenset[int]:
    """The positions at which a line may begin without cutting a word or phrase in two."""
    heads: set[int] = set()
    offset = 0
    for paragraph in text.split("\n"):
        pieces = phrases(paragraph, language) if paragraph else ()
        heads.update(offset + start for start in accumulate(map(len, pieces), initial=0))
        offset += len(paragraph) + 1
    return frozenset(heads)


def _glued(pieces: Sequence[str]) -> list[str]:
    out: list[str] = []
    for piece in pieces:
        if out and _must_join(out[-1], piece):
            out[-1] += piece
        else:
            out.append(piece)
    return out


def _must_join(before: str, after: str) -> bool:
    last, first = before[-1], after[0]
    if last == " ":
        end = before.rstrip(" ")[-1:]
        return end == "–" or first == "–" or bool(end.isdigit() and _MONEY.match(after))
    if first in NOT_AT_HEAD or first in SELECTORS or last in NOT_AT_END:
        return True
    if last.isdigit() and not first.isspace() and first not in "（(":
        return True  # a number and its unit
    if _SHORT_READING.match(after) or _ONE_CHARACTER.match(after):
        return True  # 番地（ばんち）, 12月1日（火）
    return bool(_JOINED.match(last) and _JOINED.match(first))


def break_lines(
    text: str, language: str, width: float, measure: Callable[[int, int], float], *, balance: bool = True
) -> list[tuple[int, int]]:
    """Lines as (start, end) positions in `text`, each at most `width` wide where that is possible.

    `measure(start, end)` gives the width of a slice. A newline always breaks. With `balance`,
    up to eight lines end where sentences do, if possible, and are about equally long.
    """
    lines: list[tuple[int, int]] = []
    offset = 0
    for paragraph in text.split("\n"):
        bounds = [(offset, offset)]
        position = offset
        pieces = phrases(paragraph, language) if paragraph else ()
        cuts = []
        for piece in pieces:
            cuts.append((position, position + len(piece)))
            position += len(piece)
        if cuts:
            bounds = _fill(text, cuts, width, measure)
            if balance and 1 < len(bounds) <= _MOST_BALANCED:
                bounds = _balanced(text, cuts, width, measure, bounds, language=language)
        lines += bounds
        offset += len(paragraph) + 1
    return lines


def _balanced(
    text: str,
    cuts: Sequence[tuple[int, int]],
    width: float,
    measure: Callable[[int, int], float],
    greedy: list[tuple[int, int]],
    *,
    language: str,
) -> list[tuple[int, int]]:
    """The same number of lines as `greedy`, of similar length and broken at sentence ends where possible."""
    if any(measure(start, _trimmed(text, start, end)) > width for start, end in cuts):
        return greedy  # a piece had to be cut itself
    count, last = len(greedy), len(cuts)
    average = measure(cuts[0][0], cuts[-1][1]) / count
    trims = [_trimmed(text, 0, end) for _, end in cuts]
    costs = [*(_cost_of_break(text, language, end) for _, end in cuts[:-1]), 0.0]
    # ways[i]: the lines that may begin with piece i: the piece after the end, and the two parts of the cost
    ways: list[list[tuple[int, float, float]]] = []
    for i, (start, _) in enumerate(cuts):
        ways.append([])
        for j in range(i + 1, last + 1):
            end = max(start, trims[j - 1])
            wide = measure(start, end)
            if wide > width:
                break
            ways[i].append((j, ((wide - average) / width) ** 2, costs[j - 1]))
    # best[j]: the cheapest way to set the first j pieces in n lines, as (cost, breaks)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(count):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, breaks) in best.items():
            for end, unevenness, penalty in ways[start] if start < last else ():
                total = cost + unevenness + penalty
                if end not in longer or total < longer[end][0]:
                    longer[end] = (total, (*breaks, end))
        best = longer
    if last not in best:
        return greedy
    lines, start = [], 0
    for end in best[last][1]:
        lines.append((cuts[start][0], _trimmed(text, cuts[start][0], cuts[end - 1][1])))
        start = end
    return lines


def _cost_of_break(text: str, language: str, at: int) -> float:
    """How badly a line may begin at `at`: well behind a sentence and before a bracket, badly inside one."""
    if text[at - 2 : at] == "  ":
        return 0.0  # two pieces of information side by side
    spaced = language not in _WITHOUT_SPACES
    if text[at] in "（(" and (not spaced or _ADDED.match(text, at)):
        return _BEFORE_READING if _READING.match(text, at) else _BEFORE_BRACKET
    opened = max(text.rfind("（", 0, at), text.rfind("(", 0, at))
    inside = opened > max(text.rfind("）", 0, at), text.rfind(")", 0, at))
    ending = text[_trimmed(text, 0, at) - 1]
    cost = _BREAK_COST.get(ending, _PLAIN_BREAK_COST) + (_INSIDE_BRACKETS if inside else 0.0)
    if spaced and is_inside_term(text, language, at):
        return cost + _TERM_COST
    return cost + (_LEANING_COST if spaced and leans(text, language, at) else 0.0)


def _fill(
    text: str, cuts: Sequence[tuple[int, int]], width: float, measure: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = end = cuts[0][0]
    for piece_start, piece_end in cuts:
        if measure(start, _trimmed(text, start, piece_end)) <= width:
            end = piece_end
            continue
        if end > start:
            lines.append((start, _trimmed(text, start, end)))
        start, end = piece_start, piece_end
        while measure(start, _trimmed(text, start, end)) > width:
            cut = _character_cut(text, start, end, width, measure)
            if cut >= end:
                break
            lines.append((start, cut))
            start = cut
    lines.append((start, _trimmed(text, start, end)))
    return lines


def _character_cut(
    text: str, start: int, end: int, width: float, measure: Callable[[int, int], float]
) -> int:
    """Where to cut a piece that is too wide by itself; `end` if no cut is allowed."""
    cut = start + 1
    while cut < end and measure(start, cut + 1) <= width:
        cut += 1
    candidate = cut
    while candidate > start + 1 and (
        text[candidate] in NOT_AT_HEAD
        or text[candidate] in SELECTORS
        or text[candidate - 1] in NOT_AT_END
        or bool(_JOINED.match(text[candidate - 1]) and _JOINED.match(text[candidate]))
    ):
        candidate -= 1
    chosen = candidate if candidate > start + 1 or cut == start + 1 else cut
    while chosen < end and text[chosen] in SELECTORS:
        chosen += 1
    return chosen


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _SPACES:
        end -= 1
    return end
