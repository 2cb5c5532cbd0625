"""A real HTTP server that speaks OpenAI's chat and embeddings APIs and answers as scripted."""

import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

KEY = "sk-test-not-a-real-key"


class Scripted(NamedTuple):
    """One HTTP answer: content of the choice, or a raw body, with status and headers.

    To a request for embeddings, `content` is the list of vectors; None gives `vector` of each text.
    One that hangs gives no answer: the line stays open `hang` seconds, or until the server stops.
    """

    content: Any = None
    status: int = 200
    finish: str = "stop"
    headers: dict[str, str] = {}
    body: str | None = None
    hang: float = 0


def vector(text: str) -> list[float]:
    """What the server embeds a text as: not of unit length, another one for most other texts."""
    return [1.0 + len(text), *(float(text.count(letter)) for letter in "aeiou")]


class OpenAiServer:
    """Keeps every request it was sent; gives the scripted answers in turn, then the last again."""

    def __init__(self, *answers: Scripted):
        self.answers = list(answers)
        self.requests: list[dict[str, Any]] = []
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                owner._answer(self, json.loads(self.rfile.read(size)))

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"

    def _answer(self, handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
        with self._lock:
            self.requests.append(request)
            scripted = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if scripted.hang:
            self._stopped.wait(scripted.hang)
            return
        body = (
            scripted.body if scripted.body is not None else self._body(scripted, request)
        ).encode()
        handler.send_response(scripted.status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        for name, value in scripted.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    def _body(self, scripted: Scripted, request: dict[str, Any]) -> str:
        if scripted.status != 200:
            return json.dumps(
                {"error": {"message": "scripted", "type": "server_error", "code": None}}
            )
        content = scripted.content
        if "input" in request:
            return self._embeddings(
                map(vector, request["input"]) if content is None else content, request["model"]
            )
        text = content if isinstance(content, str) or content is None else json.dumps(content)
        choice = {
            "index": 0,
            "finish_reason": scripted.finish,
            "message": {"role": "assistant", "content": text},
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

    def _embeddings(self, vectors: Iterable[Any], model: str) -> str:
        data = [
            {"object": "embedding", "index": number, "embedding": one}
            for number, one in enumerate(vectors)
        ]
        usage = {"prompt_tokens": 11, "total_tokens": 11}
        return json.dumps({"object": "list", "model": model, "data": data, "usage": usage})

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
