"""What people ask, and which of it an approved text answers."""

import pytest

from drafter.llm import HashEmbedder
from drafter.model.coverage import Answer, Question
from drafter.model.crisis import Mention
from drafter.steps.coverage import cover, plain, questions

embed = HashEmbedder().embed


def post(number: int, text: str, author: str = "ana") -> tuple[Mention, str]:
    return Mention(id=f"m{number}", row=number, text=text, author=author), "c1"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("@acme where is my order? https://t.example/1", "where is my order?"),
        ("Two days. No word. When do I get my money back? Thanks.", "When do I get my money back?"),
        ("¿Cuándo llega mi pedido por fin?", "Cuándo llega mi pedido por fin?"),
    ],
)
def test_a_question_is_taken_in_its_own_words(text: str, asked: str) -> None:
    (found,) = questions([post(1, text)])
    assert found.text.strip("¿") == asked
    assert (found.post, found.concern, found.author) == ("m1", "c1", "ana")


@pytest.mark.parametrize(
    "text", ["No question here.", "Really?", "@acme ???", "", "are you kidding me?"]
)
def test_what_waits_for_no_answer_is_no_question(text: str) -> None:
    assert questions([post(1, text)]) == ()


def asked(*texts: str, concern: str = "c1") -> list[Question]:
    return [
        Question(post=f"m{number}", author=f"a{number}", concern=concern, text=text)
        for number, text in enumerate(texts)
    ]


def test_questions_of_one_meaning_are_one_question_of_many_people() -> None:
    found = asked("When is my refund coming?", "when is my refund coming", "Do you sell kettles?")
    made = cover(found, embed([one.text for one in found]), [], [], total=10)
    assert [(len(one.posts), one.authors, one.answered) for one in made.asked] == [
        (2, 2, False), (1, 1, False),
    ]  # fmt: skip
    assert (made.all.asking, made.all.waiting, made.uncovered) == (3, 3, 0.3)
    assert made.by_concern["c1"].asking == 3


def test_what_an_approved_text_says_counts_as_answered_and_comes_last() -> None:
    found = asked("When is my refund coming?", "Do you sell kettles?")
    answers = [Answer(statement="s1", text="When is my refund coming? On Monday."),
               Answer(statement="s2", text="zzz qqq xxx")]  # fmt: skip
    made = cover(
        found, embed([one.text for one in found]), answers, embed([one.text for one in answers]),
        total=4,
    )  # fmt: skip
    last = made.asked[-1]
    assert (last.answered, last.answer) == (True, answers[0])
    assert last.near >= made.enough
    assert not made.asked[0].answered
    assert (made.all.answered, made.uncovered) == (1, 0.25)


def test_no_questions_leave_nothing_uncovered() -> None:
    made = cover([], [], [], [], total=0)
    assert (made.uncovered, made.asked) == (0.0, ())


def test_further_questions_than_are_grouped_at_once_join_the_nearest() -> None:
    found = asked(*["When is my refund coming?"] * 2001, "When is my refund coming?", "zz qq zz qq")
    made = cover(found, embed([one.text for one in found]), [], [], total=2003)
    assert [len(one.posts) for one in made.asked] == [2002, 1]


def test_an_unknown_author_is_a_person_of_their_own() -> None:
    found = [
        one.model_copy(update={"author": ""})
        for one in asked("Where is it now?", "Where is it now?")
    ]
    made = cover(found, embed([one.text for one in found]), [], [], total=2)
    assert made.asked[0].authors == 2


def test_names_that_everybody_writes_say_nothing_of_a_question() -> None:
    assert plain("Will Example Air pay, example?", ("Example", "Example Air")).split() == [
        "Will", "pay,", "?",
    ]  # fmt: skip
    assert plain("Will Acmes pay?", ("Acme", "")) == "Will Acmes pay?"
    assert plain("Will you pay?", ()) == "Will you pay?"
