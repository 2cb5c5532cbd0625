"""The search index: disposable, owned by one process, made of the knowledge files."""

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.adapters import documents
from drafter.adapters.embedder import LexicalEmbedder, stems
from drafter.adapters.library import Library
from drafter.errors import KnowledgeError
from drafter.llm import HashEmbedder
from drafter.model.knowledge import CaseNote, Guideline
from drafter.settings import ROOT

SHIPPED = ROOT / "knowledge"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "knowledge"))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[object]:
    libraries: list[Library] = []

    def open_(home: Path | None = tmp_path / "home", embedder: object = None) -> Library:
        libraries.append(Library(embedder or LexicalEmbedder(), home=home))  # type: ignore[arg-type]
        return libraries[-1]

    yield open_
    for library in libraries:
        library.close()


def docs(*folders: Path):  # type: ignore[no-untyped-def]
    return documents.load(folders or (SHIPPED,)).documents


def test_the_shipped_knowledge_is_whole() -> None:
    loaded = documents.load([SHIPPED])
    assert loaded.failed == {}
    assert sum(isinstance(one.head, Guideline) for one in loaded.documents) >= 6
    cases = [one.head for one in loaded.documents if isinstance(one.head, CaseNote)]
    assert len(cases) >= 10
    assert all(case.sources for case in cases)


def test_a_search_finds_the_guideline_and_opens_at_its_exact_lines(opened) -> None:  # type: ignore[no-untyped-def]
    library = opened()
    library.sync(docs())
    best = library.candidates("who may approve goodwill and how much", count=3)[0]
    assert best.path == "guidelines/compensation.md"
    lines = (SHIPPED / best.path).read_text(encoding="utf-8").split("\n")
    assert "\n".join(lines[best.start_line - 1 : best.end_line]).strip() == best.text.strip()


def test_every_passage_of_every_document_is_at_its_lines(opened) -> None:  # type: ignore[no-untyped-def]
    library = opened(None)
    library.sync(docs())
    for one in library.candidates("the and of to in", count=500):
        if one.kind == "case" and one.start_line == 1:
            continue
        lines = (SHIPPED / one.path).read_text(encoding="utf-8").split("\n")
        assert one.text.split("\n")[0].strip() in lines[one.start_line - 1]
        assert one.text.split("\n")[-1].strip() in lines[one.end_line - 1]


def test_a_sync_reports_what_changed_and_embeds_only_that(opened, folder: Path) -> None:  # type: ignore[no-untyped-def]
    library = opened()
    first = library.sync(docs(folder))
    assert len(first.added) == len(docs(folder))
    assert library.sync(docs(folder)) == first._replace(added=())
    voice = folder / "guidelines/voice.md"
    voice.write_text(voice.read_text(encoding="utf-8") + "\nNever say zorblax.\n", encoding="utf-8")
    (folder / "guidelines/channels.md").unlink()
    (folder / "guidelines/new.md").write_text(
        "---\ntitle: New\nkind: guideline\n---\nQuandle.\n", encoding="utf-8"
    )
    report = library.sync(docs(folder))
    assert (report.added, report.changed, report.removed) == (
        ("guidelines/new.md",),
        ("guidelines/voice.md",),
        ("guidelines/channels.md",),
    )
    assert library.candidates("zorblax")[0].path == "guidelines/voice.md"
    assert all(
        one.path != "guidelines/channels.md"
        for one in library.candidates("channel policy", count=300)
    )


def test_kinds_can_be_asked_for_alone(opened) -> None:  # type: ignore[no-untyped-def]
    library = opened(None)
    library.sync(docs())
    assert {one.kind for one in library.candidates("refund", count=20, kind="case")} == {"case"}
    assert library.candidates("  ") == []


def test_an_index_is_kept_on_disk(opened) -> None:  # type: ignore[no-untyped-def]
    first = opened()
    first.sync(docs())
    before = first.candidates("refund double charge")
    first.close()
    again = opened()
    assert again.where == "disk"
    assert again.sync(docs()).added == ()
    assert again.candidates("refund double charge") == before


def test_a_second_process_works_on_a_copy_in_memory_and_says_so(opened, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    owner = opened()
    owner.sync(docs())
    code = (
        "import sys; from pathlib import Path; from drafter.adapters import documents;"
        "from drafter.adapters.embedder import LexicalEmbedder; from drafter.adapters.library import Library;"
        "library = Library(LexicalEmbedder(), home=Path(sys.argv[1]));"
        "library.sync(documents.load([Path(sys.argv[2])]).documents);"
        "print(library.where, library.note, library.candidates('refund double charge')[0].path, sep='|')"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "home"), str(SHIPPED)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    where, note, path = told.strip().split("|")
    assert where == "memory"
    assert "another process" in note
    assert path == owner.candidates("refund double charge")[0].path


def spoil(home: Path, how: str) -> None:
    index = home / "index"
    manifest = index / "manifest.json"
    data = json.loads(manifest.read_text(encoding="utf-8"))
    if how == "unfinished":
        manifest.write_text(json.dumps(data | {"complete": False}), encoding="utf-8")
    elif how == "another embedder":
        manifest.write_text(json.dumps(data | {"embedder": "other"}), encoding="utf-8")
    elif how == "wrong count":
        manifest.write_text(json.dumps(data | {"passages": 1}), encoding="utf-8")
    elif how == "no manifest":
        manifest.unlink()
    elif how == "broken manifest":
        manifest.write_text("{", encoding="utf-8")
    elif how == "no folder":
        shutil.rmtree(index / data["folder"])
    else:
        (index / data["folder"] / "chroma.sqlite3").write_bytes(b"\0" * 100)


@pytest.mark.parametrize(
    "how",
    [
        "unfinished",
        "another embedder",
        "wrong count",
        "no manifest",
        "broken manifest",
        "no folder",
        "broken database",
    ],
)
def test_any_doubt_about_the_index_makes_it_anew(opened, tmp_path: Path, how: str) -> None:  # type: ignore[no-untyped-def]
    first = opened()
    first.sync(docs())
    before = first.candidates("refund double charge", count=10)
    first.close()
    spoil(tmp_path / "home", how)
    again = opened()
    report = again.sync(docs())
    assert len(report.added) == len(docs())
    assert again.candidates("refund double charge", count=10) == before
    again.close()
    assert opened().sync(docs()).added == ()


def test_vectors_of_two_embedders_are_never_compared(opened) -> None:  # type: ignore[no-untyped-def]
    first = opened()
    first.sync(docs())
    first.close()
    other = opened(embedder=HashEmbedder())
    assert other.sync(docs()).added
    assert other.candidates("refund")[0].score <= 1


def test_a_rebuild_starts_from_nothing(opened) -> None:  # type: ignore[no-untyped-def]
    library = opened()
    library.sync(docs())
    assert len(library.rebuild(docs(), {"guidelines/x.md": "broken"}).added) == len(docs())


def test_a_team_lays_its_own_documents_over_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "guidelines").mkdir(parents=True)
    (own / "guidelines/voice.md").write_text(
        "---\ntitle: Ours\nkind: guideline\n---\nOur voice.\n", encoding="utf-8"
    )
    by_path = {one.path: one for one in docs(SHIPPED, own)}
    assert by_path["guidelines/voice.md"].title == "Ours"
    assert len(by_path) == len(docs())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n---\ntitle: A\nkind: guideline\n---\nB\n", "must begin"),
        ("---\ntitle: A\nkind: poem\n---\nB\n", ":3: kind must be one of guideline, case"),
        ("---\ntitle: A\nkind: guideline\nmood: good\n---\nB\n", ":4: unknown key 'mood'"),
        ("---\ntitle: A\nkind: guideline\n---\n \n", "no text"),
        ("---\ntitle: A\nkind: case\n---\nB\n", "is missing"),
    ],
)
def test_a_broken_document_is_listed_with_its_reason_and_hides_no_other(
    folder: Path, text: str, said: str
) -> None:
    (folder / "guidelines/broken.md").write_text(text, encoding="utf-8")
    loaded = documents.load([folder])
    assert len(loaded.documents) == len(docs())
    assert said in loaded.failed["guidelines/broken.md"]


def test_a_server_that_does_not_answer_is_one_clear_line() -> None:
    with pytest.raises(KnowledgeError, match="CHROMA_URL: no Chroma server answers at 127.0.0.1:9"):
        Library(LexicalEmbedder(), server="http://127.0.0.1:9")


def test_lexical_vectors_are_of_unit_length_and_know_endings() -> None:
    embedder = LexicalEmbedder()
    one, other, nothing = embedder.embed(["We refunded the charges", "refund charge", ""])
    assert abs(sum(a * b for a, b in zip(one, other, strict=True)) - 1) < 1e-9
    assert abs(sum(a * a for a in nothing) - 1) < 1e-9
    assert stems("The refunds") == ["refund"]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_a_chroma_server_serves_the_index_where_one_is_set(tmp_path: Path) -> None:
    port = free_port()
    program = Path(sys.executable).with_name("chroma")
    with (tmp_path / "log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [str(program), "run", "--path", str(tmp_path / "data"), "--host", "127.0.0.1", "--port", str(port)],
            stdout=log, stderr=log,
        )  # fmt: skip
    try:
        library = answered(f"http://127.0.0.1:{port}")
        assert library.where == "server"
        assert len(library.sync(docs()).added) == len(docs())
        assert (
            library.candidates("refund double charge")[0].path == "guidelines/customer-promises.md"
        )
        fewer = docs()[1:]
        assert answered(f"http://127.0.0.1:{port}").sync(fewer).removed == (docs()[0].path,)
        assert len(library.rebuild(docs()).added) == len(docs())
    finally:
        server.kill()
        server.wait()


def answered(address: str) -> Library:
    for _ in range(100):
        try:
            return Library(LexicalEmbedder(), server=address)
        except KnowledgeError:
            time.sleep(0.2)
    return Library(LexicalEmbedder(), server=address)


def test_a_source_marker_does_not_blur_what_a_passage_is_about(opened, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for name, body in (("a", "The belt broke [1] [2]."), ("b", "The belt broke.")):
        (tmp_path / name / "guidelines").mkdir(parents=True)
        (tmp_path / name / "guidelines/one.md").write_text(
            f"---\ntitle: One\nkind: guideline\n---\n{body}\n", encoding="utf-8"
        )
    scores = []
    for name in ("a", "b"):
        library = opened(None, HashEmbedder())
        library.sync(docs(tmp_path / name))
        scores.append(library.candidates("broken belts")[0].score)
    assert scores[0] == scores[1]
