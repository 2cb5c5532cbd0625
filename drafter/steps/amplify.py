"""Posts to who amplifies them: the loudest authors, and the wordings that are passed on."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from drafter.model.amplifier import Amplifier, Amplifiers, Copied
from drafter.model.crisis import Mention

_SHOWN = 8
# "Thank you!" is written by many people on their own.
_LEAST_WORDS = 5
_PASSED_ON = re.compile(r"^\W*(?:rt|via|mt)\b[\s:]*", re.IGNORECASE)
_NOISE = re.compile(r"https?://\S+|[@#]\w+|[^\w\s]")


def amplifiers(posts: Sequence[Mention], copies: Mapping[str, int]) -> Amplifiers:
    """Who is loud in these posts; `copies` says of a post's id how many posts share its wording."""
    by_author: dict[str, list[Mention]] = defaultdict(list)
    for post in posts:
        if post.author:
            by_author[post.author.casefold()].append(post)
    all_ = [
        Amplifier(author=mine[0].author, posts=len(mine), reach=_reach(mine))
        for mine in by_author.values()
    ]
    loudest = sorted(all_, key=lambda one: (-one.reach, -one.posts, one.author.casefold()))[:_SHOWN]
    listed = sum(one.posts for one in loudest)
    return Amplifiers(
        authors=tuple(loudest),
        copied=_copied(posts, copies),
        top_share=round(listed / len(posts), 4) if posts else 0.0,
    )


def _reach(posts: Iterable[Mention]) -> int:
    """Followers are counted once: the most that any post of the author reached."""
    return max((post.reach or 0 for post in posts), default=0)


def _copied(posts: Sequence[Mention], copies: Mapping[str, int]) -> tuple[Copied, ...]:
    wordings: dict[str, list[Mention]] = defaultdict(list)
    for post in posts:
        wording = _wording(post.text) if copies.get(post.id, 1) > 1 else ""
        if wording.count(" ") + 1 >= _LEAST_WORDS:
            wordings[wording].append(post)
    made = [
        Copied(
            post=mine[0].id,
            posts=len(mine),
            authors=len({post.author.casefold() for post in mine}),
        )
        for mine in wordings.values()
        if len(mine) > 1
    ]
    return tuple(sorted(made, key=lambda one: (-one.posts, one.post))[:_SHOWN])


def _wording(text: str) -> str:
    plain = _NOISE.sub(" ", _PASSED_ON.sub("", text)).casefold()
    return " ".join(plain.split())[:60]
