"""Phone numbers, e-mail and web addresses, handles: exact, to the last digit and letter."""

import re
from collections.abc import Iterator

_SHAPES = (
    ("address", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("address", re.compile(r"https?://[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]", re.IGNORECASE)),
    ("address", re.compile(r"(?<![\w@.])(?:[a-zA-Z0-9][a-zA-Z0-9-]*\.)+[a-z]{2,}\b(?:/[\w./#?=&%-]*[\w/])?")),
    ("handle", re.compile(r"(?<![\w@.])[@#][A-Za-z_]\w{1,30}")),
    ("phone", re.compile(r"(?<![\w.,£€$])\+?\(?\d[\d()/ \u00a0\u202f.–-]{5,}\d(?![\w,]?\d)")),
)  # fmt: skip
_ABBREVIATIONS = frozenset("e.g i.e a.m p.m u.s u.k".split())
_DATE = re.compile(r"\d{1,2}([./])\d{1,2}\1(?:\d{2}){1,2}")
_NO_PHONE = re.compile(
    r"\d{1,3}(?:[,.\u00a0 ]\d{3})+|\d{4}-\d\d-\d\d"
    r"|\d+(?:\.\d+)?\s?[–-]\s?\d+(?:\.\d+)?"
    r"|(?:\d{1,2}[.]\d\d)\s?[-–]\s?(?:\d{1,2}[.]\d\d)"
)


def contacts(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, key) of each contact; equal keys are equal addresses or numbers."""
    taken: list[tuple[int, int]] = []
    for shape, pattern in _SHAPES:
        for found in pattern.finditer(text):
            start, end = found.span()
            if any(start < to and since < end for since, to in taken):
                continue
            key = _key(shape, found.group())
            if key:
                taken.append((start, end))
                yield start, end, key


def _key(shape: str, words: str) -> str:
    if shape == "phone":
        digits = re.sub(r"\D", "", words)
        if _DATE.fullmatch(words):
            return ""
        plain = _NO_PHONE.fullmatch(words) and not words.startswith(("0", "+", "("))
        return (
            ""
            if plain or not 7 <= len(digits) <= 15
            else f"phone {'+' if words[0] == '+' else ''}{digits}"
        )
    lowered = words.lower()
    if lowered in _ABBREVIATIONS:
        return ""
    plain_words = lowered.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return f"{shape} {plain_words.rstrip('/')}"


def same_contact(first: str, second: str) -> bool:
    """Whether two keys reach the same place: +44 113 496 0127 is 0113 496 0127."""
    if first == second:
        return True
    if not (first.startswith("phone ") and second.startswith("phone ")):
        return False
    long, short = first[6:], second[6:]
    if short.startswith("+"):
        long, short = short, long
    if not long.startswith("+") or short.startswith("+") or not short.startswith("0"):
        return long.lstrip("+") == short.lstrip("+")
    if short.startswith("00"):
        return long[1:] == short[2:]
    national = short[1:]
    return long.endswith(national) and 1 <= len(long) - 1 - len(national) <= 3
