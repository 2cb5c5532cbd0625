"""Ledger and concerns to Brief: the only way facts reach a draft, and the posts never do whole."""

from collections.abc import Iterable, Iterator

from drafter.checks.gate.plain import unseen
from drafter.checks.gate.reach import reaches
from drafter.checks.sentences import sentences
from drafter.model.brief import Brief, Ledger
from drafter.model.crisis import Concern, Mention, Quote

# Concerns that are quoted, quotes of each, and letters of a quote.
CONCERNS, QUOTES, LETTERS = 8, 2, 120
_FEW = 15


def brief(
    ledger: Ledger,
    *,
    concerns: Iterable[Concern] = (),
    mentions: Iterable[Mention] = (),
    replying_to: Mention | None = None,
) -> Brief:
    """What a draft may rest on: the confirmed facts of the ledger, and nothing else of it.

    Of `mentions` it holds short quotes, those that show a concern.
    """
    given = tuple(concern for concern in concerns if concern.parent is None)
    return Brief(
        organisation=ledger.organisation,
        names=ledger.names,
        frame=ledger.frame,
        as_of=ledger.as_of,
        timezone=ledger.timezone,
        facts=ledger.confirmed,
        concerns=given,
        quotes=quotes(given, mentions),
        replying_to=replying_to,
    )


def quoted(concerns: Iterable[Concern]) -> tuple[str, ...]:
    """The ids of the posts that may be quoted."""
    return tuple(one for concern in list(concerns)[:CONCERNS] for one in concern.examples)


def quotes(concerns: Iterable[Concern], mentions: Iterable[Mention]) -> tuple[Quote, ...]:
    """For each of the first concerns, whole sentences of its examples, of different people.

    A sentence is short, shows what it is, and holds no address, number to call, handle or code.
    """
    by_id = {mention.id: mention for mention in mentions}
    found: list[Quote] = []
    for concern in list(concerns)[:CONCERNS]:
        said = [by_id[one] for one in concern.examples if one in by_id]
        found += list(_of(concern, said))[:QUOTES]
    return tuple(found)


def _of(concern: Concern, mentions: Iterable[Mention]) -> Iterator[Quote]:
    phrases = [phrase.lower() for phrase in concern.keyphrases]
    people: set[str] = set()
    for mention in mentions:
        best = max(_whole(mention.text), key=lambda words: _shown(words, phrases), default="")
        who = mention.author or mention.id
        if best and who not in people:
            people.add(who)
            yield Quote.of(mention, best, concern=concern.id)


def _whole(text: str) -> Iterator[str]:
    for start, end in sentences(text):
        words = text[start:end]
        if (
            _FEW <= len(words) <= LETTERS
            and not any(map(unseen, words))
            and not any(reaches(words))
        ):
            yield words


def _shown(words: str, phrases: Iterable[str]) -> int:
    return sum(phrase in words.lower() for phrase in phrases)
