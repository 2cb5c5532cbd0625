"""Temporary."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from drafter.model.concern import Hour, Trend, Voice
from drafter.model.crisis import Mention


def hourly(mentions: Sequence[Mention]) -> Trend:
    by = defaultdict(list)
    for m in mentions:
        if m.posted_at:
            by[m.posted_at.replace(minute=0, second=0, microsecond=0)].append(m)
    if not by:
        return Trend(undated=len(mentions))
    hours, at = [], min(by)
    while at <= max(by):
        last = [h.posts for h in hours[-12:]]
        n = len(by.get(at, ()))
        spike = len(last) >= 6 and n > 10 and n > sum(last) / len(last) * 2
        hours.append(
            Hour(
                start=at,
                posts=n,
                authors=len({m.author for m in by.get(at, ())}),
                reach=sum(m.reach or 0 for m in by.get(at, ())),
                spike=spike,
            )
        )
        at += timedelta(hours=1)
    return Trend(hours=tuple(hours))


def voice(mentions: Sequence[Mention], where: Mapping[str, str]) -> Iterable[Voice]:
    by = defaultdict(lambda: defaultdict(int))
    for m in mentions:
        if m.posted_at:
            by[m.posted_at.replace(minute=0, second=0, microsecond=0)][where[m.id]] += 1
    for at, counts in sorted(by.items()):
        for concern, posts in counts.items():
            yield Voice(start=at, concern=concern, posts=posts, share=posts / sum(counts.values()))
