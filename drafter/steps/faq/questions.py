"""The questions in a post, in the words of who asks: direct ones, and those in "can anyone tell me when".

What only expresses anger ("are you kidding me?") and what is asked of other customers ("anyone
else?") is no question to the desk.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checks.claims.words import concept, tokens
from drafter.checks.sentences import sentences

_NOISE = re.compile(r"https?://\S+|www\.\S+|(?<!\w)@\w+|(?<!\w)#(?=\w)")
_SMALL_TALK = (
    r"(?:hi|hello|hey|dear|ok(?:ay)?|so|and|but|also|well|please|pls|now|then|right|um|yo|sorry"
    r"|thanks|quick question|question|honestly|seriously|oh)"
)
_OPENING = re.compile(
    rf"^(?:(?:hi|hello|hey|dear)\b[^,.!?:-]{{0,30}}[,.!:-]+\s*|{_SMALL_TALK}\b[\s,:.!-]*)+", re.I
)
_WH = r"(?:when|where|why|how|what|who|whom|whose|which)(?:['’](?:s|re|d|ll))?"
_AUX = (
    r"(?:do|does|did|is|are|was|were|am|can|could|will|would|should|shall|may|might|must|has|have|had"
    r"|isn['’]?t|aren['’]?t|can['’]?t|won['’]?t|don['’]?t|doesn['’]?t|didn['’]?t|wasn['’]?t|haven['’]?t"
    r"|hasn['’]?t|shouldn['’]?t|wouldn['’]?t|couldn['’]?t)"
)
_SUBJECT = (
    r"(?:i|we|you|they|he|she|it|there|this|that|these|those|my|our|your|their|the|a|an|any|anyone"
    r"|anybody|someone|customers?|people|all|every)"
)
_ASKS = re.compile(
    rf"\b{_WH}\b|\b{_AUX}\s+(?:not\s+)?{_SUBJECT}\b|^any (?:news|update|idea|chance|eta|word)\b"
    rf"|^{_AUX}\s+\w+",
    re.I,
)
# Without a question mark it has to begin like one, and go on like one.
_UNMARKED = re.compile(
    rf"^(?:(?:when|where|why|how|who|which)(?:\s+\w+){{0,2}}?\s+{_AUX}\s+{_SUBJECT}|what\s+{_AUX}\s+{_SUBJECT}"
    rf"|(?:do|does|did|can|could|will|would|should|is|are|has|have)\s+(?:i|we|you|they|it|my|our|your)\b)\b",
    re.I,
)
_INDIRECT = re.compile(
    r"\b(?:(?:tell|told|telling|show|inform|advise|remind)\s+(?:me|us|people|anyone|customers|everyone)"
    r"|(?:do(?:es)?n['’]?t|do not|does not|to|anyone|anybody|someone|nobody|no one|you|people|customers"
    r"|i['’]?d like to)"
    r"\s+(?:\w+\s+)?(?:know|understand|explain|confirm|clarify|say|find out|figure out)"
    r"|(?:still |just )?wonder(?:ing)?|no (?:idea|clue|word|info(?:rmation)?|news)(?: on| about| of)?"
    r"|curious(?: to know)?"
    r"|(?:not sure|unsure|unclear)(?: about)?|asked(?: \w+){0,3}|please (?:explain|confirm|advise|clarify))\s+"
    r"(?P<asked>(?:if|whether|when|where|why|how|what|who|which)\b[^.!?\n;]{8,160})",
    re.I,
)
_RHETORICAL = re.compile(
    r"\b(?:are|r) (?:you|u|they|we) (?:\w+ )?(?:kidding|joking|serious|mad|insane|for real"
    r"|having a laugh|taking the)\b"
    r"|\bis (?:this|it|that) (?:a |some kind of |some sort of )?(?:joke|parody|satire)\b|\bhow (?:hard"
    r"|difficult) (?:can|is|could)\b"
    r"|\bwhy (?:even |do (?:i|we) (?:even )?)?bother\b|\bwhat the (?:\w+)\b(?=\W*$)|\bhow dare\b"
    r"|\bwho cares\b|\bwho knew\b"
    r"|\b(?:no|any) shame\b|\bwhat (?:is|s|['’]s) wrong with (?:you|these|this company)\b"
    r"|\bwhat a (?:joke|farce|shambles)\b"
    r"|\bdo(?:n['’]?t| not)? you (?:even |all |people )?(?:care|listen|read)\b|\bcan you believe\b"
    r"|\bwhat (?:kind|sort) of"
    r" (?:company|people|clowns?|idiots?)\b|\bsince when\b|\bwho do you think\b|\byou call (?:this|that)\b"
    r"|\bwhy am i (?:not )?surprised\b|\bwhat did (?:you|they|i) expect\b|\bremember when\b|\bguess what\b",
    re.I,
)
_OF_OTHERS = re.compile(
    rf"^(?:{_AUX}\s+)?(?:is it just me|any(?:one|body)(?:['’]s)? else\b|who else\b|just me\b)", re.I
)
_ENGLISH = frozenset(
    "the a an i you we they it is are was do does did have has can will when where why how what who my"
    " your our this that to of in on for with and but not no any".split()
)
_TAIL = re.compile(rf"[,;:–—-]\s+(?:and\s+|but\s+|so\s+)?(?=(?:{_WH}|{_AUX}\s+{_SUBJECT})\b)", re.I)
_CONDITION = re.compile(r"^(?:if|when|since|because|as|after|before|once|unless|given)\b", re.I)
# Where people begin anew in small letters, which a full text never does.
_ANEW = re.compile(
    r"(?<=[?？؟])[\"'”’)]*\s+|(?<=[.!][\"”])\s+(?=[a-z])|(?<=[\"”][.!])\s+|(?<=\w{3}[.!])\s+(?=[a-z])"
)
_TAGS = re.compile(r"(?:\s+#\w+)+\s*$")
_LONGEST = 240


class Asked(NamedTuple):
    """A question in somebody's words. `direct` ones are put as questions."""

    text: str
    direct: bool = True


def asked(text: str) -> tuple[Asked, ...]:
    """The questions in a post, each once, in their order."""
    plain = _NOISE.sub(" ", _TAGS.sub("", html.unescape(text)))
    found: dict[str, Asked] = {}
    for start, end in sentences(plain):
        for said in _ANEW.split(plain[start:end]):
            for one in _in_sentence(" ".join(said.split())):
                found.setdefault(one.text.casefold(), one)
    return tuple(found.values())


def _in_sentence(said: str) -> Iterator[Asked]:
    if _RHETORICAL.search(said):
        return
    indirect = _INDIRECT.search(said)
    if indirect:
        clause = indirect["asked"].strip(" ,-–—\"'")
        if _says_something(clause):
            yield Asked(_capital(clause)[:_LONGEST], direct=False)
        return
    bare = _OPENING.sub("", said).strip(" \"'“”‘’-–—")
    if not _OF_OTHERS.search(bare):
        yield from _direct(bare, marked=any(mark in said for mark in "?？؟"))


def _direct(bare: str, *, marked: bool) -> Iterator[Asked]:
    if marked and _foreign(bare):
        if len(bare.split()) >= 4:
            yield Asked(_capital(bare[:_LONGEST]))
    elif _ASKS.search(bare) if marked else _UNMARKED.search(bare):
        own = _last_clause(bare)
        if len(own) <= _LONGEST and _says_something(own):
            yield Asked(_capital(own.rstrip("?!. …-–—\"'") + "?"))


def _last_clause(said: str) -> str:
    """ "I was charged twice, when do I get it back?" asks what stands behind the comma."""
    cuts = list(_TAIL.finditer(said))
    if not cuts or _CONDITION.match(said):
        return said
    own = said[cuts[-1].end() :].strip()
    return own if len(own.split()) >= 4 and _says_something(own) else said


def _says_something(said: str) -> bool:
    words = [one.low for one in tokens(said) if one.is_word]
    return len(words) >= 3 and any(concept(word) for word in words)


def _foreign(said: str) -> bool:
    """Whether none of its words holds English sentences together."""
    words = [one.low for one in tokens(said) if one.is_word]
    return bool(words) and not any(word in _ENGLISH for word in words)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


_KINDS = (
    ("time", r"\b(?:when|how (?:long|soon|quickly|fast)|what (?:time|date|day))\b"),
    ("amount", r"\b(?:how (?:much|many|often))\b"),
    ("reason", r"\b(?:why|how come|what caused|what happened)\b"),
    ("whereabouts", r"\bwhere(?:['’]s| is| are) (?:my|our)\b"),
    ("place", r"\bwhere\b"),
    ("person", r"\b(?:who|whom|whose)\b"),
)


def kind(question: str) -> str:
    """What a question asks for: time, amount, reason, whereabouts (of what is the asker's own), place, person,
    or "" for anything else."""
    low = question.lower()
    return next((name for name, words in _KINDS if re.search(words, low)), "")
