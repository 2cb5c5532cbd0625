"""The checkable values in a text: numbers, dates, times, money, shares, contacts, in a normal form.

Two spellings of one value have the same normal form: `9am` and `09:00`, `14 March 2026` and
`2026-03-14`, `1,204` and `1204`.
"""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from drafter.model.finding import ClaimType


class Value(NamedTuple):
    """A value at `text[start:end]`. `norms` are its normal forms, the most exact one first."""

    start: int
    end: int
    type: ClaimType
    norms: tuple[str, ...]


_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH = "|".join(f"{name}|{name[:3]}" for name in _MONTHS) + "|sept"
_NUMBER = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ZONES = "UTC|GMT|BST|CET|CEST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CT|MT|PT|IST|JST|AEST|AEDT"
_ZONE = rf"(?:\s?(?P<zone>{_ZONES})\b)?"
_SCALE = r"(?:\s?(?P<scale>thousand|million|billion|bn|m|k)\b)?"

_FLAGS = regex.IGNORECASE | regex.VERSION1
_PATTERNS: tuple[tuple[str, "regex.Pattern[str]"], ...] = (
    ("email", regex.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", _FLAGS)),
    ("url", regex.compile(r"https?://[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]", _FLAGS)),
    (
        "domain",
        regex.compile(
            r"\b(?:[a-z0-9][a-z0-9-]*\.)+(?-i:[a-z]{2,})\b(?:/[\w./#?=&-]*[\w/])?", _FLAGS
        ),
    ),
    ("handle", regex.compile(r"(?<![\w@])@\w{2,30}", _FLAGS)),
    (
        "day",
        regex.compile(
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>\d{{4}}))?"
            rf"|\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<year>\d{{4}}))?"
            r"|\b(?P<year>\d{4})-(?P<num>\d{2})-(?P<day>\d{2})\b",
            _FLAGS,
        ),
    ),
    (
        "clock",
        regex.compile(
            rf"\b(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})\s?(?P<half>[ap]\.?m\b\.?)?{_ZONE}(?!\d)"
            rf"|\b(?P<hour>\d{{1,2}})\s?(?P<half>[ap]\.?m\b\.?){_ZONE}"
            rf"|\b(?P<word>noon|midnight)\b{_ZONE}",
            _FLAGS,
        ),
    ),
    ("phone", regex.compile(r"(?<![\w.,])\+?\(?\d[\d() \u00a0-]{6,}\d(?![\w.,]\d)", _FLAGS)),
    (
        "money",
        regex.compile(
            rf"(?P<unit>[$£€¥]|\b(?:USD|GBP|EUR)\s)\s?(?P<amount>{_NUMBER}){_SCALE}"
            rf"|\b(?P<amount>{_NUMBER}){_SCALE}\s?(?P<unit>USD|GBP|EUR|dollars?|pounds?|euros?|pence|cents?)\b",
            _FLAGS,
        ),
    ),
    ("percent", regex.compile(rf"(?P<amount>{_NUMBER})\s?(?:%|per ?cent\b|percent\b)", _FLAGS)),
    (
        "number",
        regex.compile(
            rf"(?<![\w.])(?P<amount>{_NUMBER})(?:{_SCALE}(?![\w])|(?=\W|$|[a-z]))", _FLAGS
        ),
    ),
)
_TYPES: dict[str, ClaimType] = {
    "email": "contact", "url": "contact", "domain": "contact", "handle": "contact",
    "phone": "contact", "day": "date", "clock": "time", "money": "money", "percent": "percent",
    "number": "number",
}  # fmt: skip
_UNITS = {"$": "usd", "dollar": "usd", "dollars": "usd", "£": "gbp", "pound": "gbp", "pounds": "gbp",
          "€": "eur", "euro": "eur", "euros": "eur", "¥": "jpy", "cent": "cents"}  # fmt: skip
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}


def values(text: str) -> tuple[Value, ...]:
    """Every value in `text`, in order, none overlapping: the more telling pattern wins."""
    taken: list[tuple[int, int]] = []
    result = []
    for shape, pattern in _PATTERNS:
        for match in pattern.finditer(text, timeout=5):
            start, end = match.span()
            if any(start < to and since < end for since, to in taken):
                continue
            norms = tuple(_norms(shape, match))
            if norms:
                taken.append((start, end))
                result.append(Value(start, end, _TYPES[shape], norms))
    return tuple(sorted(result))


def _norms(shape: str, match: "regex.Match[str]") -> Iterator[str]:
    if shape in ("email", "url", "domain", "handle"):
        yield from _address(match.group())
    elif shape == "phone":
        digits = regex.sub(r"\D", "", match.group())
        if len(digits) >= 7:
            yield f"phone {digits}"
    elif shape == "day":
        yield from _day(match)
    elif shape == "clock":
        yield from _clock(match)
    else:
        yield from _amount(shape, match)


def _address(found: str) -> Iterator[str]:
    plain = found.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    yield f"address {plain.rstrip('/')}"


def _day(match: "regex.Match[str]") -> Iterator[str]:
    day = int(match["day"])
    month = int(match["num"]) if match["num"] else _month(match["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return
    if match["year"]:
        yield f"date {match['year']}-{month:02}-{day:02}"
    else:
        yield f"day {month:02}-{day:02}"


def _month(name: str) -> int:
    return next(at for at, full in enumerate(_MONTHS, 1) if full.startswith(name.lower()[:3]))


def _clock(match: "regex.Match[str]") -> Iterator[str]:
    if match["word"]:
        hour, minute = (12, 0) if match["word"].lower() == "noon" else (0, 0)
    else:
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        half = (match["half"] or "").lower()[:1]
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    if hour > 24 or minute > 59:
        return
    zone = (match["zone"] or "").upper().replace("GMT", "UTC")
    yield f"time {hour:02}:{minute:02}" + (f" {zone}" if zone else "")


def _amount(shape: str, match: "regex.Match[str]") -> Iterator[str]:
    amount = float(regex.sub(r"[,\u00a0\u202f]", "", match["amount"]))
    groups = match.groupdict()
    amount *= _SCALES.get((groups.get("scale") or "").lower(), 1)
    if shape == "money":
        unit = groups["unit"].strip().lower()
        yield f"money {_UNITS.get(unit, unit)} {amount:.10g}"
    elif shape == "percent":
        yield f"percent {amount:.10g}"
    else:
        yield f"number {amount:.10g}"
