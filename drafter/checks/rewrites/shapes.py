"""What becomes of a sentence of a certain shape: a class of words, a frame of grammar, no phrase list.

Each shape takes a sentence and the place of the words found in it, and gives the new sentence, "" to
take it away, or None where it is not certain.
"""

from collections.abc import Callable, Mapping, Sequence

import regex

Shape = Callable[[str, int, int], str | None]

_FLAGS = regex.IGNORECASE | regex.DOTALL
_SORRY = r"(?:sorry|apologi[sz]e|apologies|apology)"
_WHOM = (
    r"(?:any(?:one|body)(?: at all)?|whoever|any of (?:you|our \w+|the \w+)|any \w+s|some(?:one)?"
    r"|people|some (?:of )?(?:our |the )?\w+|you|customers|guests|those)"
)
_MAYBE = r"(?:may|might|could)(?: well| also| perhaps| possibly)?"
_WAS = (
    rf"(?:was|were|is|are|feels?|felt|ha(?:s|ve) been|ha(?:s|ve) felt|{_MAYBE} (?:have been|be"
    r"|have felt|feel))"
)
_HIT = (
    r"(?:\w+ly )?(?:hurt|offended|upset|affected|impacted|distressed|harmed|insulted|inconvenienced"
    r"|let down|disappointed|troubled|alarmed|frightened|misled|confused|shocked|put out)"
)
_DID = (
    rf"(?:(?:has|have|had|{_MAYBE} have|{_MAYBE}) )?(?:\w+ly )?(?:caused?|causes|offends?|offended"
    r"|hurts?|upsets?|came|comes?|distressed|harmed|insulted|misled|confused|spoiled|spoilt|gave"
    r"|given|made|led|left|affected|disappointed|frightened|alarmed)"
)
# Something that "sorry for" can take: it begins as a noun does and holds no clause mark.
_THING = r"(?:this|that|these|those|the|our|my|what (?:we|I))\b[^,;:()–—]*?"
_END = r"(?P<end>[.!]*)$"


def _pattern(source: str) -> "regex.Pattern[str]":
    return regex.compile(source.replace(" ", r"\s+"), _FLAGS)


def _framed(source: str, made: str) -> Shape:
    """A shape by one pattern over the whole sentence; `made` is filled from its groups."""
    pattern = _pattern(source)

    def shape(sentence: str, start: int, end: int) -> str | None:
        match = pattern.match(sentence)
        if match is None:
            return None
        groups = {name: said or "" for name, said in match.groupdict().items()}
        return _capital(_tidy(made.format(**groups)))

    return shape


def _dropped(source: str) -> Shape:
    """A shape that takes a sentence away which is nothing but the pattern."""
    pattern = _pattern(rf"^(?:{source})[.!]*$")
    return lambda sentence, start, end: "" if pattern.match(sentence) else None


def _tidy(sentence: str) -> str:
    return regex.sub(r"\s+([.,!?])", r"\1", regex.sub(r"[^\S\n]{2,}", " ", sentence)).strip()


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _article(before: str, after: str) -> str:
    """The text before a word with the article that the word needs: `a` or `an`."""
    match = regex.search(r"\b(an?)(\s+)$", before, regex.IGNORECASE)
    if match is None or not after[:1].isalpha():
        return before
    article = "an" if after[0].casefold() in "aeiou" else "a"
    kept = article.capitalize() if match.group(1)[0].isupper() else article
    return before[: match.start()] + kept + match.group(2)


def swapped(sentence: str, start: int, end: int, words: str) -> str:
    """The sentence with other words in a place, its article and first capital following."""
    first = sentence[start : start + 1]
    if not sentence[:start].strip(" \"'“‘(") and first.isupper():
        words = _capital(words)
    return _article(sentence[:start], words) + words + sentence[end:]


# Words that make the noun after them small, and those that make a state small.
_SMALL = _pattern(
    r"\b(?:minor|slight|small|brief|temporary|short|trivial|minimal|isolated|one-off|momentary"
    r"|short-lived|fleeting|marginal|negligible|tiny) (?=\w)"
)
_NOT_SMALL = _pattern(
    r"\b(?:number|group|minority|proportion|percentage|fraction|subset|portion|amount|handful|share"
    r"|quantity|batch|part|sums?|degree|extent|while|time|way|bit|slice|matter|thing|deal|spell)\b"
)
_VERY = _pattern(r"\b(?:very|so|too|rather|quite|as|how|this|\w+ly) $")
_SLIGHTLY = _pattern(
    r"\b(?:(?:only|just) )?(?:slightly|somewhat|marginally|mildly|briefly|momentarily|fractionally"
    r"|a little|a bit|a touch|a tad) (?=(?!of\b)\w+(?:ed|er|y|te|ow|ot|en|ort|ng)\b)"
)


def _unshrunk(sentence: str, start: int, end: int) -> str | None:
    """Without the one small word of the finding; a "small number of" needs the number instead."""
    for pattern in (_SMALL, _SLIGHTLY):
        match = pattern.search(sentence, start, min(end + 20, len(sentence)))
        if match is None or match.start() >= end:
            continue
        if pattern is _SMALL and not _whole(sentence, match):
            return None
        rest = sentence[match.end() :]
        before = _article(sentence[: match.start()], rest)
        return before + (_capital(rest) if not before.strip() else rest)
    return None


def _whole(sentence: str, match: "regex.Match[str]") -> bool:
    """Whether the noun phrase stands without its small word: "a delay", but not "a very delay"."""
    return not (_NOT_SMALL.match(sentence, match.end()) or _VERY.search(sentence, 0, match.start()))


def _cut(sentence: str, start: int, end: int) -> str | None:
    """The apology, ended where the reversal begins."""
    match = _REVERSED.match(sentence)
    if match is None or _BEGINS_LOOSE.match(sentence):
        return None
    return match.group("claim").rstrip(" ,;–—-\n") + "."


_REVERSED = _pattern(
    rf"^(?P<claim>[^,;:–—]*\b(?:{_SORRY}|regret)\b[^,;:–—]*?)(?:[,;]| [–—-]|—)? (?:but|however|although"
    r"|though|even though|even if|yet|that said|having said that|that being said|nevertheless"
    r"|nonetheless|albeit)\b.+"
)
_BEGINS_LOOSE = _pattern(r"^\W*(?:while|whilst|although|though|much as|as much as|if|even|but)\b")

_MAIN = rf"(?P<main>(?:please accept|(?:we|I)\b)[^,;:]*\b{_SORRY}\b)"
_YOUR = (
    r"your (?:continued |ongoing |kind )?(?:patience|understanding|support|loyalty|feedback|trust"
    r"|cooperation|co-operation|custom|business|forbearance)"
)
_LEAD = (
    r"(?:out of|in) an abundance of caution|moving forward|going forward|as we move forward"
    r"|(?:please |you can )?(?:rest|be) assured(?: that)?"
    r"|(?:we|I) (?:can |would like to |want to |wish to )?(?:re)?assure (?:you|everyone|our \w+)(?: that)?"
    r"|(?:at|in|during) (?:this|these) (?:\w+ )?(?:difficult|challenging|trying|sad|unprecedented)"
    r" (?:times?|moments?|period|circumstances)"
)
_THANKS = (
    rf"(?:once again,? |again,? )?(?:(?:we|I) )?(?:(?:\w+ly|really|do) )?(?:thank you|thanks|appreciate"
    rf"|are grateful|value)(?: (?:all|everyone))?(?: for)? {_YOUR}(?: and (?:your )?(?:\w+ )?\w+)?"
    r"(?: (?:while|as|during|at|in)\b[^,;:]*)?"
)

SHAPES: Mapping[str, Sequence[Shape]] = {
    "conditional_harm": (
        # sorry if anyone was hurt by this -> sorry for this
        _framed(
            rf"^(?P<head>[^;:]*?\b{_SORRY})(?: to [^,;:]*?)?,? if {_WHOM} {_WAS} {_HIT} by"
            rf" (?P<thing>{_THING}){_END}",
            "{head} for {thing}{end}",
        ),
        # sorry if our words hurt anyone -> sorry for our words
        _framed(
            rf"^(?P<head>[^;:]*?\b{_SORRY}),? if (?P<thing>{_THING}) {_DID}\b[^;:]*?{_END}",
            "{head} for {thing}{end}",
        ),
        # if our words hurt anyone, we are sorry -> we are sorry for our words
        _framed(
            rf"^if (?P<thing>{_THING}) {_DID}\b[^;:,]*, (?:then )?{_MAIN}{_END}",
            "{main} for {thing}{end}",
        ),
        _framed(
            rf"^if {_WHOM} {_WAS} {_HIT} by (?P<thing>{_THING}), (?:then )?{_MAIN}{_END}",
            "{main} for {thing}{end}",
        ),
        # to anyone who may have been hurt by this, we apologise -> we apologise for this
        _framed(
            rf"^to {_WHOM}(?: who| that)?(?: {_WAS})? {_HIT} by (?P<thing>{_THING}), {_MAIN}{_END}",
            "{main} for {thing}{end}",
        ),
        # we apologise to anyone who may have been hurt -> to everyone who was hurt
        _framed(
            rf"^(?P<head>[^,;:]*?\b{_SORRY}) to (?:any(?:one|body)|whoever) (?:who )?(?:{_WAS} )?"
            rf"(?P<hit>{_HIT})(?P<rest> by {_THING})?{_END}",
            "{head} to everyone who was {hit}{rest}{end}",
        ),
        # any harm it may have caused -> the harm it caused
        _framed(
            rf"^(?P<head>[^,;:]*?\b(?:{_SORRY} for|regret)) (?:any|whatever) (?P<harm>\w+(?: or \w+)?)"
            rf"(?: that)? (?P<thing>{_THING}|it|we) (?:(?:has|have|{_MAYBE} have|{_MAYBE}) )?caused?"
            rf"(?P<rest>[^,;:]*?){_END}",
            "{head} the {harm} {thing} caused{rest}{end}",
        ),
    ),
    "but_reversal": (_cut,),
    "boilerplate": (
        _framed(rf"^(?:{_LEAD}),? (?P<rest>\S.*)$", "{rest}"),
        _framed(r"^(?P<rest>.*\w),? (?:moving|going) forwards?(?P<end>[.!]*)$", "{rest}{end}"),
        _framed(rf"^(?P<rest>.*\w),? and {_THANKS}{_END}", "{rest}{end}"),
        _dropped(_THANKS),
        _dropped(
            r"(?:at [\w' ]{1,30}, )?(?:we|I) (?:always )?(?:take|treat) [^,;:]{1,80}?\b(?:(?:very|extremely"
            r"|incredibly|so|most) )?(?:serious(?:ly|ness)|with the utmost \w+)(?: indeed)?"
        ),
        _dropped(
            r"[^,;:]{1,80}\b(?:is|are|remains?|has always been|have always been|will always be)"
            r" (?:always )?(?:our|the) (?:\w+ )?(?:top|number one|highest|first|absolute|utmost|main) "
            r"(?:priority|concern)(?: at all times)?"
        ),
        _dropped(
            r"(?:please )?bear with us[^,;:]{0,30}|(?:please )?(?:do not|don['’]t) hesitate[^,;:]*"
        ),
    ),
    "minimiser": (_unshrunk,),
    "intent_shield": (
        _dropped(
            r"(?:it|this|that) (?:was|is) (?:never|not) (?:\w+ )?(?:our|my) (?:intent|intention|aim|wish)"
            r" to [^,;:]*"
        ),
        _dropped(
            r"(?:we|I) (?:never|did not|didn['’]t) (?:\w+ )?(?:mean|meant|intend|intended|set out) "
            r"(?:to|any)\b[^,;:]*"
        ),
    ),
    "agentless_passive": (
        _framed(
            rf"^mistakes (?:were|have been) made(?P<rest>(?:(?!\bby\b)[^,;:])*?){_END}",
            "we made mistakes{rest}{end}",
        ),
    ),
}
