"""What people decide about concerns: the sum of it, what an undo takes back, and who was first."""

import pytest

from drafter.errors import Conflict
from drafter.model.decision import Decision, decided, unchanged_since
from tests.builders import NOW


def act(number: int, verb: str, by: str = "Ana", **what: object) -> Decision:
    return Decision(number=number, verb=verb, by=by, at=NOW, **what)


def test_nothing_decided_is_nothing() -> None:
    holds = decided([])
    assert (holds.number, holds.last, holds.touched) == (0, None, False)


def test_all_acts_add_up_in_the_order_of_their_numbers() -> None:
    holds = decided(
        [
            act(3, "merge", concern="b", into="a"),
            act(1, "find"),
            act(2, "rename", concern="a", label="Late"),
            act(4, "take out", concern="p", label="Bags", posts=("m1", "m2")),
            act(5, "dismiss", concern="c"),
            act(6, "overrule", posts=("m3",), genuine=True),
        ]
    )
    assert holds.names == {"a": "Late", "p": "Bags"}
    assert holds.parents == {"b": "a", "p": None}
    assert holds.taken == {"m1": "p", "m2": "p"}
    assert holds.dismissed == {"c"}
    assert (holds.rulings["m3"].genuine, holds.rulings["m3"].by) == (True, "Ana")
    assert holds.number == 6
    assert holds.touched


def test_a_split_takes_a_part_out_of_what_it_was_merged_into() -> None:
    holds = decided([act(1, "merge", concern="b", into="a"), act(2, "split", concern="b")])
    assert holds.parents == {"b": None}


def test_a_word_on_a_post_can_be_withdrawn_and_a_dismissal_restored() -> None:
    holds = decided(
        [
            act(1, "overrule", posts=("m",), genuine=False),
            act(2, "overrule", posts=("m",)),
            act(3, "dismiss", concern="a"),
            act(4, "restore", concern="a"),
        ]
    )
    assert holds.rulings == {}
    assert holds.dismissed == frozenset()


def test_an_undone_act_counts_for_nothing_and_the_one_before_it_is_next() -> None:
    acts = [
        act(1, "rename", concern="a", label="One"),
        act(2, "rename", concern="a", label="Two"),
        act(3, "undo", undoes=2),
    ]
    holds = decided(acts)
    assert holds.names == {"a": "One"}
    assert holds.last == acts[0]
    assert decided([*acts, act(4, "undo", undoes=1)]).last is None


def test_grouping_anew_voids_what_was_said_of_groups_and_keeps_what_was_said_of_posts() -> None:
    holds = decided(
        [
            act(1, "rename", concern="a", label="One"),
            act(2, "dismiss", concern="b"),
            act(3, "overrule", posts=("m",), genuine=True),
            act(4, "find"),
        ]
    )
    assert not holds.touched
    assert holds.rulings["m"].genuine
    assert holds.last is None


BEFORE = [act(1, "find"), act(2, "rename", by="Ben", concern="a", label="Late")]


def test_what_somebody_did_elsewhere_is_no_conflict() -> None:
    unchanged_since(1, BEFORE, act(3, "dismiss", concern="b"))
    unchanged_since(2, BEFORE, act(3, "dismiss", concern="a"))


@pytest.mark.parametrize(
    "mine",
    [
        act(3, "rename", concern="a", label="Other"),
        act(3, "merge", concern="b", into="a"),
        act(3, "undo", undoes=1),
    ],
)
def test_the_same_concern_changed_in_the_meantime_is_a_conflict_that_names_the_other(
    mine: Decision,
) -> None:
    with pytest.raises(Conflict, match="Ben chose rename") as clash:
        unchanged_since(1, BEFORE, mine)
    assert clash.value.latest == 2


def test_an_undo_of_the_same_concern_and_grouping_anew_are_conflicts_too() -> None:
    undone = [*BEFORE, act(3, "undo", by="Cem", undoes=2)]
    with pytest.raises(Conflict, match="Cem took back"):
        unchanged_since(2, undone, act(4, "dismiss", concern="a"))
    unchanged_since(2, undone, act(4, "dismiss", concern="b"))
    with pytest.raises(Conflict, match="Dee grouped"):
        unchanged_since(2, [*BEFORE, act(3, "find", by="Dee")], act(4, "dismiss", concern="b"))
