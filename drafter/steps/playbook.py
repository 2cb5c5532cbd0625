"""Compose a statement from the playbook: vetted lines and confirmed facts, no model.

A line is used only where confirmed facts can fill it. What has no confirmed fact is left out and
listed as missing: the composer never invents. The same brief gives the same text; replies to
different posts differ.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.checks.limits import length
from drafter.model.brief import Brief, Fact, Role
from drafter.model.citation import Citation
from drafter.model.prompt import Channel, Kind, Line
from drafter.model.statement import Draft
from drafter.prompts import fill, variables


@dataclass(frozen=True)
class _Piece:
    """A stretch of the text and the facts in it: (start, end, fact id), relative to the stretch."""

    text: str
    facts: tuple[tuple[int, int, str], ...]
    keep: int
    section: int


def compose(brief: Brief, kind: Kind, channel: Channel, *, language: str = "en") -> Draft:
    """A draft of this kind for this channel, with a citation for every fact in it.

    `missing` says which needed roles have no confirmed fact; `warnings` what was left out to fit
    the channel, and which facts read as notes.
    """
    pieces = list(_pieces(brief, kind))
    if not any(piece.facts for piece in pieces):
        pieces = [_Piece(kind.empty, (), 1, 0)]
    head, foot = _frame(brief, kind, channel)
    fitting = _fit(pieces, head, foot, channel)
    text, citations = _join(fitting, head, foot, channel)
    return Draft(
        text=text,
        citations=citations,
        origin="playbook",
        missing=missing(brief, kind),
        warnings=tuple(_warnings(brief, pieces, fitting, channel, language)),
    )


def missing(brief: Brief, kind: Kind) -> tuple[str, ...]:
    """What the kind needs and the brief has no confirmed fact for, in the playbook's words."""
    return tuple(need.missing for need in kind.needs if not brief.of(need.role))


def _pieces(brief: Brief, kind: Kind) -> Iterator[_Piece]:
    used: set[str] = set()
    for number, section in enumerate(kind.playbook):
        for place, line in enumerate(section.lines):
            if _applies(line, brief):
                said = line.say[_choice(brief, kind, number, place) % len(line.say)]
                yield from _said(said, line, brief, used, number)


def _applies(line: Line, brief: Brief) -> bool:
    if line.clusters and (brief.frame.cluster or "accidental") not in line.clusters:
        return False
    if any(not brief.of(role) for role in line.given):
        return False
    return not any(brief.of(role) for role in line.absent)


def _choice(brief: Brief, kind: Kind, section: int, place: int) -> int:
    """Which variant of a line: the same for the same post, spread evenly over different posts."""
    post = brief.replying_to.id if brief.replying_to else ""
    if not post:
        return 0
    seed = f"{post}|{kind.name}|{section}|{place}"
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4])


def _said(said: str, line: Line, brief: Brief, used: set[str], section: int) -> Iterator[_Piece]:
    asked = variables(said)
    roles = [role for role in Role if role.value in asked]
    if not roles:
        values = {"organisation": brief.organisation}
        yield _Piece(fill(said, values), (), line.keep, section)
        return
    for fact in brief.of(*roles):
        if fact.id in used:
            continue
        used.add(fact.id)
        template = line.note if line.note and not is_sentence(fact.text) else said
        yield _filled(template, fact, brief, line.keep, section)


def _filled(template: str, fact: Fact, brief: Brief, keep: int, section: int) -> _Piece:
    slot = f"${fact.role.value}"
    before, _, after = template.partition(slot)
    alone = not (before or after)
    plain = " ".join(fact.text.split()).rstrip(".")
    words = in_our_voice(sentence(fact.text), brief) if alone else plain
    values = {"organisation": brief.organisation}
    before, after = fill(before, values), fill(after, values)
    span = (len(before), len(before) + len(words), fact.id)
    return _Piece(before + words + after, (span,), keep, section)


_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|can|could|may|must|should|would"
    r"|gets?|goes|go|went|gave|gives?|takes?|took|made|makes?|found|sent|sends?|paid|pays?|began"
    r"|comes?|came|stopped|starts?|reach|left|lost|fell|rose|hit|saw|sold|ran|broke|spoke|held|kept|met"
    r"|built|put|cut|shut|set|brought|bought|caught|drove|flew|felt|grew|knew|led|meant|read|stole|stood"
    r"|struck|taught|thought|threw|told|wore|won|wrote|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^(?:please\s+)?(?:ask|avoid|bring|call|change|check|contact|delete|do|don't|email|e-mail|follow|go"
    r"|keep|look|open|phone|reach|read|report|reset|return|ring|see|send|stay|stop|take|talk|tell|turn"
    r"|unplug|update|use|visit|wait|write)\b",
    re.IGNORECASE,
)


def is_sentence(text: str) -> bool:
    """Whether a fact can stand on its own, or is a bare note such as a telephone number."""
    words = text.split()
    return len(words) >= 3 and bool(_VERB.search(text) or _IMPERATIVE.match(text.strip()))


def sentence(text: str) -> str:
    """One clean line with a capital and a full stop."""
    line = " ".join(text.split())
    if line[:1].islower() and not re.match(r"\S*[@./]", line):
        line = line[0].upper() + line[1:]
    return line if line.endswith((".", "!", "?", '."', ".”", ".)")) else line + "."


_SINGULAR = {
    "is": "are",
    "was": "were",
    "has": "have",
    "does": "do",
    "isn't": "aren't",
    "hasn't": "haven't",
}
_AFTER_NAME = re.compile(
    r"(?P<verb>is|was|has|had|does|did|will|can|could|isn't|hasn't|[a-z]{2,}ed|found|sent|told|paid|took"
    r"|made|gave|began|put|shut|got|held|kept|brought|built|met|set)\b"
)


def in_our_voice(line: str, brief: Brief) -> str:
    """`Acme has stopped sales.` becomes `We have stopped sales.`; anything less certain stays."""
    name = brief.organisation
    shorter = [other for other in brief.names if other and name.startswith(other)]
    for own in sorted({name, *shorter, "The company"}, key=len, reverse=True):
        verb = _AFTER_NAME.match(line, len(own) + 1) if line.startswith(f"{own} ") else None
        if verb is not None:
            word = verb["verb"]
            line = f"We {_SINGULAR.get(word, word)}{line[verb.end() :]}"
        line = re.sub(rf"(?<!\w){re.escape(own)}['’]s (?=[a-z])", "our ", line)
    return line[0].upper() + line[1:] if line.startswith("our ") else line


def _frame(brief: Brief, kind: Kind, channel: Channel) -> tuple[str, str]:
    if not kind.public:
        return "", ""
    values = {"organisation": brief.organisation}
    head = f"{fill(channel.heading, values)}\n\n" if channel.heading else ""
    foot = f"\n\n{fill(channel.sign_off, values)}" if channel.sign_off else ""
    return head, foot


def _fit(pieces: list[_Piece], head: str, foot: str, channel: Channel) -> list[_Piece]:
    """All pieces where they fit; else the ones to keep longest, as many as fit, in their order."""

    def fits(chosen: Iterable[_Piece]) -> bool:
        return length(_join(list(chosen), head, foot, channel)[0], channel) <= channel.max_chars

    if fits(pieces):
        return pieces
    chosen: set[int] = set()
    for index in sorted(range(len(pieces)), key=lambda at: (pieces[at].keep, at)):
        if fits(pieces[at] for at in sorted({*chosen, index})):
            chosen.add(index)
    if not any(pieces[at].facts for at in chosen):
        return min(
            ([piece] for piece in pieces if piece.facts),
            key=lambda one: one[0].keep,
            default=pieces,
        )
    return [pieces[at] for at in sorted(chosen)]


def _join(
    pieces: list[_Piece], head: str, foot: str, channel: Channel
) -> tuple[str, tuple[Citation, ...]]:
    text, citations, section = head, [], None
    for piece in pieces:
        if section is not None:
            text += "\n\n" if channel.format == "paragraphs" and piece.section != section else " "
        section = piece.section
        citations += [
            Citation(start=len(text) + start, end=len(text) + end, fact=fact)
            for start, end, fact in piece.facts
        ]
        text += piece.text
    return text + foot, tuple(citations)


def _warnings(
    brief: Brief, pieces: list[_Piece], fitting: list[_Piece], channel: Channel, language: str
) -> Iterator[str]:
    def ids(some: Iterable[_Piece]) -> list[str]:
        return [fact for piece in some for _, _, fact in piece.facts]

    kept = set(ids(fitting))
    left_out = [fact for fact in ids(pieces) if fact not in kept]
    if left_out:
        yield f"left out to fit {channel.max_chars} characters on {channel.title}: {', '.join(left_out)}"
    for fact in brief.facts:
        bare = fact.role not in (Role.CONTACT, Role.NEXT_UPDATE) and not is_sentence(fact.text)
        if bare and fact.id in kept:
            yield f"{fact.id} reads as a note, not as a sentence: {fact.text!r}"
    if not language.lower().startswith("en"):
        yield f"the playbook's own lines are in English; nothing was translated to {language!r}"
