"""Mentions to concerns."""

import csv

from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.model.crisis import Mention
from drafter.settings import ROOT
from drafter.steps.intake import concerns


def mention(number: int, text: str, author: str = "") -> Mention:
    return Mention(id=f"m{number}", row=number, text=text, author=author or f"person {number}")


def sample() -> list[Mention]:
    with (ROOT / "knowledge/sample/mentions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Full Text"].strip()]
    return [mention(number, row["Full Text"], row["Author"]) for number, row in enumerate(rows)]


def test_no_mentions_have_no_concerns() -> None:
    assert concerns([]) == ()


@settings(max_examples=25)
@given(st.lists(st.text(max_size=50), max_size=30))
def test_every_mention_belongs_to_exactly_one_concern(texts: list[str]) -> None:
    some = [mention(number, text) for number, text in enumerate(texts)]
    found = concerns(some)
    assert sorted(one for concern in found for one in concern.mention_ids) == sorted(
        m.id for m in some
    )
    assert sum(concern.size for concern in found) == len(some)


def test_concerns_come_by_different_people_and_are_the_same_on_every_run() -> None:
    some = sample()
    found = concerns(some, own_names=("Fernbrook Market",))
    assert found == concerns(some, own_names=("Fernbrook Market",))
    assert 4 <= len(found) <= 14
    assert [one.authors for one in found] == sorted((one.authors for one in found), reverse=True)
    assert max(one.share for one in found) < 0.4
    labels = " ".join(one.label for one in found)
    assert "card" in labels
    assert "overdraft" in labels or "bank fee" in labels
    assert "fernbrook" not in labels


def test_examples_are_of_the_concern_and_different_in_wording() -> None:
    some = sample()
    texts = {one.id: one.text for one in some}
    for concern in concerns(some):
        assert set(concern.examples) <= set(concern.mention_ids)
        shown = [" ".join(texts[one].casefold().split())[:60] for one in concern.examples]
        assert len(set(shown)) == len(shown)


def test_one_person_with_many_posts_is_one_person() -> None:
    some = [mention(number, f"refund me now please number {number}", "loud") for number in range(5)]
    assert [(one.size, one.authors) for one in concerns(some)] == [(5, 1)]


def test_posts_without_words_are_a_concern_of_their_own_name() -> None:
    found = concerns([mention(number, "!!! 123 https://a.example") for number in range(8)])
    assert found[0].size == 8
    assert found[0].label == "!!!"
