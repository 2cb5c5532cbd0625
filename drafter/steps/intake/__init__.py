"""Mentions to concerns: what people are angry about, how many different people, and how genuine.

    vectors = embed([intake.words(mention.text) for mention in mentions])   # the caller's embedder
    found = intake.find(mentions, vectors, own_names=("Fernbrook Market",))
    later = intake.join(fresh, their_vectors, found.concerns, found.centres)

Near-identical posts are folded for grouping and keep counting (`duplicates`); three views of the
posts are joined (`space`) and grouped on two levels, the number of groups chosen by the data
(`cluster`); groups are named by what sets them apart (`labels`) and by what they ask (`questions`);
each post is judged (`genuine`, `sentiment`, `language`). Everything is linear in the posts, and the
same posts give the same concerns on every run. benchmarks/concerns.py has the figures.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from drafter.model.concern import Centre, Judged
from drafter.model.crisis import Concern, Mention
from drafter.steps.intake import assembly, cluster, joining, labels, naming, space
from drafter.steps.intake.assembly import Group
from drafter.steps.intake.duplicates import fold
from drafter.steps.intake.genuine import genuine
from drafter.steps.intake.joining import Numbers, centres
from drafter.steps.intake.language import languages
from drafter.steps.intake.sentiment import sentiments
from drafter.steps.intake.texts import own_words, stems, tokens, words

__all__ = ["Found", "centres", "find", "join", "words"]

Told = Callable[[str, float], None]

# Praise is no concern: it counts less for where groups lie, so that more of them are of complaints.
_PRAISE, _MILD = (0.4, 0.25), (0.1, 0.5)


@dataclass(frozen=True)
class Found:
    """Concerns with most different authors first, each followed by its parts (`parent` is its id).

    `judged` has one entry a post, in their order. `centres` of all concerns and parts are what later
    posts join by; their `embedder` is for the caller to fill in.
    """

    concerns: tuple[Concern, ...]
    judged: tuple[Judged, ...]
    centres: tuple[Centre, ...] = ()


def find(
    mentions: Sequence[Mention],
    vectors: Numbers,
    *,
    own_names: Sequence[str] = (),
    told: Told | None = None,
) -> Found:
    """The concerns behind the mentions, on two levels.

    `vectors` hold one unit-length embedding of `words(text)` a mention, in their order: an array of
    (posts, dimensions) or a sequence of arrays. `own_names` (the organisation, its products) say
    nothing about what a post is about; handles that many posts carry are taken for such names too.
    No post is left out: each has one concern. `told` hears what is being done and the share done.
    """
    say = told or _silent
    if not mentions:
        return Found((), ())
    numbers = np.ascontiguousarray(vectors, dtype=np.float32).reshape(len(mentions), -1)
    # One thread: the sums of several come in any order, and posts on a border with them.
    with threadpool_limits(1):
        return _found(mentions, numbers, own_names, say)


def _found(
    mentions: Sequence[Mention], numbers: space.Vectors, own_names: Sequence[str], say: Told
) -> Found:
    raw = [mention.text for mention in mentions]
    say("Folding copies", 0.0)
    folds, own = fold(raw), own_words(raw, own_names)
    kept = folds.kept
    say("Telling languages and sentiment", 0.1)
    codes = languages(mentions)
    felt = sentiments(raw, codes)
    say("Laying out the posts", 0.3)
    laid = space.views([words(raw[at]) for at in kept], numbers[kept], own)
    weights = np.array([_weight(felt[at]) for at in kept])
    points = laid.points(space.COARSE)
    say("Grouping", 0.5)
    tops = cluster.coarse(points, weights)
    parts = cluster.fine(laid.points(space.FINE), weights, tops)
    say("Naming the concerns", 0.7)
    groups = _groups(mentions, folds.first, kept, points, tops, parts)
    named = _named(groups, mentions, kept, own)
    say("Judging the posts", 0.8)
    judged = _judged(mentions, groups, named, folds.copies, codes, felt)
    say("Counting", 0.95)
    made = _concerns(groups, named, mentions, judged)
    return Found(made, judged, centres(judged, numbers))


def join(
    mentions: Sequence[Mention],
    vectors: Numbers,
    concerns: Sequence[Concern],
    centres: Sequence[Centre],
    *,
    own_names: Sequence[str] = (),
) -> Found:
    """Concerns for posts that came later; nothing of what is there is changed.

    Each post goes to the nearest of `centres` (of concerns and parts). Posts far from all of them
    make concerns of their own where enough of them lie together, else they go to the nearest all the
    same. `judged` is of these posts; `concerns` are only those that are new; `centres` are the given
    ones moved by the posts that joined, and those of the new concerns. Counts of the concerns that
    are there are for the caller to make anew, from all posts.
    """
    if not mentions or not centres:
        return find(mentions, vectors, own_names=own_names)
    numbers = np.ascontiguousarray(vectors, dtype=np.float32).reshape(len(mentions), -1)
    nearest, far = joining.nearest(numbers, centres)
    found = Found((), ())
    if len(far) >= joining.TOGETHER:
        found = find([mentions[at] for at in far], numbers[far], own_names=own_names)
    fresh = joining.fresh(found.centres, found.judged, centres)
    raw = [mention.text for mention in mentions]
    codes, copies = languages(mentions), fold(raw).copies
    felt = sentiments(raw, codes)
    parents = {concern.id: concern.parent for concern in concerns}
    about = {concern.id: _about(concern.keyphrases) for concern in concerns}
    own = dict(zip(far, found.judged, strict=True)) if found.judged else {}
    judged = []
    for at, mention in enumerate(mentions):
        if at in own and own[at].concern in fresh:
            judged.append(own[at].model_copy(update={"copies": copies[at]}))
            continue
        top = parents.get(nearest[at]) or nearest[at]
        where = (top, nearest[at] if nearest[at] != top else None)
        its = about.get(top, frozenset())
        judged.append(_judge(mention, where, its, copies[at], codes[at], felt[at]))
    new = joining.kept(found.concerns, fresh, len(mentions))
    return Found(new, tuple(judged), joining.moved(centres, judged, numbers))


def _silent(_doing: str, _share: float) -> None:
    return None


def _weight(felt: float | None) -> float:
    for over, weight in (_PRAISE, _MILD):
        if felt is not None and felt > over:
            return weight
    return 1.0


@dataclass(frozen=True)
class _Whole:
    """A concern's group and those of its parts; every post is in one part or in none."""

    top: Group
    parts: tuple[Group, ...]


def _groups(
    mentions: Sequence[Mention],
    first: Sequence[int],
    kept: Sequence[int],
    points: space.Points,
    tops: cluster.Labels,
    parts: cluster.Labels,
) -> list[_Whole]:
    copies: dict[int, list[int]] = {}
    for at, original in enumerate(first):
        copies.setdefault(original, []).append(at)

    def group(places: "np.typing.NDArray[np.intp]", parent: str | None) -> Group:
        near = [kept[at] for at in assembly.by_nearness(places.tolist(), points)]
        return Group(sorted(at for one in near for at in copies[one]), near, parent)

    made = []
    for label in range(int(tops.max()) + 1):
        its = np.flatnonzero(tops == label)
        top = group(its, None)
        name = top.name(mentions)
        labels_of = sorted(set(parts[its].tolist()) - {-1})
        made.append(_Whole(top, tuple(group(its[parts[its] == one], name) for one in labels_of)))
    return made


@dataclass(frozen=True)
class _Named:
    """Label and phrases of a concern, and of each of its parts."""

    label: str
    phrases: tuple[str, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]


def _named(
    groups: Sequence[_Whole], mentions: Sequence[Mention], kept: Sequence[int], own: frozenset[str]
) -> list[_Named]:
    """Concerns are set against each other, parts against the other parts of their concern."""
    texts = [mentions[at].text for at in kept]
    place = {at: place for place, at in enumerate(kept)}
    phrases = labels.phrases(texts, own)
    names = naming.Names(phrases, tuple(mentions[at].author.casefold() for at in kept))

    def places(group: Group) -> list[int]:
        return [place[at] for at in group.kept]

    def called(its: Sequence[Group]) -> list[tuple[str, tuple[str, ...]]]:
        where = [places(group) for group in its]
        telling = labels.contrast(phrases, where)
        plain = [
            ", ".join(said) or labels.label(one, words(texts[at[0]]))
            for said, one, at in zip(names.of(where), telling, where, strict=True)
        ]
        return list(zip(labels.distinct(plain, telling), telling, strict=True))

    tops = called([whole.top for whole in groups])
    return [
        _Named(label, its, tuple(called(whole.parts)) if whole.parts else ())
        for (label, its), whole in zip(tops, groups, strict=True)
    ]


def _about(phrases: Sequence[str]) -> frozenset[str]:
    return frozenset(stems(word for phrase in phrases for word in tokens(phrase)))


def _judge(
    mention: Mention,
    where: tuple[str, str | None],
    about: frozenset[str],
    copies: int,
    code: str,
    felt: float | None,
) -> Judged:
    score, reasons = genuine(mention.text, copies=copies, about=about)
    return Judged(
        mention=mention.id,
        concern=where[0],
        sub=where[1],
        genuine=score,
        reasons=reasons,
        sentiment=felt,
        language=code,
        copies=copies,
    )


def _judged(
    mentions: Sequence[Mention],
    groups: Sequence[_Whole],
    named: Sequence[_Named],
    copies: Sequence[int],
    codes: Sequence[str],
    felt: Sequence[float | None],
) -> tuple[Judged, ...]:
    made: dict[int, Judged] = {}
    for whole, names in zip(groups, named, strict=True):
        top, about = whole.top.name(mentions), _about(names.phrases)
        called = [(its, its.name(mentions)) for its in whole.parts]
        part = {at: name for its, name in called for at in its.posts}
        for at in whole.top.posts:
            where = (top, part.get(at))
            made[at] = _judge(mentions[at], where, about, copies[at], codes[at], felt[at])
    return tuple(made[at] for at in range(len(mentions)))


def _concerns(
    groups: Sequence[_Whole],
    named: Sequence[_Named],
    mentions: Sequence[Mention],
    judged: Sequence[Judged],
) -> tuple[Concern, ...]:
    families = []
    for whole, names in zip(groups, named, strict=True):
        top = assembly.concern(whole.top, mentions, judged, names.label, names.phrases)
        parts = [
            assembly.concern(part, mentions, judged, label, its)
            for part, (label, its) in zip(whole.parts, names.parts, strict=True)
        ]
        families.append((top, *sorted(parts, key=joining.place)))
    families.sort(key=lambda family: joining.place(family[0]))
    return tuple(concern for family in families for concern in family)
