"""Found and decided, to the concerns that are shown: no post is lost on the way."""

from hypothesis import given
from hypothesis import strategies as st

from drafter.model.crisis import Concern
from drafter.model.decision import Decided, Placed
from drafter.steps.settling import chains, people, settle


def concern(name: str, parent: str | None = None, **more: object) -> Concern:
    return Concern(id=name, parent=parent, label=name.upper(), size=0, authors=0, share=0, **more)


def post(number: int, leaf: str, author: str = "", genuine: float = 0.9) -> Placed:
    return Placed(f"m{number}", leaf, author or f"author{number}", genuine, -0.5)


FOUND = (
    concern("a", question="Where is it?"),
    concern("a1", "a"),
    concern("a2", "a"),
    concern("b"),
    concern("b1", "b"),
)
POSTS = [
    *(post(number, "a1") for number in range(4)),
    *(post(number, "a2") for number in range(4, 7)),
    *(post(number, "b1") for number in range(7, 12)),
    post(12, "b", genuine=0.1),
]


def shape(made: tuple[Concern, ...]) -> list[tuple[str, str | None, int]]:
    return [(one.id, one.parent, one.size) for one in made]


def test_concerns_come_by_people_each_followed_by_its_parts() -> None:
    made = settle(FOUND, POSTS, Decided())
    assert shape(made) == [
        ("a", None, 7), ("a1", "a", 4), ("a2", "a", 3), ("b", None, 6), ("b1", "b", 5),
    ]  # fmt: skip
    assert made[0].share == round(7 / 13, 6)
    assert made[3].genuine == round(5 / 6, 4)
    assert made[0].sentiment == -0.5
    assert made[0].question == "Where is it?"


def test_one_author_of_many_posts_is_one_person_and_unknown_ones_are_one_each() -> None:
    assert people(["ana", "ana", "ben", "", ""]) == 4
    made = settle((concern("a"), concern("b")), [
        *(post(number, "a", "shouter") for number in range(9)),
        post(9, "b", "ana"), post(10, "b", "ben"),
    ], Decided())  # fmt: skip
    assert [(one.id, one.authors, one.size) for one in made] == [("b", 2, 2), ("a", 1, 9)]


def test_a_merged_concern_is_one_part_of_the_other_and_a_split_brings_it_back_whole() -> None:
    merged = Decided(parents={"b": "a"})
    made = settle(FOUND, POSTS, merged)
    assert shape(made) == [("a", None, 13), ("b", "a", 6), ("a1", "a", 4), ("a2", "a", 3)]
    assert settle(FOUND, POSTS, Decided(parents={"b": None})) == settle(FOUND, POSTS, Decided())


def test_a_part_that_is_split_off_is_a_concern_of_its_own() -> None:
    made = settle(FOUND, POSTS, Decided(parents={"a1": None}))
    assert shape(made)[:2] == [("b", None, 6), ("b1", "b", 5)]
    assert ("a1", None, 4) in shape(made)


def test_names_are_the_ones_that_people_gave() -> None:
    made = settle(FOUND, POSTS, Decided(names={"a": "Late vans", "a2": "No vans"}))
    assert [one.label for one in made][:3] == ["Late vans", "A1", "No vans"]


def test_a_dismissed_concern_comes_last_and_keeps_its_posts() -> None:
    made = settle(FOUND, POSTS, Decided(dismissed=frozenset({"a"})))
    assert [one.id for one in made] == ["b", "b1", "a", "a1", "a2"]


def test_posts_taken_out_are_a_concern_with_its_own_examples() -> None:
    moved = [post(number, "p") if number < 2 else one for number, one in enumerate(POSTS)]
    made = settle(FOUND, moved, Decided(names={"p": "Bags"}, parents={"p": None}))
    (taken,) = [one for one in made if one.id == "p"]
    assert (taken.label, taken.size, taken.examples) == ("Bags", 2, ("m0", "m1"))


def test_no_posts_are_no_concerns() -> None:
    assert settle(FOUND, [], Decided()) == ()


def test_a_circle_of_parents_ends() -> None:
    assert chains((), Decided(parents={"a": "b", "b": "a"}))["a"] == ("a", "b")


names = st.sampled_from(["a", "a1", "a2", "b", "b1"])


@given(
    st.dictionaries(st.sampled_from(["a1", "a2", "b1"]), st.sampled_from([None, "a", "b"])),
    st.sets(names),
    st.lists(names, max_size=30),
)
def test_whatever_is_decided_every_post_is_in_exactly_one_concern(
    parents: dict[str, str | None], dismissed: set[str], leaves: list[str]
) -> None:
    posts = [post(number, leaf) for number, leaf in enumerate(leaves)]
    made = settle(FOUND, posts, Decided(parents=parents, dismissed=frozenset(dismissed)))
    assert sum(one.size for one in made if one.parent is None) == len(posts)
    for one in made:
        parts = [part.size for part in made if part.parent == one.id]
        assert sum(parts) <= one.size
