"""A provider's embedding model against a real HTTP server that speaks OpenAI's API."""

import json
import math
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from drafter.adapters.provider_embedder import ProviderEmbedder
from drafter.desk import Desk
from drafter.errors import InputError, ModelError, ModelInvalid, ModelUnavailable
from drafter.settings import Settings, load
from tests.doubles.openai_server import KEY, OpenAiServer, Scripted, vector

MODEL = "openai/text-embedding-3-small"
SECRET = "the secret post of a person"
GOOD = Scripted()
Serve = Callable[..., OpenAiServer]


def opened(waits: list[float] | None = None, **more: Any) -> ProviderEmbedder:
    return ProviderEmbedder(MODEL, sleep=(waits if waits is not None else []).append, **more)


def unit(text: str) -> list[float]:
    length = math.hypot(*vector(text))
    return [value / length for value in vector(text)]


def numbered(*rows: tuple[int, list[float]]) -> Scripted:
    """An answer whose vectors carry these numbers."""
    data = [{"object": "embedding", "index": index, "embedding": one} for index, one in rows]
    return Scripted(body=json.dumps({"object": "list", "model": "m", "data": data, "usage": {}}))


# answers


def test_vectors_have_unit_length_and_the_first_answer_says_how_long_they_are(serve: Serve) -> None:
    server = serve(GOOD)
    embedder = opened()
    assert (embedder.dimension, embedder.lexical) == (6, False)
    assert embedder.embed(["late refund"])[0] == pytest.approx(unit("late refund"))
    assert [request["input"] for request in server.requests] == [["dimension"], ["late refund"]]


def test_many_texts_go_in_batches_and_come_back_in_order(serve: Serve) -> None:
    server = serve(GOOD)
    texts = ["e" * number + "a" for number in range(200)]
    found = opened().embed(texts)
    assert [len(request["input"]) for request in server.requests] == [1, 96, 96, 8]
    for text, one in zip(texts, found, strict=True):
        assert one == pytest.approx(unit(text))


def test_no_texts_are_no_call(serve: Serve) -> None:
    server = serve(GOOD)
    assert opened().embed([]) == []
    assert len(server.requests) == 1


def test_vectors_are_put_in_the_order_of_their_numbers(serve: Serve) -> None:
    serve(numbered((0, [1.0, 0.0])), numbered((1, [0.0, 1.0]), (0, [1.0, 0.0])))
    assert opened().embed(["first", "second"]) == [[1.0, 0.0], [0.0, 1.0]]


def test_numbers_that_are_all_the_same_leave_the_order_as_it_came(serve: Serve) -> None:
    serve(numbered((0, [1.0, 0.0])), numbered((0, [0.0, 1.0]), (0, [1.0, 0.0])))
    assert opened().embed(["first", "second"]) == [[0.0, 1.0], [1.0, 0.0]]


@pytest.mark.parametrize("text", ["", " \n\t", "\ud83d", "é" * 9_000])
def test_what_a_provider_would_refuse_is_sent_as_something_it_takes(
    serve: Serve, text: str
) -> None:
    server = serve(GOOD)
    assert len(opened().embed([text])[0]) == 6
    sent = server.requests[-1]["input"][0]
    assert sent.strip()
    assert len(sent.encode()) <= 8_000


def test_the_id_tells_models_and_dimensions_apart_and_fits_a_collections_name(serve: Serve) -> None:
    serve(Scripted([[1.0, 2.0]]), Scripted([[1.0, 2.0, 3.0]]), Scripted([[1.0, 2.0]]))
    first, longer = opened(), opened()
    other = ProviderEmbedder("openai/Text-Embedding-3-Small", sleep=lambda _: None)
    assert len({first.id, longer.id, other.id}) == 3
    assert first.id.startswith("openai-text-embedding-3-small-")
    for one in (first, longer, other):
        name = f"drafter-{one.id}-{one.dimension}"
        assert len(name) <= 63
        assert name.replace("-", "").isalnum()


# faults


def test_a_server_error_is_tried_again_and_only_by_us(serve: Serve) -> None:
    server = serve(Scripted(status=500), Scripted(status=503), GOOD)
    assert opened().dimension == 6
    assert len(server.requests) == 3


def test_a_permanent_failure_sends_exactly_the_tries_that_were_set(serve: Serve) -> None:
    server = serve(Scripted(status=500))
    with pytest.raises(ModelUnavailable):
        opened(tries=2)
    assert len(server.requests) == 2


def test_the_servers_wish_to_wait_is_granted(serve: Serve) -> None:
    waits: list[float] = []
    serve(Scripted(status=429, headers={"Retry-After": "7"}), GOOD)
    opened(waits)
    assert waits == [pytest.approx(7.25, abs=0.25)]


def test_a_wish_to_wait_beyond_the_deadline_is_not(serve: Serve) -> None:
    waits: list[float] = []
    server = serve(Scripted(status=429, headers={"Retry-After": "7"}), GOOD)
    with pytest.raises(ModelUnavailable, match="429"):
        opened(waits, deadline=5)
    assert (waits, len(server.requests)) == ([], 1)


def test_a_server_that_hangs_is_given_up_after_the_timeout(serve: Serve) -> None:
    server = serve(Scripted(hang=60))
    with pytest.raises(ModelUnavailable, match="Timeout"):
        opened(timeout=0.3, tries=2)
    assert len(server.requests) == 2


def test_a_wrong_key_is_not_tried_again(serve: Serve) -> None:
    server = serve(Scripted(status=401))
    with pytest.raises(ModelInvalid):
        opened()
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Scripted([]), "0 vectors came for 2 texts"),
        (Scripted([[1.0, 0.0]]), "1 vectors came for 2 texts"),
        (Scripted([[1.0, 0.0]] * 3), "3 vectors came for 2 texts"),
        (Scripted([[1.0, 0.0], [1.0, math.nan]]), "no direction"),
        (Scripted([[1.0, 0.0], [1.0, math.inf]]), "no direction"),
        (Scripted([[1.0, 0.0], [0.0, 0.0]]), "no direction"),
        (Scripted([[1.0, 0.0], []]), "no direction"),
        (Scripted([[1.0, 0.0], [1.0, "2"]]), "not a list of numbers"),
        (Scripted([[1.0, 0.0], None]), "not a list of numbers"),
        (Scripted([[1.0, 0.0], [1.0, 0.0, 2.0]]), "has 3 numbers, the others 2"),
        (Scripted([[1.0, 0.0, 2.0]] * 2), "has 3 numbers, the others 2"),
        (numbered((0, [1.0, 0.0]), (5, [1.0, 0.0])), "which text they belong to"),
        (numbered((0, [1.0, 0.0]), (1, [1.0, 0.0]), (1, [1.0, 0.0])), "3 vectors came"),
    ],
)
def test_an_answer_that_is_not_one_vector_a_text_is_one_clear_line(
    serve: Serve, answer: Scripted, said: str
) -> None:
    serve(Scripted([[3.0, 4.0]]), answer)
    with pytest.raises(ModelInvalid, match=said) as caught:
        opened(tries=1).embed([SECRET, "another"])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "answer", [Scripted(status=500), Scripted(status=401), Scripted(body="not JSON"), Scripted([])]
)
def test_a_message_holds_neither_the_key_nor_the_text(serve: Serve, answer: Scripted) -> None:
    serve(GOOD, answer)
    embedder = opened(tries=1)
    with pytest.raises(ModelError) as caught:
        embedder.embed([SECRET])
    assert KEY not in str(caught.value)
    assert SECRET not in str(caught.value)


def test_no_call_leaves_a_process_that_forbids_it() -> None:
    with pytest.raises(RuntimeError, match="forbidden"):
        opened()


# on the desk


@pytest.fixture
def desk(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr("drafter.adapters.minilm.find", lambda: None)
    made = Desk(settings.model_copy(update={"embedder": MODEL}))
    yield made
    made.close()


def test_recall_goes_by_the_providers_vectors_and_asks_for_each_passage_once(
    serve: Serve, desk: Desk, settings: Settings
) -> None:
    server = serve(GOOD)
    assert desk.knowledge.search("delete comments")
    assert desk.knowledge.note == ""
    assert desk.library.embedder.id.startswith("openai-text-embedding-3-small-")
    desk.close()
    asked = len(server.requests)
    again = Desk(settings.model_copy(update={"embedder": MODEL}))
    again.knowledge.rebuild()
    again.close()
    assert len(server.requests) == asked + 1  # the dimension


def test_a_provider_that_fails_at_the_start_is_said_and_the_desk_recalls_by_itself(
    serve: Serve, desk: Desk
) -> None:
    serve(Scripted(status=401))
    assert desk.knowledge.search("delete comments")
    assert f"{MODEL} cannot be used (AuthenticationError (401))" in desk.knowledge.note
    assert "by words" in desk.knowledge.note
    signs = {sign.what: sign for sign in desk.health.signs()}
    assert signs["search index"].state == "note"


def test_a_provider_that_fails_while_the_index_is_made_leaves_no_mixed_index(
    serve: Serve, desk: Desk
) -> None:
    serve(GOOD, Scripted(status=401))
    assert desk.knowledge.search("delete comments")
    assert desk.library.embedder.id == "lexical-hash-v1"
    assert desk.library.where == "disk"
    assert "cannot be used" in desk.knowledge.note


def test_a_provider_that_fails_later_is_left_for_an_index_of_its_own(
    serve: Serve, desk: Desk
) -> None:
    server = serve(GOOD)
    assert desk.knowledge.search("delete comments")
    server.answers = [Scripted(status=401)]
    found = desk.knowledge.search("may we delete critical comments")
    assert found[0].path == "guidelines/moderation-accessibility.md"
    assert desk.library.embedder.id == "lexical-hash-v1"
    asked = len(server.requests)
    desk.knowledge.rebuild()
    desk.knowledge.search("refund")
    assert len(server.requests) == asked
    assert desk.knowledge.note.count("cannot be used") == 1


# the setting


@pytest.mark.parametrize(
    ("value", "kept"), [("", "auto"), (" lexical ", "lexical"), (MODEL, MODEL), ("a/b/c", "a/b/c")]
)
def test_the_setting_takes_auto_lexical_or_a_providers_model(
    monkeypatch: pytest.MonkeyPatch, value: str, kept: str
) -> None:
    monkeypatch.setenv("DRAFTER_EMBEDDER", value)
    assert load().embedder == kept


@pytest.mark.parametrize("value", ["lexcal", "auto/", "/model", "text-embedding-3-small"])
def test_another_word_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DRAFTER_EMBEDDER", value)
    with pytest.raises(InputError, match=r"DRAFTER_EMBEDDER is wrong: .*provider/model"):
        load()
