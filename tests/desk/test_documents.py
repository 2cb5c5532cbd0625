"""Verbs on documents: what is kept is in the index at once, what is wrong is not kept at all."""

import sys
from pathlib import Path

import pytest

from drafter.adapters.documents import Worker
from drafter.desk import Desk
from drafter.desk.documents import Entry
from drafter.errors import Conflict, KnowledgeError, NotAllowed, NotFound
from drafter.settings import Settings
from tests import papers

PARKING = b"Parking rules\n\nGuests zorblax behind the house.\n"
PATH = "guidelines/parking-rules.md"
HEAD = "---\ntitle: Parking\nkind: guideline\n"


def entry(desk: Desk, path: str = PATH) -> Entry:
    return next(one for one in desk.documents.all() if one.path == path)


def own_files(desk: Desk) -> list[str]:
    folder = desk.settings.home / "knowledge"
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*.*"))


def found(desk: Desk) -> bool:
    return any(one.path == PATH for one in desk.knowledge.search("zorblax", count=3))


@pytest.fixture
def roles(settings: Settings) -> Desk:
    return Desk(settings.model_copy(update={"drafters": ("Dee", "Ann"), "admins": ("Ann",)}))


# adding


def test_what_is_added_is_found_at_once_and_on_the_record(desk: Desk) -> None:
    kept = desk.documents.add(PARKING, name="parking.txt", by="Ana")
    assert (kept.path, kept.behind) == (PATH, "")
    assert entry(desk) == Entry(PATH, "Parking rules", "guideline", "ok", own=True, indexed=True)
    assert found(desk)
    with desk.store.reading() as records:
        (line,) = records.audit("")
    assert (line.by, line.verb, line.subject) == ("Ana", "add document", PATH)
    assert line.detail == {"file": "parking.txt"}


def test_a_name_that_is_taken_is_refused_and_nothing_changes(desk: Desk) -> None:
    desk.documents.add(PARKING, name="a.txt", by="Ana")
    with pytest.raises(KnowledgeError, match=f"there is a document {PATH} already"):
        desk.documents.add(PARKING, name="b.txt", by="Ana")
    with pytest.raises(KnowledgeError, match=r"there is a document guidelines/voice\.md already"):
        desk.documents.add(PARKING, name="b.txt", title="Voice", by="Ana")
    with desk.store.reading() as records:
        assert len(records.audit("")) == 1


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (papers.encrypted("secret"), "a.pdf"),
        (bytes(100_000_000), "a.docx"),
        (papers.zip_bomb(), "a.docx"),
        (f"{HEAD}mood: x\n---\nB".encode(), "a.md"),
        (b"\x00\x01", "a.txt"),
        (b"\xff\xfe", "a.txt"),
        (b"", "a.md"),
    ],
    ids=["encrypted", "100 MB", "zip bomb", "unknown key", "binary", "not UTF-8", "empty"],
)
def test_a_bad_file_leaves_nothing_behind(desk: Desk, data: bytes, name: str) -> None:
    before = desk.library.documents
    with pytest.raises(KnowledgeError):
        desk.documents.add(data, name=name, by="Ana")
    assert desk.library.documents == before
    assert own_files(desk) == []


def test_a_file_that_hangs_its_reader_is_given_up(desk: Desk) -> None:
    desk.documents.worker = Worker((sys.executable, "-c", "import time; time.sleep(60)"), 0.3)
    with pytest.raises(KnowledgeError, match=r"a\.pdf: takes more than 0\.3 seconds"):
        desk.documents.add(b"%PDF-", name="a.pdf", by="Ana")
    assert own_files(desk) == []


# editing


def test_a_save_rests_on_the_text_that_was_read(desk: Desk) -> None:
    desk.documents.add(PARKING, name="a.txt", by="Ana")
    source = desk.documents.open(PATH)
    desk.documents.save(PATH, source.text + "More.", base=source.stamp, by="Ana")
    with pytest.raises(Conflict):
        desk.documents.save(PATH, "Ben's.", base=source.stamp, by="Ben")
    after = desk.documents.open(PATH)
    assert after.text == source.text + "More."
    assert after.entry.indexed


def test_a_wrong_text_is_refused_and_the_old_one_stays(desk: Desk) -> None:
    desk.documents.add(PARKING, name="a.txt", by="Ana")
    source = desk.documents.open(PATH)
    with pytest.raises(KnowledgeError, match=rf"^{PATH}:4: unknown key 'mood'"):
        desk.documents.save(PATH, f"{HEAD}mood: x\n---\nB", base=source.stamp, by="Ana")
    assert desk.documents.open(PATH) == source


def test_a_shipped_document_is_copied_before_it_is_edited(desk: Desk) -> None:
    path = "guidelines/voice.md"
    source = desk.documents.open(path)
    with pytest.raises(KnowledgeError, match="make it yours first"):
        desk.documents.save(path, source.text, base=source.stamp, by="Ana")
    desk.documents.own(path, by="Ana")
    assert desk.documents.open(path).text == source.text
    ours = entry(desk, path)
    assert (ours.own, ours.shipped, ours.indexed) == (True, True, True)
    with pytest.raises(KnowledgeError, match="own already"):
        desk.documents.own(path, by="Ana")


def test_a_document_that_fails_is_listed_with_its_reason_and_can_be_mended(desk: Desk) -> None:
    folder = desk.settings.home / "knowledge/guidelines"
    folder.mkdir(parents=True)
    (folder / "bad.md").write_bytes(b"---\nkind: poem\n---\ncaf\xe9")
    bad = entry(desk, "guidelines/bad.md")
    assert (bad.state, bad.title, bad.indexed) == ("failed", "bad.md", False)
    assert "not UTF-8" in bad.reason
    source = desk.documents.open("guidelines/bad.md")
    assert "caf\ufffd" in source.text
    desk.documents.save("guidelines/bad.md", f"{HEAD}---\nB", base=source.stamp, by="Ana")
    assert entry(desk, "guidelines/bad.md").indexed


# retiring


def test_a_retired_document_stays_and_is_never_recalled_until_it_is_restored(desk: Desk) -> None:
    desk.documents.add(PARKING, name="a.txt", by="Ana")
    desk.documents.retire(PATH, by="Ana")
    assert not found(desk)
    assert (entry(desk).state, entry(desk).indexed) == ("retired", False)
    assert "zorblax" in desk.documents.open(PATH).text
    with pytest.raises(KnowledgeError, match="is retired already"):
        desk.documents.retire(PATH, by="Ana")
    desk.documents.restore(PATH, by="Ana")
    assert found(desk)
    with pytest.raises(KnowledgeError, match="is not retired"):
        desk.documents.restore(PATH, by="Ana")
    with desk.store.reading() as records:
        verbs = [line.verb for line in records.audit("")]
    assert verbs == ["add document", "retire document", "restore document"]


def test_a_shipped_document_is_retired_too_and_the_sync_says_removed(settings: Settings) -> None:
    desk, path = Desk(settings), "guidelines/customer-promises.md"
    assert any(one.path == path for one in desk.knowledge.citable())
    desk.knowledge.sync()
    folder = settings.home / "knowledge"
    folder.mkdir(parents=True)
    (folder / "retired.txt").write_text(path, encoding="utf-8")
    assert desk.knowledge.sync().removed == (path,)
    assert not any(one.path == path for one in desk.knowledge.citable())
    desk.close()


# who may, what has no name, an index that cannot follow


def test_drafters_write_and_admins_retire_and_decide_what_may_carry_a_claim(roles: Desk) -> None:
    with pytest.raises(NotAllowed):
        roles.documents.add(PARKING, name="a.txt", by="Bob")
    with pytest.raises(NotAllowed):
        roles.documents.add(PARKING, name="a.txt", by="Dee", citable=True)
    roles.documents.add(PARKING, name="a.txt", by="Dee")
    source = roles.documents.open(PATH)
    citable = source.text.replace("citable: false", "citable: true")
    with pytest.raises(NotAllowed):
        roles.documents.save(PATH, citable, base=source.stamp, by="Dee")
    roles.documents.save(PATH, citable, base=source.stamp, by="Ann")
    with pytest.raises(NotAllowed):
        roles.documents.save(PATH, source.text, base=roles.documents.open(PATH).stamp, by="Dee")
    with pytest.raises(NotAllowed):
        roles.documents.retire(PATH, by="Dee")
    roles.close()


@pytest.mark.parametrize(
    "path", ["../drafter.db", "/etc/passwd", "guidelines/../../drafter.db", ""]
)
def test_only_what_lies_in_the_folders_has_a_name(desk: Desk, path: str) -> None:
    desk.crises.welcome()
    for verb in (desk.documents.retire, desk.documents.own):
        with pytest.raises(NotFound, match="drafter knowledge list"):
            verb(path, by="Ana")
    with pytest.raises(NotFound):
        desk.documents.save(path, "x", base="", by="Ana")
    with pytest.raises(NotFound):
        desk.documents.open(path)


@pytest.mark.parametrize("wrong", [KnowledgeError("the disk is full"), RuntimeError("boom")])
def test_an_index_that_cannot_follow_is_said_in_one_line(desk: Desk, wrong: Exception) -> None:
    class Stuck:
        documents: dict[str, str] = {}

        def sync(self, *_: object) -> None:
            raise wrong

        def close(self) -> None: ...

    desk._tools["library"] = Stuck()
    kept = desk.documents.add(PARKING, name="a.txt", by="Ana")
    assert kept.behind.startswith("kept, but the search index does not have it yet (")
    assert "boom" not in kept.behind
    assert not entry(desk).indexed


def test_a_sync_after_a_start_reports_what_changed_while_the_desk_was_closed(
    settings: Settings,
) -> None:
    desk = Desk(settings)
    assert len(desk.knowledge.sync().added) > 20
    desk.close()
    folder = settings.home / "knowledge/guidelines"
    folder.mkdir(parents=True)
    (folder / "parking-rules.md").write_bytes(PARKING)
    desk = Desk(settings)
    assert desk.knowledge.sync().added == (PATH,)
    assert desk.knowledge.sync().added == ()
    desk.close()


def test_the_index_follows_files_that_were_changed_beside_the_desk(desk: Desk) -> None:
    assert desk.documents.follow() == ""
    folder = desk.settings.home / "knowledge/guidelines"
    folder.mkdir(parents=True)
    (folder / "parking-rules.md").write_bytes(PARKING)
    assert not entry(desk).indexed
    assert desk.documents.follow() == ""
    assert entry(desk).indexed


def test_a_kill_while_writing_leaves_the_old_text(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.documents.add(PARKING, name="a.txt", by="Ana")
    source = desk.documents.open(PATH)

    def cut(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", cut)
        with pytest.raises(KeyboardInterrupt):
            desk.documents.save(PATH, source.text + "More.", base=source.stamp, by="Ana")
    assert desk.documents.open(PATH) == source
    with desk.store.reading() as records:
        assert len(records.audit("")) == 1
