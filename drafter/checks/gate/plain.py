"""A text as a reader could be made to read it: disguises taken off, each letter with its place.

Unicode NFKC, invisible characters out, look-alikes of ASCII letters, percent and entity codes, words
for signs ("dot", "at") and for digits, letters and digits spaced apart. Unicode Technical Standard 39
has the idea of a skeleton; the table is a short one of our own: the letters of Cyrillic, Greek and a
few other scripts that are drawn as ASCII ones.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

_LOOKS = (
    "аa вb еe ѕs іi јj ԛq ԝw ӏl һh оo рp сc уy хx ԁd ɡg ɩi кk мm нh тt гr пn "
    "АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT УY ХX ԌG ԚQ ԜW ҮY "
    "αa βb εe ιi κk νv οo ρp τt υu χx γy ηn ωw "
    "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX "
    "օo ոn սu ցg հh ıi ȷj ƅb ɑa ʟl ꞵb "
    "∶: ։: ː: ꞉: ⁄/ ∕/ ⧸/ ․. 。. ． ٫. ۔. ‧. ·. ‐- ‑- ‒- –- —- −- ⁻- ﹘- ＠@ "
    "♯# ’' ‘' “\" ”\" "
)
_LOOK = {pair[0]: pair[1] for pair in _LOOKS.split() if len(pair) == 2}
# Drawn as nothing, though Unicode does not call them format characters.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\u20e3")
_SPACES = frozenset(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_DOT = r"(?:dot|d0t|point|punto|punkt)"
_ENDS = (
    "com|net|org|io|info|biz|co|uk|eu|us|de|fr|app|dev|shop|store|site|online|xyz|example|test|invalid|me|ly"
    "|gg|tv|ai|cc|ru|cn|tk|top|club|live|help|support|link|click|win|pro|page|web|tech|cloud|bank|legal|law"
)
_DIGIT_WORDS = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "nil": "0", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_DIGIT_WORD = "|".join(_DIGIT_WORDS)
_ONE = rf"(?:(?:double|triple|treble)[\s-]+)?(?:{_DIGIT_WORD}|\d{{1,4}})"
_SPOKEN = re.compile(rf"\b(?:plus[\s,.-]+)?{_ONE}(?:[\s,.\-–—/]+(?:and\s+)?{_ONE}){{4,}}\b", re.I)
_CODES = re.compile(r"(?:%[0-9A-Fa-f]{2})+|&#?\w{2,8};|(?:\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2})+")
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*[\[({<]\s*(?:dot|d0t|point|\.)\s*[\])}>]\s*", re.I), "."),
    (re.compile(r"\s*[\[({<]\s*(?:at|@)\s*[\])}>]\s*", re.I), "@"),
    (re.compile(r"\s*[\[({<]\s*(?:slash|/)\s*[\])}>]\s*", re.I), "/"),
    (re.compile(r"\s*[\[({<]\s*(?:colon|:)\s*[\])}>]\s*", re.I), ":"),
    (re.compile(rf"(?<=\w)\s+at\s+(?=[\w-]+[\s_-]+{_DOT}[\s_-])", re.I), "@"),
    (re.compile(rf"(?<=\w)[\s_-]+{_DOT}[\s_-]+(?=(?:{_ENDS}|co)\b)", re.I), "."),
    (re.compile(r"(?<=\w)\s+\.\s*(?=[a-z]{2,}\b)|(?<=\w)\.\s+(?=(?:com|net|org|co\.uk)\b)"), "."),
    (re.compile(r"\s+(?:forward[\s-]+)?slash\s+", re.I), "/"),
    (re.compile(r"(?<=[a-z])\s*colon\s*(?=(?:/|forward|slash))", re.I), ":"),
)  # fmt: skip
_APART = re.compile(r"(?<!\w)(?:[^\W_][ _*~|.\-]{1,2}|[.:/@]+ ?){4,}[^\W_](?!\w)")


class Plain(NamedTuple):
    """`text` with its disguises off; letter `n` of it stands at `places[n]` of the original."""

    text: str
    places: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the original."""
        return self.places[start][0], self.places[max(start, end - 1)][1]


def unseen(letter: str) -> bool:
    """Whether a letter is drawn as nothing: format and control characters, tags, fillers, selectors."""
    if letter in "\n\t\r":
        return False
    code = ord(letter)
    return (
        letter in _BLANK
        or unicodedata.category(letter) in ("Cf", "Cc", "Cs", "Co", "Cn")
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0000 <= code <= 0xE0FFF
    )


def letters(text: str) -> Plain:
    """NFKC, no invisible letters, look-alikes of ASCII as ASCII."""
    made: list[str] = []
    places: list[tuple[int, int]] = []
    for at, letter in enumerate(text):
        if unseen(letter):
            continue
        for one in _as_ascii(letter):
            made.append(one)
            places.append((at, at + 1))
    return Plain("".join(made), tuple(places))


@lru_cache(maxsize=4096)
def _as_ascii(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter in _SPACES:
        return " "
    if letter.isdigit():
        return str(unicodedata.digit(letter))
    if letter in _LOOK:
        return _LOOK[letter]
    wide = unicodedata.normalize("NFKC", letter)
    wide = "".join(_LOOK.get(one, one) for one in wide)
    return wide.strip("()") if unicodedata.category(letter) == "So" and len(wide) < 5 else wide


def replaced(plain: Plain, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> Plain:
    """Each match exchanged; its letters all stand where the match stood."""
    made: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for match in pattern.finditer(plain.text):
        new = by(match)
        if new == match.group() or match.start() == match.end():
            continue
        made.append(plain.text[at : match.start()])
        places += plain.places[at : match.start()]
        made.append(new)
        places += [plain.span(*match.span())] * len(new)
        at = match.end()
    made.append(plain.text[at:])
    places += plain.places[at:]
    return Plain("".join(made), tuple(places))


@lru_cache(maxsize=8)
def views(text: str) -> tuple[Plain, ...]:
    """The text with its disguises off, step by step; the first shows the letters, the rest more."""
    return tuple(dict.fromkeys(_views(text)))


def decoded(text: str) -> Plain:
    """`letters`, with percent, entity and escape codes read."""
    return replaced(replaced(letters(text), _CODES, _decoded), _CODES, _decoded)


def _views(text: str) -> Iterator[Plain]:
    yield letters(text)
    base = decoded(text)
    yield base
    joined = replaced(base, _APART, lambda found: re.sub(r"[ _*~|\-]", "", found.group()))
    yield joined
    for one in (base, joined):
        signed = one
        for pattern, sign in _SIGNS:
            signed = replaced(signed, pattern, lambda _, sign=sign: sign)  # type: ignore[misc]
        yield signed
    yield replaced(base, _SPOKEN, _spoken)


def _decoded(found: re.Match[str]) -> str:
    words = found.group()
    if words[0] == "&":
        return "".join(_as_ascii(one) for one in html.unescape(words))
    if words[0] == "%":
        raw = bytes.fromhex(words.replace("%", ""))
        return raw.decode("utf-8", "replace")
    return re.sub(r"\\[ux]([0-9A-Fa-f]+)", lambda one: chr(int(one[1], 16)), words)


def _spoken(found: re.Match[str]) -> str:
    """Digits for their words; a row of numbers of more than one sort of figure stays as it is."""
    said: list[str] = []
    times = 1
    for word in re.findall(r"[a-z]+|\d+", found.group().lower()):
        if word in ("double", "triple", "treble"):
            times = 2 if word == "double" else 3
        elif word == "plus":
            said.append("+")
        elif word != "and":
            said.append(_DIGIT_WORDS.get(word, word) * times)
            times = 1
    return "".join(said)
