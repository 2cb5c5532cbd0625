"""What a text says that the message it was made from does not: translations and other channels.

A translation is compared by what is the same in every language: figures, times, addresses, names.
A text in the message's own language is bound to the message as if that were the ledger.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from drafter.checks.claims import claims
from drafter.checks.sentences import sentences
from drafter.model.brief import Fact, FactStatus, Ledger, Role
from drafter.model.finding import Finding, Level, Strategy, found

RULE = "claims/Message"
_VALUES = frozenset({"number", "date", "time", "money", "percent", "contact"})
_WHY = "Every version of a message has to say the same: people compare them."

_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_LINK = r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?')\]]"
_PHONE = r"(?<![\w.,])\+?\(?\d[\d\s()/.-]{6,}\d(?!\w)"
_CLOCK = (
    r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d))?\s*"
    r"(?P<half>[ap]\.m\.|[ap]m\b|uhr\b|heures?\b|ore\b|uur\b|h\b)|(?<![\d.,:])(?P<hh>[01]?\d|2[0-4])[:h](?P<mm>[0-5]\d)"
)
_NUMBER = r"(?<![\w])\d+(?:[.,'’\u00a0\u202f ]\d{3})*(?:[.,]\d+)?"
_ONE = re.compile(
    rf"(?P<mail>{_MAIL})|(?P<link>{_LINK})|(?P<clock>{_CLOCK})|(?P<phone>{_PHONE})|(?P<number>{_NUMBER})",
    re.IGNORECASE,
)


def figures(text: str) -> Iterator[tuple[str, int, int]]:
    """(value, start, end) of all that is the same in every language: `1204`, `t17:00`, an address."""
    for one in _ONE.finditer(text):
        yield _value(one), one.start(), one.end()


def _value(one: re.Match[str]) -> str:
    if one["mail"] or one["link"]:
        return one.group().lower().rstrip("/")
    if one["clock"]:
        return _clock(one)
    if one["phone"] and len(digits := re.sub(r"\D", "", one.group())) >= 7:
        return f"p{digits}"
    return _number(one.group())


def _clock(one: re.Match[str]) -> str:
    hour, minute = int(one["hour"] or one["hh"]), one["minute"] or one["mm"] or "00"
    half = (one["half"] or "").lower().replace(".", "")
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return f"t{hour:02}:{minute}"


def _number(written: str) -> str:
    """`1,204`, `1.204` and `1 204` are one number; `1,5` and `1.5` are one."""
    parts = re.split(r"[.,'’\u00a0\u202f ]", written)
    whole = [parts[0], *(part for part in parts[1:] if len(part) == 3)]
    rest = [part for part in parts[1:] if len(part) != 3]
    return "".join(whole).lstrip("0") + "".join(f".{part}" for part in rest) or "0"


def translated(source: str, text: str, names: Iterable[str]) -> tuple[Finding, ...]:
    """An error on each figure or address that only one of both has, and on each name that is lost."""
    findings = []
    want = Counter(value for value, _, _ in figures(source))
    for value, start, end in figures(text):
        if want[value]:
            want[value] -= 1
        elif not any(value == other for other, _, _ in figures(source)):
            findings.append(_finding(text, start, end, f"{text[start:end]!r} is not in the source"))
    here = {value for value, _, _ in figures(text)}
    for value, start, end in figures(source):
        if value not in here:
            here.add(value)
            findings.append(_finding(text, 0, 0, f"{source[start:end]!r} of the source is missing"))
    for name in dict.fromkeys(names):
        if name and name in source and name not in text:
            findings.append(_finding(text, 0, 0, f"{name!r} of the source is missing"))
    return tuple(findings)


def consistent(
    source: str,
    text: str,
    ledger: Ledger,
    *,
    postures: tuple[Strategy, Strategy] | None = None,
) -> tuple[Finding, ...]:
    """What `text` claims and the message `source` does not: errors on values, warnings on the rest.

    `postures` are the message's and the text's: a warning where they differ.
    """
    message = Ledger(
        organisation=ledger.organisation,
        names=ledger.names,
        as_of=ledger.as_of,
        timezone=ledger.timezone,
        facts=tuple(
            Fact(
                id=f"F{place}",
                role=Role.EVENT,
                status=FactStatus.CONFIRMED,
                text=source[start:end],
            )
            for place, (start, end) in enumerate(sentences(source), start=1)
        ),
    )
    said, _ = claims(text, message)
    findings = [
        _finding(
            text,
            claim.start,
            claim.end,
            f"{claim.text!r} is not in the approved message",
            Level.ERROR if claim.type in _VALUES else Level.WARNING,
        )
        for claim in said
        if claim.status != "supported"
    ]
    if postures is not None and len(set(postures)) == 2:
        told = f"the approved message is {postures[0]}, this text is {postures[1]}"
        findings.append(_finding(text, 0, 0, told, Level.WARNING))
    return tuple(findings)


def _finding(text: str, start: int, end: int, message: str, level: Level = Level.ERROR) -> Finding:
    return found(
        text, start, end, rule=RULE, category="claim", level=level, message=message, why=_WHY
    )
