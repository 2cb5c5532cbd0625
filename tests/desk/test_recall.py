"""What the desk recalls: by words, by meaning, by structure, the team's own first."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.adapters import minilm
from drafter.desk import Desk
from drafter.model.brief import Brief
from drafter.model.crisis import Frame
from drafter.model.knowledge import Filter, Guideline
from drafter.settings import ROOT, Settings

BREACH = "2020-10-vastaamo-breach.md"


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that recalls by meaning."""
    if minilm.find() is None:
        pytest.skip("the wheel of requirements-model.lock is not installed")
    home = tmp_path_factory.mktemp("home")
    opened = Desk(Settings(home=home, embedder="auto", _env_file=None))
    yield opened
    opened.close()


def own_case(home: Path, name: str, **changed: str) -> str:
    """A case of the team's own: a shipped one with some lines of its front matter changed."""
    text = (ROOT / "knowledge/cases" / BREACH).read_text(encoding="utf-8")
    for key, value in changed.items():
        line = next(line for line in text.splitlines() if line.startswith(f"{key}:"))
        text = text.replace(line, f"{key}: {value}", 1)
    folder = home / "knowledge/cases"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return f"cases/{name}"


def test_a_search_by_structure_returns_cases_that_match_all_that_was_asked(desk: Desk) -> None:
    other = own_case(desk.settings.home, "own.md", title="Records of a clinic", sector="healthcare")
    found = desk.knowledge.search("data breach, told late, health sector", count=3)
    assert {one.path for one in found[:2]} == {f"cases/{BREACH}", other}
    for one in found[:2]:
        assert "harm data" in one.why
        assert "sector health" in one.why
        assert "late: about 19 months" in one.why
    assert "sector health" not in found[2].why


def test_who_waited_is_answered_by_those_who_waited_at_least_about_as_long(desk: Desk) -> None:
    found = desk.knowledge.search("What happened to others who waited five days?", count=8)
    heads = desk.knowledge.compare(found)
    assert len(heads) == 8
    assert all(
        max(one.lag.first_response_hours or 0, one.lag.apology_hours or 0) >= 90 for one in heads
    )


def test_asking_for_guidelines_finds_the_guideline_that_says_it(reading: Desk) -> None:
    found = reading.knowledge.search("What do our own guidelines say about refunds?", count=3)
    assert {one.kind for one in found} == {"guideline"}
    assert found[0].path in ("guidelines/compensation.md", "guidelines/customer-promises.md")


def test_a_draft_goes_by_no_other_organisations_guidelines_though_a_search_finds_them(
    desk: Desk,
) -> None:
    def recalled(organisation: str) -> set[str]:
        brief = Brief(organisation=organisation, frame=Frame(title="Refunds for double charges"))
        rules = [one for one in desk.knowledge.recall(brief) if one.kind == "guideline"]
        assert len(rules) == 3
        heads = [desk.knowledge.document(one.path).head for one in rules]
        return {head.organisation for head in heads if isinstance(head, Guideline)}

    assert "Fernbrook Market" in recalled("Fernbrook Market")
    assert "Fernbrook Market" in recalled("FERNBROOK")
    assert recalled("Quillan Rail") == {""}
    found = desk.knowledge.search("Fernbrook refunds", only=Filter(kind="guideline"))
    assert any(one.path == "guidelines/compensation.md" for one in found)


def test_a_case_of_ones_own_comes_before_an_equally_good_one_of_others(desk: Desk) -> None:
    mine = own_case(desk.settings.home, "same.md")
    found = desk.knowledge.search("psychotherapy records stolen, patients blackmailed", count=2)
    assert [one.path for one in found] == [mine, f"cases/{BREACH}"]
    assert found[0].why.endswith("a case of your own")


def test_a_sector_that_only_a_team_uses_can_be_asked_for(desk: Desk) -> None:
    mine = own_case(desk.settings.home, "ferry.md", title="Late", sector="ferries", harm="[money]")
    found = desk.knowledge.search("ferries, customers out of pocket", count=1)
    assert found[0].path == mine
    assert "sector ferries" in found[0].why


def test_a_filter_leaves_out_what_it_does_not_admit(desk: Desk) -> None:
    only = Filter(kind="case", sector="airline", since="2018")
    found = desk.knowledge.search("passengers", count=50, only=only)
    heads = desk.knowledge.compare(found)
    assert heads
    assert len(heads) == len(found)
    assert all(one.sector == "airline" and one.date >= "2018" for one in heads)


def test_every_passage_says_why_it_came(desk: Desk) -> None:
    for one in desk.knowledge.search("refund for a double charge", count=10):
        assert "alike: " in one.why


def test_the_recall_is_a_retriever_of_langchain(desk: Desk) -> None:
    found = desk.knowledge.retriever(count=3, only=Filter(kind="guideline")).invoke("refund")
    assert [one.metadata["kind"] for one in found] == ["guideline"] * 3
    first = desk.knowledge.search("refund", count=1, only=Filter(kind="guideline"))[0]
    assert (found[0].page_content, found[0].metadata["start_line"]) == (
        first.text,
        first.start_line,
    )


def test_words_of_a_teams_own_facets_file_are_added(desk: Desk) -> None:
    home = desk.settings.home / "knowledge"
    home.mkdir(parents=True)
    (home / "facets.yml").write_text("harm:\n  data: [gubbins]\n", encoding="utf-8")
    found = desk.knowledge.search("gubbins", count=1, only=Filter(kind="case"))
    assert "harm data" in found[0].why


def test_known_cases_are_found_first_by_descriptions_of_a_reader_who_had_not_seen_them(
    reading: Desk,
) -> None:
    from benchmarks.recall import HERE, is_case

    rows = [json.loads(line) for line in (HERE / "sets/known_item.jsonl").read_text().splitlines()]
    first = [is_case(reading.knowledge.search(row["query"], count=1)[0].path, row) for row in rows]
    assert sum(first) / len(rows) >= 0.9


def test_a_team_without_shipped_knowledge_recalls_from_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge/guidelines"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "knowledge/guidelines/voice.md", folder)
    desk = Desk(Settings(home=tmp_path / "home", knowledge=tmp_path / "knowledge", _env_file=None))
    assert [one.path for one in desk.knowledge.search("tone of voice")] == ["guidelines/voice.md"]
    desk.close()
