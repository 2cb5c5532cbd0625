"""Ranking what the library found."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.knowledge import Document, Passage, Pool
from drafter.steps.briefing import brief
from drafter.steps.facets import Facets
from drafter.steps.recall import fused, query, rank
from tests.builders import case, guideline, ledger


def passage(path: str, text: str = "x", line: int = 1) -> Passage:
    kind = "case" if path.startswith("cases/") else "guideline"
    return Passage(path=path, title=path, start_line=line, end_line=line, text=text, score=0.0, why="",
                   kind=kind)  # type: ignore[arg-type]  # fmt: skip


def pool(
    *paths: str,
    dense: object = None,
    lexical: object = None,
    alike: object = None,
    shared: tuple[tuple[str, ...], ...] | None = None,
) -> Pool:
    count = len(paths)
    likeness = np.eye(count) if alike is None else np.array(alike, dtype=float)
    return Pool(
        tuple(passage(path) for path in paths),
        np.zeros(count) if dense is None else np.array(dense, dtype=float),
        np.zeros(count) if lexical is None else np.array(lexical, dtype=float),
        likeness,
        likeness,
        shared or ((),) * count,
    )


def order(found: tuple[Passage, ...]) -> list[str]:
    return [one.path for one in found]


def test_every_passage_says_why_it_came() -> None:
    one = pool("a", dense=[0.4], shared=(("charge", "double", "a", "b", "c", "d"),))
    assert (
        rank(one, count=3)[0].why == "shares the words charge, double, a, b, c; words alike: 0.40"
    )
    assert rank(one, count=3, lexical=False)[0].why.endswith("meaning alike: 0.40")


def test_nothing_found_is_nothing_ranked() -> None:
    assert rank(pool(), count=5) == ()


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_small_pools_are_ranked_the_nearest_first(count: int) -> None:
    paths = [f"{number}" for number in range(count)]
    found = rank(pool(*paths, dense=np.arange(count) / 10, lexical=np.arange(count)), count=9)
    assert order(found) == paths[::-1]


def test_equal_scores_are_ranked_by_path() -> None:
    assert order(rank(pool("c", "a", "b"), count=3)) == ["a", "b", "c"]


def test_documents_that_are_all_alike_are_ranked_by_their_own_scores() -> None:
    found = rank(pool("a", "b", "c", dense=[0.1, 0.3, 0.2], alike=np.ones((3, 3))), count=3)
    assert order(found) == ["b", "c", "a"]


def test_words_and_meaning_both_count_and_meaning_counts_more() -> None:
    assert order(rank(pool("a", "b", dense=[0.2, 0.9], lexical=[9, 1]), count=2)) == ["b", "a"]
    assert order(rank(pool("a", "b", dense=[0.5, 0.5], lexical=[9, 1]), count=2)) == ["a", "b"]


def test_what_is_like_the_best_comes_before_what_is_equally_near_alone() -> None:
    alike = np.eye(4)
    alike[0, 3] = alike[3, 0] = 0.9
    found = order(
        rank(pool("best", "b", "c", "like", dense=[0.9, 0.2, 0.2, 0.2], alike=alike), count=4)
    )
    assert found == ["best", "like", "b", "c"]


def test_a_guideline_that_is_like_the_best_case_gains_nothing_by_it() -> None:
    alike = np.eye(4)
    alike[0, 3] = alike[3, 0] = 0.9
    scores = fused(
        pool("cases/best", "g/b", "g/c", "g/like", dense=[0.9, 0.2, 0.2, 0.2], alike=alike)
    )
    assert scores[1] == scores[3]


def test_of_many_documents_the_far_ones_come_last() -> None:
    count = 250
    scores = fused(pool(*map(str, range(count)), dense=np.linspace(1, 0, count)))
    assert scores.shape == (count,)
    assert scores[:200].min() > scores[200:].max()


@given(
    st.lists(st.tuples(st.floats(-1, 1), st.floats(0, 50), st.booleans()), min_size=1, max_size=30),
    st.integers(0, 2**16),
)
def test_any_pool_gets_finite_scores_whatever_its_order(
    rows: list[tuple[float, float, bool]], seed: int
) -> None:
    chance = np.random.default_rng(seed)
    vectors = chance.normal(size=(len(rows), 8))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    paths = [f"{'cases' if one[2] else 'g'}/{number:02}" for number, one in enumerate(rows)]
    made = pool(*paths, dense=[one[0] for one in rows], lexical=[one[1] for one in rows],
                alike=vectors @ vectors.T)  # fmt: skip
    scores = fused(made)
    assert np.isfinite(scores).all()
    assert sorted(order(rank(made, count=100))) == sorted(paths)
    assert len(rank(made, count=3)) == min(3, len(rows))


# structure


def ranked(documents: list[Document], facets: Facets | None = None, **more: object) -> list[str]:
    by_path = {one.path: one for one in documents}
    found = rank(pool(*by_path), count=9, documents=by_path, facets=facets, **more)  # type: ignore[arg-type]
    return [f"{one.path}: {one.why}" for one in found]


def test_an_equally_near_case_that_has_what_was_asked_comes_first_and_says_so() -> None:
    both = [case("cases/one.md"), case("cases/two.md", cluster="preventable", harm=("data",))]
    found = ranked(both, Facets(clusters=("preventable",), harms=("data",), weight=1))
    assert found[0] == (
        "cases/two.md: words alike: 0.00; structure: harm data, SCCT cluster preventable"
    )


def test_structure_weighs_as_much_as_the_query_speaks_of_it() -> None:
    both = {one.path: one for one in (case("cases/a.md"), case("cases/b.md", harm=("data",)))}
    found = pool(*both, dense=[0.9, 0.1])
    orders = [
        order(rank(found, count=2, documents=both, facets=Facets(harms=("data",), weight=weight)))
        for weight in (0.05, 1.0)
    ]
    assert orders == [["cases/a.md", "cases/b.md"], ["cases/b.md", "cases/a.md"]]


def test_an_equally_near_case_of_ones_own_comes_first_but_not_a_guideline() -> None:
    own = frozenset({"cases/two.md", "guidelines/two.md"})
    cases = ranked([case("cases/one.md"), case("cases/two.md")], own=own)
    assert cases[0] == "cases/two.md: words alike: 0.00; a case of your own"
    rules = ranked(
        [guideline("guidelines/one.md", "x"), guideline("guidelines/two.md", "x")], own=own
    )
    assert rules[0] == "guidelines/one.md: words alike: 0.00"


def test_the_query_of_a_brief_holds_confirmed_facts_only() -> None:
    words = query(brief(ledger()))
    assert "1,187 customers" in words
    assert "Orders charged twice" in words
    assert "Thornley" not in words
