"""Where the sentences and paragraphs of a statement begin and end.

Rule-based, for English and its neighbours: no download, no model, the same answer every time.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

Span = tuple[int, int]
SCOPES = ("text", "raw", "summary", "paragraph", "sentence")

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_BULLET = re.compile(r"[^\S\n]*(?:[-*•‣◦▪–—·]|\(?\d{1,2}[.)]|#{1,6}|>)[^\S\n]+")
_END = re.compile(r"(?:[.!?…]+[\"'”’»)\]*_]*(?=\s|$)|[。！？]+[”’」』]?)")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘]+$")
_NEXT_WORD = re.compile(r"\s*[\"'“‘(\[*_]*([^\s.,;:!?\"'”’)\]]*)")

# Never the last word of a sentence, whatever follows.
_TITLES = re.compile(
    r"mr|mrs|ms|mx|dr|prof|rev|hon|gen|capt|lt|sgt|st|mt|messrs|mme|fr|vs|e\.g|i\.e|eg|ie|cf|viz"
    r"|approx|figs?|tel|ext|(?-i:[A-HJ-Z])",
    re.IGNORECASE,
)
# The last word of a sentence only where a new one plainly begins.
_EITHER = re.compile(
    r"[ap]\.m|etc|inc|ltd|co|corp|plc|llc|jr|sr|dept|est|u\.s|u\.k|u\.s\.a|u\.n|d\.c"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec",
    re.IGNORECASE,
)
# An abbreviation before a number only.
_NUMBERED = re.compile(r"nos?|pp?|vol|art|sec|para|ch", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?s?|jan(?:uary)?|feb(?:ruary)?"
    r"|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|[a-z]{1,2}[sd]t|gmt|utc|cet|cest|eastern|central|pacific",
    re.IGNORECASE,
)
_HARD_WRAP = 60
_WRAPPED = str.maketrans("\r\n\t", "   ")
_PLAIN = str.maketrans("\u2018\u2019\u02bc\u2010\u2011\u00a0\u202f\u2009", "'''--   ")


def paragraphs(text: str) -> list[Span]:
    """Spans of the blocks between blank lines, outer white space left out. [] for a blank text."""
    spans: list[Span] = []
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        spans.append(trimmed(text, start, gap.start()))
        start = gap.end()
    spans.append(trimmed(text, start, len(text)))
    return [span for span in spans if span[0] < span[1]]


def sentences(text: str) -> list[Span]:
    """Spans of the sentences in order, in code points, never overlapping, without outer space.

    A bullet's mark is no part of its sentence. A full stop within an abbreviation, a number, a
    time ("9 a.m.") or an address does not end one; a line break does unless the line was wrapped.
    """
    return [span for start, end in _blocks(text) for span in _cut(text, start, end)]


def _blocks(text: str) -> Iterator[Span]:
    """Stretches of text that no sentence crosses: paragraphs, list items, unwrapped lines."""
    for start, end in paragraphs(text):
        begin = start
        for line in re.finditer(r"\n", text[start:end]):
            at = start + line.start()
            if _breaks(text, begin, at, end):
                yield begin, at
                begin = at + 1
        yield begin, end


def _breaks(text: str, start: int, at: int, end: int) -> bool:
    """Whether the line break at `at` ends a sentence."""
    following = text[at + 1 : end].lstrip(" \t\r")
    if _BULLET.match(text, at + 1, end):
        return True
    if following[:1].islower():
        return False
    line = text[max(start, text.rfind("\n", start, at) + 1) : at].rstrip()
    return len(line) < _HARD_WRAP or bool(re.search(r"[.!?…:][\"'”’)\]]*$", line))


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    bullet = _BULLET.match(text, start, end)
    begin = bullet.end() if bullet else start
    for stop in _END.finditer(text, begin, end):
        if _ends(text, begin, stop.start(), stop.end(), end):
            span = trimmed(text, begin, stop.end())
            if span[0] < span[1]:
                yield span
            begin = stop.end()
    span = trimmed(text, begin, end)
    if span[0] < span[1]:
        yield span


def _ends(text: str, begin: int, dot: int, after: int, end: int) -> bool:
    following = _NEXT_WORD.match(text, after, end)
    word = following.group(1) if following else ""
    if not word:
        return True
    if word[0].islower() and text[dot] not in "。！？":
        return False
    if text[dot] != "." or text[dot : dot + 2] == "..":
        return True
    return not _abbreviated(_last_word(text, begin, dot), word)


def _last_word(text: str, begin: int, dot: int) -> str:
    found = _LAST_WORD.search(text[max(begin, dot - 40) : dot])
    return found.group() if found else ""


def _abbreviated(last: str, following: str) -> bool:
    """Whether the full stop after `last` belongs to an abbreviation."""
    if _TITLES.fullmatch(last):
        return True
    if _NUMBERED.fullmatch(last):
        return following[0].isdigit()
    goes_on = following[0].isdigit() or _GOES_ON.fullmatch(following)
    return bool(_EITHER.fullmatch(last) and goes_on)


class Scopes:
    """A text and the parts of it that rules look at, cut once for all rules.

    `plain` is as long as `whole`: its apostrophes, hyphens and spaces are those of a keyboard, so
    that a rule that says "don't" also finds "don’t".
    """

    def __init__(self, whole: str):
        self.whole = whole
        self.plain = whole.translate(_PLAIN)

    def parts(self, scope: str) -> "Sequence[Part]":
        """The parts that `scope`, text, paragraph or sentence, cuts the text into.

        A line break within a sentence is a space: the line was only wrapped.
        """
        if scope == "text":
            return [Part(0, self.plain)]
        return self._paragraphs if scope == "paragraph" else self._sentences

    @cached_property
    def _paragraphs(self) -> "list[Part]":
        return [Part(start, self.plain[start:end]) for start, end in paragraphs(self.whole)]

    @cached_property
    def _sentences(self) -> "list[Part]":
        flat = self.plain.translate(_WRAPPED)
        return [Part(start, flat[start:end]) for start, end in sentences(self.whole)]


class Part(NamedTuple):
    """A part of a text: where it begins, in code points, and how it reads."""

    start: int
    text: str


def widest(scopes: Sequence[str]) -> str:
    """The widest of these `SCOPES`: text, paragraph or sentence."""
    if set(scopes) - {"paragraph", "sentence"}:
        return "text"
    return "paragraph" if "paragraph" in scopes else "sentence"


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends; empty (start == end) if that leaves nothing."""
    body = text[start:end]
    left = len(body) - len(body.lstrip())
    return (start + left, start + len(body.rstrip())) if left < len(body) else (end, end)
