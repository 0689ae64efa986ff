"""Messages that are almost a terminal's, by a seed: what is whole is changed in one or two places."""

from __future__ import annotations

import copy
import http.client
import json
import random
import ssl
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from kiosk.centre.protocol import Call

REFUSED = {400, 403, 409, 413, 422}

_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 10**400, 1.5, "", " ", "\x00", "０", "Ａ" * 65, "a" * 65,
    "x" * 9000,
    "' OR 1=1 --", "../../etc/passwd", "%00", "\ud800", "null", [], {}, [[]], {"": None}, [None] * 3000,
)  # fmt: skip
_NAMES = ("extra", "__proto__", "visit ", "requests")
_TEXTS: tuple[bytes, ...] = (
    b"", b"null", b"[]", b"{}", b"{", b'"', b"\x00", b"\xff\xfe", b"NaN", b"Infinity", b"1e999",
    b"[" * 60_000, b'{"a":' * 10_000, b"{}{}", b"\xef\xbb\xbf{}", b"<xml/>", b"a=b&c=d", b" " * 70_000,
    b'{"visit":"' + b"a" * 70_000,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Malformed:
    """A body for a path of the protocol. `valid`: its model takes it all the same."""

    call: Call
    body: bytes

    @property
    def valid(self) -> bool:
        """Whether the model of the call takes it."""
        assert self.call.request is not None
        try:
            self.call.request.model_validate_json(self.body)
        except ValidationError:
            return False
        return True


def malformed(
    number: int, seed: int, calls: Sequence[Call], whole: dict[str, dict[str, Any]]
) -> Iterator[Malformed]:
    """So many; `whole` has a message of the right form for some calls, by the call's name."""
    chance = random.Random(seed)
    tried = [call for call in calls if call.name in whole]
    for _ in range(number):
        call = chance.choice(tried)
        yield Malformed(call, _spoiled(chance, whole[call.name]))


def post(link: http.client.HTTPSConnection, path: str, body: bytes) -> int:
    """Send one; returns the status."""
    link.request("POST", path, body, {"Content-Type": "application/json"})
    answer = link.getresponse()
    answer.read()
    if answer.getheader("connection", "") == "close":
        link.close()
    return answer.status


def send_malformed(
    port: int, context: ssl.SSLContext, messages: Iterable[Malformed], longest: int
) -> tuple[Counter[int], int]:
    """How often each status was answered, and how many of the messages were well-formed all the same.

    Every answer has a status with which a message is refused. `longest`: bytes that the server reads.
    """
    link = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=30)
    seen: Counter[int] = Counter()
    well_formed = 0
    for each in messages:
        try:
            status = post(link, each.call.path, each.body)
        except (http.client.RemoteDisconnected, ConnectionError):
            # A body that is too long is refused unread: the answer may be lost with the connection.
            assert len(each.body) > longest
            link.close()
            status = 413
        seen[status] += 1
        well_formed += each.valid
        assert status in REFUSED | ({200} if each.valid else set()), (status, each.call.name, each.body[:200])
    link.close()
    return seen, well_formed


def _spoiled(chance: random.Random, message: dict[str, Any]) -> bytes:
    if chance.random() < 0.1:
        return chance.choice(_TEXTS)
    if chance.random() < 0.3:
        return _damaged(chance, json.dumps(message).encode())
    message = copy.deepcopy(message)
    for _ in range(chance.randint(1, 2)):
        if not (places := list(_places(message))):
            break
        container, key = chance.choice(places)
        how = chance.random()
        if how < 0.2 and isinstance(container, dict):
            container.pop(key, None)
        elif how < 0.3 and isinstance(container, dict):
            container[chance.choice(_NAMES)] = copy.deepcopy(chance.choice(_VALUES))
        else:
            container[key] = copy.deepcopy(chance.choice(_VALUES))
    return json.dumps(message).encode("utf-8", "surrogatepass")


def _damaged(chance: random.Random, body: bytes) -> bytes:
    at = chance.randrange(len(body))
    how = chance.randrange(4)
    if how == 0:
        return body[:at]
    if how == 1:
        return body[:at] + bytes((chance.randrange(256),)) + body[at + 1 :]
    if how == 2:
        return body[:at] + chance.randbytes(chance.randint(1, 8)) + body[at:]
    return body[:at] + body[at:][::-1]


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in list(items):
        yield value, key
        yield from _places(each)
