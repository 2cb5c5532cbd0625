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
# Without a question mark only the beginning of a sentence makes it a question ...
_DIRECT = re.compile(
    r"^(?:(?:so|and|but|ok|okay|hi|hey|hello|please|pls|um|also|then|again|now)[, ]+){0,2}"
    r"(?:where(?:'s| is| are| the| do| can)|when (?:is|are|will|do|does|can|am)"
    r"|why (?:is|are|was|were|do|does|did|can't|cant|won't|has|have|am|isn't|aren't)"
    r"|how (?:do|can|could|long|much|many|is|are|does|did|come|to)"
    r"|what (?:is|are|do|does|happened|happens|can|should|time|about)|what's|who (?:is|do|can|pays|will)"
    r"|(?:can|could|will|would) (?:you|i|we|someone|somebody|anyone|anybody|it|they)"
    r"|is there (?:any|a|an|someone|anyone)|(?:does|do|has|have|did) (?:any(?:one|body)|you|i|we)"
    r"|(?:is|are) (?:my|our|the|you|it|this|there)|any(?:one|body) (?:know|else|from)"
    r"|any (?:idea|update|news|word)s? (?:on|when|why|where|what|how|about|if))\b"
)
# ... or the words for wanting to know.
_NEEDS = re.compile(
    r"\b(?:tell|let) (?:me|us)(?: know)? (?:when|where|why|how|what|if|whether|who)\b"
    r"|\b(?:need|want|like|trying|love) to (?:know|find out|understand|ask)\b"
    r"|\b(?:wondering|explain|i ask|can't find out|not sure|no idea) (?:if|when|where|why|how|what|whether|who)\b"
    r"|\b(?:can|could|will|would) (?:you|someone|somebody|anyone|anybody)(?: please)?(?: from [\w ]+)?"
    r" (?:tell|explain|help|confirm|let|answer|say|fix|call|send|check)\b"
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
        if sentence.count('"') % 2 == 0 and (
            sentence.endswith("?") or _DIRECT.match(lower) or _NEEDS.search(lower)
        ):
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
