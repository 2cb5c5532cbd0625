"""Who makes it louder."""

from drafter.model.crisis import Mention
from drafter.steps.amplify import amplifiers


def post(number: int, author: str, text: str = "", reach: int | None = None) -> Mention:
    return Mention(
        id=f"m{number}", row=number, text=text or f"post {number}", author=author, reach=reach
    )


def test_the_loudest_come_by_reach_then_by_posts_and_a_followership_counts_once() -> None:
    found = amplifiers(
        [
            post(1, "Ana", reach=100), post(2, "ana", reach=120), post(3, "Ben", reach=900),
            post(4, "Cem"), post(5, "Cem"), post(6, ""),
        ],
        {},
    )  # fmt: skip
    assert [(one.author, one.posts, one.reach) for one in found.authors] == [
        ("Ben", 1, 900), ("Ana", 2, 120), ("Cem", 2, 0),
    ]  # fmt: skip
    assert found.top_share == round(5 / 6, 4)
    assert found.copied == ()


def test_copies_are_one_wording_whoever_passes_it_on() -> None:
    text = "Boycott them now, they took our money twice"
    found = amplifiers(
        [
            post(1, "Ana", text), post(2, "Ben", f"RT @ana: {text}"),
            post(3, "Cem", f"{text} https://a.example/x"), post(4, "Dee", "My own words"),
        ],
        {"m1": 3, "m2": 3, "m3": 3},
    )  # fmt: skip
    assert [(one.post, one.posts, one.authors) for one in found.copied] == [("m1", 3, 3)]


def test_thanks_that_many_write_on_their_own_are_not_passed_on() -> None:
    found = amplifiers(
        [post(1, "Ana", "Thank you!"), post(2, "Ben", "Thank you")], {"m1": 2, "m2": 2}
    )
    assert found.copied == ()


def test_no_posts_have_no_amplifiers() -> None:
    found = amplifiers([], {})
    assert (found.authors, found.copied, found.top_share) == ((), (), 0.0)
