"""IPP messages: every one comes back as it was, and noise is refused cleanly."""

from __future__ import annotations

import contextlib
import string
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.hardware.page_printer.ipp_codec import IppMalformed, decode, encode
from kiosk.hardware.page_printer.ipp_message import Attribute, Group, Message, Tag, Value, attribute

NAMES = st.text(string.ascii_lowercase + "-", min_size=1, max_size=20)
INT32 = st.integers(-(2**31), 2**31 - 1)


def _values(tag: Tag) -> st.SearchStrategy[Any]:
    special: dict[Tag, st.SearchStrategy[Any]] = {
        Tag.INTEGER: INT32,
        Tag.ENUM: INT32,
        Tag.BOOLEAN: st.booleans(),
        Tag.RANGE: st.tuples(INT32, INT32),
        Tag.RESOLUTION: st.tuples(INT32, INT32, st.integers(3, 4)),
        Tag.OCTETS: st.binary(max_size=60),
        Tag.DATE_TIME: st.binary(min_size=11, max_size=11),
        Tag.TEXT_WITH_LANGUAGE: st.tuples(st.sampled_from(["en", "ja"]), st.text(max_size=20)),
        Tag.NAME_WITH_LANGUAGE: st.tuples(st.sampled_from(["en", "ja"]), st.text(max_size=20)),
        Tag.UNKNOWN: st.none(),
        Tag.NO_VALUE: st.none(),
    }
    return special.get(tag, st.text(max_size=30))


SIMPLE = [
    tag
    for tag in Tag
    if tag >= 0x10 and tag not in (Tag.COLLECTION, Tag.END_COLLECTION, Tag.MEMBER, Tag.UNSUPPORTED_VALUE)
]
SINGLE = st.sampled_from(SIMPLE).flatmap(lambda tag: _values(tag).map(lambda value: Value(tag, value)))


def _attributes(value: st.SearchStrategy[Value]) -> st.SearchStrategy[tuple[Attribute, ...]]:
    one = st.builds(Attribute, NAMES, st.lists(value, min_size=1, max_size=3).map(tuple))
    return st.lists(one, max_size=4).map(tuple)


ANY_VALUE = st.recursive(
    SINGLE,
    lambda inner: _attributes(inner).map(lambda members: Value(Tag.COLLECTION, members)),
    max_leaves=6,
)
MESSAGES = st.builds(
    Message,
    st.integers(0, 0xFFFF),
    st.integers(0, 2**32 - 1),
    st.lists(st.builds(Group, st.sampled_from([1, 2, 4, 5, 6]), _attributes(ANY_VALUE)), max_size=3).map(
        tuple
    ),
    st.binary(max_size=50),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MESSAGES)
def test_a_message_comes_back_as_it_was(message: Message) -> None:
    assert decode(encode(message)) == message


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MESSAGES, st.data())
def test_a_cut_message_is_refused(message: Message, data: st.DataObject) -> None:
    whole = encode(Message(message.code, message.request_id, message.groups))
    with pytest.raises(IppMalformed):
        decode(whole[: data.draw(st.integers(0, len(whole) - 1))])


@given(st.binary(max_size=200))
def test_noise_is_a_message_or_a_clear_error(noise: bytes) -> None:
    with contextlib.suppress(IppMalformed):
        assert isinstance(decode(noise), Message)


def test_the_example_of_the_standard() -> None:
    """RFC 8010, A.1: Print-Job request, its first bytes as printed there."""
    head = Group(
        Tag.OPERATION,
        (
            attribute("attributes-charset", Tag.CHARSET, "utf-8"),
            attribute("attributes-natural-language", Tag.LANGUAGE, "en-us"),
        ),
    )
    job = Group(Tag.JOB, (attribute("copies", Tag.INTEGER, 20),))
    assert encode(Message(0x0002, 1, (head, job), b"%!PDF", (1, 1))) == (
        b"\x01\x01\x00\x02\x00\x00\x00\x01\x01"
        b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x48\x00\x1battributes-natural-language\x00\x05en-us"
        b"\x02\x21\x00\x06copies\x00\x04\x00\x00\x00\x14\x03%!PDF"
    )


HEADER = b"\x02\x00\x00\x00\x00\x00\x00\x01"
INSIDE = b"\x01\x34\x00\x01a\x00\x00"
"""A group with an attribute whose first value is a collection that has just begun."""


def _nested(levels: int) -> bytes:
    inner = b"\x4a\x00\x00\x00\x01b\x34\x00\x00\x00\x00" * (levels - 1)
    innermost = b"\x4a\x00\x00\x00\x01b\x13\x00\x00\x00\x00"
    return HEADER + INSIDE + inner + innermost + b"\x37\x00\x00\x00\x00" * levels + b"\x03"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"\x21\x00\x01a\x00\x04\x00\x00\x00\x01\x03", "a value outside a group"),
        (b"\x10\x03", "a value outside a group"),
        (b"\x00\x03", "a value outside a group"),
        (b"\x01\x41\x00\x01a\x80\x00\x03", "a negative length"),
        (b"\x01\x41\x00\x01a\x80\x00" + b"x" * 0x8000 + b"\x03", "a negative length"),
        (b"\x01\x41\x00\x01a\x00\x02x", "cut off"),
    ],
)
def test_malformed_messages_are_refused_and_say_why(body: bytes, error: str) -> None:
    with pytest.raises(IppMalformed, match=f"^{error}$"):
        decode(HEADER + body)


WELL = b"\x21\x00\x01w\x00\x04\x00\x00\x00\x07"
"""An attribute `w` of value 7, which everybody needs."""


@pytest.mark.parametrize(
    ("odd", "name"),
    [
        (b"\x21\x00\x00\x00\x04\x00\x00\x00\x01", None),
        (b"\x21\x00\x01a\x00\x03\x00\x00\x01", "a"),
        (b"\x22\x00\x01a\x00\x00", "a"),
        (b"\x41\x00\x01a\x00\x08" + "プリンタ".encode("cp932"), "a"),
        (b"\x35\x00\x01a\x00\x07\x00\x01e\x00\x01xy", "a"),
        (b"\x36\x00\x01a\x00\x03\x00\x09e", "a"),
        (b"\x4a\x00\x01a\x00\x01b", "b"),
        (b"\x4a\x00\x00\x00\x01b\x21\x00\x00\x00\x04\x00\x00\x00\x01", "b"),
        (b"\x37\x00\x01a\x00\x00", "a"),
        (b"\x37\x00\x00\x00\x00", "?"),
        (INSIDE[1:], "a"),
        (INSIDE[1:] + b"\x37\x00\x00\x00\x00" + b"\x37\x00\x00\x00\x00", "?"),
        (INSIDE[1:] + b"\x13\x00\x00\x00\x00\x37\x00\x00\x00\x00", "a"),
        (INSIDE[1:] + b"\x4a\x00\x00\x00\x01b\x37\x00\x00\x00\x00", "a"),
        (INSIDE[1:] + b"\x4a\x00\x00\x00\x01b\x21\x00\x00\x00\x01x\x37\x00\x00\x00\x00", "a"),
        (INSIDE[1:] + b"\x4a\x00\x00\x00\x01b\x34\x00\x00\x00\x00" * 50 + b"\x37\x00\x00\x00\x00" * 51, "a"),
        (INSIDE[1:] + b"\x4a\x00\x00\x00\x01b\x34\x00\x00\x00\x00" * 9000, "a"),
        (b"\x21\x00\x02\xff\xfe\x00\x04\x00\x00\x00\x01", None),
    ],
)
def test_a_value_that_cannot_be_read_is_left_out_and_named_and_all_others_are_read(
    odd: bytes, name: str | None
) -> None:
    message = decode(
        HEADER + b"\x01" + WELL.replace(b"w", b"v") + b"\x04" + odd + WELL + b"\x02" + WELL + b"\x03"
    )
    assert message.group(Tag.OPERATION).integers("v") == (7,)
    assert message.group(Tag.PRINTER).integers("w") == (7,)
    assert message.group(Tag.JOB).integers("w") == (7,)
    assert message.group(Tag.PRINTER).first("a") in (None, ())
    if name is not None:
        assert message.skipped == (name,)


def test_a_value_after_a_stray_member_does_not_join_the_attribute_before_it() -> None:
    stray = b"\x4a\x00\x00\x00\x01b\x21\x00\x00\x00\x04\x00\x00\x00\x08"
    assert decode(HEADER + b"\x04" + WELL + stray + b"\x03").group(Tag.PRINTER).integers("w") == (7,)


def test_one_bad_value_of_several_leaves_the_others() -> None:
    more = b"\x21\x00\x00\x00\x01x\x21\x00\x00\x00\x04\x00\x00\x00\x08"
    assert decode(HEADER + b"\x04" + WELL + more + b"\x03").group(Tag.PRINTER).integers("w") == (7, 8)


def test_what_is_asked_for_as_a_number_or_a_text_is_one() -> None:
    mixed = (Value(Tag.KEYWORD, "x"), Value(Tag.BOOLEAN, True), Value(Tag.NO_VALUE, None), Value(Tag.ENUM, 3))
    texts = (Value(Tag.NAME_WITH_LANGUAGE, ("ja", "件名")), Value(Tag.RANGE, (1, 2)), Value(Tag.NAME, "y"))
    group = Group(Tag.JOB, (Attribute("a", mixed), Attribute("b", texts)))
    assert (group.integer("a"), group.texts("a")) == (3, ("x",))
    assert (group.integer("b"), group.texts("b"), group.text("c")) == (None, ("件名", "y"), None)


@pytest.mark.parametrize("length", range(9))
def test_less_than_a_header_and_an_end_is_refused(length: int) -> None:
    with pytest.raises(IppMalformed, match=r"^shorter than a header$"):
        decode((HEADER + b"\x03")[:length])
    assert decode(HEADER + b"\x03") == Message(0, 1)


def test_collections_may_be_nested_eight_deep_and_no_deeper() -> None:
    found = decode(_nested(8)).group(Tag.OPERATION).first("a")
    for _ in range(7):
        found = found[0].values[0].value
    assert found == (Attribute("b", (Value(Tag.NO_VALUE, None),)),)
    assert decode(_nested(9)).skipped == ("a",)


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        (0x10, None),
        (0x1F, None),
        (0x20, b"raw"),
        (0x3F, b"raw"),
        (0x40, "raw"),
        (0x5F, "raw"),
        (0x60, b"raw"),
        (0x7F, b"raw"),
    ],
)
def test_the_ranges_of_tags_decide_how_a_value_is_read_and_written(tag: int, value: object) -> None:
    raw = b"" if value is None else b"raw"
    body = b"\x0f" + bytes([tag]) + b"\x00\x01a" + len(raw).to_bytes(2, "big") + raw + b"\x03"
    message = Message(0, 1, (Group(0x0F, (Attribute("a", (Value(tag, value),)),)),))
    assert decode(HEADER + body) == message
    assert encode(message) == HEADER + body


def test_a_field_may_have_32767_bytes() -> None:
    message = Message(2, 1, (Group(Tag.JOB, (attribute("a", Tag.KEYWORD, "x" * 0x7FFF),)),))
    assert decode(encode(message)) == message


def test_what_is_missing_is_empty() -> None:
    message = decode(HEADER + b"\x03")
    assert message.group(Tag.PRINTER) == Group(Tag.PRINTER)
    assert message.group(Tag.PRINTER).first("a") is None
    assert message.group(Tag.PRINTER).all("a") == ()


@pytest.mark.parametrize(
    "nameless", [Attribute("", (Value(Tag.INTEGER, 1),)), Attribute("a", ()), Attribute("", ())]
)
def test_an_attribute_without_name_or_value_is_not_written(nameless: Attribute) -> None:
    with pytest.raises(ValueError, match=r"^an attribute without name or value$"):
        encode(Message(2, 1, (Group(Tag.JOB, (nameless,)),)))


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (Value(Tag.INTEGER, 2**31), "a value that IPP cannot hold"),
        (Value(Tag.KEYWORD, "x" * 0x8000), "a field of 32768 bytes"),
        (Value(Tag.RANGE, (1,)), "a value that IPP cannot hold"),
        (Value(Tag.NAME, None), "a value that IPP cannot hold"),
    ],
)
def test_what_ipp_cannot_hold_is_not_written(wrong: Value, error: str) -> None:
    with pytest.raises(ValueError, match=f"^{error}$"):
        encode(Message(2, 1, (Group(Tag.JOB, (Attribute("a", (wrong,)),)),)))
