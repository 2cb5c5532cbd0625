"""Differences as pieces: each can be taken or left."""

from hypothesis import given
from hypothesis import strategies as st

from drafter.model.difference import changes, taken

words = st.lists(
    st.sampled_from("we are sorry for this and that . , \n \u00e9t\u00e9 12".split(" ")),
    max_size=12,
)
texts = words.map(" ".join)


@given(texts, texts)
def test_all_pieces_taken_give_the_new_text_and_none_the_old(old: str, new: str) -> None:
    made = changes(old, new)
    assert taken(old, made, range(len(made))) == new
    assert taken(old, made, ()) == old


def test_pieces_are_whole_words_and_can_be_taken_one_by_one() -> None:
    old = "We are sorry if anyone was hurt by it. Call us today."
    new = "We are sorry that 12 people were hurt by it. Please call us today."
    made = changes(old, new)
    assert [(one.old, one.new) for one in made] == [
        ("if anyone was", "that 12 people were"),
        ("Call", "Please call"),
    ]
    assert taken(old, made, {1}) == "We are sorry if anyone was hurt by it. Please call us today."
