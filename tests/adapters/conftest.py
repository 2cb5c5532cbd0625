"""What the tests of adapters share."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from drafter import llm
from tests.doubles.openai_server import KEY, OpenAiServer, Scripted


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., OpenAiServer]]:
    """A server of OpenAI's API with scripted answers, which the adapters are pointed to."""
    llm.allow_real_calls()
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with ExitStack() as stack:

        def start(*answers: Scripted) -> OpenAiServer:
            server = stack.enter_context(OpenAiServer(*answers).running())
            monkeypatch.setenv("OPENAI_API_BASE", server.address)
            monkeypatch.setenv("OPENAI_BASE_URL", server.address)
            return server

        yield start
