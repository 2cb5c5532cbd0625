"""What comes from outside, made fit for a prompt: cleaned, personal data behind placeholders.

A post may say anything and hide anything. Invisible signs go, letters are composed (NFKC), and phone
numbers, e-mail and web addresses, cards, IBANs, handles and the names of authors are replaced. A
placeholder in an answer becomes the real thing again only where the brief's own facts hold it.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from drafter.checks.gate.plain import unseen
from drafter.checks.pii import personal
from drafter.model.brief import Brief
from drafter.model.crisis import Concern
from drafter.steps.drafting.answer import Answer

# Of one post, in characters: nobody answers more than that.
LONGEST = 4_000
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/[^\s<>\"]*", re.I
)
_HANDLE = re.compile(r"(?<![\w@.])@\w{2,40}")
_PLACEHOLDER = re.compile(
    r"\[(?:phone number|email address|card number|IBAN|social security number|link|handle|author) \d+\]"
)


class Hidden(NamedTuple):
    """Something replaced at `text[start:end]`; `norm` is the same for every spelling of it."""

    kind: str
    start: int
    end: int
    norm: str


class Outside(NamedTuple):
    """The data of a brief that came from outside, as a prompt may hold it.

    `own` says which placeholders stand for what the brief's facts hold, in the facts' words.
    """

    concerns: tuple[Mapping[str, object], ...]
    replying_to: str | None
    own: Mapping[str, str]


def outside(brief: Brief) -> Outside:
    """The same brief always gives the same placeholders, in order of first use."""
    held = {
        one.norm: text[one.start : one.end] for text in _ours(brief) for one in _found(text, ())
    }
    named: dict[tuple[str, str], str] = {}
    authors = tuple(_authors(brief))
    hide = partial(_hide, named=named, held=held, authors=authors, free=_free(brief))
    replying_to = hide(brief.replying_to.text[:LONGEST]) if brief.replying_to else None
    concerns = tuple(
        {**_told(concern, hide), **_quoted(brief, concern.id, hide)} for concern in brief.concerns
    )
    own = {sign: held[norm] for (_, norm), sign in named.items() if norm in held}
    return Outside(concerns, replying_to, own)


def _ours(brief: Brief) -> Iterator[str]:
    yield from (fact.text for fact in brief.facts)
    yield from (brief.organisation, *brief.names)


def _free(brief: Brief) -> frozenset[str]:
    """The brand's own names, as a handle would write them."""
    return frozenset(
        re.sub(r"\W|_", "", name).lower() for name in (brief.organisation, *brief.names)
    )


def _authors(brief: Brief) -> Iterator[str]:
    given = [quote.author for quote in brief.quotes]
    given += [brief.replying_to.author] if brief.replying_to else []
    yield from dict.fromkeys(name for name in given if len(name.strip("@ ")) >= 3)


def _told(concern: Concern, hide: "partial[str]") -> dict[str, object]:
    told: dict[str, object] = {"label": hide(concern.label), "authors": concern.authors}
    return told | ({"question": hide(concern.question)} if concern.question else {})


def _quoted(brief: Brief, concern: str, hide: "partial[str]") -> dict[str, object]:
    words = [hide(quote.text) for quote in brief.quotes if quote.concern == concern]
    return {"in_their_words": words} if words else {}


def clean(text: str) -> str:
    """Composed letters, nothing that is not seen."""
    return unicodedata.normalize("NFKC", "".join(one for one in text if not unseen(one)))


def _hide(
    text: str,
    *,
    named: dict[tuple[str, str], str],
    held: Mapping[str, str],
    authors: tuple[str, ...],
    free: frozenset[str],
) -> str:
    plain = clean(text)
    made, at = "", 0
    for one in _found(plain, authors):
        if one.kind == "handle" and one.norm.strip("@_") in free:
            continue
        key = one.kind, one.norm
        number = 1 + sum(kind == one.kind for kind, _ in named)
        sign = named.setdefault(key, f"[{one.kind} {number}]")
        made += plain[at : one.start] + sign
        at = one.end
    return made + plain[at:]


def _found(text: str, authors: tuple[str, ...]) -> Iterator[Hidden]:
    """In order, never overlapping; addresses before what may stand in them."""
    found = [
        Hidden("link", *match.span(), match.group().lower().rstrip("/.,"))
        for match in _LINK.finditer(text)
    ]
    found += [Hidden(*leak) for leak in personal(text)]
    for name in authors:
        shape = re.compile(rf"(?<!\w)@?{re.escape(name.lstrip('@'))}(?!\w)", re.I)
        found += [
            Hidden("author", *match.span(), name.lower().lstrip("@"))
            for match in shape.finditer(text)
        ]
    found += [
        Hidden("handle", *match.span(), match.group().lower()) for match in _HANDLE.finditer(text)
    ]
    taken: list[Hidden] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    return iter(sorted(taken, key=lambda one: one.start))


def as_data(value: object) -> str:
    """JSON that cannot close a fence or open a tag, whatever stands in it."""
    made = json.dumps(value, ensure_ascii=False, indent=1)
    return made.replace("<", "\\u003c").replace(">", "\\u003e")


def restored(answer: Answer, brief: Brief) -> tuple[Answer, tuple[str, ...]]:
    """The answer with the facts' own contacts in place of their placeholders, and what is left."""
    own = outside(brief).own
    left: list[str] = []

    def put_back(found: re.Match[str]) -> str:
        if found.group() not in own:
            left.append(found.group())
        return own.get(found.group(), found.group())

    paragraphs = [
        [one.model_copy(update={"text": _PLACEHOLDER.sub(put_back, one.text)}) for one in paragraph]
        for paragraph in answer.paragraphs
    ]
    said = (
        f"the model used placeholders of a post's personal data: {', '.join(dict.fromkeys(left))}"
    )
    return answer.model_copy(update={"paragraphs": paragraphs}), (said,) if left else ()
