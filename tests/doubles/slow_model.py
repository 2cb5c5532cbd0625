"""A model server as a process of its own: OpenAI's chat API, with a latency, refusals and a tally.

It answers the question in the prompt with the confirmed fact that shares most words with it, so that
an answer can be told from another request's. It outlives the processes that ask it.

    python slow_model.py LATENCY [SHARE_OF_429]     prints its port

`GET /tally` gives the number of answers of each question and when the last one was (monotonic);
`GET /refuse/0.3` sets the share of 429; after `GET /differ` every answer repeats its question, so that no
two are alike.
"""

import asyncio
import json
import random
import re
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_QUESTION = re.compile(r"^<(data-[0-9a-f]+)>\n(.*?)\n</\1>", re.S | re.M)
_FACTS = re.compile(r"Confirmed facts:\n(\[.*?\n\])\n\n", re.S)


def answer(prompt: str, *, differ: bool = False) -> tuple[str, str]:
    """The question in a prompt, and what is answered to it (JSON); each unlike all others, to `differ`."""
    question = _QUESTION.findall(prompt[prompt.index("The question to answer stands") :])[0][1]
    facts = json.loads(_FACTS.search(prompt)[1])  # type: ignore[index]
    words = set(question.lower().strip("?").split())
    best = max(facts, key=lambda fact: len(words & set(fact["text"].lower().split())))
    code = re.search(r"for the field `(\w+)`: (\S+)\s*$", prompt)
    sentence = {"text": best["text"], "facts": [best["id"]], "part": "none"}
    asked = {"text": f"You asked us this: {question}", "facts": [], "part": "none"}
    told = [sentence, asked] if differ else [sentence]
    said = {"answered": True, "paragraphs": [told], "open_questions": []}
    return question, json.dumps(({code[1]: code[2]} if code else {}) | said)


class SlowModel:
    def __init__(self, latency: float, refused: float):
        self.latency = latency
        self.refused = refused
        self.differ = False
        self.given: Counter[str] = Counter()
        self.turned_away = 0
        self.last = 0.0
        self._chance = random.Random(0)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode():
                size = re.search(r"content-length: *(\d+)", head, re.I)
                body = await reader.readexactly(int(size[1])) if size else b""
                status, said = await self._answered(head.split()[1], body)
                data = json.dumps(said).encode()
                line = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n"
                writer.write(line.encode() + data)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answered(self, path: str, body: bytes) -> tuple[str, Any]:
        if path == "/tally":
            return "200 OK", {"given": self.given, "refused": self.turned_away, "last": self.last}
        if path.startswith("/refuse/"):
            self.refused = float(path.rpartition("/")[2])
            return "200 OK", {}
        if path == "/differ":
            self.differ = True
            return "200 OK", {}
        if self._chance.random() < self.refused:
            self.turned_away += 1
            return "429 Too Many Requests", {"error": {"message": "slow down", "code": None}}
        await asyncio.sleep(self.latency)
        request = json.loads(body)
        try:
            question, content = answer(request["messages"][-1]["content"], differ=self.differ)
        except ValueError:
            question, content = "", "{}"
        self.given[question] += 1
        self.last = time.monotonic()
        choice = {
            "index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content},
        }  # fmt: skip
        usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
        whole = {"id": "x", "object": "chat.completion", "created": 1, "model": request["model"]}
        return "200 OK", {**whole, "choices": [choice], "usage": usage}


async def _main(latency: float, refused: float) -> None:
    model = SlowModel(latency, refused)
    server = await asyncio.start_server(model.serve, "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


class Running:
    """A server in a process of its own, as its user sees it."""

    def __init__(self, port: int):
        self.address = f"http://127.0.0.1:{port}"

    @property
    def tally(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.address}/tally", timeout=30) as reply:
            said: dict[str, Any] = json.loads(reply.read())
        return said

    def refuse(self, share: float) -> None:
        self._tell(f"refuse/{share}")

    def differ(self) -> None:
        self._tell("differ")

    def _tell(self, path: str) -> None:
        urllib.request.urlopen(f"{self.address}/{path}", timeout=30).close()


@contextmanager
def running(latency: float, refused: float = 0.0) -> Iterator[Running]:
    command = [sys.executable, str(Path(__file__).resolve()), str(latency), str(refused)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield Running(int(process.stdout.readline()))
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    asyncio.run(_main(float(sys.argv[1]), float((*sys.argv, "0")[2])))
