"""The guide is current, complete, and readable from the page."""

from __future__ import annotations

import re

from kiosk.fsm.reasons import Reason
from kiosk_simulator.console.guide import GUIDE, fault_table, guide_page, to_html, with_table
from kiosk_simulator.console.texts.faults import FAULT_TEXTS

FAULTS = sum(map(len, FAULT_TEXTS.values()))


def test_the_guides_table_of_faults_is_the_switches_own() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert text == with_table(text), (
        'write it anew: python -c "from kiosk_simulator.console.guide import *; write_guide()"'
    )


def test_every_fault_has_one_row() -> None:
    rows = fault_table().split("\n")[2:]
    assert len(rows) == len(set(rows)) == FAULTS == 106
    for words in (each for kind in FAULT_TEXTS.values() for each in kind.values()):
        assert sum(f"| {words.ja} {words.en} |" in row and words.seen in row for row in rows) == 1


def test_the_guide_is_a_page_with_headings_lists_and_the_table() -> None:
    html = guide_page()
    assert html.count("<h1>") == 1
    assert html.count("<h2>") == 5
    assert html.count("<li>") >= 20
    assert html.count("<tr>") == FAULTS + 1
    assert "<!--" not in html
    assert "**" not in html


def test_text_of_the_guide_is_never_markup() -> None:
    assert to_html("# <b> & **x** `a<b`") == "<h1>&lt;b&gt; &amp; <strong>x</strong> <code>a&lt;b</code></h1>"
    assert to_html("- one\n  more\n- two") == "<ul><li>one more</li><li>two</li></ul>"


def test_every_code_that_the_guide_names_is_a_code_of_the_terminal() -> None:
    named = set(re.findall(r"\b[A-Z]-\d{3}\b", GUIDE.read_text(encoding="utf-8")))
    assert named > {"S-102", "C-214", "X-105"}
    assert named <= {each.value for each in Reason}
