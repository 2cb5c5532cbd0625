"""The content that ships: past cases and guidelines, held to the bar that docs/knowledge.md states."""

import re
from pathlib import Path

import pytest

from drafter.adapters import documents
from drafter.checks.sourcing import unsourced
from drafter.model.crisis import CRISIS_TYPES
from drafter.model.knowledge import SECTORS, CaseNote, Document, Guideline
from drafter.settings import ROOT

LOADED = documents.load([ROOT / "knowledge"])
CASES = [one for one in LOADED.documents if isinstance(one.head, CaseNote)]
GUIDELINES = [one for one in LOADED.documents if isinstance(one.head, Guideline)]
HEADINGS = ["## What happened", "## What was said, and when", "## What to copy, what to avoid"]
CLUSTERS = ("victim", "accidental", "preventable")
PAGE = (ROOT / "docs/knowledge.md").read_text(encoding="utf-8")


def case(document: Document) -> CaseNote:
    assert isinstance(document.head, CaseNote)
    return document.head


def test_every_document_that_ships_is_valid() -> None:
    assert LOADED.failed == {}
    assert len(CASES) >= 28


@pytest.mark.parametrize("document", CASES, ids=lambda one: one.path)
def test_every_figure_of_a_case_has_its_source(document: Document) -> None:
    assert unsourced(document) == ()


@pytest.mark.parametrize("document", CASES, ids=lambda one: one.path)
def test_a_case_can_be_found_by_its_structure(document: Document) -> None:
    head = case(document)
    assert head.sector in SECTORS
    assert head.crisis_type in CRISIS_TYPES
    assert head.harm
    assert 2 <= len(head.concerns) <= 5
    assert "none" not in head.harm or len(head.harm) == 1


@pytest.mark.parametrize("document", CASES, ids=lambda one: one.path)
def test_a_cluster_is_at_most_a_step_from_the_one_of_the_crisis_type(document: Document) -> None:
    # History moves a case a step up, the absence of harm a step down.
    head = case(document)
    step = CLUSTERS.index(head.cluster) - CLUSTERS.index(CRISIS_TYPES[head.crisis_type])
    assert abs(step) <= 1


@pytest.mark.parametrize("document", CASES, ids=lambda one: one.path)
def test_hours_of_a_lag_stand_beside_their_words(document: Document) -> None:
    lag = case(document).lag
    assert lag.first_response or lag.first_response_hours is None
    assert lag.apology or lag.apology_hours is None


@pytest.mark.parametrize("document", CASES, ids=lambda one: one.path)
def test_the_cases_keep_one_form_and_are_named_by_their_date(document: Document) -> None:
    assert [line for line in document.body.split("\n") if line.startswith("#")] == HEADINGS
    assert document.path.startswith(f"cases/{case(document).date[:7]}-")


def test_the_guidelines_cover_what_a_desk_needs() -> None:
    topics = {
        topic for one in GUIDELINES if isinstance(one.head, Guideline) for topic in one.head.topics
    }
    needed = "voice wording apology compensation authority legal escalation roles channels accessibility moderation"
    assert set(needed.split()) | {"response time"} <= topics


@pytest.mark.parametrize("document", GUIDELINES, ids=lambda one: one.path)
def test_a_line_of_a_guideline_does_not_lean_on_the_line_before(document: Document) -> None:
    leaning = re.findall(r"^- (?:It|They|This|These|Neither|Then)\b.*", document.body, re.MULTILINE)
    assert leaning == []


def test_the_page_on_knowledge_names_every_shipped_guideline_sector_and_type() -> None:
    names = {Path(one.path).name for one in GUIDELINES}
    assert set(re.findall(r"`([a-z-]+\.md)`", PAGE)) == names
    assert ", ".join(SECTORS) in PAGE
    assert ", ".join(CRISIS_TYPES) in PAGE


def test_the_examples_on_the_page_can_be_copied(tmp_path: Path) -> None:
    found = re.findall(r"`((?:guidelines|cases)/\S+\.md)`\n```markdown\n(.*?)```", PAGE, re.DOTALL)
    assert len(found) == 2
    for name, text in found:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    loaded = documents.load([tmp_path])
    assert loaded.failed == {}
    assert [unsourced(one) for one in loaded.documents] == [(), ()]


def test_a_sector_of_a_users_own_is_kept_in_lower_case() -> None:
    head = case(CASES[0]).model_dump(mode="json")
    assert CaseNote.model_validate(head | {"sector": " Shipping "}).sector == "shipping"
