"""Names in a text: capitalised words within a sentence, and the roles that stand beside them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.checks.claims.clocks import ZONES
from drafter.checks.claims.numbers import low
from drafter.checks.claims.synonyms import PLAIN
from drafter.checks.claims.value import Value
from drafter.checks.claims.words import Token

# Names that are common words too.
_GIVEN = ("per", "will")
Words = Sequence[Token]
Span = tuple[int, int]

# Capitalised by custom, naming nobody.
_COMMON = frozenset(
    """
i christmas easter eve new year years hanukkah ramadan eid diwali thanksgiving black god internet web wi fi
wifi tv radio pin sms id pdf gps faq faqs url usb qr ceo cfo coo cto gp it ai app pc mr mrs ms mx dr prof sir
madam rev english french german italian spanish dutch swedish norwegian danish british american european uk us
usa eu un q a re ps nb ok team north south east west northern southern eastern western central covid dna mri
ct vat iban bic atm cctv api cd dvd hr pr ngo ltd plc inc llc gmbh ag co corp
""".split()
)
_TITLES = frozenset("mr mrs ms mx dr prof professor sir rev".split())
ROLES = frozenset(
    """
director executive ceo cfo coo cto president chairman chairwoman chairperson chair head manager officer
secretary minister mayor spokesperson spokesman spokeswoman founder owner principal headteacher headmaster
headmistress teacher captain coach doctor surgeon nurse midwife engineer lawyer inspector commissioner editor
chef professor rector dean pastor bishop superintendent controller ombudsman ombudswoman governor treasurer
leader representative partner vet pharmacist scientist physician pilot driver conductor curator librarian
supervisor coordinator chancellor provost warden matron consultant adviser advisor
""".split()
)


class Role(NamedTuple):
    """A role said of a name: tokens `first` to `last`, of the name at tokens `name`."""

    first: int
    last: int
    name: Span


def names(words: Words, text: str, sentences: Sequence[Span]) -> Iterator[Value]:
    """Each run of capitalised words that may name somebody, something or some place."""
    starts = {start for start, _ in sentences}
    at = 0
    while at < len(words):
        last = _run(words, at, text)
        if last == at:
            at += 1
            continue
        first = at
        while first < last and (
            _begins(words, first, text, starts)
            or (words[first].low in PLAIN and words[first].low not in _GIVEN)
        ):
            first += 1
        if first < last and any(_telling(words[n]) for n in range(first, last)):
            yield _value(words, text, first, last)
        elif first == last and _telling(words[at]) and _begins(words, at, text, starts):
            yield _value(words, text, at, last)._replace(unit="first")
        at = last


def _value(words: Words, text: str, first: int, last: int) -> Value:
    place = _placed(words, first)
    key = " ".join(word.low.removesuffix("'s") for word in words[first:last])
    end = words[last - 1].end
    end -= 2 if text[words[last - 1].start : end].lower().replace("’", "'").endswith("'s") else 0
    return Value(
        words[first].start, end, first, last, "name", key=key, sort="place" if place else "name"
    )


_AT = ("in", "near", "at", "from", "outside", "around", "off", "between", "towards")


def _placed(words: Words, first: int) -> bool:
    """Whether words before a name say that it is a place: "in Norwich and Ipswich"."""
    if low(words, first - 1) in _AT or low(words, first - 2) in ("in", "near", "at"):
        return True
    return low(words, first - 1) == "and" and any(low(words, first - n) in _AT for n in (3, 4))


def _run(words: Words, at: int, text: str) -> int:
    """The token after a run of capitalised words, joined by "&", "of" or a hyphen; `at` if none."""
    last = at
    while last < len(words) and words[last].is_word and text[words[last].start].isupper():
        if words[last].low in DATES or low(words, last - 1) == "/":
            break
        last += 1
        joiner = low(words, last)
        if (
            joiner in ("&", "-", "of")
            and last + 1 < len(words)
            and text[words[last + 1].start].isupper()
        ):
            last += words[last + 1].is_word
        elif last < len(words) and words[last].start != words[last - 1].end + 1:
            break
    return last


def _begins(words: Words, at: int, text: str, starts: set[int]) -> bool:
    """Whether the capital may be only that of a first word: of a sentence, quote or greeting."""
    begin = words[at].start
    before = text[:begin].rstrip(" \t")
    return begin in starts or before.endswith(
        (":", "“", '"', "‘", "\n", "(", "•", "-", "–", "*", "#")
    )


DATES = (
    frozenset(
        "january february march april may june july august september october november december monday tuesday"
        " wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays"
        " sundays jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun".split()
    )
    | ZONES.keys()
)


def _telling(word: Token) -> bool:
    return (
        word.low not in _COMMON
        and word.low not in PLAIN
        and word.low not in DATES
        and len(word.low) > 1
    )


def telling(words: Words, value: Value) -> list[str]:
    """The words of a name that must be known: no titles, joiners or common capitals."""
    chosen = [word for word in words[value.first : value.last] if word.is_word and _telling(word)]
    return [word.low.removesuffix("'s") for word in chosen if word.low not in _TITLES]


def roles(words: Words, name: Value) -> Iterator[Role]:
    """The roles said right before or after a name: "our laboratory director, Dr Nwosu"."""
    before = name.first
    while low(words, before - 1) in _TITLES or (
        low(words, before - 1) == "." and low(words, before - 2) in _TITLES
    ):
        before -= 1
    before -= low(words, before - 1) == ","
    first = before
    while first > 0 and before - first < 5 and _in_role(words, first - 1):
        first -= 1
    if any(low(words, at) in ROLES for at in range(first, before)):
        yield Role(first, before, (name.first, name.last))
    after = name.last + (low(words, name.last) in (",", "(", "is", "as"))
    while low(words, after) in ("our", "the", "its", "a", "an", "who", "is", "your", "their"):
        after += 1
    last = after
    while last < len(words) and last - after < 6 and _in_role(words, last):
        last += 1
    if last > name.last + 1 and any(low(words, at) in ROLES for at in range(after, last)):
        yield Role(after, last, (name.first, name.last))


# Of two such words before the same thing only one can be right: the upper or the lower tier.
SIDES = tuple(
    frozenset(line.split())
    for line in (
        "northern southern eastern western central north south east west",
        "upper lower", "left right", "front rear back", "inner outer", "domestic international",
        "inbound outbound", "male female", "adult children's", "public private", "top bottom",
        "morning afternoon evening", "old new",
    )
)  # fmt: skip


def sides(words: Words) -> Iterator[tuple[int, str, str]]:
    """(token, side, what) of each thing with a side: "upper tier", "western Africa"."""
    for at in range(len(words) - 1):
        side, what = low(words, at), low(words, at + 1)
        if what[:1].isalpha() and what not in PLAIN and any(side in pair for pair in SIDES):
            yield at, side, what


def offices(words: Words, taken: Sequence[Role]) -> Iterator[Role]:
    """Roles of one person said without a name: "our chief executive will write to you"."""
    for at in range(1, len(words)):
        if low(words, at) not in _OFFICES or any(role.first <= at < role.last for role in taken):
            continue
        first = at
        while first > 0 and at - first < 3 and _in_role(words, first - 1):
            first -= 1
        last = at + 1
        if low(words, last) == "of" and low(words, at) == "head":
            last += 2
        elif low(words, at) == "head":
            continue
        if low(words, first - 1) in ("our", "the") and low(words, last) not in _OFFICES:
            yield Role(first, last, (first, last))


_OFFICES = frozenset(
    "inspector executive ceo cfo coo cto president chairman chairwoman chair director mayor minister"
    " founder principal headteacher head manager governor commissioner rector dean spokesperson spokesman"
    " spokeswoman".split()
)


def _in_role(words: Words, at: int) -> bool:
    word = low(words, at)
    return word in ("of", "for", "-", "&", "and") or (
        word[:1].isalpha() and word not in PLAIN and word not in _TITLES
    )
