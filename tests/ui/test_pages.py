"""Every page runs on the sample crisis, in Streamlit's own test double of a browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from drafter.desk import Desk
from drafter.model.brief import FactStatus, Role
from drafter.model.call import Call
from drafter.settings import ROOT
from drafter.ui import shell

PAGES = [
    "overview",
    "mentions",
    "concerns",
    "facts",
    "draft",
    "statement",
    "faq",
    "check",
    "knowledge",
]
SLUG = "sample-double-charge"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAFTER_HOME", str(tmp_path_factory.mktemp("ui")))
        patch.setattr(shell, "_warm", lambda opened: None)
        streamlit.cache_resource.clear()
        streamlit.cache_data.clear()
        made = shell.desk()
        made.drafting.start(SLUG, kind="apology", channel="press", by="Ana")
        yield made
        made.close()
        streamlit.cache_resource.clear()


def shown(page: str, name: str | None = "Ben", **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    if name:
        app.session_state["name"] = name
    for key, value in query.items():
        app.query_params[key] = value
    app.switch_page(str(Path("drafter/ui") / f"{page}.py"))
    return app.run()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_without_an_exception_and_says_which_crisis_it_is_about(
    page: str, opened: Desk
) -> None:
    app = shown(page)
    assert not app.exception
    assert not app.error
    assert app.query_params["crisis"] == SLUG


def test_nothing_is_shown_before_a_name_is_given(opened: Desk) -> None:
    app = shown("facts", name=None)
    assert [field.label for field in app.text_input] == ["Your name"]
    app.text_input[0].input("Ana Duarte")
    app.button[0].click().run()
    assert app.session_state["name"] == "Ana Duarte"
    assert "Your name" not in [field.label for field in app.text_input]


def test_the_author_sees_why_the_approval_is_not_theirs(opened: Desk) -> None:
    app = shown("statement", name="ana")
    approve = next(button for button in app.button if button.label.startswith("Approve"))
    assert approve.disabled


def test_answers_are_found_reviewed_and_approved_by_somebody_else(opened: Desk) -> None:
    app = shown("faq", name="Ana")
    next(button for button in app.button if button.label == "Find and answer").click().run()
    (job,) = opened.faq.of(SLUG)
    opened.faq._threads[job.id].join(60)
    assert opened.faq.progress(job.id).finished
    app = shown("faq", name="Ben")
    assert not app.exception
    sign = next(button for button in app.button if button.label == "Sign off as counsel")
    key = str(sign.key).removeprefix("counsel/")
    sign.click().run()
    next(button for button in app.button if button.key == f"approve/{key}").click().run()
    assert not app.exception
    assert not app.error
    facts = opened.facts.ledger(SLUG).by_id()
    reviews = {one.key: one.review(facts) for one in opened.faq.entries(job.id)}
    assert reviews[key] == "approved"
    app = shown("faq", name="Ana")
    assert next(one for one in app.button if one.label == "Sign off as counsel").disabled


def test_the_author_cannot_sign_off_as_counsel(opened: Desk) -> None:
    app = shown("statement", name="ana")
    assert next(button for button in app.button if button.label.startswith("Sign off")).disabled


def test_a_change_is_saved_as_a_revision_and_the_approval_of_another_is_void(opened: Desk) -> None:
    made, _ = opened.drafting.start(SLUG, kind="holding", channel="web", by="Ana")
    app = shown("statement", statement=made.id)
    approve = next(button for button in app.button if button.label == "Approve revision 1")
    assert approve.disabled  # a disputed fact of the sample calls for counsel
    next(button for button in app.button if button.label.startswith("Sign off")).click().run()
    next(button for button in app.button if button.label == "Approve revision 1").click().run()
    assert opened.statements.approval(opened.statements.get(made.id)) is not None
    area = next(area for area in app.text_area if area.label.startswith("Text, revision"))
    area.input(f"{area.value} More.").run()
    assert not app.exception
    after = opened.statements.get(made.id)
    assert after.latest.number == 2
    assert after.text.endswith(" More.")
    assert opened.statements.approval(after) is None


def test_a_withdrawn_fact_says_which_public_text_has_to_be_put_right(opened: Desk) -> None:
    opened.crises.make(title="Late", slug="late", organisation="Acme", by="Ana")
    told = opened.facts.add("late", role=Role.EVENT, text="12 buses were late.", by="Ana")
    opened.facts.confirm("late", told.id, by="Ana", source="depot")
    made, _ = opened.drafting.start("late", kind="update", channel="web", by="Ana")
    opened.statements.approve(made.id, revision=1, by="Ben")
    opened.statements.publish(made.id, address="https://acme.example/late", by="Ben")
    opened.facts.withdraw("late", told.id, status=FactStatus.DISPUTED, by="Ana", reason="recount")
    page = seen(shown("statement", crisis="late", statement=made.id))
    assert "revision 1 is public" in page
    assert "rests on what has changed since: F1 (disputed)" in page
    assert "reason recount" in seen(shown("overview", crisis="late"))
    opened.crises.remove("late", by="Ana")  # the desk is shared


def test_a_stale_save_keeps_both_texts_until_one_is_chosen(opened: Desk) -> None:
    made, _ = opened.drafting.start(SLUG, kind="update", channel="web", by="Ana")
    app = shown("statement", statement=made.id)
    opened.statements.save(made.id, "Ana's text.", base=1, by="Ana")
    area = next(area for area in app.text_area if area.label == "Text, revision 1")
    area.input("Ben's text.").run()
    assert opened.statements.get(made.id).text == "Ana's text."
    labels = [button.label for button in app.button]
    assert "Save mine on top" in labels
    assert "Drop mine, keep the saved one" in labels
    next(button for button in app.button if button.label == "Save mine on top").click().run()
    assert [one.text for one in opened.statements.get(made.id).revisions[1:]] == [
        "Ana's text.",
        "Ben's text.",
    ]
    assert "Save mine on top" not in [button.label for button in app.button]


def test_the_trail_says_whether_an_exported_text_was_approved(opened: Desk) -> None:
    statement = opened.statements.of(SLUG)[0].id
    opened.statements.export(statement, form="txt", by="Ana", unapproved=True)
    assert "format txt, not approved" in seen(shown("overview", crisis=SLUG))


def test_an_address_that_names_nothing_says_so_in_one_line(opened: Desk) -> None:
    app = shown("facts", crisis="no-such")
    assert not app.exception
    assert app.error[0].value.startswith("there is no crisis")


def test_a_bug_is_one_line_and_a_trace_in_the_log(
    opened: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(slug: str) -> None:
        raise RuntimeError("secret text of a person")

    monkeypatch.setattr(opened.facts, "ledger", broken)
    app = shown("facts")
    assert not app.exception
    assert "a bug" in app.error[0].value
    log = (tmp_path / "home/drafter.log").read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert "secret" not in log


def pasted(text: str) -> AppTest:
    app = shown("check")
    app.text_area(key="check/text").input(text).run()
    assert not app.exception
    return app


def seen(app: AppTest) -> str:
    return "\n".join(one.proto.body for one in app.get("html"))


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def test_a_pasted_text_is_marked_and_its_remarks_stand_beside_it(opened: Desk) -> None:
    page = seen(pasted("We are sorry if anyone was offended."))
    assert "drafter/ConditionalHarm" in page
    assert 'class="d-mark d-mark-error"' in page


def test_a_mark_takes_the_keyboard_s_focus_and_says_why(opened: Desk) -> None:
    page = seen(pasted("We are sorry if anyone was offended."))
    (mark,) = re.findall(r'<span class="d-mark [^>]*tabindex="0"[^>]*>', page)
    assert 'role="note"' in mark
    assert "makes the harm hypothetical." in mark.partition('aria-label="')[2]
    assert "perhaps nobody was harmed" in mark.partition('data-tip="')[2]


def test_what_each_sentence_does_is_named_in_words_beside_the_colour(opened: Desk) -> None:
    page = seen(pasted("We were negligent. Our hearts are with the families."))
    assert 'd-act-admission" data-a="admission"' in page
    assert 'd-act-sympathy" data-a="sympathy"' in page


def test_parts_and_posture_are_pictures_with_words(opened: Desk) -> None:
    page = seen(pasted("We left the gate open, and we are sorry. We will pay for the vet."))
    assert page.count('<li class="d-part') == 6
    assert 'd-part has" tabindex="0" data-tip="We left the gate open, and we are sorry.' in page
    assert "<b>forgiveness</b><span>not there</span>" in page
    assert '<li class="on" aria-current="true"' in page
    assert "<b>rebuild</b><span>this text</span>" in page


def test_one_click_takes_a_rewrite_and_another_undoes_it(opened: Desk) -> None:
    text = "We are sorry for the queue, but it was Friday."
    app = press(pasted(text), "Use the rewritten sentence")
    assert app.text_area(key="check/text").value == "We are sorry for the queue."
    assert "drafter/ButReversal" not in seen(app)
    press(app, "Undo the last change")
    assert app.text_area(key="check/text").value == text


def test_one_click_takes_a_sentence_out_or_another_word_in(opened: Desk) -> None:
    app = press(pasted("We shut it. Thank you for your patience."), "Take the sentence out")
    assert app.text_area(key="check/text").value == "We shut it."
    app = press(pasted("Firemen came."), "Use the rewritten sentence")
    assert app.text_area(key="check/text").value == "Firefighters came."


def test_an_offer_for_a_text_that_has_changed_since_is_not_taken(opened: Desk) -> None:
    app = pasted("We are sorry for the queue, but it was Friday.")
    app.text_area(key="check/text").input("Something else.")
    press(app, "Use the rewritten sentence")
    assert app.text_area(key="check/text").value == "Something else."
    assert any("has changed since" in one.value for one in app.warning)


def test_an_offer_in_a_statement_is_taken_as_a_revision(opened: Desk) -> None:
    made, _ = opened.drafting.start(SLUG, kind="holding", channel="web", by="Ana")
    text = "We are sorry for the queue, but it was Friday."
    opened.statements.save(made.id, text, base=1, by="Ana")
    app = press(shown("statement", statement=made.id), "Use the rewritten sentence")
    after = opened.statements.get(made.id)
    assert (after.latest.number, after.text) == (3, "We are sorry for the queue.")
    assert after.latest.author == "Ben"
    area = next(area for area in app.text_area if area.label == "Text, revision 3")
    assert area.value == after.text


def test_an_offer_on_a_revision_that_is_no_longer_the_last_keeps_both_texts(opened: Desk) -> None:
    made, _ = opened.drafting.start(SLUG, kind="holding", channel="web", by="Ana")
    opened.statements.save(made.id, "We are sorry, but it was Friday.", base=1, by="Ana")
    app = shown("statement", statement=made.id)
    opened.statements.save(made.id, "Ana's newer text.", base=2, by="Ana")
    press(app, "Use the rewritten sentence")
    assert opened.statements.get(made.id).text == "Ana's newer text."
    assert "Save mine on top" in [button.label for button in app.button]


def test_a_statement_shows_what_its_sentences_do_and_what_the_crisis_asks_for(opened: Desk) -> None:
    page = seen(shown("statement"))
    assert "d-act d-act-" in page
    assert "asked for" in page


def test_a_pasted_text_never_becomes_markup(opened: Desk) -> None:
    page = seen(pasted("We are sorry <img src=x onerror=alert(1)> if it hurt."))
    assert "<img" not in page
    assert "&lt;img" in page


def test_the_claims_of_a_pasted_text_are_held_against_the_open_crisis(opened: Desk) -> None:
    app = shown("check")
    app.text_area(key="check/text").input("We charged 9,999 orders twice.").run()
    app.checkbox(key="check/facts").check().run()
    assert not app.exception
    assert any("claims/" in one.proto.body for one in app.get("html"))


def test_what_the_model_was_asked_and_what_that_cost_stands_on_the_crisis_page(
    opened: Desk,
) -> None:
    assert "What the model was asked" not in _html(shown("overview"))
    call = Call(
        id="c1", at=opened.clock(), crisis=SLUG, task="draft", model="openai/<b>m</b>", key="k",
        prompt_digest="d", system="Be plain.", user="A post.", reply="{}", outcome="ok", attempts=2,
        counted=0.5, counted_tokens=1_200,
    )  # fmt: skip
    with opened.store.writing() as records:
        records.add_call(call)
    app = shown("overview")
    assert not app.exception
    seen = _html(app)
    assert "What the model was asked" in seen
    assert "$0.5000 and 1 unknown" in seen
    assert "answered in 2 requests" in seen
    assert "<b>m</b>" not in seen
    assert [one.value for one in app.code][-3:] == ["Be plain.", "A post.", "{}"]


def _html(app: AppTest) -> str:
    return "\n".join(one.proto.body for one in app.get("html"))
