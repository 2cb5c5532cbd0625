"""One crisis from a real export to an exported, approved text: offline, through the desk."""

from pathlib import Path

import pytest

from drafter.desk import Desk
from drafter.errors import NotAllowed, NotApproved, OpenFindings
from drafter.model.brief import FactStatus, Role
from drafter.model.crisis import Frame
from drafter.model.statement import Statement
from drafter.settings import ROOT
from tests.conftest import Clock

SAMPLE = ROOT / "knowledge/sample/mentions.csv"

TOLD = [
    (Role.EVENT, "From 14 to 24 February 2015, 23 flights left more than 3 hours late."),
    (Role.IMPACT, "2,410 passengers arrived late."),
    (Role.CAUSE, "De-icing at our hub took 4 hours longer than planned."),
    (Role.ACTION, "We have brought 12 more crews to the hub."),
    (Role.REMEDY, "Everybody who arrived more than 3 hours late gets $150 back by 13 March 2015."),
    (Role.INSTRUCTION, "Keep your boarding pass; you do not need to apply."),
    (Role.CONTACT, "care@air.example"),
    (
        Role.NEXT_UPDATE,
        "We will post the next update at air.example/delays by 18:00 UTC on 25 February 2015.",
    ),
]


def crisis_with_facts(desk: Desk, data: bytes, name: str) -> str:
    crisis = desk.crises.make(
        title="Late flights",
        organisation="Example Air",
        frame=Frame(type="technical-error accident"),
        by="Ana",
    )
    report = desk.mentions.take(crisis.slug, data, name=name, by="Ana")
    assert report.read == report.kept + report.duplicates + len(report.rejected)
    for role, text in TOLD:
        fact = desk.facts.add(crisis.slug, role=role, text=text, by="Ana")
        desk.facts.confirm(crisis.slug, fact.id, by="Ana", source="operations log")
    desk.facts.add(crisis.slug, role=Role.IMPACT, text="About 77 bags are lost in Boise.", by="Ana")
    return crisis.slug


def airlines(shared: Path) -> bytes:
    return (shared / "data/mentions/airlines_dev.csv").read_bytes()


@pytest.mark.long
def test_from_a_real_export_to_an_approved_exported_and_published_apology(
    desk: Desk, shared: Path
) -> None:
    slug = crisis_with_facts(desk, airlines(shared), "airlines_dev.csv")
    assert desk.mentions.count(slug) > 7_000
    found = desk.concerns.all(slug)
    assert 6 <= len(found) <= 30
    posts = {mention.id: mention for mention in desk.mentions.all(slug)}
    assert all(posts[one].text for concern in found for one in concern.examples)
    walk_on(desk, slug)


def test_the_same_with_the_sample_that_ships(desk: Desk) -> None:
    walk_on(desk, crisis_with_facts(desk, SAMPLE.read_bytes(), "mentions.csv"))


def walk_on(desk: Desk, slug: str) -> None:
    statement, drafted = desk.drafting.start(slug, kind="apology", channel="press", by="Ana")
    assert drafted.draft.origin == "playbook"
    assert drafted.draft.facts_used == tuple(f"F{number}" for number in range(1, 9))
    assert drafted.draft.missing == ()
    assert "Boise" not in statement.text
    assert "77" not in statement.text
    assert {passage.kind for passage in drafted.passages} == {"guideline", "case"}
    assert all(passage.why for passage in drafted.passages)
    assert drafted.report.errors == ()

    edited = desk.statements.save(
        statement.id,
        statement.text.replace("We are sorry.", "We are deeply sorry."),
        base=1,
        by="Ana",
    )
    assert edited.latest.number == 2
    assert edited.latest.facts_cited == statement.latest.facts_cited
    refused_before_it_is_signed(desk, edited)

    signed = desk.statements.approve(edited.id, revision=2, by="Ben")
    assert desk.statements.approval(signed) is not None
    assert desk.statements.export(signed.id, form="txt").data == edited.text.encode()
    assert desk.statements.export(signed.id, form="docx").data.startswith(b"PK")
    out = desk.statements.publish(signed.id, address="https://air.example/news/1", by="Ana")
    assert out.publications[0].text == edited.text

    desk.facts.withdraw(slug, "F2", status=FactStatus.DISPUTED, by="Ben")
    assert desk.statements.approval(desk.statements.get(out.id)) is None
    told = [(line.by, line.verb) for line in desk.crises.audit(slug)]
    for step in [
        ("Ana", "import"),
        ("Ana", "draft"),
        ("Ana", "save"),
        ("Ben", "approve"),
        ("Ana", "publish"),
    ]:
        assert step in told


def refused_before_it_is_signed(desk: Desk, edited: Statement) -> None:
    with pytest.raises(NotApproved):
        desk.statements.export(edited.id, form="md")
    with pytest.raises(NotApproved):
        desk.statements.publish(edited.id, address="https://air.example/news/1", by="Ana")
    with pytest.raises(NotAllowed, match="somebody else"):
        desk.statements.approve(edited.id, revision=2, by="Ana")
    assert b"DRAFT" in desk.statements.export(edited.id, form="md", unapproved=True).data


def test_a_number_that_is_not_confirmed_blocks_the_approval_until_it_is(
    desk: Desk, clock: Clock
) -> None:
    slug = crisis_with_facts(desk, SAMPLE.read_bytes(), "mentions.csv")
    statement, _ = desk.drafting.start(slug, kind="update", channel="web", by="Ana")
    edited = desk.statements.save(
        statement.id, statement.text + "\n\nAbout 77 bags are lost.", base=1, by="Ana"
    )
    with pytest.raises(OpenFindings, match="77"):
        desk.statements.approve(edited.id, revision=2, by="Ben")
    clock.forward(minutes=20)
    desk.facts.confirm(slug, "F9", by="Ben", source="baggage desk, by phone")
    assert desk.statements.approve(edited.id, revision=2, by="Ben").approvals
