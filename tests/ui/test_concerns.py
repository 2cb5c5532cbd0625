"""The page on concerns: at a glance, one click to posts and drafts, decisions and their undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from drafter.desk import Desk
from drafter.settings import ROOT
from drafter.ui import shell

SLUG = "late-flights"
EVIL = "Late <img src=x onerror=alert(1)> again, where is my bag?"
HEAD = "Date,Author,Full Text,Reach"
TEXTS = [
    "Flight three hours late, no crew in sight",
    "Late again, the crew never came",
    EVIL,
    "My bag is lost, where is my bag?",
    "They lost both our bags at the airport",
    "Refund refused, 200 dollars gone",
]


def csv_of() -> bytes:
    rows = [
        f'2026-03-14T{9 + number % 8:02}:00:00Z,author{number},"{TEXTS[number % len(TEXTS)]}",{number}'
        for number in range(48)
    ]
    return "\n".join([HEAD, *rows]).encode()


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "ui"))
    monkeypatch.setenv("DRAFTER_SAMPLE", "false")
    monkeypatch.setattr(shell, "_warm", lambda opened: None)
    streamlit.cache_resource.clear()
    made = shell.desk()
    made.crises.make(title="Late flights", organisation="Example Air", by="Ana", slug=SLUG)
    made.mentions.take(SLUG, csv_of(), name="a.csv", by="Ana")
    yield made
    made.close()
    streamlit.cache_resource.clear()


def shown(name: str = "Ben", page: str = "concerns", **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["name"] = name
    for key, value in {"crisis": SLUG, **query}.items():
        app.query_params[key] = value
    app.switch_page(str(Path("drafter/ui") / f"{page}.py"))
    return app.run()


def words(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "\n".join(one.proto.body for one in app.get("html"))


def press(app: AppTest, key: str) -> AppTest:
    return next(one for one in app.button if one.key == key or one.label == key).click().run()


def write(app: AppTest, label: str, text: str) -> None:
    next(one for one in app.text_input if one.label.startswith(label)).input(text)


def test_the_page_answers_four_questions_at_a_glance(opened: Desk) -> None:
    app = shown()
    seen = words(app)
    for asked in (
        "What they are angry about",
        "Since when",
        "Who makes it louder",
        "What they ask",
    ):
        assert asked in seen
    assert "48 posts" in seen
    assert "where is my bag?" in seen
    assert "waiting" in seen
    assert len(app.get("vega_lite_chart")) == 2


def test_what_people_write_never_becomes_markup(opened: Desk) -> None:
    for concern in opened.concerns.all(SLUG):
        seen = words(shown(concern=concern.id))
        assert "<img" not in seen
    assert "<img" not in words(shown())


def test_one_click_leads_to_the_posts_and_a_word_overrules_the_score(opened: Desk) -> None:
    concern = opened.concerns.all(SLUG)[0]
    app = press(shown(), f"posts/{concern.id}")
    assert app.query_params["concern"] == concern.id
    posts = opened.concerns.posts(SLUG, concern.id).posts
    rule = next(one for one in app.button if (one.key or "").startswith("rule/"))
    name = str(rule.key).split("/")[1]
    rule.click().run()
    (post,) = opened.concerns.named(SLUG, [name])
    assert post.judged.overruled == "Ben"
    assert post.mention.id in {one.mention.id for one in posts}


def test_one_click_leads_to_a_draft_about_this_concern(opened: Desk) -> None:
    concern = opened.concerns.all(SLUG)[0]
    app = shown()
    press(app, f"reply/{concern.id}")
    assert app.session_state[f"about/{SLUG}"][0] == concern.id


def test_the_draft_page_says_what_it_is_about_until_that_is_put_away(opened: Desk) -> None:
    concern = opened.concerns.all(SLUG)[0]
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["name"] = "Ben"
    app.session_state[f"about/{SLUG}"] = (concern.id, "Where is <my> bag?")
    app.session_state[f"post/{SLUG}"] = opened.mentions.all(SLUG)[2].id
    app.query_params["crisis"] = SLUG
    app.query_params["kind"] = "reply"
    app.switch_page("drafter/ui/draft.py")
    seen = words(app.run())
    assert "Where is &lt;my&gt; bag?" in seen
    assert "&lt;img src=x" in seen
    seen = words(press(press(app, "About all concerns"), "Reply to another post"))
    assert "Where is &lt;my&gt; bag?" not in seen


def test_the_last_decision_is_named_and_one_click_takes_it_back(opened: Desk) -> None:
    concern = opened.concerns.all(SLUG)[0]
    opened.concerns.rename(SLUG, concern.id, "Late crews", base=1, by="Ana")
    app = shown()
    assert "Ana named a concern &#x27;Late crews&#x27;" in words(app)
    press(app, "Undo")
    assert opened.concerns.all(SLUG)[0].label == concern.label


def test_a_dismissed_concern_stands_below_the_list_with_a_way_back(opened: Desk) -> None:
    top = opened.concerns.all(SLUG)[0]
    opened.concerns.dismiss(SLUG, top.id, base=1, by="Ana")
    press(shown(), f"restore/{top.id}")
    assert opened.concerns.shown(SLUG).dismissed == ()


def test_a_part_is_split_off_with_one_click(opened: Desk) -> None:
    first, second = opened.concerns.all(SLUG)[:2]
    opened.concerns.merge(SLUG, second.id, into=first.id, base=1, by="Ana")
    app = press(shown(concern=first.id), f"split/{second.id}")
    assert second.id in {one.id for one in opened.concerns.all(SLUG)}
    assert not app.exception


def test_chosen_posts_become_a_concern(opened: Desk) -> None:
    concern = opened.concerns.all(SLUG)[0]
    app = shown(concern=concern.id)
    app.checkbox[0].check().run()
    write(app, "Make a concern", "No crew")
    press(app, "Make it a concern")
    assert "No crew" in {one.label for one in opened.concerns.all(SLUG)}


def test_somebody_who_was_first_is_named_and_nothing_is_overwritten(opened: Desk) -> None:
    first, second = opened.concerns.all(SLUG)[:2]
    opened.concerns.merge(SLUG, second.id, into=first.id, base=1, by="Ana")
    app = shown(concern=first.id)
    opened.concerns.rename(SLUG, second.id, "Ana's name", base=2, by="Ana")
    press(app, f"split/{second.id}")
    assert opened.concerns.shown(SLUG).number == 3
    assert any("Ana chose rename" in one.value.replace("\u2060", "") for one in app.error)


def test_a_concern_that_is_gone_leads_back_to_all_of_them(opened: Desk) -> None:
    app = shown(concern="no-such")
    assert "What they are angry about" in words(app)
    assert "concern" not in app.query_params


def test_posts_that_were_not_sorted_in_can_be(
    opened: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(opened.concerns, "catch_up", lambda *_, **__: 0)
        opened.mentions.take(
            SLUG, f"{HEAD}\n,zoe,Late and later,1".encode(), name="b.csv", by="Ana"
        )
    app = shown()
    assert "No concern yet: 1 post." in words(app)
    press(app, "Sort them in")
    assert opened.concerns.shown(SLUG).unsorted == 0


def test_who_may_not_decide_sees_everything_and_cannot_click(
    opened: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from drafter.desk.people import People

    strict = opened.settings.model_copy(update={"drafters": ("Ana",)})
    monkeypatch.setattr(opened, "people", People(strict))
    app = shown()
    assert all(one.disabled for one in app.button if (one.key or "").startswith("change/"))
    assert "What they ask" in words(app)
