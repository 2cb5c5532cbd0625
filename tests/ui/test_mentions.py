"""The Mentions page: a person sees how a file is read, puts it right, and sees what became of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from drafter.desk import Desk
from drafter.settings import ROOT
from drafter.ui import shell, waiting

HOSTILE = "<img src=x> ![x](http://evil.example/a.png)"
EXPORT = (
    "said,remark,who,when\n"
    f'"{HOSTILE}",the longer of the columns here is a remark,=@ann,03/04/2025\n'
    "no answer,another remark that is longer than the text,bob,05/06/2025\n"
    ",,cy,05/06/2025\n"
).encode()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(shell, "_warm", lambda opened: None)
    monkeypatch.setenv("DRAFTER_SAMPLE", "false")
    streamlit.cache_resource.clear()
    made = shell.desk()
    made.crises.make(title="Late again", organisation="Acme", by="Ana", slug="late")
    yield made
    made.close()
    streamlit.cache_resource.clear()


def shown() -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["name"] = "Ben"
    app.query_params["crisis"] = "late"
    app.switch_page(str(Path("drafter/ui/mentions.py")))
    return app.run()


def upload(app: AppTest, name: str, data: bytes) -> AppTest:
    app.get("file_uploader")[0].upload(name, data, "text/csv").run()  # type: ignore[attr-defined]
    assert not app.exception
    return app


def press(app: AppTest, name: str) -> AppTest:
    next(button for button in app.button if button.label == name).click().run()
    assert not app.exception
    return app


def choose(app: AppTest, field: str, column: str) -> AppTest:
    next(box for box in app.selectbox if box.label == field).select(column).run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return "".join(str(part.proto.body) for part in app.get("html"))


def test_nothing_is_stored_before_the_columns_are_confirmed(opened: Desk) -> None:
    app = upload(shown(), "a.csv", EXPORT)
    assert "Nothing is stored yet." in said(app)
    assert "<p>another remark that is longer than the text</p>" in said(app)
    assert opened.mentions.count("late") == 0


def test_the_first_posts_follow_the_columns_and_the_dates_that_are_chosen(opened: Desk) -> None:
    app = choose(upload(shown(), "a.csv", EXPORT), "Text of the post", "said")
    app = choose(choose(app, "Author", "who"), "Date", "when")
    assert "<p>&lt;img src=x&gt; ![x](http://evil.example/a.png)</p>" in said(app)
    assert "@ann · 3 Apr 2025" in said(app)
    app.radio[0].set_value("month").run()
    assert "@ann · 4 Mar 2025" in said(app)
    app = press(app, "Import with these columns")
    assert f"{opened.mentions.all('late')[0].posted_at:%Y-%m-%d}" == "2025-03-04"
    assert "<b>3</b><span>rows read</span><small>= 2 + 0 + 1</small>" in said(app)
    assert "empty row" not in said(app)
    assert "no text" in said(app)


def test_the_mapping_is_remembered_for_the_next_file_of_that_header(opened: Desk) -> None:
    app = press(choose(upload(shown(), "a.csv", EXPORT), "Text of the post", "said"),
                "Import with these columns")  # fmt: skip
    again = upload(app, "b.csv", EXPORT.replace(b"no answer", b"no reply"))
    assert next(box for box in again.selectbox if box.label == "Text of the post").value == "said"
    assert "<p>no reply</p>" in said(again)


def test_without_a_text_column_there_is_no_import(opened: Desk) -> None:
    app = choose(upload(shown(), "a.csv", EXPORT), "Text of the post", "(no column)")
    assert next(one for one in app.button if one.label == "Import with these columns").disabled


def test_a_file_that_is_no_export_is_refused_in_one_line(opened: Desk) -> None:
    app = upload(shown(), "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert "is an old Excel workbook" in app.error[0].value.replace("\\", "")
    assert opened.mentions.imports("late") == ()


def test_pasted_lines_are_imported_and_an_empty_paste_is_said(opened: Desk) -> None:
    app = shown()
    app = press(app, "Import these posts")
    assert "paste the posts first" in said(app)
    next(area for area in app.text_area if area.label == "Posts, one a line").set_value(
        "my bus is late\n\nno answer\n"
    )
    press(app, "Import these posts")
    assert [post.text for post in opened.mentions.all("late")] == ["my bus is late", "no answer"]


def test_a_bug_on_the_way_is_told_where_the_person_is(
    opened: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = upload(shown(), "a.csv", EXPORT)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(opened.mentions, "take", broken)
    app = press(app, "Import with these columns")
    assert "That was a bug, not you" in app.error[0].value
    assert "secret" not in app.error[0].value


def test_an_import_that_was_left_is_found_again_with_its_report(opened: Desk) -> None:
    app = upload(shown(), "a.csv", EXPORT)
    begun = waiting._Work(
        lambda progress: (
            "left.csv",
            opened.mentions.take("late", EXPORT, name="left.csv", by="Ben", progress=progress),
        )
    )
    app.session_state["import/late"] = begun
    app.run()
    assert not app.exception
    assert "import/late" not in app.session_state
    assert any("left" in shown.value for shown in app.success)


def test_an_import_that_failed_after_it_was_left_is_told(opened: Desk) -> None:
    app = shown()
    app.session_state["import/late"] = waiting._Work(
        lambda progress: opened.mentions.take("late", b"", name="left.csv", by="Ben")
    )
    app.run()
    assert "is empty" in app.error[0].value
