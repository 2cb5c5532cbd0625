"""What numbers measure: shares, sums of money, durations, ratios, ordinals, things counted."""

import re
from collections.abc import Sequence

from drafter.checks.claims.counted import heads
from drafter.checks.claims.numbers import (
    SCALES,
    Number,
    cardinal,
    fraction,
    low,
    part_more,
    relation,
)
from drafter.checks.claims.synonyms import PLAIN
from drafter.checks.claims.value import Value
from drafter.checks.claims.words import Token, concept

Words = Sequence[Token]

_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
        " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), 1
    )
}  # fmt: skip
_RATIOS = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "triple": 3.0, "tripled": 3.0,
           "treble": 3.0, "thrice": 3.0, "quadruple": 4.0, "quadrupled": 4.0}  # fmt: skip
UNITS: dict[str, tuple[float, str]] = {
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
# What an amount is of where nothing is counted.
MEASURED = frozenset(
    "mg g kg ml l km m cm mm degre c mw kw gb mb bar volt watt mile tonn litr degree".split()
) | frozenset(
    map(
        concept,
        "milligrams grams kilograms kilos millilitres kilometres metres centimetres millimetres degrees"
        " megawatts kilowatts gigabytes megabytes volts watts miles tonnes litres".split(),
    )
)
_A_DAY = 86_400.0
# The unit of a number of events: "twice", "seven times".
TIMES = "times"
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
    since = low(words, at) == "a" and low(words, at + 2) in _SINCE
    if low(words, at) == "per" and unit not in UNITS:
        return f"{PER}{concept(unit)}"
    rated = low(words, at) in ("a", "per", "each", "every") and unit in UNITS
    return unit if rated and not since else ""


# Before the thing that a sum is paid for, to tell it from a time.
PER = "per "
# "A day after the fire" is a day; "each day from the fire on" is a rate.
_SINCE = ("after", "later", "before", "earlier", "from")


def _ratio(words: Words, at: int) -> Value | None:
    word = low(words, at)
    if word in _RATIOS and low(words, at + 1) in (
        "as",
        "the",
        "that",
        "what",
        "its",
        "their",
        "our",
    ):
        return made(words, at, at + 1, kind="ratio", amount=_RATIOS[word])
    if word == "half" and _of_measure(words, at + 1):
        return made(words, at, at + 1, kind="ratio", amount=0.5)
    read = cardinal(words, at)
    name = low(words, read.last) if read else ""
    if (
        read
        and read.amount <= 20
        and (name == "fold" or (name == "times" and _compares(words, read.last + 1)))
    ):
        return made(words, at, read.last + 1, kind="ratio", amount=read.amount)
    if read and low(words, read.last) == "-" and low(words, read.last + 1) == "fold":
        return made(words, at, read.last + 2, kind="ratio", amount=read.amount)
    return None


def _compares(words: Words, at: int) -> bool:
    """Whether "three times" is a ratio here and counts no events."""
    following = low(words, at)
    return following in ("as", "the", "that", "what", "its", "their", "our", "more") or (
        following.endswith("er") and low(words, at + 1) == "than"
    )


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
    read = fraction(words, at)
    if read is None and (number := cardinal(words, at)):
        read = _percent(words, number) or _out_of(words, at, number)
    if read is None:
        return None
    back = low(words, read.last) == "of" and low(words, read.last + 1) in ("those", "these")
    share = made(words, at, read.last, kind="share", amount=read.amount, step=read.step,
                 heads=() if back else heads(words, read.last))  # fmt: skip
    return share._replace(relation="beyond") if low(words, at + 1) == "good" else share


def _percent(words: Words, number: Number) -> Number | None:
    sign = low(words, number.last)
    if sign in ("%", "percent"):
        return Number(number.amount / 100, number.step / 100, number.last + 1)
    if sign == "per" and low(words, number.last + 1) == "cent":
        return Number(number.amount / 100, number.step / 100, number.last + 2)
    return None


def _out_of(words: Words, at: int, number: Number) -> Number | None:
    """ "one in five", "five out of every six", "nine bags in ten"."""
    last = number.last
    thing = 0
    while thing < 2 and _names_thing(words, last + thing):
        thing += 1
    if thing and low(words, last + thing) == "in" and not words[at].is_number:
        last += thing
    if low(words, last) == "out" and low(words, last + 1) == "of":
        last += 2
    elif low(words, last) == "in":
        last += 1
    else:
        return None
    last += low(words, last) in ("every", "each")
    whole = cardinal(words, last)
    if whole is None and low(words, last) in ("hundred", "thousand", "million"):
        whole = Number(SCALES[low(words, last)], 1, last + 1)
    if whole is None or not 0 < number.amount < whole.amount or low(words, whole.last) == ":":
        return None
    if low(words, number.last) == "in" and (whole.amount > 1000 or _counts(words, whole.last)):
        return None
    return Number(number.amount / whole.amount, 0.08, whole.last)


def _names_thing(words: Words, at: int) -> bool:
    word = low(words, at)
    return word[:1].isalpha() and word not in PLAIN and word not in UNITS


def _counts(words: Words, at: int) -> bool:
    """Whether a unit of time follows: "six in two days" is no share."""
    return low(words, at) in UNITS or low(words, at) in _MONTHLIKE


_MONTHLIKE = frozenset(
    "january february march april may june july august september october november december".split()
)


def _measured(words: Words, at: int) -> Value | None:
    """A number with what it counts."""
    if low(words, at) == "both" and low(words, at + 1)[:1].isalpha():
        things = heads(words, at + 1)
        return made(words, at, at + 1, amount=2, heads=things) if things else None
    read = cardinal(words, at)
    if read is None:
        return None
    if low(words, read.last) == "times":
        return made(words, at, read.last + 1, amount=read.amount, unit=TIMES)
    return made(words, at, read.last, amount=read.amount, step=read.step,
                heads=heads(words, read.last))  # fmt: skip


def _duration(words: Words, at: int) -> Value | None:
    read = _length(words, at)
    if read is None:
        return None
    amount, step, unit, last = read
    if (part := part_more(words, last)) and amount:
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
    if parts := _parts(words, at):
        return parts
    if word in ("half", "quarter") or (word == "a" and low(words, at + 1) in ("half", "quarter")):
        return _part_of_unit(words, at + (word == "a"))
    if word in ("a", "an") or (word == "the" and low(words, at - 1) == "within"):
        return _one_unit(words, at)
    read = cardinal(words, at)
    if read is None:
        return None
    begin = _ranged(words, at, read.last)
    last = begin
    while low(words, last) in ("-", *_WHOLE) and last < begin + 2:
        last += 1
    working = low(words, last) in _WORKING
    last += working
    letter = low(words, last) == "h" and not words[at].is_number
    if _unit(words, last) not in UNITS or letter:
        return None
    size, unit = UNITS[_unit(words, last)]
    if working and size in (_A_DAY, 7 * _A_DAY):
        unit, size = "wd", 1.0 if size == _A_DAY else 5.0
    return read.amount * size, read.step * size, unit, last + 1 if begin == read.last else begin - 2


def _unit(words: Words, at: int) -> str:
    """The word at a token, "month" of "a month's pay" too."""
    return low(words, at).removesuffix("'s")


def _ranged(words: Words, at: int, last: int) -> int:
    """The token after the other number of "two to four days", whose unit goes for both."""
    joined = low(words, last) in ("to", "or", "–") and low(words, at - 1) != "from"
    more = cardinal(words, last + 1) if joined else None
    return more.last if more and more.last == last + 2 else last


def _parts(words: Words, at: int) -> tuple[float, float, str, int] | None:
    """ "Three quarters of an hour"."""
    read = fraction(words, at) if low(words, at) in ("three", "two") else None
    if read is None or low(words, read.last) != "of":
        return None
    name = low(words, read.last + 2)
    if name not in ("hour", "year"):
        return None
    size, unit = UNITS[name]
    return read.amount * size, size / 4, unit, read.last + 3


def _part_of_unit(words: Words, at: int) -> tuple[float, float, str, int] | None:
    share = 0.5 if low(words, at) == "half" else 0.25
    last = at + 1
    last += low(words, last) == "of"
    last += low(words, last) in ("a", "an", "-")
    if low(words, last) not in ("hour", "minute", "day", "year"):
        return None
    size, unit = UNITS[low(words, last)]
    return share * size, share * size, unit, last + 1


_LEADS = frozenset(
    "within for in inside of after by about nearly over than almost under least takes took lasted lasts"
    " around every once just roughly only".split()
)


# "A free year" is a length that somebody gets.
_GIVEN = ("free", "further", "additional", "extra")
_TURNS = ("ago", "later", "earlier", "before", "after", "longer", "late")


def _one_unit(words: Words, at: int) -> tuple[float, float, str, int] | None:
    """ "within a week", not "a second can cost you dear" or "five days a week"."""
    name = at + 1
    working = low(words, name) in _WORKING
    given = low(words, name) in _GIVEN
    name += working or given or low(words, name) in ("full", "whole", "single")
    turned = low(words, name + 1) in _TURNS and low(words, name) != "day"
    turned = turned or part_more(words, name + 1) is not None
    led = low(words, at - 1) in _LEADS or turned
    owned = _unit(words, name) != low(words, name)
    if _unit(words, name) not in UNITS or not (led or given or (owned and low(words, at) != "the")):
        return None
    if (
        low(words, name) == "second"
        or low(words, at - 1) in ("once", "every", "of")
        or (low(words, name + 1) in ("of", "like") and not given and low(words, at - 1) != "within")
    ):
        return None
    size, unit = UNITS[_unit(words, name)]
    return (1.0, 1.0, "wd", name + 1) if working else (size, size, unit, name + 1)


def _ordinal(words: Words, at: int) -> Value | None:
    word = low(words, at)
    number = _ORDINALS.get(word, 0)
    last = at + 1
    if (
        low(words, last) == "s"
        and words[last].start == words[at].end
        and re.fullmatch(r"1\d00", word)
    ):
        return made(
            words, at, last + 1, kind="ordinal", amount=int(word) // 100 + 1, unit="century"
        )
    if at < len(words) and words[at].is_number and low(words, last) in ("st", "nd", "rd", "th"):
        number, last = int(float(word.replace(",", ""))) if word.isascii() else 0, at + 2
    elif number < 3:
        return None
    name = last + (low(words, last) == "-")
    if low(words, name) in ("century", "centuries"):
        return made(words, at, name + 1, kind="ordinal", amount=number, unit="century")
    return made(words, at, last, kind="ordinal", amount=number, heads=heads(words, last))
