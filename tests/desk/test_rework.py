"""Redraft, variants, passages anew, translations, every channel: through the desk."""

import json
from pathlib import Path

import pytest

from drafter.desk import Desk
from drafter.errors import Conflict, InputError, ModelUnavailable, NotApproved
from drafter.llm import HashEmbedder, ScriptedLlm
from drafter.model.brief import Role
from drafter.model.statement import Statement
from drafter.settings import Settings

FACTS = [
    (Role.EVENT, "On 14 March 2026 our checkout charged 1,204 orders twice."),
    (Role.REMEDY, "Everybody gets the money back by 18 March 2026."),
    (Role.CONTACT, "help@acme.example"),
]
GOOD = "We charged 1,204 orders twice, and we are sorry. You get the money back by 18 March 2026."


def answer(*sentences: tuple[str, str | None]) -> str:
    shape = [
        {"text": text, "facts": [fact] if fact else [], "part": "none"} for text, fact in sentences
    ]
    return json.dumps({"paragraphs": [shape], "open_questions": []})


BAD = answer(("We charged 1,500 orders twice, and we are sorry.", "F1"))
MENDED = answer(
    ("We charged 1,204 orders twice, and we are sorry.", "F1"),
    ("You get the money back by 18 March 2026.", "F2"),
)


def desk_with(tmp_path: Path, *answers: object) -> tuple[Desk, ScriptedLlm | None, str]:
    llm = ScriptedLlm(*answers) if answers else None  # type: ignore[arg-type]
    desk = Desk(Settings(home=tmp_path, _env_file=None), llm=llm, embedder=HashEmbedder())
    slug = desk.crises.make(title="Charged twice", organisation="Acme", by="Ana").slug
    for role, text in FACTS:
        fact = desk.facts.add(slug, role=role, text=text, by="Ana")
        desk.facts.confirm(slug, fact.id, by="Ana", source="log")
    return desk, llm, slug


def started(desk: Desk, slug: str, channel: str = "web") -> Statement:
    return desk.drafting.start(slug, kind="update", channel=channel, by="Ana")[0]


def test_a_draft_with_an_error_is_drafted_once_more_and_says_what_that_mended(
    tmp_path: Path,
) -> None:
    desk, llm, slug = desk_with(tmp_path, BAD, MENDED)
    run = started(desk, slug).latest.run
    assert run is not None
    assert "1,500" in run.before
    assert any("1,500" in one for one in run.fixed)
    assert run.attempts == 2
    assert llm is not None
    assert "1,500 orders" in llm.prompts[1].user.split("Your first draft")[1]
    assert [crisis for _, crisis in llm.asked] == [slug, slug]


def test_a_redraft_that_fails_leaves_the_first_draft_with_its_findings(tmp_path: Path) -> None:
    desk, _, slug = desk_with(tmp_path, BAD, ModelUnavailable("down"))
    statement = started(desk, slug)
    assert "1,500" in statement.text
    assert statement.latest.run is not None
    assert "the redraft failed (down)" in statement.latest.run.warnings[0]
    assert desk.statements.check(statement).errors


def test_a_clean_draft_costs_one_call(tmp_path: Path) -> None:
    desk, llm, slug = desk_with(tmp_path, MENDED)
    started(desk, slug)
    assert llm is not None
    assert len(llm.prompts) == 1


def test_variants_differ_by_their_instruction_and_those_alike_are_shown_once(
    tmp_path: Path,
) -> None:
    short = answer(("We charged 1,204 orders twice, and we are sorry.", "F1"))
    desk, llm, slug = desk_with(tmp_path, MENDED, short, MENDED)
    made = desk.drafting.variants(
        desk.facts.ledger(slug), kind="update", channel="web", crisis=slug
    )
    assert len(made) == 2
    assert {one.drafted.draft.run.style for one in made} == {one.style for one in made}
    assert llm is not None
    assert len({prompt.user.rsplit("\n\n", 1)[1] for prompt in llm.prompts}) == 3


def test_without_a_model_there_is_one_variant_of_the_playbook(tmp_path: Path) -> None:
    desk, _, slug = desk_with(tmp_path)
    made = desk.drafting.variants(desk.facts.ledger(slug), kind="update", channel="web")
    assert [one.drafted.draft.origin for one in made] == ["playbook"]


def test_a_passage_anew_is_a_proposal_and_stores_nothing(tmp_path: Path) -> None:
    desk, _, slug = desk_with(
        tmp_path, MENDED, json.dumps({"text": "We charged 1,204 orders twice. That was wrong."})
    )
    statement = started(desk, slug)
    end = statement.text.index("You get") - 1
    made = desk.rework.propose(statement.id, style="short", start=0, end=end, base=1, by="Ana")
    assert made.text.startswith("We charged 1,204 orders twice. That was wrong. You get")
    assert made.changes
    assert desk.statements.get(statement.id) == statement


def test_a_proposal_rests_on_the_revision_that_was_read(tmp_path: Path) -> None:
    desk, _, slug = desk_with(tmp_path, MENDED)
    statement = started(desk, slug)
    desk.statements.save(statement.id, GOOD + " Write to help@acme.example.", base=1, by="Ben")
    with pytest.raises(Conflict):
        desk.rework.propose(statement.id, style="short", start=0, end=9, base=1, by="Ana")
    with pytest.raises(InputError, match="no words"):
        desk.rework.propose(statement.id, style="short", start=5, end=5, base=2, by="Ana")


def test_without_a_model_a_passage_is_not_said_anew_and_that_is_said(tmp_path: Path) -> None:
    desk, _, slug = desk_with(tmp_path)
    statement = started(desk, slug)
    with pytest.raises(InputError, match="DRAFTER_MODEL"):
        desk.rework.propose(statement.id, style="short", start=0, end=9, base=1, by="Ana")


def test_a_translation_is_a_statement_of_its_own_bound_to_its_source(tmp_path: Path) -> None:
    german = (
        "Wir haben 1.240 Bestellungen doppelt belastet. Sie bekommen das Geld bis 18. März 2026."
    )
    desk, _, slug = desk_with(tmp_path, MENDED, json.dumps({"text": german}))
    statement = started(desk, slug)
    made = desk.rework.translate(statement.id, language="de", by="Ana")
    assert (made.language, made.source) == ("de", (statement.id, 1))
    said = [one.message for one in desk.statements.check(made).errors]
    assert "'1,204' of the source is missing" in said
    better = desk.statements.save(made.id, german.replace("1.240", "1.204"), base=1, by="Ana")
    left = [one for one in desk.statements.check(better).findings if one.rule == "claims/Message"]
    assert left == []
    with pytest.raises(InputError, match="already"):
        desk.rework.translate(statement.id, language="en", by="Ana")


def approved(desk: Desk, statement: Statement) -> None:
    for error in desk.statements.check(statement).errors:
        desk.statements.waive(statement.id, error.key, reason="a test", by="Ben")
    desk.statements.approve(statement.id, revision=statement.latest.number, by="Ben")


def test_an_approved_message_goes_to_every_channel_within_its_limit(tmp_path: Path) -> None:
    desk, _, slug = desk_with(tmp_path)
    statement = started(desk, slug)
    with pytest.raises(NotApproved):
        desk.rework.everywhere(statement.id, ["x"], by="Ana")
    approved(desk, statement)
    made = desk.rework.everywhere(statement.id, ["x", "web", "facebook", "x"], by="Ana")
    assert [one.channel for one in made] == ["x", "facebook"]
    for one in made:
        counted, most = desk.checking.length(one.text, one.channel)
        assert counted <= most
        findings = desk.statements.check(one).findings
        assert [f for f in findings if f.rule in ("claims/Message", "channel/TooLong")] == []
        assert desk.statements.approval(one) is None
    changed = desk.statements.save(
        made[1].id, made[1].text.replace("1,204", "1,240"), base=1, by="Ana"
    )
    said = [one.message for one in desk.statements.check(changed).errors]
    assert "'1,240' is not in the approved message" in "; ".join(said)
    with pytest.raises(InputError, match="other than"):
        desk.rework.everywhere(statement.id, ["web"], by="Ana")


def test_where_the_model_adapts_only_the_messages_own_facts_are_given(tmp_path: Path) -> None:
    short = answer(("We charged 1,204 orders twice, and we are sorry.", "F1"))
    desk, llm, slug = desk_with(tmp_path, MENDED, short)
    statement = started(desk, slug)
    approved(desk, statement)
    (made,) = desk.rework.everywhere(statement.id, ["x"], by="Ana")
    assert made.latest.origin == "model"
    assert llm is not None
    assert "help@acme.example" not in llm.prompts[1].user
    assert statement.text in llm.prompts[1].user
