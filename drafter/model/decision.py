"""What people decide about concerns and posts. It is only ever added to; the sum of it is `Decided`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

from pydantic import Field

from drafter.errors import Conflict
from drafter.model.base import Noun
from drafter.model.concern import Judged
from drafter.model.crisis import Mention

Verb = Literal[
    "find", "rename", "merge", "split", "take out", "dismiss", "restore", "overrule", "undo"
]


class Decision(Noun):
    """One act on the concerns of a crisis; `number` counts from 1 without a gap.

    `concern` is what it is about, `into` where a merge goes, `label` a new name, `posts` the posts
    taken out or overruled. `genuine` None takes an overruling back. `undoes` is the number of an
    earlier act. A `find` is the machine's: it groups all posts anew and voids what was decided about
    the groups before, while what was said of single posts stays.
    """

    number: int = Field(ge=1)
    verb: Verb
    concern: str = ""
    into: str = ""
    label: str = ""
    posts: tuple[str, ...] = ()
    genuine: bool | None = None
    undoes: int | None = None
    by: str
    at: datetime

    @property
    def touches(self) -> frozenset[str]:
        """Ids of the concerns and posts it is about."""
        return frozenset(filter(None, (self.concern, self.into, *self.posts)))


class Post(NamedTuple):
    """A post, and what holds about it."""

    mention: Mention
    judged: Judged


class Placed(NamedTuple):
    """Where one post stands: its smallest group, who wrote it, and what holds about it.

    `author` is folded for comparison, empty where unknown.
    """

    mention: str
    leaf: str
    author: str
    genuine: float
    sentiment: float | None


class Ruling(Noun):
    """A person's word on whether a post is genuine."""

    genuine: bool
    by: str


class Decided(Noun):
    """What holds now: names, parents, posts taken out and dismissals; rulings on single posts.

    `parents` maps a concern to the one it is part of, None where it was split off.
    """

    number: int = 0
    names: dict[str, str] = {}
    parents: dict[str, str | None] = {}
    taken: dict[str, str] = {}
    dismissed: frozenset[str] = frozenset()
    rulings: dict[str, Ruling] = {}
    last: Decision | None = None

    @property
    def touched(self) -> bool:
        """Whether people have changed the groups themselves since they were found."""
        return bool(self.names or self.parents or self.taken or self.dismissed)


def decided(decisions: Iterable[Decision]) -> Decided:
    """The sum of all acts, in their order. `last` is the one that an undo would take back."""
    acts = sorted(decisions, key=lambda act: act.number)
    undone = {act.undoes for act in acts if act.verb == "undo"}
    sums = _Sums()
    for act in acts:
        if act.number not in undone and act.verb != "undo":
            sums.add(act)
    return Decided(
        number=acts[-1].number if acts else 0,
        names=sums.names,
        parents=sums.parents,
        taken=sums.taken,
        dismissed=frozenset(sums.dismissed),
        rulings=sums.rulings,
        last=sums.last,
    )


class _Sums:
    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.parents: dict[str, str | None] = {}
        self.taken: dict[str, str] = {}
        self.dismissed: set[str] = set()
        self.rulings: dict[str, Ruling] = {}
        self.last: Decision | None = None

    def add(self, act: Decision) -> None:
        getattr(self, f"_{act.verb.replace(' ', '_')}")(act)
        self.last = None if act.verb == "find" else act

    def _find(self, act: Decision) -> None:
        self.names, self.parents, self.taken, self.dismissed = {}, {}, {}, set()

    def _rename(self, act: Decision) -> None:
        self.names[act.concern] = act.label

    def _merge(self, act: Decision) -> None:
        self.parents[act.concern] = act.into

    def _split(self, act: Decision) -> None:
        self.parents[act.concern] = None

    def _take_out(self, act: Decision) -> None:
        self.names[act.concern] = act.label
        self.parents[act.concern] = None
        self.taken |= dict.fromkeys(act.posts, act.concern)

    def _dismiss(self, act: Decision) -> None:
        self.dismissed.add(act.concern)

    def _restore(self, act: Decision) -> None:
        self.dismissed.discard(act.concern)

    def _overrule(self, act: Decision) -> None:
        for post in act.posts:
            if act.genuine is None:
                self.rulings.pop(post, None)
            else:
                self.rulings[post] = Ruling(genuine=act.genuine, by=act.by)


def unchanged_since(base: int, decisions: Iterable[Decision], act: Decision) -> None:
    """Raises Conflict where somebody has acted on the same concerns or posts after number `base`.

    What others did elsewhere in the meantime is no conflict; grouping anew is one with everything.
    """
    acts = sorted(decisions, key=lambda one: one.number)
    seen = {one.number: one for one in acts}
    for one in reversed(acts):  # the newest is what the person has to know of
        if one.number <= base:
            return
        meant = one if one.undoes is None else seen.get(one.undoes, one)
        if act.verb == "undo" or one.verb == "find" or meant.touches & act.touches:
            said = {"find": "grouped the posts anew", "undo": "took back a step"}.get(
                one.verb, f"chose {one.verb}"
            )
            raise Conflict(
                f"{one.by} {said} here in the meantime: nothing was changed. Look at it as it is now",
                latest=acts[-1].number,
            )
