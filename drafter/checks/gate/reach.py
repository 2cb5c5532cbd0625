"""Ways to reach somebody, under any disguise: addresses, phone numbers, handles, codes, markup."""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from drafter.checks.gate.plain import Plain, unseen, views

Sort = Literal["address", "phone", "handle", "code", "markup", "encoded", "hidden"]
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_SHAPES: tuple[tuple[Sort, re.Pattern[str]], ...] = (
    ("markup", re.compile(r"!?\[[^\]\n]*\]\s?\([^)\n]*\)|!?\[[^\]\n]+\]\[[^\]\n]*\]"
     r"|^\s*\[[^\]\n]+\]:\s*\S+", re.M)),
    ("markup", re.compile(r"<\s*/?\s*[a-z!?][^>\n]{0,300}>?|<\s*(?:https?|www)\S*", re.I)),
    ("address", re.compile(r"[\w.+%-]+@(?:\w[\w-]*\.)*[a-z][\w-]+(?:\.[a-z]{2,})?|[\w.+%-]+ ?@"
     r" ?(?:[\w-]+\.)+[a-z]{2,}", re.I)),
    ("address", re.compile(r"\b(?:h(?:tt|xx|\*\*|__)ps?|ftp|wss?|file|s3|ipfs|tor|sms|tel|mailto"
     "|javascript|vbscript|data|blob|intent"
                           r"|whatsapp|tg|bitcoin|upi)\s?:\s?(?:/\s?/)?\s?[^\s\"'<>)]+", re.I)),
    ("address", re.compile(r"(?<![:\w/])//[\w-]+(?:\.[\w-]+)*\S*")),
    ("address", re.compile(rf"(?<![\w@.-])(?:{_LABEL}\.)+(?:[a-z]{{2,24}}"
     r"|xn--[a-z0-9-]+)(?![\w-])(?:[:/?#][^\s\"'<>)\]]*)?", re.I)),
    ("address", re.compile(r"\bxn--[a-z0-9-]+", re.I)),
    ("address", re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b(?::\d+)?|\blocalhost\b(?::\d+)?", re.I)),
    ("handle", re.compile(r"(?<![\w@.])(?:[@#]\s?[a-z_]|[$£€][a-z_](?=\w{3}))\w{1,40}", re.I)),
    ("handle", re.compile(r"\b[a-z]\w*_\w*[a-z0-9]\b|(?<![\w/.])/?[ur]/[a-z]\w{2,}", re.I)),
    ("phone", re.compile(r"(?<![\w.,£€$-])\+?\(?\d(?:[\d()/ -]|\.(?! )){5,24}\d(?!\w)(?!,\d)")),
    ("phone", re.compile(r"\b(?:0?8(?:00|08|44|45|55|66|77|88)|1[- ]?8\d\d|0?9\d\d)(?:["
     r" -]?\d{1,3})?[ -][A-Z][A-Z -]{3,14}[A-Z]\b")),
    ("phone", re.compile(r"\b(?:call|dial|ring|phone|text|sms|whatsapp|message)\b(?: \w+){0,4}?"
     r" (\d{3,7})\b(?![.,]?\d)(?! ?(?:%|[a-z]))", re.I)),
    ("code", re.compile(r"\b(?:code|coupon|voucher|promo|token|password|pin|key|word|keyword"
     r"|hashtag)s?\b[\s:\"'“”=(*`]{1,4}"
                        r"(?:is |of |called |named |reads?"
                        r" )?[\s:\"'“”=(*`]{0,3}([A-Z0-9][A-Z0-9-]{2,}[A-Z0-9])\b")),
    ("code", re.compile(r"\b(?=\w*\d)(?=\w*[A-Z])[A-Z0-9]{4,}(?:-[A-Z0-9]{2,})*\b")),
    ("code", re.compile(r"\b(?:code|coupon|voucher|promo)\b[\s:]{0,2}[\"'“”*`(]{1,2}"
                        r"([\w-]{3,30})[\"'“”*`)]", re.I)),
)  # fmt: skip
_ABBREVIATED = re.compile(r"(?:[a-z]\.){1,3}[a-z]|(?:[ap]\.m|e\.g|i\.e|u\.[ks]|no|vs)\.?", re.I)
# A full stop without its space.
_RUN_ON = re.compile(r"[\w'-]*[a-z]\.(?:[A-Z][a-z]+|I|A)")
_DATED = re.compile(
    r"\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?:[ ,]+\d{1,2}[:.]\d\d)?"
    r"|\d{4}-\d\d-\d\d(?:[ T]\d\d[:.]\d\d)?|\d{1,2}\.\d\d ?- ?\d{1,2}\.\d\d"
    r"|\d{4} ?[-/] ?\d{2,4}|\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+\.\d+"
)  # fmt: skip
_LONG = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/_-]{16,}={0,2}(?![\w+/=])")
_TAGS_OF_FLAGS = frozenset({"gbeng", "gbsct", "gbwls"})


class Reach(NamedTuple):
    """A way to reach somebody at `text[start:end]` of the original; `key` is equal where it leads
    to the same place."""

    sort: Sort
    start: int
    end: int
    key: str


def reaches(text: str) -> Iterator[Reach]:
    """Every one that a view of the text shows, each place once: the one of most words."""
    made = [
        *_hidden(text),
        *_dressed(text),
        *(one for view in views(text) for one in _shaped(view)),
    ]
    taken: list[Reach] = []
    for one in sorted(made, key=lambda one: (one.start - one.end, one.start)):
        if not any(other.start < one.end and one.start < other.end for other in taken):
            taken.append(one)
    return iter(sorted(taken, key=lambda one: one.start))


def _shaped(view: Plain) -> Iterator[Reach]:
    for sort, pattern in _SHAPES:
        for match in pattern.finditer(view.text):
            start, end = match.span(match.lastindex or 0)
            words = view.text[start:end].rstrip(".,;:!?'\"")
            key = key_of(sort, words)
            if key:
                yield Reach(sort, *view.span(start, start + len(words)), key)
    for match in _LONG.finditer(view.text):
        if _encoded(match.group()):
            yield Reach("encoded", *view.span(*match.span()), match.group())


def key_of(sort: Sort, words: str) -> str:
    """What tells one way from another; empty where the words are none."""
    if sort == "phone":
        digits = re.sub(r"\D", "", words)
        letters = re.sub(r"[^A-Z]", "", words)
        if _DATED.fullmatch(words.strip()) and not words.startswith(("0", "+", "(")):
            return ""
        if _DATED.fullmatch(words) and re.match(r"\d{1,2}[./-]", words):
            return ""
        return digits[-8:] + letters if len(digits) <= 15 else ""
    low = words.lower().replace(" ", "")
    if sort == "address":
        if _ABBREVIATED.fullmatch(low) or _RUN_ON.fullmatch(words):
            return ""
        return re.sub(r"^(?:h\w{2}ps?:/{0,2})?(?:www\.)?", "", low).rstrip("/")
    return low


def _encoded(words: str) -> bool:
    """Whether a long word is a code rather than a word: of mixed sorts, or base64 of readable text."""
    if "-" in words or "/" in words:
        parts = re.split(r"[-/]", words)
        if all(part.isalpha() and part[1:].islower() for part in parts if part):
            return False
    sorts = [any(map(kind, words)) for kind in (str.islower, str.isupper, str.isdigit)]
    if sum(sorts) == 3:
        return True
    if words.isalpha() and (words[1:].islower() or words.isupper()):
        return False
    if all(letter in "0123456789abcdefABCDEF" for letter in words):
        return len(words) >= 24
    try:
        said = base64.b64decode(words + "=" * (-len(words) % 4), validate=False)
    except (binascii.Error, ValueError):
        return False
    return sum(32 <= letter < 127 for letter in said) >= 0.95 * len(said)


def _hidden(text: str) -> Iterator[Reach]:
    """Signs that nobody sees and that say or turn something: tags, bidi overrides, gaps in words."""
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and unseen(text[end]):
            end += 1
        if end > at and _says(text, at, end):
            yield Reach("hidden", max(at - 1, 0), min(end + 1, len(text)), "hidden")
        at = max(end, at + 1)


def _says(text: str, start: int, end: int) -> bool:
    run = text[start:end]
    tags = "".join(chr(ord(one) - 0xE0000) for one in run if 0xE0020 <= ord(one) < 0xE007F)
    if tags:
        return not (text[start - 1 : start] == "\U0001f3f4" and tags in _TAGS_OF_FLAGS)
    if any(one in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068" for one in run):
        return True
    if any("\ufe00" <= one <= "\ufe0f" or one == "\u20e3" for one in run) and len(run) < 4:
        return False
    between = text[start - 1 : start].isascii() and text[end : end + 1].isascii()
    inside = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
    return (between and inside and run != "\u00ad") or len(run) > 3


_WORD = re.compile(r"\w+")


def _dressed(text: str) -> Iterator[Reach]:
    """Words of letters that are drawn as others: two alphabets in one word, or styled letters."""
    if text.isascii():
        return
    for match in _WORD.finditer(text):
        word = match.group()
        if not word.isascii() and len(word) > 1 and _in_dress(word):
            yield Reach("hidden", *match.span(), "hidden")


def _in_dress(word: str) -> bool:
    names = [unicodedata.name(letter, "") for letter in word if letter.isalnum()]
    if any(name.startswith(_STYLED) for name in names):
        return True
    alphabets = {
        name.split()[0] for name in names if name.split()[:1] and name.split()[0] in _ALPHABETS
    }
    return len(alphabets) > 1


_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})
_STYLED = (
    "MATHEMATICAL", "FULLWIDTH", "CIRCLED", "NEGATIVE", "PARENTHESIZED", "SQUARED", "DOUBLE-STRUCK",
    "REGIONAL INDICATOR", "LATIN LETTER SMALL CAPITAL",
)  # fmt: skip
