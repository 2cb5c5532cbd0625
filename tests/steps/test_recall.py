"""Ranking what the library found."""

from drafter.model.knowledge import Passage
from drafter.steps.briefing import brief
from drafter.steps.recall import query, rank
from tests.builders import ledger


def passage(path: str, text: str, score: float, line: int = 1) -> Passage:
    kind = "case" if path.startswith("cases/") else "guideline"
    return Passage(path=path, title=path, start_line=line, end_line=line, text=text, score=score, why="",
                   kind=kind)  # type: ignore[arg-type]  # fmt: skip


def test_every_passage_says_why_it_came() -> None:
    found = rank(
        "refund of a double charge",
        [passage("guidelines/a.md", "Refund a double charge.", 0.4)],
        count=3,
    )
    assert found[0].why == "shares the words charge, double, refund; words alike: 0.40"


def test_one_passage_a_document_the_best_first() -> None:
    found = rank(
        "refund",
        [passage("a", "x", 0.2), passage("a", "refund", 0.5, 9), passage("b", "y", 0.3)],
        count=5,
    )
    assert [(one.path, one.start_line) for one in found] == [("a", 9), ("b", 1)]


def test_an_equally_near_case_of_the_same_cluster_comes_first() -> None:
    both = [passage("cases/one.md", "x", 0.3), passage("cases/two.md", "x", 0.3)]
    clusters = {"cases/one.md": "victim", "cases/two.md": "accidental"}
    found = rank("y", both, count=2, clusters=clusters, cluster="accidental")  # type: ignore[arg-type]
    assert found[0].path == "cases/two.md"
    assert "same SCCT cluster (accidental)" in found[0].why


def test_the_query_of_a_brief_holds_confirmed_facts_only() -> None:
    words = query(brief(ledger()))
    assert "1,187 customers" in words
    assert "Orders charged twice" in words
    assert "Thornley" not in words
