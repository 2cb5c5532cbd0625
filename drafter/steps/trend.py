"""How posts develop: per hour with the spikes, and each concern's share of voice."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from math import sqrt

from drafter.model.concern import Hour, Trend, Voice
from drafter.model.crisis import Mention

HOUR = timedelta(hours=1)
# An hour is set against so many before it; at the beginning of an export against at least so few.
WINDOW, _LEAST = 12, 3
# A spike is this many standard deviations above their mean, twice the mean, and not a handful.
_DEVIATIONS, _TIMES, _POSTS = 2.0, 2.0, 5
# One post dated years ago must not make a trend of 100,000 empty hours.
_LONGEST = 92 * 24


def hourly(mentions: Sequence[Mention]) -> Trend:
    """Posts, different authors and reach of every hour (UTC), with the spikes.

    The rule of listening tools: the last hour against the twelve before it, a spike when it is more
    than two standard deviations above their mean (never less than the square root of the mean, the
    scatter of chance alone), at least twice the mean and at least five posts. Hours more than 92
    days before the last post are left out; their posts count as `undated`.
    """
    by_hour: dict[datetime, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.posted_at is not None:
            by_hour[hour_of(mention.posted_at)].append(mention)
    if not by_hour:
        return Trend(undated=len(mentions))
    counts: list[int] = []
    hours = []
    for start in _hours(by_hour):
        its = by_hour.get(start, [])
        hours.append(
            Hour(
                start=start,
                posts=len(its),
                authors=_people(its),
                reach=sum(mention.reach or 0 for mention in its),
                spike=is_spike(len(its), counts[-WINDOW:]),
            )
        )
        counts.append(len(its))
    return Trend(hours=tuple(hours), undated=len(mentions) - sum(counts))


def is_spike(posts: int, before: Sequence[int]) -> bool:
    """Whether an hour stands out from those before it (the oldest first, at most twelve)."""
    if len(before) < _LEAST or posts < _POSTS:
        return False
    mean = sum(before) / len(before)
    scatter = sqrt(sum((count - mean) ** 2 for count in before) / len(before))
    return posts >= _TIMES * mean and posts > mean + _DEVIATIONS * max(scatter, sqrt(mean))


def voice(mentions: Sequence[Mention], where: Mapping[str, str]) -> tuple[Voice, ...]:
    """Each concern's share of an hour's posts, the oldest hour first, in it the loudest concern.

    `where` gives the concern of a post's id; posts without one, and without a date, are left out.
    """
    by_hour: dict[datetime, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        concern = where.get(mention.id)
        if mention.posted_at is not None and concern:
            by_hour[hour_of(mention.posted_at)][concern] += 1
    return tuple(
        Voice(start=start, concern=concern, posts=posts, share=round(posts / counts.total(), 4))
        for start, counts in sorted(by_hour.items())
        for concern, posts in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def reach(mentions: Sequence[Mention], where: Mapping[str, str]) -> dict[str, int]:
    """How many people a concern's posts reach, by concern; 0 where the export does not say."""
    sums = dict.fromkeys(where.values(), 0)
    for mention in mentions:
        concern = where.get(mention.id)
        if concern:
            sums[concern] += mention.reach or 0
    return sums


def hour_of(at: datetime) -> datetime:
    """The beginning of its hour in UTC."""
    return utc(at).replace(minute=0, second=0, microsecond=0)


def utc(at: datetime) -> datetime:
    """The time in UTC; one without a zone is taken for UTC."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _hours(by_hour: Mapping[datetime, object]) -> Iterator[datetime]:
    last = max(by_hour)
    start = max(min(by_hour), last - (_LONGEST - 1) * HOUR)
    while start <= last:
        yield start
        start += HOUR


def _people(mentions: Sequence[Mention]) -> int:
    named = {mention.author.casefold() for mention in mentions if mention.author}
    return len(named) + sum(not mention.author for mention in mentions)
