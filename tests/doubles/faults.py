"""Forty-four ways in which a provider fails: each writes one bad answer to the line, by a seeded chance.

The text in a bad answer is always BAD, so a test sees at once where one was taken for good.
"""

import json
import random
import socket
import struct
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import NamedTuple

from tests.doubles.openai_server import Exchange, completion

BAD = "This text must never be taken for an answer."
GERMAN = (
    "Es tut uns sehr leid, dass am Samstag viele Bestellungen verloren gegangen sind, und wir "
    "erstatten allen Betroffenen den vollen Betrag noch in dieser Woche."
)
LONG = 30.0

Behaviour = Callable[[Exchange, random.Random], None]


class Fault(NamedTuple):
    """`answers`: the answer counts, and what is odd about it does no harm."""

    behave: Behaviour
    answers: bool = False


def good(text: str) -> dict[str, object]:
    return {"text": text, "facts": ["f1"]}


def _error(status: int, **headers: str) -> Behaviour:
    def behave(exchange: Exchange, _: random.Random) -> None:
        body = json.dumps({"error": {"message": BAD, "type": "server_error", "code": None}})
        exchange.send(body, status, **headers)

    return behave


def _later(exchange: Exchange, _: random.Random) -> None:
    now = datetime.now(UTC)
    until = now + timedelta(seconds=1)
    exchange.handler.send_response_only(429)
    body = b'{"error": {"message": "slow down"}}'
    for name, value in (
        ("Date", format_datetime(now, usegmt=True)),
        ("Retry-After", format_datetime(until, usegmt=True)),
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
    ):
        exchange.handler.send_header(name, value)
    exchange.handler.end_headers()
    exchange.handler.wfile.write(body)


def _content(make: Callable[[str], object], finish: str | None = "stop") -> Behaviour:
    """An answer whose content is what `make` makes of the request's code."""

    def behave(exchange: Exchange, _: random.Random) -> None:
        exchange.send(completion(exchange.request, make(exchange.token), finish))

    return behave


def _text(make: Callable[[str], str]) -> Behaviour:
    return _content(lambda token: json.dumps({"request": token, **good(make(BAD))}))


def _whole(exchange: Exchange, text: str = BAD) -> bytes:
    return completion(exchange.request, good(text)).encode()


def _head(exchange: Exchange, length: int | None, kind: str = "application/json") -> None:
    handler = exchange.handler
    handler.close_connection = True
    handler.send_response(200)
    handler.send_header("Content-Type", kind)
    if length is None:
        handler.send_header("Transfer-Encoding", "chunked")
    else:
        handler.send_header("Content-Length", str(length))
    handler.end_headers()
    handler.wfile.flush()


def _drip(exchange: Exchange, data: bytes, chance: random.Random, most: float) -> None:
    """A few bytes a second, so that no single read ever waits for long."""
    for byte in data:
        exchange.handler.wfile.write(bytes([byte]))
        exchange.handler.wfile.flush()
        if exchange.pause(chance.uniform(0.05, most)):
            return


def _slow_headers(exchange: Exchange, chance: random.Random) -> None:
    exchange.handler.close_connection = True
    _drip(exchange, b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" * 20, chance, 0.3)


def _drip_body(exchange: Exchange, chance: random.Random) -> None:
    data = _whole(exchange)
    _head(exchange, len(data))
    _drip(exchange, data, chance, 0.3)


def _drip_blanks(exchange: Exchange, chance: random.Random) -> None:
    """Blanks to keep the line alive, as some gateways send, and never an end."""
    _head(exchange, None)
    _drip(exchange, b"1\r\n \r\n" * 200, chance, 0.2)


def _hang(exchange: Exchange, _: random.Random) -> None:
    exchange.handler.close_connection = True
    exchange.pause(LONG)


def _hang_after_headers(exchange: Exchange, _: random.Random) -> None:
    _head(exchange, 400)
    exchange.pause(LONG)


def _hang_midway(exchange: Exchange, chance: random.Random) -> None:
    data = _whole(exchange)
    _head(exchange, len(data))
    exchange.handler.wfile.write(data[: chance.randint(1, len(data) - 1)])
    exchange.handler.wfile.flush()
    exchange.pause(LONG)


def _reset(exchange: Exchange, _: random.Random | None = None) -> None:
    exchange.handler.close_connection = True
    line = exchange.handler.connection
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()


def _reset_midway(exchange: Exchange, chance: random.Random) -> None:
    data = _whole(exchange)
    _head(exchange, len(data))
    exchange.handler.wfile.write(data[: chance.randint(1, len(data) - 1)])
    exchange.handler.wfile.flush()
    _reset(exchange)


def _no_answer(exchange: Exchange, _: random.Random) -> None:
    exchange.handler.close_connection = True


def _cut_chunk(exchange: Exchange, chance: random.Random) -> None:
    data = _whole(exchange)
    _head(exchange, None)
    exchange.handler.wfile.write(b"%x\r\n" % len(data) + data[: chance.randint(1, len(data) - 1)])


def _events(*lines: str) -> Behaviour:
    """An answer as a stream of events, which was not asked for."""

    def behave(exchange: Exchange, _: random.Random) -> None:
        data = "".join(f"{line}\n\n" for line in lines).encode()
        _head(exchange, len(data), "text/event-stream")
        exchange.handler.wfile.write(data)

    return behave


def _delta(text: str) -> str:
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}
    return "data: " + json.dumps(
        {"id": "x", "object": "chat.completion.chunk", "choices": [choice]}
    )


def _malformed(exchange: Exchange, chance: random.Random) -> None:
    data = _whole(exchange)
    broken = (
        data[:-1],
        b"{}" + data,
        data.replace(b'"choices":', b'"choices"', 1),
        b"\xff\xfe" + data,
    )
    exchange.send(chance.choice(broken))


def _no_choices(exchange: Exchange, _: random.Random) -> None:
    body = json.loads(_whole(exchange))
    exchange.send(json.dumps({**body, "choices": []}))


def _truncated(exchange: Exchange, chance: random.Random) -> None:
    text = json.dumps({"request": exchange.token, **good(BAD)})
    exchange.send(completion(exchange.request, text[: chance.randint(20, len(text) - 1)]))


def _huge(exchange: Exchange, _: random.Random) -> None:
    exchange.handler.close_connection = True
    exchange.send(_whole(exchange, BAD + "x" * 10_000_000))


def _html(exchange: Exchange, _: random.Random) -> None:
    exchange.send(f"<html><body>{BAD}</body></html>", Content_Type="text/html; charset=utf-8")


def _longer_than_said(exchange: Exchange, chance: random.Random) -> None:
    data = _whole(exchange)
    exchange.handler.close_connection = True
    exchange.send(data, Content_Length=str(len(data) - chance.randint(1, 60)))


def _shorter_than_said(exchange: Exchange, chance: random.Random) -> None:
    data = _whole(exchange)
    exchange.handler.close_connection = True
    exchange.send(data, Content_Length=str(len(data) + chance.randint(1, 60)))


def _usage(exchange: Exchange, _: random.Random) -> None:
    body = json.loads(completion(exchange.request, good("We are sorry.")))
    odd = {"prompt_tokens": -5, "completion_tokens": -1, "total_tokens": -6}
    exchange.send(json.dumps({**body, "usage": odd}))


def _another(token: str) -> str:
    return json.dumps({"request": token[::-1] + "0", **good(BAD)})


def _fenced(token: str) -> str:
    return f"```json\n{json.dumps({'request': token, **good('We are sorry.')})}\n```"


FAULTS: dict[str, Fault] = {
    "429 with Retry-After in seconds": Fault(_error(429, Retry_After="1")),
    "429 with Retry-After as a date": Fault(_later),
    "429 without Retry-After": Fault(_error(429)),
    "429 storm": Fault(_error(429, Retry_After="0")),
    "500": Fault(_error(500)),
    "502": Fault(_error(502, Content_Type="text/html")),
    "503": Fault(_error(503, Retry_After="1")),
    "529": Fault(_error(529)),
    "slow headers": Fault(_slow_headers),
    "drip": Fault(_drip_body),
    "blanks without end": Fault(_drip_blanks),
    "hang": Fault(_hang),
    "hang after headers": Fault(_hang_after_headers),
    "hang midway": Fault(_hang_midway),
    "reset": Fault(_reset),
    "reset midway": Fault(_reset_midway),
    "closed without an answer": Fault(_no_answer),
    "cut mid-chunk": Fault(_cut_chunk),
    "events that end without a finish reason": Fault(_events(_delta(BAD))),
    "malformed lines of events": Fault(_events("data: {", _delta(BAD)[:40], "dat", "data: [DONE]")),
    "malformed body": Fault(_malformed),
    "empty content": Fault(_content(lambda _: "")),
    "null content": Fault(_content(lambda _: None)),
    "no choices": Fault(_no_choices),
    "length": Fault(_content(lambda _: good(BAD), "length")),
    "content filter": Fault(_content(lambda _: good(BAD), "content_filter")),
    "invalid": Fault(_content(lambda _: {"words": BAD})),
    "truncated": Fault(_truncated),
    "fenced": Fault(_content(_fenced), answers=True),
    "a key twice": Fault(
        _content(
            lambda token: json.dumps({"request": token, **good("x")})[:-1] + f', "text": "{BAD}"}}'
        )
    ),
    "wrong types": Fault(_content(lambda _: {"text": [BAD], "facts": "f1"})),
    "extra fields": Fault(_content(lambda _: {**good(BAD), "approved": True})),
    "10 MB": Fault(_huge),
    "wrong language": Fault(_text(lambda _: GERMAN)),
    "NUL": Fault(_text(lambda text: f"{text}\0")),
    "lone surrogate": Fault(_text(lambda text: f"{text}\ud83d")),
    "bidi override": Fault(_text(lambda text: f"{text}\u202egnihton")),
    "tag characters": Fault(
        _text(lambda text: text + "".join(chr(0xE0000 + ord(c)) for c in "hi"))
    ),
    "HTML with 200": Fault(_html),
    "longer than its length": Fault(_longer_than_said),
    "shorter than its length": Fault(_shorter_than_said),
    "negative usage": Fault(_usage, answers=True),
    "another request's answer": Fault(_content(_another)),
    "prose instead of JSON": Fault(_content(lambda _: f"Sure! {BAD}")),
}
