"""What a concern is called: phrases of many people, without places, times and fillers."""

import pytest

from drafter.steps.intake import labels, naming

OTHERS = ["the seats are narrow", "narrow seats for everybody", "seats too narrow to sit"] * 4


def called(
    posts: list[str], authors: list[str] | None = None, own: frozenset[str] = frozenset()
) -> str:
    """The label of a group beside one about narrow seats."""
    texts = [*posts, *OTHERS]
    who = [*(authors or [f"a{at}" for at in range(len(posts))]), *map(str, range(len(OTHERS)))]
    names = naming.Names(labels.phrases(texts, own), tuple(who))
    groups = [range(len(posts)), range(len(posts), len(texts))]
    return ", ".join(names.of(groups)[0])


def test_wordings_that_differ_in_endings_and_small_words_are_one_phrase() -> None:
    posts = ["they lost my bag", "lost bags everywhere", "a bag lost", "lost the bag"] * 4
    assert "lost" in called(posts)
    assert "bag" in called(posts)


def test_a_phrase_that_one_person_repeats_names_nothing() -> None:
    posts = ["dreadful parking garage"] * 8 + [f"refund refused, case {at}" for at in range(8)]
    who = ["one"] * 8 + [f"a{at}" for at in range(8)]
    assert called(posts, who) == "refund refused"


def test_what_went_wrong_comes_before_what_it_is_about() -> None:
    posts = ["the mobile app won't load", "your mobile app won't load for me"] * 8
    assert called(posts).split(", ")[0] == "won't load"


@pytest.mark.parametrize(
    "post",
    [
        "we are stuck in Denver tomorrow night",
        "still stuck at the gate in Denver tonight",
        "really stuck, seriously, in Denver",
    ],
)
def test_places_and_times_and_fillers_are_in_no_label(post: str) -> None:
    said = called([f"{post} with number {at}" for at in range(16)]).lower()
    assert said
    for word in ("denver", "tomorrow", "tonight", "night", "seriously"):
        assert word not in said


def test_the_organisations_own_name_is_in_no_label() -> None:
    posts = ["fernbrook refund refused", "a refund refused by fernbrook"] * 8
    assert "fernbrook" not in called(posts, own=frozenset({"fernbrook"}))


def test_what_went_wrong_is_no_name_however_it_is_written() -> None:
    posts = [f"my flight was Cancelled flight {at}" for at in range(16)]
    assert "cancelled" in called(posts).lower()


def test_single_words_stand_in_where_no_phrase_is_shared() -> None:
    kinds = "blue red green tall short wide slow fast cheap dear loud quiet".split()
    posts = [f"parking {word}" for word in kinds]
    assert called(posts).split(", ")[0] == "parking"


def test_posts_without_words_have_no_name() -> None:
    names = naming.Names(labels.phrases(["...", "!!"], frozenset()), ("a", "b"))
    assert names.of([[0], [1]]) == [(), ()]


def test_words_of_time_alone_name_nothing() -> None:
    names = naming.Names(labels.phrases(["tonight", "tomorrow"], frozenset()), ("a", "b"))
    assert names.of([[0], [1]]) == [(), ()]


def test_a_word_stands_in_the_phrase_that_many_of_its_people_use() -> None:
    alone = [f"failure {kind}" for kind in "engine wing door hinge lamp".split()]
    alone += [f"parking {kind}" for kind in "blue red green tall short wide slow".split()]
    said = called([*alone, "fridge", "kettle", *["mechanical failure"] * 2])
    assert "mechanical failure" in said
