"""The Knowledge page: documents are added, edited, retired and mended, by those who may."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from drafter.desk import Desk
from drafter.settings import ROOT
from drafter.ui import shell

PATH = "guidelines/parking.md"
HEAD = "---\ntitle: Parking\nkind: guideline\n---\n"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Desk]:
    monkeypatch.setattr(shell, "_warm", lambda opened: None)
    for name, value in getattr(request, "param", {}).items():
        monkeypatch.setenv(name, value)
    streamlit.cache_resource.clear()
    made = shell.desk()
    folder = made.settings.home / "knowledge/guidelines"
    folder.mkdir(parents=True)
    (folder / "parking.md").write_text(f"{HEAD}Behind the house.\n", encoding="utf-8")
    (folder / "bad.md").write_text("---\ntitle: '![x](http://evil/x.png)'\nkind: poem\n---\nB\n")
    yield made
    made.close()
    streamlit.cache_resource.clear()


def shown(name: str = "Ben", **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["name"] = name
    for key, value in query.items():
        app.query_params[key] = value
    app.switch_page(str(Path("drafter/ui/knowledge.py")))
    return app.run()


def press(app: AppTest, name: str) -> AppTest:
    next(button for button in app.button if button.label == name).click().run()
    assert not app.exception
    return app


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def area(app: AppTest):  # type: ignore[no-untyped-def]
    return next(area for area in app.text_area if area.label.startswith("The whole file"))


def pages(app: AppTest) -> str:
    return "".join(str(part.proto.body) for part in app.get("html"))


def test_a_file_put_in_by_hand_is_listed_and_in_the_index(opened: Desk) -> None:
    app = shown(document=PATH)
    assert PATH in opened.library.documents
    assert "Edit" in labels(app)
    assert "Behind the house." in pages(app)


def test_a_text_is_edited_and_saved(opened: Desk) -> None:
    app = press(shown(document=PATH), "Edit")
    area(app).input(f"{HEAD}In front of it.\n")
    press(app, "Save")
    assert "is saved" in app.success[0].value
    assert opened.documents.open(PATH).text == f"{HEAD}In front of it.\n"
    assert opened.documents.open(PATH).entry.indexed
    assert not app.text_area


def test_a_wrong_text_stays_in_the_editor_with_its_reason(opened: Desk) -> None:
    app = press(shown(document=PATH), "Edit")
    wrong = HEAD.replace("title", "name")
    area(app).input(wrong + "B")
    press(app, "Save")
    assert "2" in app.error[0].value
    assert area(app).value == wrong + "B"
    assert "Behind" in opened.documents.open(PATH).text


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("Save mine over it", "Mine."), ("Drop mine, keep the saved one", "Theirs.")],
)
def test_a_conflict_keeps_both_texts_until_one_is_chosen(
    opened: Desk, choice: str, kept: str
) -> None:
    app = press(shown(document=PATH), "Edit")
    stamp = opened.documents.open(PATH).stamp
    opened.documents.save(PATH, f"{HEAD}Theirs.", base=stamp, by="Ana")
    area(app).input(f"{HEAD}Mine.")
    press(app, "Save")
    assert "Mine." in pages(app)
    assert "Theirs." in pages(app)
    press(app, choice)
    assert opened.documents.open(PATH).text == f"{HEAD}{kept}"
    assert choice not in labels(app)


def test_a_shipped_document_is_made_ours_and_opened_to_edit(opened: Desk) -> None:
    app = press(shown(document="guidelines/voice.md"), "Make it ours")
    assert area(app).value == opened.documents.open("guidelines/voice.md").text
    assert opened.documents.open("guidelines/voice.md").entry.own


def test_a_document_is_retired_and_restored_with_one_click_each(opened: Desk) -> None:
    app = press(shown(document=PATH), "Retire")
    assert "Undo with Restore" in app.success[0].value
    assert PATH not in opened.library.documents
    press(app, "Restore")
    assert PATH in opened.library.documents


def test_a_document_that_fails_is_shown_as_it_is_and_mended(opened: Desk) -> None:
    app = shown(document="guidelines/bad.md")
    assert "kind must be one of guideline, case" in pages(app)
    assert "![x](http://evil/x.png)" in pages(app)
    press(app, "Edit")
    area(app).input(f"{HEAD}B\n")
    press(app, "Save")
    assert opened.documents.open("guidelines/bad.md").entry.state == "ok"


def test_an_upload_is_taken_in(opened: Desk) -> None:
    app = shown()
    app.get("file_uploader")[0].upload("a.txt", b"Opening hours\n\nNine.", "text/plain").run()  # type: ignore[attr-defined]
    press(app, "Add it")
    assert "guidelines/opening-hours.md" in opened.library.documents
    assert app.query_params["document"] == "guidelines/opening-hours.md"


@pytest.mark.parametrize(
    "opened", [{"DRAFTER_DRAFTERS": "Ana", "DRAFTER_ADMINS": "Ana"}], indirect=True
)
def test_a_reader_may_do_none_of_it(opened: Desk) -> None:
    app = shown(document=PATH)
    able = {button.label for button in app.button if not button.disabled}
    assert not able & {"Edit", "Make it ours", "Retire", "Restore", "Add it"}
