"""What set it off: the first posts, the most shared one, the hour it turned, and likely causes.

A cause is a suggestion with the posts that show it. Its crisis type is one of SCCT's (Coombs 2007)
where one fits: a person decides, since the type decides the posture.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from drafter.model.concern import Cause, Trigger
from drafter.model.crisis import Mention
from drafter.steps.intake.duplicates import fold
from drafter.steps.intake.genuine import genuine
from drafter.steps.intake.texts import words
from drafter.steps.trend import WINDOW, hourly, utc

_FIRST, _SHOWN, _CAUSES = 3, 3, 4
# Posts this long before the turn are no beginning of it.
_BEFORE = timedelta(hours=24)
# A cause that fewer posts show (a share, and a number) is not suggested.
_SHARE, _POSTS = 0.04, 2
_JUDGED = 200


class _Root(NamedTuple):
    """A kind of cause: its name, what its posts speak of, SCCT's type, and its words."""

    name: str
    speaks_of: str
    type: str | None
    seen: "re.Pattern[str]"


def _root(name: str, speaks_of: str, kind: str | None, pattern: str) -> _Root:
    return _Root(name, speaks_of, kind, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))


ROOTS = (
    _root(
        "service that failed", "delays, waiting, lost things and no answer", None,
        r"late|delay\w*|wait(?:ed|ing)?|on hold|hung up|cancel\w*|lost|missing|no (?:reply|response|answer"
        r"|help)"
        r"|never (?:arrived|came|replied|answered)|(?:still )?(?:not|n't) (?:arrived|delivered|received"
        r"|answered)"
        r"|unanswered|overbooked|customer service",
    ),
    _root(
        "technical failure", "systems, apps or payments that do not work", "technical-error accident",
        r"(?:app|site|website|system|server|page|checkout|payment|terminal|online)\b.{0,25}"
        r"\b(?:down|crash\w*|fail\w*|broken?|error|times? out|frozen|hang\w*|spin\w*|not work\w*"
        r"|isn't work\w*|won't)"
        r"|outage|glitch\w*|error (?:code|message)|(?:charged|debited|paid|took \w+) (?:me |us )?(?:twice"
        r"|double|two times)"
        r"|double[- ]charg\w*|mechanical",
    ),
    _root(
        "faulty or harmful product", "goods that are faulty or do harm", "technical-error product harm",
        r"defect\w*|faulty|recall\w*|mould\w*|mold\w*|contaminat\w*|food poisoning|allerg\w*|burn(?:t|ed|s)"
        r"|exploded?"
        r"|caught fire|(?:made|making) (?:me|us|him|her|people) (?:ill|sick)|out of date|expired|fell apart"
        r"|stopped working",
    ),
    _root(
        "miscommunication", "being told wrong, different or no things", None,
        r"(?:was|were|been|got|being) told|no (?:one|body) (?:told|knows|informed)|no (?:information|info"
        r"|communication|notice|update)"
        r"|lack of (?:communication|information)|mislead\w*|misinform\w*|conflicting|contradict\w*"
        r"|confus\w*|unclear|wrong info\w*"
        r"|promised|lied|lying|says? (?:it's |it is )?\w+ but|without (?:telling|notice|warning)",
    ),
    _root(
        "conduct of staff", "how people were treated", "organizational misdeed with no injuries",
        r"rude\w*|disrespect\w*|humiliat\w*|racis\w*|racial\w*|sexis\w*|discriminat\w*|harass\w*|bull(?:y"
        r"|ied)|yell(?:ed|ing)"
        r"|shout(?:ed|ing) at|dragged|threaten\w*|unprofessional|attitude|mocked",
    ),
    _root(
        "harm to people", "people who were hurt", "organizational misdeed with injuries",
        r"injur\w*|hospital\w*|ambulance|died|dead|killed|bleeding|concussion|broken (?:arm|leg|bone|rib)\w*",
    ),
    _root(
        "misconduct of the management", "deceit, greed or broken law", "management misconduct",
        r"fraud\w*|scam\w*|illegal\w*|corrupt\w*|cover(?:ed|ing)?[- ]up|embezzl\w*|brib\w*|stole|stealing"
        r"|rip[- ]?off|sued?|lawsuit"
        r"|exploit\w*|underpaid|ceo|greed\w*",
    ),
    _root(
        "price or policy", "prices, fees and rules", "challenge",
        r"fees?|price\w*|overpriced|expensive|polic(?:y|ies)|terms|new rules?|subscription|increase[ds]?"
        r"|non[- ]refundable"
        r"|compensation|small print",
    ),
    _root(
        "values", "what is held to be wrong or unethical", "challenge",
        r"boycott\w*|unethical|immoral|offensive|tone[- ]deaf|hypocri\w*|shame on|animal (?:cruelty"
        r"|testing)|greenwash\w*|woke"
        r"|sweatshop\w*|child labou?r|plastic|palm oil|culture|stereotyp\w*",
    ),
    _root(
        "rumour", "things heard and not confirmed", "rumor",
        r"rumou?rs?|hoax|fake news|is it true|i heard that|apparently they|allegedly|someone (?:said"
        r"|told me)|debunked",
    ),
    _root(
        "attack from outside", "hacking, leaks or tampering", "product tampering",
        r"hack(?:ed|ers?|ing)|data breach|breached|leaked|phishing|stolen data|ransomware|tamper\w*"
        r"|sabotage\w*|identity theft",
    ),
    _root(
        "forces of nature", "weather and disasters", "natural disaster",
        r"storms?|hurricane|snow\w*|blizzard|ice storm|flood\w*|earthquake|wildfires?|weather|tornado",
    ),
)  # fmt: skip


def trigger(mentions: Sequence[Mention]) -> Trigger:
    """`first` are the earliest posts within a day before the turn; `turned` begins the first spike.

    Where no hour is a spike, it turned in the hour that rose most above the twelve before it. The
    most shared post is the earliest of the wording most posts pass on, else the one of most reach.
    """
    if not mentions:
        return Trigger()
    turned = _turned(mentions)
    return Trigger(
        first=_first(mentions, turned),
        most_shared=_most_shared(mentions),
        turned=turned,
        causes=causes(mentions),
    )


def _turned(mentions: Sequence[Mention]) -> datetime | None:
    hours = hourly(mentions).hours
    spikes = [hour for hour in hours if hour.spike]
    if spikes:
        return spikes[0].start
    rises = [
        (hour.posts - sum(one.posts for one in hours[max(0, at - WINDOW) : at]) / WINDOW, -at)
        for at, hour in enumerate(hours)
    ]
    return hours[-max(rises)[1]].start if rises else None


def _first(mentions: Sequence[Mention], turned: datetime | None) -> tuple[str, ...]:
    dated = sorted(
        (utc(one.posted_at), one.row, one.id) for one in mentions if one.posted_at is not None
    )
    near = [name for at, _, name in dated if turned is None or at >= turned - _BEFORE]
    return tuple(near[:_FIRST])


def _most_shared(mentions: Sequence[Mention]) -> str | None:
    first = fold([mention.text for mention in mentions]).first
    original, often = Counter(first).most_common(1)[0]
    if often > 1:
        same = [one for one, its in zip(mentions, first, strict=True) if its == original]
        return min(same, key=_age).id
    widest = max(mentions, key=lambda one: (one.reach or 0, -one.row))
    return widest.id if widest.reach else None


def _age(mention: Mention) -> tuple[bool, float, int]:
    at = mention.posted_at
    return (at is None, utc(at).timestamp() if at else 0.0, mention.row)


def causes(mentions: Sequence[Mention]) -> tuple[Cause, ...]:
    """Likely root causes, the one that most posts show first; English words only."""
    texts = [words(mention.text) for mention in mentions]
    made = []
    for root in ROOTS:
        shown = [one for one, text in zip(mentions, texts, strict=True) if root.seen.search(text)]
        share = len(shown) / len(mentions) if mentions else 0.0
        if share >= _SHARE and len(shown) >= _POSTS:
            made.append(
                Cause(
                    name=root.name,
                    type=root.type,
                    share=round(share, 4),
                    why=f"{len(shown)} of {len(mentions)} posts speak of {root.speaks_of}",
                    posts=_telling(shown),
                )
            )
    return tuple(sorted(made, key=lambda cause: -cause.share)[:_CAUSES])


def _telling(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The most genuine posts of different authors."""
    ordered = sorted(mentions[:_JUDGED], key=lambda one: -genuine(one.text)[0])
    one_each: dict[str, str] = {}
    for mention in ordered:
        one_each.setdefault(mention.author.casefold() or mention.id, mention.id)
    return tuple(one_each.values())[:_SHOWN]
