"""Mentions to concerns: grouping, counting, judging."""

import csv
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits

from drafter.adapters.embedder import LexicalEmbedder
from drafter.model.crisis import Mention
from drafter.settings import ROOT
from drafter.steps import intake
from drafter.steps.intake import cluster, duplicates, language, sentiment

TROUBLES = (
    "my parcel number {} has not arrived and the tracking shows nothing",
    "charged twice for order {} on my card and nobody refunds the second payment",
    "waited {} minutes on hold and the support line hung up on me",
    "the app crashes with error {} when I open the login screen",
    "the driver was rude and shouted at my mother at number {}",
    "the milk of batch {} was sour and out of date when I opened it",
    "where is the discount of {} percent that the newsletter promised",
    "my subscription {} renewed although I cancelled it in writing",
)
OPENERS = ("so", "honestly", "again", "this morning", "second time", "unbelievable that", "hello")


def mention(number: int, text: str, author: str = "", **more: object) -> Mention:
    told = {"author": author or f"person {number}", **more}
    return Mention(id=f"m{number}", row=number, text=text, **told)  # type: ignore[arg-type]


def vectors(some: Sequence[Mention]) -> list[list[float]]:
    return LexicalEmbedder(256).embed([intake.words(one.text) for one in some])


def find(some: Sequence[Mention], *names: str) -> intake.Found:
    return intake.find(some, vectors(some), own_names=names)


def troubles(count: int, kinds: int = len(TROUBLES)) -> list[Mention]:
    return [
        mention(
            at,
            f"{OPENERS[at * 5 % len(OPENERS)]} {TROUBLES[at % kinds].format(100 + 7 * at)}",
        )
        for at in range(count)
    ]


def sample() -> list[Mention]:
    with (ROOT / "knowledge/sample/mentions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Full Text"].strip()]
    return [mention(number, row["Full Text"], row["Author"]) for number, row in enumerate(rows)]


@pytest.fixture(scope="module")
def many() -> tuple[list[Mention], intake.Found]:
    some = troubles(480)
    return some, find(some)


def test_no_mentions_have_no_concerns() -> None:
    assert find([]) == intake.Found((), ())


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=50), max_size=40))
def test_every_mention_belongs_to_exactly_one_concern(texts: list[str]) -> None:
    some = [mention(number, text) for number, text in enumerate(texts)]
    found = find(some)
    tops = [one for one in found.concerns if one.parent is None]
    assert sorted(one for top in tops for one in top.mention_ids) == sorted(m.id for m in some)
    assert sum(top.size for top in tops) == len(some)
    assert [one.mention for one in found.judged] == [one.id for one in some]
    assert {one.concern for one in found.judged} == {top.id for top in tops}


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(TROUBLES), max_size=60), st.integers(1, 5))
def test_concerns_come_by_different_authors_and_are_the_same_on_every_run(
    texts: list[str], people: int
) -> None:
    some = [mention(at, text, f"p{at % people}") for at, text in enumerate(texts)]
    found = find(some)
    assert found == find(some)
    tops = [one for one in found.concerns if one.parent is None]
    assert [top.authors for top in tops] == sorted((top.authors for top in tops), reverse=True)


def test_each_trouble_is_a_concern_of_its_own(many: tuple[list[Mention], intake.Found]) -> None:
    some, found = many
    kinds: dict[str, set[int]] = {}
    for at, one in enumerate(found.judged):
        kinds.setdefault(one.concern, set()).add(at % len(TROUBLES))
    assert 6 <= len(kinds) <= 30
    assert all(len(its) == 1 for its in kinds.values())


def test_a_part_has_posts_of_its_concern_only(many: tuple[list[Mention], intake.Found]) -> None:
    _, found = many
    whole = {one.id: set(one.mention_ids) for one in found.concerns if one.parent is None}
    parts = [one for one in found.concerns if one.parent]
    assert parts
    for part in parts:
        assert part.parent is not None
        assert set(part.mention_ids) <= whole[part.parent]
    for one in found.judged:
        assert one.mention in whole[one.concern]


def test_a_part_follows_its_concern(many: tuple[list[Mention], intake.Found]) -> None:
    _, found = many
    above = ""
    for one in found.concerns:
        above = one.id if one.parent is None else above
        assert one.parent in (None, above)


def test_posts_in_another_order_are_grouped_alike() -> None:
    some = troubles(120, 3)
    found = {one.mention: one.concern for one in find(some).judged}
    turned = {one.mention: one.concern for one in find(some[::-1]).judged}
    pairs = list(zip(some, some[3:], strict=False))
    alike = [(found[a.id] == found[b.id]) == (turned[a.id] == turned[b.id]) for a, b in pairs]
    assert sum(alike) >= 0.9 * len(alike)


def test_the_sample_crisis_shows_what_it_is_about() -> None:
    some = sample()
    found = find(some, "Fernbrook Market")
    tops = [one for one in found.concerns if one.parent is None]
    assert 4 <= len(tops) <= 30
    assert max(one.share for one in tops) < 0.4
    labels = " ".join(one.label for one in tops).lower()
    assert "fernbrook" not in labels
    assert "charged" in labels or "twice" in labels
    assert "refund" in labels
    texts = {one.id: one.text for one in some}
    for concern in found.concerns:
        assert set(concern.examples) <= set(concern.mention_ids)
        shown = [" ".join(texts[one].casefold().split())[:60] for one in concern.examples]
        assert len(set(shown)) == len(shown)


def test_two_concerns_never_have_the_same_label() -> None:
    found = find(troubles(200, 2))
    tops = [one.label for one in found.concerns if one.parent is None]
    assert len(set(tops)) == len(tops)


def test_one_person_with_many_posts_is_one_person() -> None:
    some = [mention(number, f"refund me now please number {number}", "loud") for number in range(5)]
    assert [(one.size, one.authors) for one in find(some).concerns] == [(5, 1)]


def test_posts_without_words_are_a_concern_of_their_own_name() -> None:
    found = find([mention(number, "!!! 123 https://a.example") for number in range(8)])
    assert found.concerns[0].size == 8
    assert found.concerns[0].label


@pytest.mark.parametrize("count", [1, 2, 5, 12, 30, 50])
def test_a_handful_of_posts_gives_few_concerns(count: int) -> None:
    tops = [one for one in find(troubles(count, 3)).concerns if one.parent is None]
    assert 1 <= len(tops) <= max(1, count // 3)
    assert sum(one.size for one in tops) == count


def test_copies_count_as_posts_but_do_not_make_a_concern_of_their_own_words() -> None:
    campaign = "RT @shop: everyone must boycott this shop until they answer our open letter"
    some = [*troubles(60, 3), *(mention(100 + at, campaign) for at in range(40))]
    found = find(some)
    copied = [one for one in found.judged if one.copies == 40]
    assert len(copied) == 40
    assert len({one.concern for one in copied}) == 1
    assert any("same words as 39 others" in reason for reason in copied[0].reasons)


def test_handles_do_not_group_posts() -> None:
    some = [
        mention(at, f"@{'north' if at % 2 else 'south'}air {TROUBLES[at // 2 % 2].format(at)}")
        for at in range(80)
    ]
    by_concern: dict[str, set[int]] = {}
    for at, one in enumerate(find(some).judged):
        by_concern.setdefault(one.concern, set()).add(at // 2 % 2)
    assert all(len(kinds) == 1 for kinds in by_concern.values())


def test_what_is_being_done_is_told() -> None:
    heard: list[float] = []
    some = troubles(20)
    intake.find(some, vectors(some), told=lambda doing, share: heard.append(share))
    assert heard == sorted(heard)
    assert all(0 <= share <= 1 for share in heard)


def test_vectors_may_come_as_rows_or_as_one_array() -> None:
    some = troubles(30)
    assert intake.find(some, vectors(some)) == intake.find(
        some, np.asarray(vectors(some), np.float32)
    )


# joining


def test_later_posts_join_the_concern_they_are_about(
    many: tuple[list[Mention], intake.Found],
) -> None:
    some, found = many
    later = [
        mention(1_000 + at, f"well {text.format(900 + at)} really")
        for at, text in enumerate(TROUBLES)
    ]
    joined = intake.join(later, vectors(later), found.concerns, found.centres)
    assert joined.concerns == ()
    for at, one in enumerate(joined.judged):
        assert one.concern == found.judged[at].concern


def test_joining_moves_centres_and_keeps_all_of_them(
    many: tuple[list[Mention], intake.Found],
) -> None:
    some, found = many
    later = [mention(1_000, TROUBLES[0].format(5))]
    joined = intake.join(later, vectors(later), found.concerns, found.centres)
    assert [one.concern for one in joined.centres] == [one.concern for one in found.centres]
    before, after = sum(c.weight for c in found.centres), sum(c.weight for c in joined.centres)
    assert after == before + 1


def test_enough_strange_posts_together_are_a_new_concern_and_few_are_not(
    many: tuple[list[Mention], intake.Found],
) -> None:
    _, found = many
    strange = [
        mention(2_000 + at, f"tourists photograph penguins near iceberg harbour {at * 31}")
        for at in range(40)
    ]
    few = intake.join(strange[:4], vectors(strange[:4]), found.concerns, found.centres)
    assert few.concerns == ()
    joined = intake.join(strange, vectors(strange), found.concerns, found.centres)
    tops = [one for one in joined.concerns if one.parent is None]
    assert sum(one.size for one in tops) >= 30
    assert {one.concern for one in joined.judged} & {one.id for one in tops}
    assert len(joined.centres) > len(found.centres)


def test_the_first_posts_of_all_are_found_not_joined() -> None:
    some = troubles(12)
    assert intake.join(some, vectors(some), (), ()) == find(some)
    assert intake.join([], [], (), ()) == intake.Found((), ())


def test_centres_can_be_made_anew_from_what_people_decided(
    many: tuple[list[Mention], intake.Found],
) -> None:
    some, found = many
    moved = [one.model_copy(update={"concern": "mine", "sub": None}) for one in found.judged[:10]]
    made = intake.centres(moved, vectors(some[:10]))
    assert [(one.concern, one.weight) for one in made] == [("mine", 10)]


# the parts


def test_near_copies_are_folded_and_others_are_not() -> None:
    texts = [
        "RT @a: please share that the north depot lied to all of us about refunds",
        "please share that the north depot lied to all of us about refunds http://t.example/1",
        "please share that the north depot lied to all of us about refunds!!",
        "my refund from the north depot has come, thank you all",
        "thank you", "Thank you!", "thank them",
        "they took 63.18 twice from my card and do not answer",
        "they took 71.20 twice from my card and do not answer",
    ]  # fmt: skip
    folds = duplicates.fold(texts)
    assert folds.first == (0, 0, 0, 3, 4, 4, 6, 7, 8)
    assert folds.kept == [0, 3, 4, 6, 7, 8]
    assert folds.copies == [3, 3, 3, 1, 2, 2, 1, 1, 1]


def test_the_language_is_told_and_the_export_is_believed() -> None:
    some = [
        mention(0, "Ihr habt mir das Geld zweimal abgebucht und antwortet seit Tagen nicht"),
        mention(1, "Où est mon colis ? Je l'attends depuis trois semaines et personne ne répond"),
        mention(2, "you charged my card twice and nobody answers the phone since Monday"),
        mention(3, "they charged my card twice as well, what is going on with this shop"),
        mention(4, "ok"),
        mention(5, "whatever it says", language="NL-nl"),
    ]
    assert language.languages(some) == ["de", "fr", "en", "en", "en", "nl"]
    assert language.languages([mention(0, "!")]) == [""]


def test_sentiment_is_for_english_only() -> None:
    good, bad, other = sentiment.sentiments(
        ["I love this, great work", "this is terrible, I hate it", "das ist schlimm"],
        ["en", "en", "de"],
    )
    assert good is not None
    assert bad is not None
    assert good > 0.3 > -0.3 > bad
    assert other is None


@pytest.mark.parametrize("groups", [7, 10, 16])
def test_the_number_of_groups_is_the_datas(groups: int) -> None:
    random = np.random.default_rng(groups)
    middles = random.normal(size=(groups, 20)) * 4
    points = np.vstack([middle + random.normal(size=(80, 20)) * 0.6 for middle in middles])
    with threadpool_limits(1):
        labels = cluster.coarse(points, np.ones(len(points)))
    assert groups - 1 <= len(set(labels.tolist())) <= groups + 2
