"""Numbers in digits and words, and what they measure: shares, money, durations, things counted."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from drafter.checks.claims.value import Relation, Value
from drafter.checks.claims.words import Token, concepts, stem
from drafter.checks.claims.synonyms import IRREGULAR, PLAIN

Words = Sequence[Token]

_ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9,
           "bn": 1e9, "hundred": 100.0, "dozen": 12.0}  # fmt: skip
_LETTERED = ("k", "m", "mn", "bn")
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
        " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), 1
    )
}  # fmt: skip
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7,
          "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_PARTS |= {f"{name}s": size for name, size in _PARTS.items() if not name.endswith("s")}
_RATIOS = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "triple": 3.0, "tripled": 3.0,
           "treble": 3.0, "thrice": 3.0, "quadruple": 4.0, "quadrupled": 4.0}  # fmt: skip
_UNITS: dict[str, tuple[float, str]] = {
    name: size
    for names, size in (
        ("second seconds sec secs", (1.0, "s")),
        ("minute minutes min mins", (60.0, "s")),
        ("hour hours hr hrs h", (3600.0, "s")),
        ("day days", (86400.0, "s")),
        ("night nights", (86400.0, "s")),
        ("week weeks fortnights", (7 * 86400.0, "s")),
        ("fortnight", (14 * 86400.0, "s")),
        ("month months", (1.0, "mo")),
        ("year years", (12.0, "mo")),
        ("decade decades", (120.0, "mo")),
    )
    for name in names.split()
}
_WORKING = ("working", "business", "office", "banking")
_WHOLE = ("full", "whole", "consecutive", "calendar", "long", "short", "more", "further", "straight",
          "clear", "other", "last", "first", "next", "extra", "additional")  # fmt: skip
_CURRENCIES = {
    name: code
    for names, code in (
        ("$ us$ usd dollar dollars", "usd"), ("£ gbp pound pounds", "gbp"),
        ("€ eur euro euros", "eur"), ("¥ jpy yen", "jpy"), ("chf franc francs", "chf"),
        ("kroner krone kr nok dkk", "kr"), ("kronor krona sek", "sek"), ("₹ inr rupee rupees", "inr"),
        ("aud", "aud"), ("cad", "cad"), ("nzd", "nzd"), ("pln zloty zlotys", "pln"),
        ("czk koruna", "czk"), ("huf forint", "huf"), ("zar rand", "zar"), ("brl reais", "brl"),
        ("cny yuan", "cny"), ("krw won", "krw"), ("sgd", "sgd"), ("hkd", "hkd"), ("peso pesos", "peso"),
    )
    for name in names.split()
}  # fmt: skip
_CENTS = {"pence": "gbp", "p": "gbp", "cent": "", "cents": ""}
_NATIONS = ("swiss", "norwegian", "danish", "us", "american", "british", "canadian", "australian",
            "singapore", "new", "zealand", "swedish", "mexican")  # fmt: skip
_BEFORE: tuple[tuple[tuple[str, ...], Relation], ...] = tuple(
    sorted(
        (
            (tuple(phrase.split()), relation)
            for relation, phrases in (
                ("about", "about,around,some,roughly,approximately,circa,~,approx,an estimated,in the region of"),
                ("below", "nearly,almost,close to,not quite,just under,just below,just short of"),
                ("beyond", "just over,just above,slightly more than,slightly over,little over,a little more than"),
                ("above", "more than,over,above,well over,upwards of,in excess of,exceeding,longer than"),
                ("least", "at least,no fewer than,no less than,not less than,minimum of"),
                ("less", "less than,fewer than,under,below,well under,shorter than"),
                ("most", "up to,at most,no more than,not more than,as many as,maximum of"),
            )
            for phrase in phrases.split(",")
        ),
        key=lambda pair: -len(pair[0]),
    )
)  # fmt: skip
_AFTER: dict[tuple[str, ...], Relation] = {
    ("or", "so"): "about", ("or", "more"): "least", ("or", "fewer"): "most", ("or", "less"): "most",
    ("at", "least"): "least", ("at", "most"): "most", ("and", "counting"): "least",
}  # fmt: skip


class Number(NamedTuple):
    """An amount that was read; `last` is the token after it."""

    amount: float
    step: float
    last: int


def low(words: Words, at: int) -> str:
    """The word at a place, "" beyond either end."""
    return words[at].low if 0 <= at < len(words) else ""


def value(words: Words, at: int) -> Value | None:
    """The number, share, sum of money, duration or ratio that begins at token `at`, or None."""
    return (
        _money(words, at)
        or _ratio(words, at)
        or _duration(words, at)
        or _share(words, at)
        or _ordinal(words, at)
        or _measured(words, at)
    )


def cardinal(words: Words, at: int) -> Number | None:
    """The number that begins at token `at`: "1,204", "1.2 million", "two and a half", "a dozen"."""
    if low(words, at) == "half" and low(words, at + 1) == "a" and low(words, at + 2) in _SCALES:
        return Number(_SCALES[low(words, at + 2)] / 2, 1, at + 3)
    read = _digits(words, at) or _spelled(words, at)
    if read is None:
        return None
    part = _part_more(words, read.last)
    if part is None:
        return read
    scale = _SCALES.get(low(words, part.last), 0.0)
    size = scale or 1.0
    return Number((read.amount + part.amount) * size, part.amount * size, part.last + bool(scale))


def _part_more(words: Words, at: int) -> Number | None:
    """ "and a half", "and three-quarter" after a number."""
    if low(words, at) != "and":
        return None
    count = {"a": 1, "one": 1, "two": 2, "three": 3}.get(low(words, at + 1))
    name = at + 2 + (low(words, at + 2) == "-")
    size = _PARTS.get(low(words, name))
    if not count or size not in (2, 3, 4) or count >= size:
        return None
    return Number(count / size, 1, name + 1)


def _digits(words: Words, at: int) -> Number | None:
    if at >= len(words) or not words[at].is_number:
        return None
    plain = "".join(sign for sign in words[at].low if sign.isdigit() or sign == ".")
    if not plain.isascii():
        return None
    amount, last = float(plain), at + 1
    whole, _, rest = plain.partition(".")
    step = 10.0 ** -len(rest) if rest else 10.0 ** (len(whole) - len(whole.rstrip("0")))
    scale = _SCALES.get(low(words, last))
    if scale and (low(words, last) not in _LETTERED or words[last].start == words[at].end):
        amount, step, last = amount * scale, step * scale, last + 1
    elif scale and low(words, last) in ("m", "bn"):
        amount, step, last = amount * scale, step * scale, last + 1
    return Number(amount, step if amount else 1, last)


def _spelled(words: Words, at: int) -> Number | None:
    first = low(words, at)
    if first in ("a", "an", "the") and low(words, at + 1) == "couple":
        return Number(2, 1, at + 2 + (low(words, at + 2) == "of"))
    if first == "a" and low(words, at + 1) in ("hundred", "thousand", "million", "billion", "dozen"):
        begun, at = 1.0, at + 1
    elif first in _ONES or first in _TENS:
        begun = 0.0
    else:
        return None
    total, current, step, last = 0.0, begun, 1.0, at
    while (word := low(words, last)) and _continues(words, at, last):
        if word in _ONES or word in _TENS:
            current, step = current + _ONES.get(word, _TENS.get(word, 0)), 1.0
        elif word in ("hundred", "dozen"):
            current, step = current * _SCALES[word], _SCALES[word]
        elif word in _SCALES:
            total, current, step = total + current * _SCALES[word], 0.0, _SCALES[word]
        last += 1
    amount = total + current
    return Number(amount, 10.0 if amount % 10 == 0 and step == 1 and amount else step, last)


def _continues(words: Words, first: int, at: int) -> bool:
    """Whether the token at `at` goes on with the spelled number that began at `first`."""
    word, before = low(words, at), low(words, at - 1) if at > first else ""
    if word in _ONES:
        joined = before == "-" and low(words, at - 2) in _TENS
        return not before or joined or before in _TENS or before in ("and", *_SCALES)
    if word in _TENS:
        return not before or before in ("and", *_SCALES)
    if word == "-":
        return before in _TENS and low(words, at + 1) in _ONES
    if word == "and":
        following = low(words, at + 1)
        return before in ("hundred", "thousand", "million") and (
            following in _ONES or following in _TENS
        )
    return word in _SCALES and word not in _LETTERED and before != "-"


def relation(words: Words, first: int, last: int) -> tuple[Relation, int, int]:
    """What stands around a number ("about", "or more"), and the tokens that it reaches over."""
    for phrase, kind in _BEFORE:
        begin = first - len(phrase)
        if begin >= 0 and all(words[begin + n].low == part for n, part in enumerate(phrase)):
            return kind, begin, last
    after = _AFTER.get((low(words, last), low(words, last + 1)))
    return (after, first, last + 2) if after else ("", first, last)


def made(words: Words, first: int, last: int, **fields: object) -> Value:
    """A Value over tokens `first` to `last`, widened by "about" and its like."""
    how, begin, end = relation(words, first, last)
    plain = Value(words[begin].start, words[end - 1].end, first, last, "number", relation=how)
    return plain._replace(**fields)  # type: ignore[arg-type]


def _money(words: Words, at: int) -> Value | None:
    sign = _CURRENCIES.get(low(words, at))
    if sign and (read := cardinal(words, at + 1)):
        return made(words, at, read.last, kind="money", amount=read.amount, step=read.step, unit=sign,
                    key=_rate(words, read.last))  # fmt: skip
    read = cardinal(words, at)
    if read is None:
        return None
    last = read.last
    while low(words, last) in _NATIONS and last < read.last + 2:
        last += 1
    name = low(words, last)
    if name in _CURRENCIES and not (name in "$£€¥₹" and low(words, last + 1)[:1].isdigit()):
        unit = _CURRENCIES[name]
        unit = "chf" if name.startswith("franc") and low(words, last - 1) == "swiss" else unit
        unit = "sek" if low(words, last - 1) == "swedish" else unit
        return made(words, at, last + 1, kind="money", amount=read.amount, step=read.step, unit=unit,
                    key=_rate(words, last + 1))  # fmt: skip
    if name in _CENTS and (name != "p" or words[last].start == words[last - 1].end):
        cents = read.amount / 100
        return made(words, at, last + 1, kind="money", amount=cents, step=0.01, unit=_CENTS[name])
    return None


def _rate(words: Words, at: int) -> str:
    """The unit of time that a sum is paid for: "month" in "£2.40 a month"; "" for a plain sum."""
    at += low(words, at) == "for"
    unit = low(words, at + 1)
    later = low(words, at + 2) in ("after", "later", "before", "earlier", "from")
    rated = low(words, at) in ("a", "per", "each", "every") and unit in _UNITS
    return unit if rated and not later else ""


def _ratio(words: Words, at: int) -> Value | None:
    word = low(words, at)
    if word in _RATIOS and low(words, at + 1) in ("as", "the", "that", "what", "its", "their", "our"):
        return made(words, at, at + 1, kind="ratio", amount=_RATIOS[word])
    if word == "half" and _of_measure(words, at + 1):
        return made(words, at, at + 1, kind="ratio", amount=0.5)
    read = cardinal(words, at)
    if read and read.amount <= 20 and low(words, read.last) in ("times", "fold"):
        return made(words, at, read.last + 1, kind="ratio", amount=read.amount)
    if read and low(words, read.last) == "-" and low(words, read.last + 1) == "fold":
        return made(words, at, read.last + 2, kind="ratio", amount=read.amount)
    return None


def _of_measure(words: Words, at: int) -> bool:
    """Whether "the strength", "its usual price" follows: half of a measure, not of a group."""
    if low(words, at) not in ("the", "its", "their", "that"):
        return False
    return any(low(words, at + n) in _MEASURES for n in (1, 2, 3))


_MEASURES = frozenset(
    "strength dose price amount size speed rate level cost weight length height volume power pressure"
    " temperature concentration number value limit distance fare".split()
)


def _share(words: Words, at: int) -> Value | None:
    read = _fraction(words, at)
    if read is None and (number := cardinal(words, at)):
        read = _percent(words, number) or _out_of(words, at, number)
    if read is None:
        return None
    return made(words, at, read.last, kind="share", amount=read.amount, step=read.step,
                heads=heads(words, read.last))  # fmt: skip


def _percent(words: Words, number: Number) -> Number | None:
    sign = low(words, number.last)
    if sign in ("%", "percent"):
        return Number(number.amount / 100, number.step / 100, number.last + 1)
    if sign == "per" and low(words, number.last + 1) == "cent":
        return Number(number.amount / 100, number.step / 100, number.last + 2)
    return None


def _out_of(words: Words, at: int, number: Number) -> Number | None:
    """ "one in five", "five out of every six"."""
    last = number.last
    if low(words, last) == "out" and low(words, last + 1) == "of":
        last += 2
    elif low(words, last) == "in":
        last += 1
    else:
        return None
    last += low(words, last) in ("every", "each")
    whole = cardinal(words, last)
    if whole is None and low(words, last) in ("hundred", "thousand", "million"):
        whole = Number(_SCALES[low(words, last)], 1, last + 1)
    if whole is None or not 0 < number.amount < whole.amount or low(words, whole.last) == ":":
        return None
    if low(words, number.last) == "in" and (whole.amount > 1000 or _counts(words, whole.last)):
        return None
    return Number(number.amount / whole.amount, 0.08, whole.last)


def _counts(words: Words, at: int) -> bool:
    """Whether a unit of time follows: "six in two days" is no share."""
    return low(words, at) in _UNITS or low(words, at) in _MONTHLIKE


_MONTHLIKE = frozenset(
    "january february march april may june july august september october november december".split()
)


def _fraction(words: Words, at: int) -> Number | None:
    word = low(words, at)
    if word == "half":
        return Number(0.5, 0.08, at + 1) if _halves(words, at) else None
    if word in ("a", "an", "one"):
        count, name = 1.0, at + 1 + (low(words, at + 1) in ("good", "full", "whole"))
    elif word in _ONES or (at < len(words) and words[at].is_number and word.isascii() and word.isdigit()):
        count, name = float(_ONES.get(word, 0) or (int(word) if word.isdigit() else 0)), at + 1
    else:
        return None
    name += low(words, name) == "-"
    size = _PARTS.get(low(words, name))
    if not size or size == 2 or (count > 1) != low(words, name).endswith("s") or count >= size:
        return None
    following = low(words, name + 1)
    alone = following == "of" or following in PLAIN or not following[:1].isalnum()
    return Number(count / size, 0.08, name + 1) if alone and following not in ("past", "to") else None


def _halves(words: Words, at: int) -> bool:
    """Whether "half" is a share here, not a half hour, half past or the first half."""
    if low(words, at - 1) in ("first", "second", "other", "a", "-"):
        return low(words, at - 1) == "other"
    return low(words, at + 1) not in ("past", "a", "an", "-", "hour", "way")


def _measured(words: Words, at: int) -> Value | None:
    """A number with what it counts."""
    if low(words, at) == "both" and low(words, at + 1)[:1].isalpha():
        things = heads(words, at + 1)
        return made(words, at, at + 1, amount=2, heads=things) if things else None
    read = cardinal(words, at)
    if read is None:
        return None
    return made(words, at, read.last, amount=read.amount, step=read.step,
                heads=heads(words, read.last))  # fmt: skip


def _duration(words: Words, at: int) -> Value | None:
    read = _length(words, at)
    if read is None:
        return None
    amount, step, unit, last = read
    if (part := _part_more(words, last)) and amount:
        amount, last = amount + part.amount * step, part.last
    more = _length(words, last + (low(words, last) == "and")) if unit == "s" else None
    if more and more[2] == "s" and more[1] < step:
        amount, step, last = amount + more[0], more[1], more[3]
    if low(words, last) in ("a", "per") and low(words, last + 1) in ("day", "week"):
        unit, last = f"a {low(words, last + 1)}", last + 2
    return made(words, at, last, kind="duration", amount=amount, step=step, unit=unit)


def _length(words: Words, at: int) -> tuple[float, float, str, int] | None:
    """Amount, step, unit and the token after: "15 working days", "half an hour", "a week"."""
    word = low(words, at)
    quarters = _fraction(words, at) if word in ("three", "two") else None
    if quarters and low(words, quarters.last) == "of" and low(words, quarters.last + 2) in ("hour", "year"):
        size, unit = _UNITS[low(words, quarters.last + 2)]
        return quarters.amount * size, size / 4, unit, quarters.last + 3
    if word in ("half", "quarter") or (word == "a" and low(words, at + 1) in ("half", "quarter")):
        return _part_of_unit(words, at + (word == "a"))
    if word in ("a", "an"):
        return _one_unit(words, at)
    read = cardinal(words, at)
    if read is None:
        return None
    last = read.last
    while low(words, last) in ("-", *_WHOLE) and last < read.last + 2:
        last += 1
    working = low(words, last) in _WORKING
    last += working
    if low(words, last) not in _UNITS:
        return None
    size, unit = _UNITS[low(words, last)]
    if low(words, last) == "h" and not words[at].is_number:
        return None
    unit = "wd" if working and size == 86400 else unit
    size = 1.0 if unit == "wd" else size
    return read.amount * size, read.step * size, unit, last + 1


def _part_of_unit(words: Words, at: int) -> tuple[float, float, str, int] | None:
    share = 0.5 if low(words, at) == "half" else 0.25
    last = at + 1
    last += low(words, last) == "of"
    last += low(words, last) in ("a", "an", "-")
    if low(words, last) not in ("hour", "minute", "day", "year"):
        return None
    size, unit = _UNITS[low(words, last)]
    return share * size, share * size, unit, last + 1


_LEADS = frozenset(
    "within for in inside of after about nearly over than almost under least takes took lasted lasts"
    " around every once just roughly only".split()
)


def _one_unit(words: Words, at: int) -> tuple[float, float, str, int] | None:
    """ "within a week", not "a second can cost you dear" or "five days a week"."""
    name = at + 1
    working = low(words, name) in _WORKING
    name += working or low(words, name) in ("full", "whole", "single")
    if low(words, name) not in _UNITS or low(words, at - 1) not in _LEADS:
        return None
    if low(words, at - 1) in ("once", "every", "of") or low(words, name + 1) == "of":
        return None
    size, unit = _UNITS[low(words, name)]
    return (1.0, 1.0, "wd", name + 1) if working else (size, size, unit, name + 1)


def _ordinal(words: Words, at: int) -> Value | None:
    word = low(words, at)
    number = _ORDINALS.get(word, 0)
    last = at + 1
    if low(words, last) == "s" and words[last].start == words[at].end and re.fullmatch(r"1\d00", word):
        return made(words, at, last + 1, kind="ordinal", amount=int(word) // 100 + 1, unit="century")
    if at < len(words) and words[at].is_number and low(words, last) in ("st", "nd", "rd", "th"):
        number, last = int(float(word.replace(",", ""))) if word.isascii() else 0, at + 2
    elif number < 3:
        return None
    name = last + (low(words, last) == "-")
    if low(words, name) in ("century", "centuries"):
        return made(words, at, name + 1, kind="ordinal", amount=number, unit="century")
    return made(words, at, last, kind="ordinal", amount=number, heads=heads(words, last))


_SKIPPED = frozenset("of the those these our your their its his her all every such them us more other"
                     " further remaining separate different in total".split())  # fmt: skip


def heads(words: Words, at: int) -> tuple[str, ...]:
    """The concepts of what a number before token `at` counts; () where it stands alone.

    "54 non-urgent operations planned for" counts operations; "31 of the 48 results" results.
    """
    if low(words, at) in ("°", "℃", "degree", "degrees"):
        return ("degree",)
    if low(words, at) == "of" and low(words, at + 1) in ("those", "these", "them", "you", "us"):
        return ()
    while low(words, at) in _SKIPPED or (at < len(words) and words[at].is_number and
                                         low(words, at - 1) in _SKIPPED):  # fmt: skip
        at += 1
    begin, joined = at, False
    while at < begin + 6 and (word := low(words, at)):
        if word == "of" and at > begin and not joined:
            if stem(low(words, at - 1)) not in _CONTAINERS:
                break
            joined = True
        elif word in ("the", "our", "your", "their", "a") and low(words, at - 1) == "of":
            pass
        elif word.endswith("'s"):
            begin = at + 1
        elif word != "-" and (not word[0].isalpha() or word in PLAIN or _is_verb(words, at, at > begin)):
            break
        at += 1
    return tuple(one.name for one in concepts(words, begin, at))


def _is_verb(words: Words, at: int, after_noun: bool) -> bool:
    word, following = low(words, at), low(words, at + 1)
    if not after_noun:
        bare = not following[:1].isalpha() or following in PLAIN
        return bare and word.endswith("ed") and len(word) > 4
    if word in IRREGULAR:
        return not word.endswith("s") and word not in _NOUNS
    return word.endswith(("ed", "ing")) and len(word) > 4


_CONTAINERS = frozenset(
    map(stem, "case member piece unit bottle pack tonne litre pair bag box crate kind type copy page item".split())
)
_NOUNS = frozenset("children men women people thieves staff sale sales delivery failure loss".split())
