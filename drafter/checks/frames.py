"""The grammar that the checks of parts, acts and posture share: who speaks, and what is not firm.

A frame is a general shape of English, not a phrase: a subject, a class of verbs, what follows. All
frames read plain text: the apostrophes and hyphens of a keyboard, one sentence at a time.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from drafter.checks.sentences import Scopes
from drafter.model.finding import Finding

WE = (
    r"(?:we|i|our (?!customers|guests|users|passengers|members|hearts?|thoughts)[\w-]+(?: [\w-]+)?"
    r"|my [\w-]+)"
)
ADVERBS = (
    r"(?:(?:have|has|had|also|then|now|just|only|simply|never|not|even|still|since|already|both"
    r"|rightly|really|all|did|do|\w+ly)\s)*"
)
SORRY = (
    r"\b(?:sorry|apologi[sz](?:e|ed|es|ing)|apolog(?:y|ies)|regret(?:s|ted)?(?!tabl)|ashamed"
    r"|remorse|contrite)\b"
)
FEELING = (
    r"(?:frustrat\w+|confus\w+|disappoint\w*|misunderst\w+|perception|impression|angst|annoy\w*"
    r"|anger|angry|offen[cds]\w*|upset\w*|worr(?:y|ies|ied)|concern\w*|alarm\w*|reactions?|stress"
    r"|discomfort|uncomfortable|unwelcome|unhappy|unease|feedback|inconvenience\w*|hard feelings"
    r"|distress\w*|disquiet|dismay\w*|hurt feelings|irritat\w+|anxiety|displeas\w+|sadness"
    r"|(?:bad )?(?:vibes|feelings?)|unrest|uproar|controversy"
    r"|outcry|backlash|debate|stir|commotion)"
)
_HARM = (
    r"(?:offen[ds]\w*|hurt\w*|upset\w*|harm\w*|caus\w+|affect\w+|distress\w*|inconvenienc\w+|felt"
    r"|feel\w*|found|fell short|let (?:you|any\w*|people) down|wrong|mistakes?|disappoint\w+|lost"
    r"|impact\w*|came across|put out|troubled|alarmed|worried|missed)"
)
_IF = (
    r"(?:if|to the (?:extent|degree)|in ?so ?far as|insofar|in the event|to whatever extent"
    r"|(?<![\w ])should (?:any|this|it|you|our|we|the)|, should (?:any|this|it|you|we))"
)
_ANYONE = r"(?:any(?:one|body)?|those|customers|people|some(?:one|body)?|guests|whoever)"


class Said(NamedTuple):
    """One sentence, where it stands in the text, and as the frames read it: plain, in small letters."""

    start: int
    end: int
    words: str
    text: str


def touched(
    sentences: Sequence[Said], findings: Iterable[Finding]
) -> Mapping[int, Sequence[Finding]]:
    """By where a sentence starts, the findings on any of its words."""
    by_start: dict[int, list[Finding]] = defaultdict(list)
    ends = [one.end for one in sentences]
    for finding in findings:
        for one in sentences[bisect_right(ends, finding.start) :]:
            if one.start >= finding.end:
                break
            by_start[one.start].append(finding)
    return by_start


@lru_cache(maxsize=8)
def said(text: str) -> tuple[Said, ...]:
    """The sentences of `text` in order. The checks of one text share them."""
    return tuple(
        Said(start, start + len(one), one, one.lower())
        for start, one in Scopes(text).parts("sentence")
    )


@lru_cache(maxsize=8)
def small(text: str) -> str:
    """The text as the frames read it, each letter in its place."""
    plain = Scopes(text).plain
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in plain)


def frame(*shapes: str) -> re.Pattern[str]:
    """One pattern that finds any of the shapes. They are written in small letters: that is quick."""
    return re.compile("|".join(f"(?:{shape})" for shape in shapes))


# The harm itself under a condition. An "if" that sorts readers ("if your card was charged twice,
# reply here") has no word of regret in its clause, or goes on to say what to do.
HYPOTHETICAL = frame(
    rf"{SORRY}[^.!?;:]*\b{_IF}\b(?![^.!?;]*\b(?:reply|call|ring|please|tell us|tell me|dm|message"
    r"|write|email|we'll|we will|i'll|you can)\b)",
    rf"(?:^|, |\band |\bbut ){_IF}\b[^.!?;]*{SORRY}",
    rf"\b(?:may|might|could) (?:well )?(?:have|be)\b[^.!?]*\b{_HARM}\b[^.!?]*{SORRY}",
    rf"\b{_ANYONE}\b[^.!?,;]{{0,40}}\b(?:may|might)\b[^.!?]*{SORRY}",
    rf"{SORRY}[^.!?;]*\b(?:may|might|could) (?:well |in any way |also )?(?:have|be|feel)\b",
    rf"{SORRY}[^.!?;]*\b{_ANYONE} (?:who|that)[^.!?;]{{0,30}}\b(?:feels?|felt|may|might)\b",
    rf"{SORRY}[^.!?;]*\b(?:whatever|any) {_HARM}",
    rf"\b(?:would|'d) (?!like|want|love|ask)(?:\w+ )?(?:be )?{SORRY}",
    rf"\b(?:in (?:which|that) case|in case|perhaps|maybe|possibly)\b[^.!?;]*{SORRY}"
    rf"|{SORRY}[^.!?;]*\bin case\b",
    rf"^were (?:an|any|it|this|some|you|there)\w*\b[^.!?]*{SORRY}",
)
HEDGED = frame(
    r"\b(?:likel(?:y|iest)|probabl[ey]|possibl[ey]|presumabl[ey]|perhaps|apparently|appears?"
    r"|seems?|seemingly|looks? (?:as|like)|suspect|suggests?|believe|early signs|indications?"
    r"|almost certainly|in all likelihood|thought to be|assume|point(?:s|ing)? to|(?:best )?guess"
    r"|reckon|must have"
    r"|odds are|fingerprints|my money|if you ask me|sounds like|as far as we can|no doubt"
    r"|rumou?r\w*|allegedly|said to"
    r"|(?:may|might|could) (?:well )?(?:have|be))\b",
)
# Nobody knows the cause, or it is still being looked for.
UNKNOWN = frame(
    r"\b(?:not|n't|cannot|can't|nobody|no one) (?:yet |fully |exactly )?(?:know|say"
    r"|tell|established"
    r"|found|clear|understand|confirmed)\b[^.!?]{0,30}\b(?:why|how|what|the (?:cause|reason)|cause"
    r"|whether)\b",
    r"\b(?:not|n't) (?:yet )?(?:know|have) (?:the |a )?(?:cause|reason|why|enough)\b",
    r"\b(?:cause|reason)\b[^.!?]{0,30}\b(?:unknown|unclear|not (?:yet )?(?:known|confirmed|clear)"
    r"|under investigation|being investigated|to be (?:established|confirmed))\b",
    r"\b(?:investigat\w+|looking into|finding out|find out|establish\w*|working out|work out)\b"
    r"[^.!?]{0,25}\b(?:why|how (?!to\b)|what (?:happened|went|caused)|the (?:exact "
    r"|root )?cause)\b",
    r"\b(?:rather|will|going to|want to|do|won't) (?:not )?(?:guess|speculate)\b",
)
