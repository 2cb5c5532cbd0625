"""Groups of posts to concerns: counted, labelled, with the question asked and examples."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from drafter.model.base import digest
from drafter.model.concern import Judged
from drafter.model.crisis import Concern, Mention
from drafter.steps.intake.questions import question
from drafter.steps.intake.space import Points

# From this score on a post counts into the genuine share.
GENUINE = 0.5
_EXAMPLES, _ASKED = 5, 3_000


@dataclass(frozen=True)
class Group:
    """Places of all posts of a group, and of those of them that are no copies, by nearness."""

    posts: list[int]
    kept: list[int]
    parent: str | None = None

    def name(self, mentions: Sequence[Mention]) -> str:
        ids = sorted(mentions[at].id for at in self.posts)
        return f"{'s' if self.parent else 'c'}_{digest([self.parent, ids])[:10]}"


def concern(
    group: Group,
    mentions: Sequence[Mention],
    judged: Sequence[Judged],
    label: str,
    phrases: tuple[str, ...],
) -> Concern:
    """`judged` for all posts, in their order; `share` is of all posts."""
    its = [mentions[at] for at in group.posts]
    return Concern(
        id=group.name(mentions),
        parent=group.parent,
        label=label,
        keyphrases=phrases,
        size=len(its),
        authors=people([mention.author for mention in its]),
        share=round(len(its) / len(mentions), 6),
        genuine=genuine_share([judged[at].genuine for at in group.posts]),
        sentiment=mean_sentiment([judged[at].sentiment for at in group.posts]),
        question=question([mentions[at].text for at in group.kept[:_ASKED]], phrases),
        examples=_examples(group, mentions, judged),
        mention_ids=tuple(mention.id for mention in its),
    )


def people(authors: Sequence[str]) -> int:
    """Different authors; a post without an author counts as one of its own."""
    named = {author.casefold() for author in authors if author}
    return len(named) + sum(not author for author in authors)


def genuine_share(scores: Sequence[float]) -> float | None:
    """The share of posts that are genuine rather than not, 0 to 1; None of no posts."""
    return round(sum(score >= GENUINE for score in scores) / len(scores), 4) if scores else None


def mean_sentiment(scores: Sequence[float | None]) -> float | None:
    told = [score for score in scores if score is not None]
    return round(sum(told) / len(told), 4) if told else None


def by_nearness(at: Sequence[int], points: Points) -> list[int]:
    """Those of a group's points that lie in its middle come first."""
    its = points[list(at)]
    near = its @ its.mean(axis=0) if len(its) else np.zeros(0)
    return [at[int(place)] for place in np.argsort(-near, kind="stable")]


def _examples(
    group: Group, mentions: Sequence[Mention], judged: Sequence[Judged]
) -> tuple[str, ...]:
    """Of the posts in the middle the most genuine, each wording and each author once."""
    middle = group.kept[: max(_EXAMPLES * 4, len(group.kept) // 4)]
    ordered = sorted(middle, key=lambda at: -round(judged[at].genuine, 1))
    authors: set[str] = set()
    chosen: list[str] = []
    for at in ordered:
        author = mentions[at].author.casefold()
        if author and author in authors:
            continue
        authors.add(author)
        chosen.append(mentions[at].id)
    return tuple(dict.fromkeys(chosen))[:_EXAMPLES]
