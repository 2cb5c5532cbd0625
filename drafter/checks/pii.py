"""Personal data in a text that is to be published.

What stands in a confirmed fact, in a guideline that may be cited or in the brand's own names is no
leak. phonenumbers and python-stdnum are imported only where a text holds something that looks like it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from drafter.model.brief import Ledger
from drafter.model.finding import Finding, Level, found
from drafter.model.knowledge import Passage

# Where a number without a country code may be from. The countries of the desk's sample statements.
REGIONS = ("GB", "US", "IE", "AU", "NZ", "DE", "FR")

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
_CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){11,18}(?![\w-])")
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?\b")
_SSN = re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")
_DIGITS = re.compile(r"(?<!\w)[+(]?\d(?:[\d()/. \u00a0-]{5,}\d)")
_DIGIT = re.compile(r"\d")
# Said to be a phone number, or in the form of a North American one, valid or not.
_CALL = re.compile(
    r"\b(?:call|ring|phone|tel|telephone|fax|mobile|cell|text|dial|whats ?app|hotline"
    r"|helpline|answering at"
    r"|reach (?:me|us|him|her|them) (?:at"
    r"|on))\b[^\n\d+(]{0,30}(?P<number>[+(]?\d[\d()/. \u00a0-]{4,}\d)(?![\w,.]?\d)"
    r"|(?<![\w.])(?P<form>(?:(?:\+|00)?1[-. ])?\(?\d{3}\)?[-. ]?\d{3}[-.]\d{4})(?:x\d+)?(?![\d-])",
    re.IGNORECASE,
)
_TELLING = 8
# First digits and lengths of payment cards (ISO/IEC 7812): others that pass Luhn are chance.
_ISSUED = re.compile(
    r"(?:4\d{12}(?:\d{3}(?:\d{3})?)?|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3(?:0[0-5]"
    r"|[68]\d)\d{11}(?:\d{2})?"
    r"|6(?:011|5\d\d|4[4-9]\d)\d{12}|35\d{14}|(?:50|5[6-9]|6\d)\d{10,17}|(?:2131|1800)\d{11})"
)
_RULES = {
    "email address": "Email",
    "card number": "Card",
    "IBAN": "Iban",
    "social security number": "SocialSecurity",
    "phone number": "Phone",
}
_WHY = "Once published it cannot be taken back. Only what a confirmed fact holds may go out."


class Leak(NamedTuple):
    """Personal data at `text[start:end]`; `norm` is the same for every spelling of it."""

    kind: str
    start: int
    end: int
    norm: str


def pii(
    text: str, ledger: Ledger | None = None, passages: Iterable[Passage] = ()
) -> Iterator[Finding]:
    """An error for each leak; only a suggestion without a ledger, where nothing is confirmed."""
    leaks = personal(text)
    if not leaks:
        return
    known = _known(ledger, passages)
    for leak in leaks:
        if leak.norm in known:
            continue
        yield found(
            text,
            leak.start,
            leak.end,
            rule=f"pii/{_RULES[leak.kind]}",
            category="pii",
            level=Level.SUGGESTION if ledger is None else Level.ERROR,
            message=f"{_article(leak.kind)} is about to be published"
            + ("" if ledger is None else " and stands in no confirmed fact"),
            why=_WHY,
            suggestion="Take it out, or confirm a fact that holds it.",
        )


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeI' else 'a'} {kind}"


def _known(ledger: Ledger | None, passages: Iterable[Passage]) -> frozenset[str]:
    texts = [passage.text for passage in passages if passage.citable]
    if ledger is not None:
        texts += [*(fact.text for fact in ledger.confirmed), ledger.organisation, *ledger.names]
    return frozenset(leak.norm for one in texts for leak in personal(one))


def personal(text: str) -> tuple[Leak, ...]:
    """E-mail addresses, payment cards, IBANs, US social security and phone numbers, in order.

    Each is certain by its check digits, its published numbering plan or its form; the more certain
    kind wins where two claim the same words.
    """
    taken: list[Leak] = []
    for leak in _candidates(text):
        if not any(leak.start < one.end and one.start < leak.end for one in taken):
            taken.append(leak)
    return tuple(sorted(taken, key=lambda leak: leak.start))


def _candidates(text: str) -> Iterator[Leak]:
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Leak("email address", *match.span(), match.group().lower())
    if not _DIGIT.search(text):
        return
    yield from _ibans(text)
    yield from _cards(text)
    yield from _social(text)
    if _DIGITS.search(text):
        yield from _phones(text)


def _ibans(text: str) -> Iterator[Leak]:
    for match in _IBAN.finditer(text):
        from stdnum import iban

        if iban.is_valid(match.group(), check_country=False):
            yield Leak("IBAN", *match.span(), iban.compact(match.group()))


def _cards(text: str) -> Iterator[Leak]:
    for match in _CARD.finditer(text):
        from stdnum import luhn

        digits = re.sub(r"\D", "", match.group())
        if _ISSUED.fullmatch(digits) and luhn.is_valid(digits):
            yield Leak("card number", *match.span(), digits)


def _social(text: str) -> Iterator[Leak]:
    for match in _SSN.finditer(text):
        from stdnum.us import ssn

        if ssn.is_valid(match.group()):
            yield Leak("social security number", *match.span(), ssn.compact(match.group()))


def _phones(text: str) -> Iterator[Leak]:
    import phonenumbers

    left = [run.span() for run in _DIGITS.finditer(text)]
    for region in REGIONS:
        for match in phonenumbers.PhoneNumberMatcher(text, region):
            left = [one for one in left if one[1] <= match.start or match.end <= one[0]]
            yield _phone(text, match.start, match.end)
        if not left:
            break
    for said in _CALL.finditer(text):
        yield _phone(text, *said.span("number" if said["number"] else "form"))


def _phone(text: str, start: int, end: int) -> Leak:
    """Compared by its last digits: with or without the country's code it is one number."""
    digits = re.sub(r"\D", "", text[start:end].split("x")[0])
    return Leak("phone number", start, end, digits[-_TELLING:])
