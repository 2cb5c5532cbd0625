"""The index on a Chroma server, run here on loopback."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import chromadb
import pytest
from chromadb.config import Settings as ChromaSettings

from drafter.adapters.embedder import LexicalEmbedder
from drafter.adapters.library import Library
from drafter.adapters.library.clients import _url
from drafter.adapters.library.shelf import Shelf
from drafter.errors import KnowledgeError
from drafter.llm import HashEmbedder
from tests.builders import guideline

ONE = guideline("guidelines/one.md", "\n\n".join("Refund a double charge. " * 20 for _ in range(5)))
TWO = guideline("guidelines/two.md", "Speak early.")
THREE = guideline("guidelines/three.md", "Say what happened.")
ALL = [ONE, TWO, THREE]


class Server:
    """`chroma run`, with its address."""

    def __init__(self, folder: Path):
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = int(one.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self._folder = folder

    def start(self) -> None:
        program = Path(sys.executable).with_name("chroma")
        with (self._folder / "log").open("a", encoding="utf-8") as log:
            self._running = subprocess.Popen(
                [str(program), "run", "--path", str(self._folder / "data"), "--host", "127.0.0.1",
                 "--port", str(self.port)],
                stdout=log, stderr=log,
            )  # fmt: skip
        for _ in range(100):
            try:
                Library(LexicalEmbedder(8), server=self.address).close()
                return
            except KnowledgeError:
                time.sleep(0.1)
        raise AssertionError((self._folder / "log").read_text(encoding="utf-8"))

    def stop(self) -> None:
        self._running.kill()
        self._running.wait()

    def forget(self) -> None:
        """Delete what any library put there."""
        client = chromadb.HttpClient(
            "127.0.0.1", self.port, settings=ChromaSettings(anonymized_telemetry=False)
        )
        for each in client.list_collections():
            client.delete_collection(each.name)
        client.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("chroma"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(running: Server) -> Server:
    running.forget()
    return running


def opened(server: Server, embedder: object = None) -> Library:
    return Library(embedder or LexicalEmbedder(64), server=server.address)  # type: ignore[arg-type]


def paths(library: Library) -> set[str]:
    return {one.path for one in library.find("refund early happened").passages}


def test_a_chroma_server_serves_the_index_where_one_is_set(server: Server) -> None:
    library = opened(server)
    assert (library.where, library.note) == ("server", "")
    assert len(library.sync(ALL).added) == 3
    assert paths(library) == {one.path for one in ALL}
    library.close()
    again = opened(server)
    assert again.sync(ALL[1:]).removed == (ONE.path,)
    assert paths(again) == {TWO.path, THREE.path}
    assert len(again.rebuild(ALL).added) == 3
    again.close()


def test_two_embedders_on_one_server_have_collections_of_their_own(server: Server) -> None:
    one, other = opened(server), opened(server, HashEmbedder())
    one.sync([ONE])
    assert other.sync([TWO]).added == (TWO.path,)
    assert (paths(one), paths(other)) == ({ONE.path}, {TWO.path})
    one.close()
    other.close()


@pytest.mark.parametrize("cut", ["put", "drop"])
def test_a_sync_that_was_cut_off_is_finished_by_the_next(
    server: Server, cut: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened(server)
    library.sync([ONE, TWO])
    if cut == "put":  # all passages, and not one document
        passages = library._shelf._documents
        monkeypatch.setattr(passages, "upsert", _killed)
    else:  # all documents, and not one passage
        monkeypatch.setattr(library._shelf._passages, "delete", _killed)
    with pytest.raises(KeyboardInterrupt):
        library.sync([guideline(ONE.path, "Refund at once."), THREE])
    again = opened(server)
    again.sync([ONE, TWO, THREE])
    assert again._shelf._passages.count() == again.sync([ONE, TWO, THREE]).passages
    assert paths(again) == {one.path for one in ALL}
    again.close()


def _killed(**_: object) -> None:
    raise KeyboardInterrupt


def test_what_another_process_did_to_the_server_is_mended_and_not_made_anew(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, other = opened(server), opened(server)
    library.sync(ALL)
    other.sync(ALL)
    other.sync([ONE])
    monkeypatch.setattr(Shelf, "clear", _killed)
    assert paths(library) == {one.path for one in ALL}
    library.close()
    other.close()


def test_a_server_that_forgot_everything_is_filled_again(server: Server) -> None:
    library = opened(server)
    library.sync(ALL)
    server.forget()
    assert paths(library) == {one.path for one in ALL}
    library.close()


def test_a_server_that_stops_is_one_clear_line_and_is_used_again_when_it_is_back(
    tmp_path: Path,
) -> None:
    own = Server(tmp_path)
    own.start()
    library = opened(own)
    library.sync(ALL)
    own.stop()
    with pytest.raises(KnowledgeError, match="^CHROMA_URL: the search index failed: .*") as said:
        library.find("refund")
    assert "\n" not in str(said.value)
    own.start()
    assert paths(library) == {one.path for one in ALL}
    own.stop()
    library.close()


def test_a_server_that_does_not_answer_is_one_clear_line() -> None:
    with pytest.raises(
        KnowledgeError, match="^CHROMA_URL: no Chroma server answers at 127.0.0.1:9$"
    ):
        Library(LexicalEmbedder(), server="http://127.0.0.1:9")


@pytest.mark.parametrize("form", ["127.0.0.1:{}", "http://127.0.0.1:{}/", " http://localhost:{} "])
def test_an_address_may_be_written_in_some_forms(server: Server, form: str) -> None:
    library = Library(LexicalEmbedder(64), server=form.format(server.port))
    assert library.where == "server"
    library.close()


@pytest.mark.parametrize(
    ("address", "url", "place"),
    [
        ("chroma", "http://chroma:8000", "chroma:8000"),
        ("httpd.lan", "http://httpd.lan:8000", "httpd.lan:8000"),
        ("https://chroma.example", "https://chroma.example:443", "chroma.example:443"),
        (
            "https://chroma.example/vectors/",
            "https://chroma.example:443/vectors",
            "chroma.example:443",
        ),
        ("http://[::1]:9000", "http://[::1]:9000", "[::1]:9000"),
    ],
)
def test_the_port_goes_by_the_scheme_and_a_path_is_kept(address: str, url: str, place: str) -> None:
    assert _url(address) == (url, place)


@pytest.mark.parametrize(
    "address",
    ["http://chroma:99999", "http://chroma:eight", "ftp://chroma", "http://", "http://[::1", "://",
     "http://ana:s3cret@chroma:8000", "http://chroma:-1"],
)  # fmt: skip
def test_an_address_that_is_none_is_one_clear_line_and_shows_no_password(address: str) -> None:
    with pytest.raises(KnowledgeError) as said:
        Library(LexicalEmbedder(), server=address)
    assert str(said.value) == (
        "CHROMA_URL is not the address of a server: write it like http://localhost:8000"
    )
