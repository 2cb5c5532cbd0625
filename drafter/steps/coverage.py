"""Posts to questions, and which of them an approved text answers."""

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from drafter.model.coverage import Answer, Asked, Coverage, Question, Tally
from drafter.model.crisis import Mention
from drafter.steps.intake.questions import asked

# How near (cosine) an answer's sentence has to be to a question. On the high side: a question that
# waits in vain costs a look, one that is wrongly held answered is never seen again.
ENOUGH = 0.6
ENOUGH_WORDS = 0.3
# How near two questions have to be to count as one.
_SAME = 0.6
_SAME_WORDS = 0.5
_GROUPED = 2_000

Matrix = NDArray[np.float32]


def questions(posts: Sequence[tuple[Mention, str]]) -> tuple[Question, ...]:
    """At most one question a post, its last; `posts` come with the id of their concern.

    What is asked for effect, or in under four words, is no question (`intake.questions`).
    """
    made = ((mention, concern, asked(mention.text)) for mention, concern in posts)
    return tuple(
        Question(
            post=mention.id, author=mention.author.casefold(), concern=concern, text=_last(all_)
        )
        for mention, concern, all_ in made
        if all_
    )


def plain(text: str, names: Sequence[str]) -> str:
    """`text` without the names everybody writes: what is left is what is asked or said."""
    words = sorted(filter(None, names), key=len, reverse=True)
    if not words:
        return text
    pattern = "|".join(map(re.escape, words))
    return re.sub(rf"(?i)(?<!\w)(?:{pattern})(?!\w)", " ", text)


def _last(found: Sequence[str]) -> str:
    """One with a question mark before a need that is only stated."""
    return next((one for one in reversed(found) if one.endswith("?")), found[-1])


def cover(
    found: Sequence[Question],
    vectors: Sequence[Sequence[float]],
    answers: Sequence[Answer],
    answer_vectors: Sequence[Sequence[float]],
    *,
    total: int,
    lexical: bool = False,
) -> Coverage:
    """Which questions are asked, by how many, and which of them an answer is near enough to.

    `vectors` and `answer_vectors` are of unit length, one a question and one an answer; `total`
    counts all posts.
    """
    enough = ENOUGH_WORDS if lexical else ENOUGH
    if not found:
        return Coverage(total=total, enough=enough)
    points = np.asarray(vectors, dtype=np.float32)
    near, which = _nearest(points, answer_vectors)
    by_concern: dict[str, list[int]] = defaultdict(list)
    for at, question in enumerate(found):
        by_concern[question.concern].append(at)
    asked_ = [
        _asked([found[at] for at in group], group, near, which, answers, enough)
        for places in by_concern.values()
        for group in _alike(places, points, _SAME_WORDS if lexical else _SAME)
    ]
    asked_.sort(key=lambda one: (one.answered, -one.authors, -len(one.posts), one.text))
    return Coverage(
        total=total,
        all=_tally(range(len(found)), near, enough),
        by_concern={name: _tally(places, near, enough) for name, places in by_concern.items()},
        asked=tuple(asked_),
        enough=enough,
    )


def _nearest(
    points: Matrix, answers: Sequence[Sequence[float]]
) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    if not answers:
        return np.zeros(len(points), np.float32), np.zeros(len(points), np.intp)
    likeness = points @ np.asarray(answers, dtype=np.float32).T
    return likeness.max(axis=1), likeness.argmax(axis=1)


def _tally(places: Sequence[int], near: NDArray[np.float32], enough: float) -> Tally:
    answered = int((near[list(places)] >= enough).sum())
    return Tally(asking=len(places), answered=answered)


def _alike(places: list[int], points: Matrix, same: float) -> list[list[int]]:
    """Groups of nearly one meaning, the one with most neighbours first in each."""
    first, rest = places[:_GROUPED], places[_GROUPED:]
    mine = points[first]
    close = mine @ mine.T >= same
    free = np.ones(len(first), dtype=bool)
    groups: list[list[int]] = []
    for at in np.argsort(-close.sum(axis=1), kind="stable"):
        if free[at]:
            members = [
                int(at),
                *(int(one) for one in np.flatnonzero(close[at] & free) if one != at),
            ]
            free[members] = False
            groups.append([first[one] for one in members])
    return _joined(groups, rest, points, same)


def _joined(
    groups: list[list[int]], rest: list[int], points: Matrix, same: float
) -> list[list[int]]:
    """Further questions go to the nearest group, or stand alone."""
    if not rest:
        return groups
    likeness = points[rest] @ points[[group[0] for group in groups]].T
    for place, (best, which) in enumerate(
        zip(likeness.max(axis=1), likeness.argmax(axis=1), strict=True)
    ):
        if best >= same:
            groups[int(which)].append(rest[place])
        else:
            groups.append([rest[place]])
    return groups


def _asked(
    group: list[Question],
    places: list[int],
    near: NDArray[np.float32],
    which: NDArray[np.intp],
    answers: Sequence[Answer],
    enough: float,
) -> Asked:
    named = {question.author for question in group if question.author}
    best = float(near[places[0]])
    answered = sum(float(near[at]) >= enough for at in places) * 2 > len(places)
    return Asked(
        text=group[0].text,
        concern=group[0].concern,
        posts=tuple(question.post for question in group),
        authors=len(named) + sum(not question.author for question in group),
        answered=answered,
        answer=answers[int(which[places[0]])] if answers else None,
        near=round(max(0.0, best), 3),
    )
