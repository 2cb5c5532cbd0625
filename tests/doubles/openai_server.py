"""A real HTTP server that speaks OpenAI's chat and embeddings APIs and answers as scripted."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

KEY = "sk-test-not-a-real-key"
_TOKEN = re.compile(r"for the field `request`: (\w+)")


class Scripted(NamedTuple):
    """One HTTP answer: content of the choice, or a raw body, with status and headers.

    A content that is a dict gets the request's code, as a model would copy it; in a content that is
    text, `$REQUEST` stands for it. A content that is a function is given the request. To a request for
    embeddings, `content` is the list of vectors; None gives `vector` of each text. One that hangs gives
    no answer: the line stays open `hang` seconds, or until the server stops; `wait` is seconds before an
    answer.
    """

    content: Any = None
    status: int = 200
    finish: str | None = "stop"
    headers: dict[str, str] = {}
    body: str | None = None
    hang: float = 0
    wait: float = 0


class Exchange(NamedTuple):
    """What a function in the script is given: it writes the answer to the line itself."""

    handler: BaseHTTPRequestHandler
    request: dict[str, Any]
    pause: Callable[[float], bool]

    def send(self, body: str | bytes, status: int = 200, **headers: str) -> None:
        """A whole answer; header names have `_` for `-`. JSON with its length unless said."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        said = {"Content-Type": "application/json", "Content-Length": str(len(data)), **named}
        self.handler.send_response(status)
        for name, value in said.items():
            self.handler.send_header(name, value)
        self.handler.end_headers()
        self.handler.wfile.write(data)

    @property
    def token(self) -> str:
        return token_of(self.request)


Answer = Scripted | Callable[[Exchange], None]


def token_of(request: dict[str, Any]) -> str:
    """The code of a request for a chat answer, or nothing."""
    said = "\n".join(str(one["content"]) for one in request.get("messages", []))
    found = _TOKEN.findall(said)
    return found[-1] if found else ""


def vector(text: str) -> list[float]:
    """What the server embeds a text as: not of unit length, another one for most other texts."""
    return [1.0 + len(text), *(float(text.count(letter)) for letter in "aeiou")]


def completion(request: dict[str, Any], content: Any, finish: str | None = "stop") -> str:
    """The body of a chat answer. A dict is written as JSON, with the request's code in it."""
    if isinstance(content, dict):
        content = json.dumps({"request": token_of(request), **content})
    elif isinstance(content, str):
        content = content.replace("$REQUEST", token_of(request))
    choice = {
        "index": 0,
        "finish_reason": finish,
        "message": {"role": "assistant", "content": content},
    }
    return json.dumps(
        {
            "id": "x",
            "object": "chat.completion",
            "created": 1,
            "model": request["model"],
            "choices": [choice],
            "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
        }
    )


def _embeddings(vectors: Iterable[Any], model: str) -> str:
    data = [
        {"object": "embedding", "index": number, "embedding": one}
        for number, one in enumerate(vectors)
    ]
    usage = {"prompt_tokens": 11, "total_tokens": 11}
    return json.dumps({"object": "list", "model": model, "data": data, "usage": usage})


class _Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what the tests are about."""


class OpenAiServer:
    """Keeps every request it was sent; gives the scripted answers in turn, then the last again.

    `choose`, where it is set, picks the answer to a request instead. `keep` off: requests are only
    counted.
    """

    def __init__(self, *answers: Answer, keep: bool = True):
        self.answers = list(answers)
        self.requests: list[dict[str, Any]] = []
        self.count = 0
        self.choose: Callable[[dict[str, Any]], Answer] | None = None
        self._keep = keep
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                owner._answer(self, json.loads(self.rfile.read(size)))

            def log_message(self, *_: object) -> None:
                pass

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"

    def _answer(self, handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
        with self._lock:
            self.count += 1
            if self._keep:
                self.requests.append(request)
            if self.choose is not None:
                answer = self.choose(request)
            else:
                answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        exchange = Exchange(handler, request, self._stopped.wait)
        if isinstance(answer, Scripted):
            self._scripted(exchange, answer)
        else:
            answer(exchange)

    def _scripted(self, exchange: Exchange, scripted: Scripted) -> None:
        if scripted.hang:
            self._stopped.wait(scripted.hang)
            exchange.handler.close_connection = True
            return
        if scripted.wait:
            time.sleep(scripted.wait)
        body = scripted.body if scripted.body is not None else _body(scripted, exchange.request)
        exchange.send(body, scripted.status, **scripted.headers)

    @contextmanager
    def running(self) -> "Iterator[OpenAiServer]":
        thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._stopped.set()
            self._server.shutdown()
            self._server.server_close()
            thread.join()


def _body(scripted: Scripted, request: dict[str, Any]) -> str:
    if scripted.status != 200:
        return json.dumps({"error": {"message": "scripted", "type": "server_error", "code": None}})
    content = scripted.content
    if "input" in request:
        return _embeddings(
            map(vector, request["input"]) if content is None else content, request["model"]
        )
    if callable(content):
        content = content(request)
    if isinstance(content, list):
        content = json.dumps(content)
    return completion(request, content, scripted.finish)
