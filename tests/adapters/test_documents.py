"""Documents: what lies in the folders, what is uploaded, and files that mean harm."""

import io
import sys
import threading
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.adapters import documents
from drafter.adapters.documents import Folder, Worker, worker
from drafter.adapters.documents.files import walk
from drafter.adapters.documents.folder import stamp
from drafter.errors import Conflict, KnowledgeError
from drafter.frontmatter import compose, split
from drafter.model.knowledge import Guideline
from tests import papers

HEAD = "---\ntitle: A\nkind: guideline\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own/guidelines").mkdir(parents=True)
    (tmp_path / "own/cases").mkdir()
    return tmp_path / "own"


def put(folder: Path, path: str, text: str | bytes) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    (folder / path).write_bytes(data)


# what lies in the folders


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.txt", "\nParking rules\n\nBehind the house.\n", "Parking rules"),
        ("a.txt", f"{'Long ' * 40}\n", "a"),
        ("a.md", "Words first.\n\n## Parking rules ##\n\nBehind.\n", "Parking rules"),
        ("a.md", "No heading at all.\n", "a"),
    ],
)
def test_a_plain_guideline_has_a_title_of_its_own_and_may_not_be_cited(
    folder: Path, name: str, text: str, title: str
) -> None:
    put(folder, f"guidelines/{name}", text)
    (made,) = documents.load([folder]).documents
    assert isinstance(made.head, Guideline)
    assert (made.title, made.head.citable, made.body, made.body_line) == (title, False, text, 1)


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("cases/a.txt", b"A case.", "a past case is a Markdown file (.md) with front matter"),
        ("cases/a.md", b"# A case", ":1: must begin with front matter"),
        ("guidelines/a.txt", b"fine\n\x00\x01\x02", ":2: is not plain text"),
        ("guidelines/a.txt", b"caf\xe9", "is not UTF-8 text (byte 3): save it as UTF-8"),
        ("guidelines/a.txt", b" \n", "is empty"),
        ("guidelines/a.pdf", b"%PDF-", "a PDF is taken by upload only"),
        ("guidelines/a.docx", b"PK", "a DOCX is taken by upload only"),
    ],
)
def test_a_file_that_is_no_document_says_why(
    folder: Path, path: str, data: bytes, said: str
) -> None:
    put(folder, path, data)
    loaded = documents.load([folder])
    assert not loaded.documents
    assert said in loaded.failed[path]
    assert "\n" not in loaded.failed[path]


def test_what_is_hidden_or_of_another_kind_is_no_document(folder: Path) -> None:
    for name in (".x.md", ".6f.new", "photo.png"):
        put(folder, f"guidelines/{name}", "x")
    assert not walk([folder])


def test_a_link_out_of_the_folder_is_refused_and_one_within_is_read(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.md").write_text("Secret.", encoding="utf-8")
    put(folder, "guidelines/a.md", "Fine.")
    (folder / "guidelines/out.md").symlink_to(tmp_path / "secret.md")
    (folder / "guidelines/in.md").symlink_to(folder / "guidelines/a.md")
    loaded = documents.load([folder])
    assert [one.path for one in loaded.documents] == ["guidelines/a.md", "guidelines/in.md"]
    assert "a link to a place outside" in loaded.failed["guidelines/out.md"]


def test_a_whole_folder_that_is_a_link_elsewhere_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.md").write_text("Secret.", encoding="utf-8")
    (folder / "guidelines").rmdir()
    (folder / "guidelines").symlink_to(tmp_path / "elsewhere")
    assert "outside" in documents.load([folder]).failed["guidelines/a.md"]


def test_a_retired_document_is_left_out_also_where_another_folder_has_it(
    folder: Path, tmp_path: Path
) -> None:
    shipped = tmp_path / "shipped"
    (shipped / "guidelines").mkdir(parents=True)
    put(shipped, "guidelines/a.md", "Theirs.")
    put(shipped, "guidelines/b.md", "Theirs.")
    put(folder, "retired.txt", "# a remark\nguidelines/a.md\nguidelines/gone.md\n")
    loaded = documents.load([shipped, folder])
    assert [one.path for one in loaded.documents] == ["guidelines/b.md"]
    assert loaded.retired == ("guidelines/a.md",)


def test_a_list_of_the_retired_that_cannot_be_read_is_said(folder: Path) -> None:
    put(folder, "retired.txt", b"\xff\xfe")
    assert "not UTF-8" in documents.load([folder]).failed["retired.txt"]


# the team's folder


def test_a_write_replaces_only_the_text_it_rests_on(folder: Path) -> None:
    put(folder, "guidelines/a.md", "One.")
    own = Folder(folder)
    found = walk([folder.parent / "none", folder])["guidelines/a.md"]
    with own.held():
        own.write(found.path, "Two.", over=found, base=stamp(b"One."))
        with pytest.raises(Conflict, match=r"somebody else changed guidelines/a\.md"):
            own.write(found.path, "Three.", over=found, base=stamp(b"One."))
    assert found.file.read_text(encoding="utf-8") == "Two."
    assert [one.name for one in (folder / "guidelines").iterdir()] == ["a.md"]


def test_nothing_is_written_through_a_link_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / "guidelines").rmdir()
    (folder / "guidelines").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KnowledgeError, match="leads outside"):
        Folder(folder).write("guidelines/a.md", "Text.")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="cannot be written"), Folder(tmp_path / "file").held():
        pass


def test_of_many_editors_at_once_one_saves_and_the_others_are_told(folder: Path) -> None:
    put(folder, "guidelines/a.md", "One.")
    found = walk([folder.parent / "none", folder])["guidelines/a.md"]
    told: list[int] = []

    def edit(number: int) -> None:
        own = Folder(folder)
        with own.held():
            try:
                own.write(found.path, f"By {number}.", over=found, base=stamp(b"One."))
            except Conflict:
                told.append(number)

    editors = [threading.Thread(target=edit, args=(number,)) for number in range(8)]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    assert len(told) == 7


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])), st.booleans())
def test_front_matter_that_is_composed_is_read_back(title: str, citable: bool) -> None:
    text = compose({"title": title, "citable": citable}, "# Body\n")
    front = split(text, "x.md", KnowledgeError)
    assert front.head.data == {"title": title, "citable": citable}
    assert front.body.strip() == "# Body"


# uploads


def test_a_word_file_becomes_markdown_with_headings_lists_and_tables() -> None:
    upload = documents.taken(papers.word(), "Refund Policy (final).docx")
    assert upload.document.path == "guidelines/refund-policy.md"
    assert upload.document.head == Guideline(
        title="Refund policy", kind="guideline", source="Refund Policy (final).docx"
    )
    assert upload.document.body.strip() == (
        "# Refund policy\n\n## Who pays\n\nWe pay within five days.\nNobody has to ask twice.\n\n"
        "- Orders under 50 pounds\n- Gift cards\n1. Call the bank\n\n"
        "| Role | Most |\n|---|---|\n| Agent\\|lead | 50 pounds |\n\nAsk the duty manager for more."
    )
    assert upload.remarks == ()


def test_a_pdf_becomes_paragraphs_with_cut_words_joined() -> None:
    wide = "This line is about as wide as the page, so that the next one goes on com-"
    data = papers.pdf(
        ["Opening hours", wide, "pletely in the same paragraph.", "1"],
        [
            "- We open at nine.",
            "- We close at five, or later where",
            "somebody waits.",
            "Page 2 of 2",
        ],
    )
    upload = documents.taken(data, "hours.pdf", title="Hours", citable=True)
    assert upload.document.body.strip().split("\n\n") == [
        "Opening hours",
        wide[:-1] + "pletely in the same paragraph.",
        "- We open at nine.",
        "- We close at five, or later where somebody waits.",
    ]
    assert (upload.document.title, upload.document.head.citable) == ("Hours", True)  # type: ignore[union-attr]


def test_a_pdf_that_an_empty_password_opens_is_read() -> None:
    upload = documents.taken(papers.encrypted(""), "a.pdf")
    assert "Nobody may read this." in upload.text


def test_what_is_left_out_of_a_file_is_said() -> None:
    answer = (
        '{"title": "", "text": "T", "pictures": 1, "footnotes": 2, "pages_without_text": [3, 4]}'
    )
    double = Worker((sys.executable, "-c", f"print('''{answer}''')"))
    assert documents.taken(b"%PDF-", "a.pdf", worker=double).remarks == (
        "1 picture left out: only text is kept",
        "2 footnotes left out: only text is kept",
        "no text on page 3, 4: pictures of text are not read",
    )


def test_markdown_with_front_matter_is_kept_as_it_is() -> None:
    text = f"{HEAD}\r\nBody.\n"
    upload = documents.taken(text.encode(), "Brand Voice.md")
    assert upload.text == text.replace("\r\n", "\n")
    assert upload.document.path == "guidelines/brand-voice.md"


def test_plain_text_gets_front_matter_and_a_name_that_is_none_gets_a_slug() -> None:
    upload = documents.taken("返品\n\n五日以内。\n".encode(), "返品.txt")
    assert upload.document.title == "返品"
    assert upload.document.path.startswith("guidelines/document-")
    assert documents.taken(b"x", "../../etc/passwd.txt").document.path == "guidelines/x.md"


BAD = [
    (b"", "a.md", {}, "a.md: is empty"),
    (b" \n", "a.txt", {}, "a.txt: is empty"),
    (b"junk \x00\x01\x02 junk", "a.txt", {}, "a.txt:1: is not plain text"),
    (b"\xff\xfea\x00", "a.txt", {}, "is not UTF-8 text (byte 0)"),
    (f"{HEAD[:-4]}mood: good\n---\nB".encode(), "a.md", {}, "a.md:4: unknown key 'mood'"),
    (f"{HEAD}B".encode(), "a.md", {"title": "Z"}, "says title: A in its own front matter"),
    (f"{HEAD}B".encode(), "a.md", {"citable": True}, "says citable: False in its own"),
    (b"text", "a.txt", {"kind": "case"}, "a past case needs front matter"),
    (b"text", "a.txt", {"kind": "poem"}, "kind must be one of guideline, case"),
    (b"text", "a.xlsx", {}, "is no .md, .txt, .docx or .pdf"),
    (b"text", "a.pdf", {}, "is neither DOCX nor PDF by its content, not what .pdf says"),
    (b"%PDF-1.4", "a.docx", {}, "is a PDF by its content"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a.docx",
        {},
        "protected by a password or of an old Word",
    ),
    (b"%PDF-1.4 and then nothing", "a.pdf", {}, "a.pdf: cannot be read: the file is damaged"),
    (b"PK\x03\x04 and then nothing", "a.docx", {}, "a.docx: cannot be read: the file is damaged"),
    (papers.scanned(), "a.pdf", {}, "has no text, only pictures of it"),
    (papers.encrypted("secret"), "a.pdf", {}, "is protected by a password"),
    (papers.archive({"xl/workbook.xml": b"<x/>"}), "a.docx", {}, "is an archive but no Word"),
    (papers.archive({"word/document.xml": b"<x/>"}), "a.docx", {}, "damaged"),
]


@pytest.mark.parametrize(("data", "name", "more", "said"), BAD, ids=[one[3][:40] for one in BAD])
def test_a_bad_upload_is_one_clear_line(
    data: bytes, name: str, more: dict[str, object], said: str
) -> None:
    with pytest.raises(KnowledgeError) as refused:
        documents.taken(data, name, **more)  # type: ignore[arg-type]
    assert said in str(refused.value)
    assert str(refused.value).startswith(name)
    assert "\n" not in str(refused.value)


def test_an_upload_of_100_mb_is_refused_before_anything_is_read() -> None:
    with pytest.raises(KnowledgeError, match="is more than the 25 MB allowed"):
        documents.taken(bytes(100_000_000), "a.docx", worker=Worker(("/no/such/program",)))


def test_a_zip_bomb_is_not_unpacked() -> None:
    with pytest.raises(KnowledgeError, match="would unpack to far more than a document holds"):
        documents.taken(papers.zip_bomb(), "a.docx")


def test_a_pdf_bomb_stays_within_the_workers_memory() -> None:
    with pytest.raises(KnowledgeError, match="would unpack to far more"):
        documents.taken(papers.pdf_bomb(), "a.pdf")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import time; time.sleep(60)", "takes more than 0.5 seconds to read"),
        ("import os; os.kill(os.getpid(), 24)", "takes more than"),
        ("import os; os.kill(os.getpid(), 9)", "damaged"),
        ("print('no JSON')", "damaged"),
        ("print('[]')", "damaged"),
        ("""print('{"title": 1}')""", "damaged"),
        ("raise SystemExit(77)", "damaged"),
        ("raise SystemExit(16)", "takes more memory than a document may"),
    ],
)
def test_a_worker_that_hangs_dies_or_lies_is_one_clear_line(code: str, said: str) -> None:
    double = Worker((sys.executable, "-c", code), seconds=0.5 if "sleep" in code else 30)
    with pytest.raises(KnowledgeError, match=said):
        documents.taken(b"%PDF-", "a.pdf", worker=double)


def test_the_worker_has_no_more_memory_than_it_is_given() -> None:
    script = Worker().command[-1]
    eats = (
        f"import runpy, sys; capped = runpy.run_path({script!r})['capped']\n"
        "capped(400_000_000, 30)\n"
        "try: bytearray(500_000_000)\n"
        "except MemoryError: sys.exit(16)\n"
    )
    with pytest.raises(KnowledgeError, match="takes more memory"):
        documents.taken(b"%PDF-", "a.pdf", worker=Worker((sys.executable, "-c", eats)))


def test_the_worker_gets_no_secrets_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    tells = (
        "import json, os; print(json.dumps({'title': '', 'text': str(dict(os.environ)),"
        "'pictures': 0, 'footnotes': 0, 'pages_without_text': []}))"
    )
    upload = documents.taken(b"%PDF-", "a.pdf", worker=Worker((sys.executable, "-c", tells)))
    assert "secret" not in upload.text


# the worker's readers


def test_word_text_in_tracked_insertions_controls_and_boxes_is_kept_and_deleted_text_is_not() -> (
    None
):
    paper = docx.Document()
    paper.add_paragraph("PLACE")
    paper.add_picture(io.BytesIO(_PIXEL))
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inner = (
        f"<w:sdt {w}><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        f"<w:p {w}><w:ins><w:r><w:t>Added</w:t><w:tab/><w:t>later.</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>Moved away.</w:t></w:r></w:moveFrom>"
        "<w:r><w:footnoteReference/></w:r></w:p>"
        f'<w:p {w}><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:r><w:t>Deep.</w:t></w:r></w:p>'
    )
    data = papers.saved(paper)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "word/document.xml":
                body = body.replace(b"<w:p><w:r><w:t>PLACE</w:t></w:r></w:p>", inner.encode())
            new.writestr(name, body)
    read = worker.from_docx(out.getvalue())
    assert read["text"] == "In a control.\n\nAdded later.\n\n  - Deep.\n"
    assert (read["pictures"], read["footnotes"]) == (1, 1)


def test_a_reader_gives_the_files_own_title_and_markdown() -> None:
    read = worker.from_docx(papers.word())
    assert read["title"] == "Refund policy"
    assert "1. Call the bank\n\n| Role | Most |\n|---|---|\n" in read["text"]
    assert read["text"].endswith("Ask the duty manager for more.\n")


def test_the_readers_say_what_is_wrong_as_an_exit_code() -> None:
    assert worker.run("docx", papers.zip_bomb()) == (worker.Wrong.BOMB, b"")
    assert worker.run("pdf", papers.scanned()) == (worker.Wrong.NO_TEXT, b"")
    assert worker.run("pdf", papers.encrypted("secret")) == (worker.Wrong.ENCRYPTED, b"")
    assert worker.run("pdf", b"junk") == (worker.Wrong.BROKEN, b"")
    assert worker.run("pdf", papers.pdf(["Hello."]))[0] == 0


def test_a_text_that_is_too_long_and_pages_without_end_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "MOST_TEXT", 5)
    assert worker.run("pdf", papers.pdf(["Hello there."]))[0] == worker.Wrong.TOO_LONG
    monkeypatch.setattr(worker, "_MOST_MEMBERS", 1)
    assert worker.run("pdf", papers.pdf(["One"], ["Two"]))[0] == worker.Wrong.TOO_LONG
    assert worker.run("docx", papers.word())[0] == worker.Wrong.BOMB


@given(st.lists(st.text(alphabet="ab -•1", max_size=12), max_size=12))
def test_unwrapping_keeps_every_letter_of_a_page(lines: list[str]) -> None:
    page = "\n".join(lines)
    kept = worker.unwrapped(page)
    for letter in "ab":
        assert kept.count(letter) == page.count(letter)


_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c636060606000000005000157a5d5b40000000049454e44ae426082"
)
