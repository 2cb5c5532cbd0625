"""Times of day in digits and words: "09:00 UTC", "8.50am", "ten to nine", "by eight that evening"."""

from collections.abc import Iterator, Sequence

from drafter.checks.claims.numbers import ONES, cardinal, low
from drafter.checks.claims.value import Relation, Value
from drafter.checks.claims.words import Token

Words = Sequence[Token]

# Minutes ahead of UTC; two where a name stands for winter and summer time.
ZONES: dict[str, tuple[int, ...]] = {
    "utc": (0,), "gmt": (0,), "wet": (0,), "bst": (60,), "west": (60,), "cet": (60,), "cest": (120,),
    "eet": (120,), "eest": (180,), "msk": (180,), "est": (-300,), "edt": (-240,), "cst": (-360,),
    "cdt": (-300,), "mst": (-420,), "mdt": (-360,), "pst": (-480,), "pdt": (-420,),
    "et": (-300, -240), "ct": (-360, -300), "mt": (-420, -360), "pt": (-480, -420), "akst": (-540,),
    "hst": (-600,), "ist": (330,), "jst": (540,), "kst": (540,), "sgt": (480,), "hkt": (480,),
    "awst": (480,), "aest": (600,), "aedt": (660,), "nzst": (720,), "nzdt": (780,), "sast": (120,),
}  # fmt: skip
_FIXED = {"noon": 720, "midday": 720, "midnight": 0}
_PARTS = {"morning": 0, "afternoon": 1, "evening": 1, "night": 1, "tonight": 1, "am": 0, "pm": 1}
_LEADS = frozenset(
    "at by from until till since before after between around about to and than".split()
)
_FOLLOWS = frozenset(
    "it you they on in at this that tomorrow yesterday today tonight and to until till or but when we the - – sharp"
    " when each every monday tuesday wednesday thursday friday saturday sunday".split()
)
_DAY = 1440
LENGTHS = frozenset("day days hour hours minute minutes week weeks month months year years".split())
# "A quarter past two in the night" is before the morning.
_SMALL_HOURS = 360


def clock(words: Words, at: int, text: str) -> Value | None:
    """The time of day that begins at token `at`, or None."""
    read = _fixed(words, at) or _spoken(words, at) or _figures(words, at, text) or _hour(words, at)
    if read is None or _of_length(words, at):
        return None
    minutes, either, last = read
    last, half = _half(words, last)
    if half is None and either:
        half = _part_of_day(words, at, last, minutes)
    last, zone = _zone(words, last, text)
    others: tuple[float, ...] = ()
    if half is not None and (minutes < 13 * 60 or not either):
        minutes = minutes % 720 + 720 * half if minutes < 780 else minutes
    elif either:
        others = ((minutes + 720) % _DAY,)
    how: Relation = next((kind for lead, kind in _NEAR if _led(words, at, lead)), "")
    if not how and minutes % 60 == 0:
        how = _ROUND.get(low(words, at - 1), "")
    return Value(
        words[at].start,
        words[last - 1].end,
        at,
        last,
        "clock",
        amount=minutes % _DAY,
        unit=zone,
        others=others,
        relation=how,
    )


def _of_length(words: Words, at: int) -> bool:
    """Whether "by two to four days" is said: no time, but a length."""
    joined = low(words, at + 1) in ("to", "or", "–")
    more = cardinal(words, at + 2) if joined and cardinal(words, at) else None
    return more is not None and low(words, more.last) in LENGTHS


# "Shortly before midnight" is any of the minutes before.
_NEAR: tuple[tuple[tuple[str, str], Relation], ...] = (
    (("shortly", "before"), "below"), (("just", "before"), "below"), (("soon", "after"), "beyond"),
    (("shortly", "after"), "beyond"), (("just", "after"), "beyond"),
)  # fmt: skip
_SHORTLY = 20
# "Before six" is said of 05:40, and of what is due by six.
_ROUND: dict[str, Relation] = {"before": "less", "after": "above"}
_HOUR = 60


def _led(words: Words, at: int, lead: tuple[str, str]) -> bool:
    return (low(words, at - 2), low(words, at - 1)) == lead


def _fixed(words: Words, at: int) -> tuple[int, bool, int] | None:
    last = at + (low(words, at) == "12")
    name = low(words, last)
    return (_FIXED[name], False, last + 1) if name in _FIXED else None


def _spoken(words: Words, at: int) -> tuple[int, bool, int] | None:
    """ "eight minutes to three", "half past four", "ten to eight" after "at"."""
    first = low(words, at)
    if first in ("half", "quarter"):
        count, last = {"half": 30.0, "quarter": 15.0}[first], at + 1
    elif first == "a" and low(words, at + 1) == "quarter":
        count, last = 15.0, at + 2
    elif number := cardinal(words, at):
        count, last = number.amount, number.last
    else:
        return None
    minutes = low(words, last) in ("minutes", "minute")
    return _beside(words, at, last + minutes, count, minutes)


_SENSES = {"to": -1, "before": -1, "past": 1, "after": 1}


def _beside(
    words: Words, at: int, last: int, count: float, minutes: bool
) -> tuple[int, bool, int] | None:
    """A number of minutes, said from token `at` to `last`, to or past an hour, noon or midnight."""
    first, sense = low(words, at), low(words, last)
    if sense not in (_SENSES if minutes else ("to", "past")):
        return None
    fixed = low(words, last + 1) in _FIXED and (minutes or first not in ONES or count >= _SPOKEN)
    away = _SENSES[sense] * int(count)
    if fixed:
        return (_FIXED[low(words, last + 1)] + away) % _DAY, False, last + 2
    hour = cardinal(words, last + 1)
    if hour is None or not 1 <= hour.amount <= 12 or not 1 <= count < 60:
        return None
    if low(words, hour.last) in LENGTHS:
        # "By two to four days" is a range.
        return None
    if not _sure(words, at, hour.last, sense, count, minutes) or (
        sense in ("before", "after") and not _ends(words, hour.last)
    ):
        return None
    return (int(hour.amount) % 12 * 60 + away) % 720, True, hour.last


def _sure(words: Words, at: int, last: int, sense: str, count: float, minutes: bool) -> bool:
    """Whether "ten to eight", up to token `last`, is a time, and no range of numbers."""
    named = minutes or low(words, at) in ("half", "quarter", "a")
    if named:
        return True
    if words[at].is_number or (sense == "to" and low(words, at - 1) in ("from", "between")):
        return False
    fives = count % 5 == 0
    opens = low(words, at - 1) in ("", ".", "!", "?", ":") and low(words, last) in ("was", "is")
    return low(words, at - 1) in _LEADS or (fives and (sense == "past" or opens))


# Fewer than this before "to midnight" may be an hour: "from nine to midnight".
_SPOKEN = 13


def _figures(words: Words, at: int, text: str) -> tuple[int, bool, int] | None:
    """ "09:00", "9 am", "7.12" where a time can stand."""
    if at >= len(words) or not words[at].is_number:
        return None
    first = words[at].low
    if low(words, at + 1) == ":" and words[at + 1].start == words[at].end:
        return _colon(words, at)
    whole, dot, rest = first.partition(".")
    if not whole.isascii() or not whole.isdigit() or int(whole) > 24:
        return None
    if dot and len(rest) == 2 and rest.isdigit() and int(rest) < 60:
        named = _half(words, at + 1)[1] is not None or _zone(words, at + 1, text)[1]
        placed = low(words, at - 1) in _LEADS and not _measures(words, at + 1)
        return (int(whole) * 60 + int(rest), whole[0] != "0", at + 1) if named or placed else None
    if not dot and _half(words, at + 1)[1] is not None and int(whole) <= 12:
        return int(whole) * 60, False, at + 1
    return None


def _colon(words: Words, at: int) -> tuple[int, bool, int] | None:
    hour, minute = words[at].low, low(words, at + 2)
    if not (hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit()):
        return None
    if len(minute) != 2 or int(hour) > 24 or int(minute) > 59:
        return None
    last = at + 3
    if low(words, last) == ":" and low(words, last + 1).isdigit():
        last += 2
    return int(hour) * 60 + int(minute), hour[0] != "0", last


def _measures(words: Words, at: int) -> bool:
    """Whether a unit or a thing follows: "from 7.12 million" is no time."""
    return (
        low(words, at)[:1].isalpha()
        and low(words, at) not in _FOLLOWS
        and low(words, at) not in ZONES
    )


def _hour(words: Words, at: int) -> tuple[int, bool, int] | None:
    """A bare hour: "at ten on Thursday", "by eight", "between 8 and 10pm", "nine o'clock"."""
    number = cardinal(words, at)
    if number is None or number.amount % 1:
        return None
    following, hour = low(words, number.last), int(number.amount) * 60
    if not 1 <= number.amount <= 12:
        return _late(words, at, number.last, hour)
    if following == "o'clock":
        return hour, True, number.last + 1
    read = (hour, True, number.last)
    if _open(words, at, number.last):
        return read
    lead, joined = low(words, at - 1), following in _JOINS
    if lead in ("from", "between") and (joined or following in ("in", "at")):
        return read if not joined or _is_time(words, number.last + 1) else None
    if following in ("-", "–") and _half(words, number.last + 2)[1] is not None:
        return read
    closes = lead in ("to", "and", "until") and _from(words, at)
    if not closes and (lead not in _AT or (words[at].is_number and (joined or following == "or"))):
        return None
    return read if _ends(words, number.last) else None


# What stands around "eight to eight" where it is a time of opening.
_DAYLIKE = frozenset(
    "day daily days weekday weekdays week open sunday saturday friday monday sundays saturdays fridays"
    " mondays".split()
)


def _open(words: Words, at: int, last: int) -> bool:
    """Whether one of two hours of "open eight to eight" is at token `at`."""
    first = cardinal(words, at - 2) if low(words, at - 1) in ("to", "till", "until") else None
    begin = at - 2 if first and first.last == at - 1 else at
    second = (
        cardinal(words, last + 1) if begin == at and low(words, last) in ("to", "till") else None
    )
    end = second.last if second else last
    if begin == at and second is None:
        return False
    before, after = low(words, begin - 1), low(words, end)
    if low(words, begin) == low(words, end - 1) == "one":
        return False
    ends = after in (".", ",", ";", "") or after in _DAYLIKE
    return ends and (before == "," or before in _DAYLIKE)


_JOINS = ("to", "and", "until", "till", "-", "–")


def _late(words: Words, at: int, last: int, hour: int) -> tuple[int, bool, int] | None:
    """The 18 of "from 8 to 18"."""
    closes = low(words, at - 1) in _JOINS and words[at].is_number
    closes = closes and (_from(words, at) or _open(words, at, last))
    fits = 13 * 60 <= hour <= 24 * 60 and closes and _ends(words, last)
    return (hour, False, last) if fits else None


_AT = ("at", "by", "until", "till", "before", "after", "since")


def _ends(words: Words, at: int) -> bool:
    """Whether nothing that an hour could count stands at token `at`."""
    following = low(words, at)
    ends = (
        not following or not following[0].isalnum() and following not in ("%", "-", ":", "/", "°")
    )
    # "Until five: 555 0188" is no time with minutes.
    ends = ends or (following == ":" and _spaced(words, at))
    goes_on = following in _FOLLOWS and low(words, at + 1) not in ("of", "out")
    return ends or goes_on or following in ZONES


def _spaced(words: Words, at: int) -> bool:
    return at + 1 >= len(words) or words[at + 1].start > words[at].end


def _from(words: Words, at: int) -> bool:
    """Whether the other end of "from seven in the morning to nine" stands before token `at`."""
    return any(
        low(words, n) in ("from", "between")
        and (cardinal(words, n + 1) or low(words, n + 1) in ("half", "quarter", "a", *_FIXED))
        and low(words, n + 2) not in ("%",)
        for n in range(max(at - 8, 0), at - 2)
    )


def _is_time(words: Words, at: int) -> bool:
    if low(words, at) in _FIXED:
        return True
    number = cardinal(words, at)
    if number is None:
        return False
    sure = _half(words, number.last)[1] is not None or low(words, number.last) in (
        "o'clock",
        *ZONES,
    )
    if 1 <= number.amount <= 24 and number.amount % 1 == 0 and _ends(words, number.last):
        return True
    return sure or _part_of_day(words, at, number.last) is not None


def _half(words: Words, at: int) -> tuple[int, int | None]:
    """The token after "am", "p.m." and 0 or 1 for it; None where there is none."""
    name = low(words, at)
    if name in ("am", "pm"):
        return at + 1, int(name == "pm")
    if name in ("a", "p") and low(words, at + 1) == "." and low(words, at + 2) == "m":
        glued = (
            at + 3 < len(words)
            and low(words, at + 3) == "."
            and words[at + 3].start == words[at + 2].end
        )
        return at + 3 + glued, int(name == "p")
    return at, None


def _part_of_day(words: Words, first: int, last: int, minutes: int = _DAY) -> int | None:
    """0 for the morning, 1 for later, by the words around; None where nothing says so."""
    for places in (range(last, last + 5), range(first - 1, first - 5, -1)):
        for at in places:
            if low(words, at) in (".", ";", "!", "?"):
                break
            if low(words, at) == "night" and minutes % 720 < _SMALL_HOURS:
                return 0
            if low(words, at) in _PARTS:
                return _PARTS[low(words, at)]
    return None


def _zone(words: Words, at: int, text: str) -> tuple[int, str]:
    name = low(words, at)
    if name in ZONES and text[words[at].start : words[at].end].isupper():
        return at + 1, name
    if name == "(" and low(words, at + 1) in ZONES and low(words, at + 2) == ")":
        return at + 3, low(words, at + 1)
    return at, ""


def times(value: Value) -> tuple[float, ...]:
    """All readings of a clock value, in local minutes after midnight."""
    return (value.amount, *value.others)


def same_time(fact: Value, said: Value) -> bool:
    """Whether both are one time of day; zones count where both have one."""
    return any(_within(gap % _DAY, said.relation) for gap in _apart(fact, said))


def _apart(fact: Value, said: Value) -> Iterator[float]:
    """Minutes from the fact's time to the one said, in every reading of both."""
    both = fact.unit and said.unit and fact.unit != said.unit
    shifts = (
        [ahead - behind for ahead in ZONES[said.unit] for behind in ZONES[fact.unit]]
        if both
        else [0]
    )
    for mine in times(said):
        for theirs in times(fact):
            yield from (mine - theirs - shift for shift in shifts)


def _within(gap: float, relation: Relation) -> bool:
    if relation == "below":
        return 0 < gap <= _SHORTLY
    if relation == "beyond":
        return gap >= _DAY - _SHORTLY
    if relation == "less":
        return gap < _HOUR
    if relation == "above":
        return gap == 0 or gap > _DAY - _HOUR
    return gap == 0
