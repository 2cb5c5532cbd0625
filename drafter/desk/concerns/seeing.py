"""What is seen of concerns: their order, their posts by page, how they develop, who amplifies them."""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from drafter.desk.concerns.ground import Ground
from drafter.errors import NotFound
from drafter.model.amplifier import Amplifiers
from drafter.model.concern import Trend, Trigger, Voice
from drafter.model.crisis import Concern
from drafter.model.decision import Decided, Decision, Post, decided

PAGE = 10


class Shown(NamedTuple):
    """The concerns as they stand. `number` is the last act seen: every decision names it.

    `parts` are by the concern they belong to; `unsorted` counts posts without a concern yet; `last`
    is what an undo would take back.
    """

    number: int
    concerns: tuple[Concern, ...]
    parts: dict[str, tuple[Concern, ...]]
    dismissed: tuple[Concern, ...]
    posts: int
    people: int
    unsorted: int
    last: Decision | None

    def named(self, concern: str) -> Concern:
        """A concern or a part, dismissed or not. Raises NotFound."""
        parts = (part for family in self.parts.values() for part in family)
        for one in (*self.concerns, *self.dismissed, *parts):
            if one.id == concern:
                return one
        raise NotFound("this concern is not there any more")


class Page(NamedTuple):
    """Some of the posts of a concern, and how many it has in all."""

    posts: list[Post]
    total: int


class Picture(NamedTuple):
    """How posts develop by the hour, what set them off, who makes them louder."""

    trend: Trend
    trigger: Trigger
    amplifiers: Amplifiers


class _Stand(NamedTuple):
    """What the posts of a crisis are grouped into, and a key that changes with it."""

    key: Hashable
    leaves: dict[str, tuple[str, ...]]
    holds: Decided


class Seeing(Ground):
    def all(self, slug: str) -> tuple[Concern, ...]:
        """The concerns in their order, without parts and dismissed ones."""
        return self.shown(slug).concerns

    def for_draft(
        self, slug: str, concern: str | None = None, question: str = ""
    ) -> tuple[Concern, ...]:
        """What a draft is about: all concerns, or one, with the question that it should answer."""
        if concern is None:
            return self.all(slug)
        one = self.shown(slug).named(concern)
        # A part that is drafted about is what the draft is about: a brief takes whole concerns.
        return (one.model_copy(update={"parent": None, "question": question or one.question}),)

    def shown(self, slug: str) -> Shown:
        with self._desk.store.reading() as records:
            number, judged = records.decided_last(slug), records.judged_count(slug)
            total = records.mention_count(slug)
            key = ("shown", slug, number, judged, total)
            return self._once(key, lambda: _shown(
                records.concerns(slug), decided(records.decisions(slug)),
                posts=total, people=records.people(slug), unsorted=total - judged,
            ))  # fmt: skip

    def posts(
        self, slug: str, concern: str, *, page: int = 0, size: int = PAGE, least: bool = False
    ) -> Page:
        """A page of posts, the most genuine first, or the `least` genuine. Raises NotFound."""
        stand = self._stand_of(slug)
        if concern not in stand.leaves:
            raise NotFound("this concern is not there any more")
        leaves = stand.leaves[concern]
        with self._desk.store.reading() as records:
            found = records.posts(slug, leaves, offset=page * size, limit=size, least=least)
            total = records.posts_count(slug, leaves)
        return Page([_with_word(post, stand.holds) for post in found], total)

    def named(self, slug: str, posts: Sequence[str]) -> list[Post]:
        """These posts, with what holds about them; unknown ids are left out."""
        stand = self._stand_of(slug)
        with self._desk.store.reading() as records:
            return [_with_word(one, stand.holds) for one in records.posts_named(slug, posts)]

    def picture(self, slug: str, concern: str | None = None) -> Picture:
        """How a concern (or all of it) develops, what set it off, who makes it louder."""
        from drafter.steps.amplify import amplifiers
        from drafter.steps.trend import hourly
        from drafter.steps.trigger import trigger

        stand = self._stand_of(slug)
        if concern is not None and concern not in stand.leaves:
            raise NotFound("this concern is not there any more")
        leaves = None if concern is None else stand.leaves[concern]

        def made() -> Picture:
            with self._desk.store.reading() as records:
                posts = (
                    records.mentions(slug) if leaves is None else records.mentions_in(slug, leaves)
                )
            copies = self._copies(slug, stand)
            return Picture(hourly(posts), trigger(posts), amplifiers(posts, copies))

        return self._once(("picture", stand.key, leaves), made)

    def _copies(self, slug: str, stand: _Stand) -> dict[str, int]:
        """Of each copied post how many posts share its wording."""

        def made() -> dict[str, int]:
            with self._desk.store.reading() as records:
                return {one.mention: one.copies for one in records.judged(slug) if one.copies > 1}

        return self._once(("copies", stand.key), made)

    def voice(self, slug: str) -> tuple[Voice, ...]:
        """Each concern's share of the posts, hour by hour."""
        from drafter.steps.trend import voice

        stand = self._stand_of(slug)
        top = {leaf: one.id for one in self.all(slug) for leaf in stand.leaves[one.id]}
        key = ("voice", stand.key, tuple(sorted(top.items())))

        def made() -> tuple[Voice, ...]:
            with self._desk.store.reading() as records:
                where = {post.mention: top.get(post.leaf, "") for post in records.placed(slug)}
                posts = records.mentions(slug)
            return tuple(voice(posts, where))

        return self._once(key, made)

    def _stand_of(self, slug: str) -> _Stand:
        """Groups by concern and by part. The key changes when posts come or change their group."""
        from drafter.steps.settling import chains

        with self._desk.store.reading() as records:
            number, judged = records.decided_last(slug), records.judged_count(slug)
            imported = records.import_last(slug)  # it may have dated known posts anew

            def made() -> _Stand:
                acts = records.decisions(slug)
                holds = decided(acts)
                found = records.found(slug)
                leaves: dict[str, list[str]] = {}
                for leaf, chain in chains(found, holds).items():
                    for name in chain:
                        leaves.setdefault(name, []).append(leaf)
                moved = max(map(_moves(acts), acts), default=0)
                return _Stand(
                    (slug, judged, moved, imported),
                    {name: tuple(sorted(set(its))) for name, its in leaves.items()},
                    holds,
                )

            return self._once(("stand", slug, number, judged, imported), made)


def _moves(acts: Sequence[Decision]) -> Callable[[Decision], int]:
    """The number of an act that puts posts into other groups, 0 of any other."""
    verbs = {act.number: act.verb for act in acts}

    def number(act: Decision) -> int:
        meant = act.verb if act.undoes is None else verbs.get(act.undoes)
        return act.number if meant in ("find", "take out") else 0

    return number


def _shown(
    all_: Sequence[Concern], holds: Decided, *, posts: int, people: int, unsorted: int
) -> Shown:
    parts: dict[str, list[Concern]] = {}
    for one in all_:
        if one.parent is not None:
            parts.setdefault(one.parent, []).append(one)
    whole = [one for one in all_ if one.parent is None]
    return Shown(
        number=holds.number,
        concerns=tuple(one for one in whole if one.id not in holds.dismissed),
        parts={name: tuple(family) for name, family in parts.items()},
        dismissed=tuple(one for one in whole if one.id in holds.dismissed),
        posts=posts,
        people=people,
        unsorted=unsorted,
        last=holds.last,
    )


def _with_word(post: Post, holds: Decided) -> Post:
    ruling = holds.rulings.get(post.mention.id)
    if ruling is None:
        return post
    said = {"overruled": ruling.by, "genuine": float(ruling.genuine)}
    return Post(post.mention, post.judged.model_copy(update=said))
