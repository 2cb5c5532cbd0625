"""The main posture of a text by Coombs' Situational Crisis Communication Theory."""

import re

from drafter.checks.parts import parts
from drafter.checks.sentences import sentences
from drafter.model.finding import Parts, Strategy


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# Denial, attack on the accuser, scapegoat.
_DENY = _any(
    r"\b(?:untrue|baseless|unfounded|fabricated|defamatory|(?:completely |simply |entirely )false"
    r"|false (?:claims?|rumou?rs?|reports?)|no truth|a hoax|smear|did not happen|never happened)\b",
    r"\b(?:we|I) (?:\w+ )?(?:deny|refute|reject|dispute|did no such)\b",
    r"\bnot (?:our|the company's) (?:\w+ )?(?:fault|doing|employees?|responsibility|accident)\b",
    r"\b(?:misleading|one-sided|lopsided|selectively|heavily edited|taken out of context)\b",
    r"\b(?:rogue|agency|former|no longer) (?:\w+ )?(?:employee|labour|worker|works? for|contractor)",
    r"\b(?:he|she|they|the \w+|someone|people|customers) (?:\w+ )?(?:have |had |has )?(?:moved|"
    r"ignored|clicked|tampered|misused|struggled)\b",
)
# Excuse (no intent, no control) and justification (the harm is small, or only felt).
_DIMINISH = _any(
    r"\b(?:small|tiny|limited) (?:number|minority|proportion|group)\b|\ba handful\b|\ba fraction of\b"
    r"|\bisolated\b|\bminor\b|\bslight(?:ly)?\b|\bcertain \w+ \w+\b|\bone-off\b|\bnot representative"
    r"|\bin no way\b|\bonly a (?:few|sliver|small)\b|\ba (?:touch|tad|bit|little) \w+",
    r"\b(?:intention|intended|did(?:n't| not) mean|good faith|set out to|meant (?:as|to)|best"
    r" intentions|only (?:having|trying|wanted)|nobody here|in mind|reaching for)\b",
    r"\b(?:sorry|apolog\w+|regret)\b[^.!?]*\b(?:if|may have|might have|insofar|to the extent|any"
    r" inconvenience|you feel|felt|frustration|confusion)\b",
    r"\b(?:if|should|to the extent|insofar)\b[^.!?]*\b(?:sorry|apolog\w+|regret)\b",
    r"\b(?:may|might) have\b[^.!?]*\b(?:sorry|apolog\w+)|\bany inconvenience\b",
    r"\b(?:beyond|outside) our control\b|\bunforeseen\b|\bthe result of\b|\b(?:mostly |largely )?down"
    r" to\b|\b(?:crept in|found its way|did not follow|misread|misjudging)\b|\bthat said\b|\bthough\b",
    r"\b(?:mistakes?|errors?) (?:was|were|occurred|happened)\b|\bas intended\b|\bhands-on\b|\bbanter",
)
# Reminder of good works, ingratiation, victimage.
_BOLSTER = _any(
    r"\b(?:proud\w*|since (?:19|18)\d\d|award\w*|highest standards|years of|heritage|reputation)\b",
    r"\b(?:at the (?:very )?heart|core of|who we are|our values|means everything|top priority|value"
    r" (?:the|your) trust|our (?:customers|guests|fans) (?:are|deserve) the best|committed to)\b",
    r"\b(?:nothing (?:matters|is more)|seriously|rest assured|raising the bar|loyal)\b",
)


def strategy(text: str) -> Strategy:
    """The posture of `text`: deny, diminish, rebuild, bolster, or information for none of them.

    Source: Coombs 2007, "Protecting Organization Reputations During a Crisis", Corporate
    Reputation Review 10(3):163-176. A text that owns the act in more parts of an apology than it
    has sentences of excuse or denial is rebuild; else the other postures are weighed by the
    sentences that show them.
    """
    plain = text.replace("’", "'")
    said = [plain[start:end] for start, end in sentences(plain)]
    has = parts(text)
    weight = {
        "deny": _count(_DENY, said),
        "diminish": _count(_DIMINISH, said),
        "bolster": _count(_BOLSTER, said),
    }
    if _rebuilds(has, weight["diminish"] + weight["deny"]):
        return "rebuild"
    return _weighed(weight)


def _count(pattern: re.Pattern[str], said: list[str]) -> int:
    return sum(bool(pattern.search(sentence)) for sentence in said)


def _rebuilds(has: Parts, against: int) -> bool:
    """Whether the text owns what was done and outweighs its own excuses."""
    earned = has.regret + has.responsibility + has.repair + has.repentance + has.forgiveness
    owns = has.regret or has.responsibility or has.forgiveness
    return owns and earned > against


def _weighed(weight: dict[str, int]) -> Strategy:
    if not any(weight.values()):
        return "information"
    if weight["deny"] and weight["deny"] >= weight["diminish"]:
        return "deny"
    return "diminish" if weight["diminish"] >= weight["bolster"] else "bolster"
