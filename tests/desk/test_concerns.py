"""Verbs on concerns: what people decide is kept, whatever is imported later."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter.desk import Desk
from drafter.errors import Conflict, InputError, NotAllowed, NotFound
from drafter.model.person import Duty
from drafter.settings import Settings

HEAD = "Date,Author,Full Text,Reach"
LATE = [
    "Flight three hours late, no crew in sight",
    "Still late, two hours at the gate and no crew",
    "Late again, the crew never came",
    "Our flight is late, when does it leave?",
    "Three hours late and nobody says why",
]
BAGS = [
    "My bag is lost, where is my bag?",
    "They lost both our bags at the airport",
    "Bag lost, no bag for five days now",
]


def csv_of(texts: Sequence[str], start: int = 0) -> bytes:
    rows = [
        f'2026-03-14T{9 + number % 8:02}:00:00Z,author{start + number},"{text}",{100 * number}'
        for number, text in enumerate(texts)
    ]
    return "\n".join([HEAD, *rows]).encode()


@pytest.fixture
def slug(desk: Desk) -> str:
    made = desk.crises.make(title="Late flights", organisation="Example Air", by="Ana").slug
    desk.mentions.take(made, csv_of([*LATE * 4, *BAGS * 4]), name="a.csv", by="Ana")
    return made


def number(desk: Desk, slug: str) -> int:
    return desk.concerns.shown(slug).number


def two(desk: Desk, slug: str) -> tuple[str, str]:
    first, second = desk.concerns.all(slug)[:2]
    return first.id, second.id


def test_every_post_has_a_concern_after_an_import(desk: Desk, slug: str) -> None:
    shown = desk.concerns.shown(slug)
    assert (shown.posts, shown.people, shown.unsorted) == (32, 32, 0)
    assert sum(one.size for one in shown.concerns) == 32
    assert len(shown.concerns) >= 2
    lines = [line for line in desk.crises.audit(slug) if line.verb == "find concerns"]
    assert (lines[0].by, lines[0].detail["posts"]) == ("Ana", 32)


def test_posts_come_by_page_the_most_genuine_first_and_none_twice(desk: Desk, slug: str) -> None:
    first, _ = two(desk, slug)
    pages = [desk.concerns.posts(slug, first, page=number, size=3) for number in range(12)]
    seen = [post for page in pages for post in page.posts]
    assert len({post.mention.id for post in seen}) == len(seen) == pages[0].total
    scores = [post.judged.genuine for post in seen]
    assert scores == sorted(scores, reverse=True)
    least = desk.concerns.posts(slug, first, size=3, least=True).posts
    assert least[0].judged.genuine == scores[-1]


def test_a_name_holds_and_is_on_the_record(desk: Desk, slug: str) -> None:
    first, _ = two(desk, slug)
    desk.concerns.rename(slug, first, "  Late\nflights ", base=number(desk, slug), by="Ben")
    assert desk.concerns.all(slug)[0].label == "Late flights"
    line = desk.crises.audit(slug)[-1]
    assert (line.verb, line.by, line.detail["to"]) == ("rename concern", "Ben", "Late flights")


def test_a_merge_moves_all_posts_and_an_undo_brings_everything_back(desk: Desk, slug: str) -> None:
    before = desk.concerns.shown(slug)
    first, second = two(desk, slug)
    desk.concerns.merge(slug, second, into=first, base=before.number, by="Ana")
    merged = desk.concerns.shown(slug)
    assert len(merged.concerns) == len(before.concerns) - 1
    assert merged.named(first).size == before.named(first).size + before.named(second).size
    assert desk.concerns.posts(slug, first).total == merged.named(first).size
    assert second in {part.id for part in merged.parts[first]}
    assert desk.concerns.posts(slug, second).total == before.named(second).size
    desk.concerns.undo(slug, base=merged.number, by="Ben")
    assert desk.concerns.all(slug) == before.concerns
    assert desk.crises.audit(slug)[-1].detail["taken_back"] == "merge"


def test_what_was_merged_can_be_split_off_again(desk: Desk, slug: str) -> None:
    before = desk.concerns.shown(slug)
    first, second = two(desk, slug)
    done = desk.concerns.merge(slug, second, into=first, base=before.number, by="Ana")
    with pytest.raises(InputError, match="a concern of its own already"):
        desk.concerns.split(slug, first, base=done, by="Ana")
    desk.concerns.split(slug, second, base=done, by="Ana")
    assert desk.concerns.all(slug) == before.concerns


def test_a_merge_on_a_stale_state_is_a_conflict_and_changes_nothing(desk: Desk, slug: str) -> None:
    first, second = two(desk, slug)
    stale = number(desk, slug)
    desk.concerns.rename(slug, second, "Lost bags", base=stale, by="Ben")
    now = desk.concerns.shown(slug)
    with pytest.raises(Conflict, match="Ben chose rename"):
        desk.concerns.merge(slug, second, into=first, base=stale, by="Ana")
    assert desk.concerns.shown(slug) == now
    desk.concerns.merge(slug, second, into=first, base=now.number, by="Ana")


def test_what_two_people_do_to_different_concerns_is_no_conflict(desk: Desk, slug: str) -> None:
    first, second = two(desk, slug)
    stale = number(desk, slug)
    desk.concerns.rename(slug, first, "Late flights", base=stale, by="Ben")
    desk.concerns.rename(slug, second, "Lost bags", base=stale, by="Ana")
    assert {one.label for one in desk.concerns.all(slug)} >= {"Late flights", "Lost bags"}


def test_a_dismissed_concern_leaves_the_order_with_its_posts_kept(desk: Desk, slug: str) -> None:
    first, second = two(desk, slug)
    done = desk.concerns.dismiss(slug, second, base=number(desk, slug), by="Ana")
    shown = desk.concerns.shown(slug)
    assert second not in {one.id for one in shown.concerns}
    assert [one.id for one in shown.dismissed] == [second]
    assert desk.concerns.posts(slug, second).total == shown.dismissed[0].size
    with pytest.raises(InputError, match="dismissed"):
        desk.concerns.merge(slug, first, into=second, base=done, by="Ana")
    desk.concerns.restore(slug, second, base=done, by="Ana")
    assert second in {one.id for one in desk.concerns.all(slug)}


def test_chosen_posts_become_a_concern_and_go_back_by_an_undo(desk: Desk, slug: str) -> None:
    before = desk.concerns.shown(slug)
    first, _ = two(desk, slug)
    chosen = tuple(post.mention.id for post in desk.concerns.posts(slug, first, size=2).posts)
    made = desk.concerns.take_out(slug, chosen, label="No crew", base=before.number, by="Ana")
    taken = desk.concerns.shown(slug).named(made)
    assert (taken.label, taken.size, taken.parent) == ("No crew", 2, None)
    assert {post.mention.id for post in desk.concerns.posts(slug, made).posts} == set(chosen)
    assert desk.concerns.shown(slug).named(first).size == before.named(first).size - 2
    assert desk.concerns.picture(slug, made).amplifiers.authors
    desk.concerns.undo(slug, base=number(desk, slug), by="Ana")
    assert desk.concerns.all(slug) == before.concerns


def test_a_persons_word_counts_before_the_score_and_can_be_withdrawn(desk: Desk, slug: str) -> None:
    first, _ = two(desk, slug)
    worst = desk.concerns.posts(slug, first, size=1, least=True).posts[0]
    name = worst.mention.id
    desk.concerns.overrule(slug, name, True, base=number(desk, slug), by="Ben")
    (post,) = desk.concerns.named(slug, [name])
    assert (post.judged.genuine, post.judged.overruled) == (1.0, "Ben")
    assert desk.concerns.posts(slug, first, size=1).posts[0].judged.genuine == 1.0
    assert desk.crises.audit(slug)[-1].detail["said"] == "genuine"
    desk.concerns.overrule(slug, name, None, base=number(desk, slug), by="Ben")
    assert desk.concerns.named(slug, [name]) == [worst]


def test_what_people_decided_survives_a_later_import(desk: Desk, slug: str) -> None:
    first, second = two(desk, slug)
    desk.concerns.rename(slug, first, "Late flights", base=number(desk, slug), by="Ana")
    desk.concerns.merge(slug, second, into=first, base=number(desk, slug), by="Ana")
    name = desk.concerns.posts(slug, first, size=1, least=True).posts[0].mention.id
    desk.concerns.overrule(slug, name, True, base=number(desk, slug), by="Ana")
    before = desk.concerns.shown(slug)
    more = [f"Late once more, {number} hours and no crew" for number in range(60)]
    desk.mentions.take(slug, csv_of(more, start=100), name="b.csv", by="Ana")
    after = desk.concerns.shown(slug)
    assert (after.posts, after.unsorted) == (before.posts + 60, 0)
    assert after.named(first).label == "Late flights"
    assert second in {part.id for part in after.parts[first]}
    assert sum(one.size for one in after.concerns) == after.posts
    assert desk.concerns.named(slug, [name])[0].judged.overruled == "Ana"


def test_where_nothing_was_decided_twice_the_posts_are_grouped_anew(desk: Desk, slug: str) -> None:
    name = desk.concerns.posts(slug, two(desk, slug)[0], size=1).posts[0].mention.id
    desk.concerns.overrule(slug, name, False, base=number(desk, slug), by="Ana")
    found = number(desk, slug)
    more = [f"The app says error {number} when I log in" for number in range(40)]
    desk.mentions.take(slug, csv_of(more, start=100), name="b.csv", by="Ana")
    assert number(desk, slug) == found + 1
    assert sum(one.size for one in desk.concerns.all(slug)) == 72
    assert desk.concerns.named(slug, [name])[0].judged.overruled == "Ana"


def test_a_person_can_have_all_posts_grouped_anew(desk: Desk, slug: str) -> None:
    first, _ = two(desk, slug)
    stale = number(desk, slug)
    desk.concerns.rename(slug, first, "Late flights", base=stale, by="Ana")
    desk.concerns.find(slug, by="Ben")
    assert "Late flights" not in {one.label for one in desk.concerns.all(slug)}
    with pytest.raises(NotFound, match="nothing to take back"):
        desk.concerns.undo(slug, base=number(desk, slug), by="Ana")
    with pytest.raises(Conflict, match="grouped the posts anew"):
        desk.concerns.dismiss(slug, first, base=stale, by="Ana")


def test_an_import_that_was_broken_off_before_its_concerns_is_caught_up(
    desk: Desk, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(desk.concerns, "catch_up", lambda *_, **__: 0)
        desk.mentions.take(slug, csv_of(["Late, and later"], start=99), name="b.csv", by="Ana")
    assert desk.concerns.shown(slug).unsorted == 1
    told: list[str] = []
    assert (
        desk.concerns.catch_up(slug, by="Ana", progress=lambda said, share: told.append(said)) == 1
    )
    assert desk.concerns.shown(slug).unsorted == 0
    assert told
    assert desk.concerns.catch_up(slug, by="Ana") == 0


@pytest.mark.parametrize("label", ["", "  \n ", "x" * 81])
def test_a_concern_needs_a_name_that_fits_on_a_line(desk: Desk, slug: str, label: str) -> None:
    with pytest.raises(InputError, match="name"):
        desk.concerns.rename(slug, two(desk, slug)[0], label, base=1, by="Ana")


def test_what_is_not_there_is_said_in_one_line(desk: Desk, slug: str) -> None:
    first, second = two(desk, slug)
    base = number(desk, slug)
    with pytest.raises(NotFound):
        desk.concerns.rename(slug, "no-such", "Name", base=base, by="Ana")
    with pytest.raises(InputError, match="into itself"):
        desk.concerns.merge(slug, first, into=first, base=base, by="Ana")
    with pytest.raises(NotFound):
        desk.concerns.overrule(slug, "no-such", True, base=base, by="Ana")
    with pytest.raises(NotFound):
        desk.concerns.posts(slug, "no-such")
    with pytest.raises(NotFound):
        desk.concerns.picture(slug, "no-such")
    with pytest.raises(InputError, match="choose between"):
        desk.concerns.take_out(slug, (), label="Empty", base=base, by="Ana")
    merged = desk.concerns.merge(slug, second, into=first, base=base, by="Ana")
    for verb in (desk.concerns.dismiss,):
        with pytest.raises(InputError, match="split it off first"):
            verb(slug, second, base=merged, by="Ana")
    third = desk.concerns.all(slug)[-1].id
    if third != first:
        with pytest.raises(InputError, match="itself a part"):
            desk.concerns.merge(slug, third, into=second, base=merged, by="Ana")


def test_it_takes_the_role_drafter(tmp_path: Path, desk: Desk, slug: str) -> None:
    first, _ = two(desk, slug)
    strict = Desk(Settings(home=desk.settings.home, drafters=("Ana",), _env_file=None))
    for do in (
        lambda: strict.concerns.rename(slug, first, "Name", base=1, by="Eve"),
        lambda: strict.concerns.overrule(slug, "m", True, base=1, by="Eve"),
        lambda: strict.concerns.find(slug, by="Eve"),
        lambda: strict.concerns.undo(slug, base=1, by="Eve"),
    ):
        with pytest.raises(NotAllowed, match=Duty.DRAFTER.value):
            do()
    strict.close()


def test_a_picture_shows_hours_amplifiers_and_what_came_first(desk: Desk, slug: str) -> None:
    picture = desk.concerns.picture(slug)
    assert sum(hour.posts for hour in picture.trend.hours) == 32
    assert picture.amplifiers.authors[0].reach == 3100
    assert picture.trigger.first
    assert desk.concerns.picture(slug) is picture  # kept for the next click
    voices = desk.concerns.voice(slug)
    assert sum(voice.posts for voice in voices) == 32


def test_questions_wait_until_an_approved_text_answers_them(desk: Desk, slug: str) -> None:
    before = desk.concerns.coverage(slug)
    assert before.all.answered == 0
    assert before.all.asking == 8
    asked = {one.text for one in before.asked}
    assert "Our flight is late, when does it leave?" in asked
    made, _ = desk.drafting.start(slug, kind="faq_answer", channel="web", by="Ana")
    answer = "Where is my bag? Where your bag is you can see in the app."
    saved = desk.statements.save(made.id, answer, base=1, by="Ana")
    assert desk.concerns.coverage(slug).all.answered == 0
    approve(desk, saved.id, saved.latest.number)
    after = desk.concerns.coverage(slug)
    assert after.all.answered == 4
    (bag,) = [one for one in after.asked if one.answered]
    assert bag.answer is not None
    assert bag.answer.statement == made.id
    assert after.uncovered < before.uncovered


def approve(desk: Desk, statement: str, revision: int) -> None:
    got = desk.statements.get(statement)
    for error in desk.statements.check(got).errors:
        desk.statements.waive(statement, error.key, reason="a test", by="Ben")
    if desk.statements.check(got).counsel:
        desk.statements.sign_off(statement, revision=revision, by="Ben")
    desk.statements.approve(statement, revision=revision, by="Ben")


def test_a_draft_can_be_about_one_concern_and_one_question(desk: Desk, slug: str) -> None:
    first, _ = two(desk, slug)
    brief = desk.drafting.brief(slug, concern=first, question="When does it leave?")
    assert [(one.id, one.question) for one in brief.concerns] == [(first, "When does it leave?")]
    assert len(desk.drafting.brief(slug).concerns) == len(desk.concerns.all(slug))
    with pytest.raises(NotFound):
        desk.drafting.brief(slug, concern="no-such")


def test_a_desk_opened_anew_shows_the_same(desk: Desk, slug: str) -> None:
    first, second = two(desk, slug)
    desk.concerns.merge(slug, second, into=first, base=number(desk, slug), by="Ana")
    again = Desk(desk.settings)
    assert again.concerns.shown(slug) == desk.concerns.shown(slug)
    again.close()
