"""Sealing and symbols: any one piece may be missing, and nothing passes for another page."""

from __future__ import annotations

import random

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.proof.payload import Payload
from kiosk.documents.proof.sealing import OVERHEAD, NotOpened, open_sealed, seal
from kiosk.documents.proof.symbols import (
    LONGEST_PIECE,
    MOST_PIECES,
    Symbol,
    SymbolError,
    TooLong,
    join,
    set_name,
    split,
)

KEY = X25519PrivateKey.generate()


def test_ten_thousand_random_documents_come_back_though_a_symbol_is_missing() -> None:
    chance = random.Random(20261129)
    for _ in range(10_000):
        pages = chance.randint(1, 9)
        page = chance.randint(1, pages)
        record = chance.randbytes(chance.choice((2, 300, 900, 2500)))
        payload = Payload(record, chance.randbytes(64), chance.randbytes(4))
        symbols = [*split(seal(payload.to_bytes(), KEY.public_key(), page, pages), page, pages)]
        symbols.pop(chance.randrange(len(symbols)))
        chance.shuffle(symbols)
        read = [Symbol.from_bytes(symbol.to_bytes()) for symbol in symbols]
        sealed = join(read)
        assert sealed is not None
        assert set_name(sealed) == read[0].set
        assert Payload.from_bytes(open_sealed(sealed, KEY, page, pages)) == payload


@given(st.binary(min_size=1, max_size=4000), st.integers(1, 5))
def test_pieces_are_of_one_length_and_the_parity_is_one_more(sealed: bytes, page: int) -> None:
    symbols = split(sealed, page, 5)
    assert len({len(symbol.piece) for symbol in symbols}) == 1
    assert len(symbols) == symbols[0].count + 1
    assert all(len(symbol.piece) <= LONGEST_PIECE for symbol in symbols)
    assert join(symbols) == sealed


@given(st.binary(min_size=2 * LONGEST_PIECE, max_size=3 * LONGEST_PIECE), st.data())
def test_two_missing_symbols_are_too_many(sealed: bytes, data: st.DataObject) -> None:
    symbols = [*split(sealed, 1, 1)]
    for _ in range(2):
        symbols.pop(data.draw(st.integers(0, len(symbols) - 1)))
    assert join(symbols) is None


def test_no_symbol_is_nothing() -> None:
    assert join(()) is None


@given(st.binary(max_size=1000))
def test_foreign_bytes_are_no_symbol(data: bytes) -> None:
    try:
        symbol = Symbol.from_bytes(data)
    except SymbolError:
        return
    assert symbol.to_bytes() == data


@pytest.mark.parametrize("place", [4 + 2, 4 + 3, 4 + 4, 4 + 5, 4 + 6])
def test_a_header_that_contradicts_itself_is_no_symbol(place: int) -> None:
    data = bytearray(split(bytes(100), 1, 2)[0].to_bytes())
    data[place] = 255 if place != 4 + 3 else 0
    with pytest.raises(SymbolError):
        Symbol.from_bytes(bytes(data))


def test_the_back_of_a_sheet_has_an_end() -> None:
    assert len(split(bytes(MOST_PIECES * LONGEST_PIECE), 1, 1)) == MOST_PIECES + 1
    with pytest.raises(TooLong):
        split(bytes(MOST_PIECES * LONGEST_PIECE + 1), 1, 1)


@pytest.mark.parametrize(("page", "pages"), [(0, 1), (2, 1), (1, 256)])
def test_a_page_beyond_its_document_is_refused(page: int, pages: int) -> None:
    with pytest.raises(ValueError, match="page"):
        split(b"sealed", page, pages)


def test_a_sealed_page_opens_only_as_itself_with_its_own_key_and_unchanged() -> None:
    sealed = seal(b"payload", KEY.public_key(), 1, 2)
    assert open_sealed(sealed, KEY, 1, 2) == b"payload"
    assert len(sealed) == len(b"payload") + OVERHEAD
    for page, pages in ((2, 2), (1, 1), (1, 3)):
        with pytest.raises(NotOpened):
            open_sealed(sealed, KEY, page, pages)
    with pytest.raises(NotOpened):
        open_sealed(sealed, X25519PrivateKey.generate(), 1, 2)
    for place in range(len(sealed)):
        with pytest.raises(NotOpened):
            open_sealed(sealed[:place] + bytes((sealed[place] ^ 1,)) + sealed[place + 1 :], KEY, 1, 2)
    for cut in range(len(sealed)):
        with pytest.raises(NotOpened):
            open_sealed(sealed[:cut], KEY, 1, 2)


def test_the_same_payload_is_never_sealed_twice_alike() -> None:
    assert seal(b"payload", KEY.public_key(), 1, 1) != seal(b"payload", KEY.public_key(), 1, 1)
