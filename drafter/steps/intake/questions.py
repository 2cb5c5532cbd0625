"""What people ask, in their own words: with a question mark, without one, or by saying what they need.

Patterns of English; in other languages a question is a sentence with a question mark.
"""

import html
import re
from collections import Counter
from collections.abc import Sequence

from drafter.steps.intake.texts import STOP, stems, tokens

_NOISE = re.compile(
    r"https?://\S+|www\.\S+|^\s*(?:RT\b)?\s*(?:[@.]+\w+[\s:,]*)+|(?:\s[@#]\w+)+\s*$"
)
# A sentence ends at a mark, a line's end, or an emoji; "St. John" is cut in two, which does no harm.
_SENTENCE = re.compile(r"[^.!?\n\u2026]+[.!?\u2026]*")
_ASKS = re.compile(
    r"\b(?:where(?:'s| is| are| the)|when (?:is|are|will|do|does|can)|why (?:is|are|was|were|do|does"
    r"|did|can't|cant|won't|has|have|am)"
    r"|how (?:do|can|could|long|much|many|is|are|does|did|come|to)|what (?:is|are|do|does|happened"
    r"|happens|can|should|time)"
    r"|(?:can|could|will|would) (?:you|i|we|someone|somebody|anyone|anybody)|is there (?:any|a|an"
    r"|someone|anyone)"
    r"|(?:any|no) (?:idea|update|news|word) (?:on|when|why|where|what|how|about)"
    r"|(?:does|do|has|have|did) (?:any(?:one|body)|you|i|we)|(?:is|are) (?:my|our|the|you|it|this)"
    r"|(?:tell|let) (?:me|us)(?: know)? (?:when|where|why|how|what|if|whether|who)"
    r"|(?:need|want|like|trying|love) to (?:know|find out|understand|ask)"
    r"|(?:wondering|asking|ask|know|explain|understand) (?:if|when|where|why|how|what|whether|who))\b"
)
# Asked to be heard, not to be answered.
_RHETORICAL = re.compile(
    r"\b(?:really|seriously|kidding|joking|joke|wtf|hell|heck|surprised|guess what|who cares|ok|right"
    r"|huh|lol)\W*\?*$"
    r"|\bare you (?:kidding|serious|joking)\b|\bwhat the\b|\bhow (?:dare|hard)\b|\bwhy bother\b"
    r"|\bwho (?:knew|does that)\b"
)
_FEWEST, _MOST = 4, 26


def asked(text: str) -> list[str]:
    """The sentences of a post that ask something an answer could be given to, in order."""
    plain = html.unescape(text).replace("’", "'")
    found = []
    for part in _SENTENCE.findall(_NOISE.sub(" ", plain)):
        sentence = " ".join(part.split()).strip(" -,;:\"'")
        lower = sentence.lower()
        if not _FEWEST <= len(sentence.split()) <= _MOST or _RHETORICAL.search(lower):
            continue
        if sentence.endswith("?") or _ASKS.search(lower):
            found.append(sentence)
    return found


def question(texts: Sequence[str], phrases: Sequence[str]) -> str | None:
    """The question that most of a concern's posts could have asked, None where none asks.

    Of all questions in `texts` the one whose words are most used by the others, and in the
    concern's `phrases`; direct questions come before needs that are only stated.
    """
    found = list(dict.fromkeys(one for text in texts for one in asked(text)))
    content = [_content(one) for one in found]
    often = Counter(word for its in content for word in its)
    telling = {word for phrase in phrases for word in stems(tokens(phrase))}
    best, chosen = 0.0, None
    for one, its in zip(found, content, strict=True):
        if not its:
            continue
        shared = sum(often[word] * (2 if word in telling else 1) for word in its)
        score = shared / (len(its) + 3) * (1.25 if one.endswith("?") else 1)
        score *= 1 if its & telling or not telling else 0.5
        if score > best:
            best, chosen = score, one
    return chosen


def _content(sentence: str) -> set[str]:
    return set(stems(word for word in tokens(sentence) if word not in STOP))
