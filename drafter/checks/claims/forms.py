"""What a clause asserts without a number: an absolute, a cause, a promise, a status; or nothing checkable."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.checks.claims.counted import heads
from drafter.checks.claims.numbers import low
from drafter.checks.claims.phrases import has, is_negative, listed, unsure
from drafter.checks.claims.reading import Clause, Reading
from drafter.checks.claims.synonyms import IRREGULAR
from drafter.checks.claims.words import Token, concept
from drafter.model.finding import ClaimType

Words = Sequence[Token]

_UNIVERSALS = frozenset("all every each everyone everybody everything".split())
NEGATIVE_UNIVERSALS = frozenset("no none nobody never nothing".split())
_WHOLE = listed(
    "fully;completely;entirely;in full;at all times;at any time;at no time;without exception;throughout"
    ";not a single;not one;no one;always;the whole time;in its entirety;permanently;100 %;every single"
    ";all of;the entire;at no point;in every case;in no case;totally;guaranteed"
    ";the whole of;as any other;anywhere;nowhere;everywhere"
)
SPEED = listed(
    "as soon as;immediately;at once;straight away;right away;within moments;from the start;for the first time"
    ";the first time;from the beginning;without delay;promptly;from the outset;the moment;long before"
    ";from day one;in good time;on time;instantly"
)
_CAUSES = listed(
    "because of;because;due to;caused by;as a result of;owing to;following;triggered by;the result of"
    ";thanks to;on account of;the cause was;the cause is;brought about by;down to;the reason was"
    ";the fault of;blame;to blame;stemmed from;resulted from;arose from;put down to;attributed to"
)
_EFFECTS = listed("caused;led to;resulted in;is behind;was behind;responsible for;at fault")
_UNRELATED = ("nothing", "to", "do", "with")
_PROMISES = frozenset("will we'll you'll they'll it'll shall promise guarantee pledge".split())
_PAST = frozenset(
    "was were had has have been did wasn't weren't hadn't hasn't haven't didn't we've they've i've"
    " came went got took made gave became put let".split()
)
_STATES = frozenset(
    """
affected unaffected safe secure restored resolved fixed available unavailable back open closed working
complete completed contained over operational normal stable insured tested certified approved compliant
isolated protected encrypted independent aware gone finished done clean clear free ready involved impacted
sound fine healthy running compromised contaminated responsible liable sold
""".split()
)
_FEELING = frozenset(
    """
sorry apologise apologize apologies apology regret regrets grateful understand hope wish wishes
believe feel deserve deserved deserves should shouldn't ought imagine appreciate condolences sympathy
thoughts want wants love pride proud trust shame ashamed
""".split()
)
_THANKS = ("thank", "thanks")
_ORDERS = frozenset(
    """
please ask avoid bring call change check contact delete do don't email follow go keep look open phone read
report reset return ring see send stay stop take talk tell turn unplug update use visit wait write throw wash
boil dispose leave let make remove bear come find note remember speak click log register apply enter pick
""".split()
)


class Mood(NamedTuple):
    """How a clause is meant where it is no plain statement."""

    asks: bool = False
    orders: bool = False
    feels: bool = False
    unsure: bool = False


class Form(NamedTuple):
    """An assertion: tokens `first` to `last` of `clause`, and how it is said."""

    first: int
    last: int
    clause: Clause
    type: ClaimType
    negative: bool = False
    universal: bool = False
    heads: tuple[str, ...] = ()
    verb: int = -1
    sure: bool = True
    told: bool = True
    carried: frozenset[str] = frozenset()
    mood: Mood = Mood()
    rest: bool = False


def spoken(reading: Reading) -> Iterator[Form]:
    """What each clause says, whatever its mood; questions, orders and feelings too."""
    for clause in reading.clauses:
        first, last = _trimmed(reading.words, clause)
        if first >= last:
            continue
        mood = _mood(reading, clause, first, last)
        cause = _cause(reading.words, clause, first, last)
        if cause:
            yield cause._replace(mood=mood)
        yield _main(reading.words, clause, first, last)._replace(mood=mood)


def _trimmed(words: Words, clause: Clause) -> tuple[int, int]:
    first, last = clause.first, clause.last
    while first < last and (
        not words[first].low[0].isalnum()
        or words[first].low in ("and", "but", "so", "which", "who")
    ):
        first += 1
    while last > first and not words[last - 1].low[0].isalnum() and words[last - 1].low != "%":
        last -= 1
    return first, last


def _mood(reading: Reading, clause: Clause, first: int, last: int) -> Mood:
    """Whether the clause asserts nothing: a question, a greeting, an order, a feeling, an open point."""
    words = reading.words
    _, end = reading.sentences[clause.sentence]
    opening = low(words, first)
    return Mood(
        reading.text[end - 1 : end] == "?" or opening in ("dear", "nor", "to"),
        opening in _ORDERS or (opening == "if" and _orders(words, first, last)),
        any(word.low in _FEELING for word in words[first:last]) or opening in _THANKS,
        unsure(reading, first, last),
    )


def _orders(words: Words, first: int, last: int) -> bool:
    """ "If your pack is affected, take it back": an order after a condition."""
    return any(
        words[at - 1].low == "," and words[at].low in _ORDERS for at in range(first + 1, last)
    )


def _cause(words: Words, clause: Clause, first: int, last: int) -> Form | None:
    place = has(words, first, last, _CAUSES) or _agent(words, first, last)
    if place is None:
        return _effect(words, clause, first, last)
    begin, after = place
    if words[begin].low == "following" and begin != first and words[begin - 1].low != ",":
        return None
    comma = next((at for at in range(after, last) if words[at].low == ","), last)
    end = comma if begin == first else last
    return Form(begin, end, clause, "cause", verb=after) if after < end else None


def _agent(words: Words, first: int, last: int) -> tuple[int, int] | None:
    """ "by a delivery driver" after a participle: who did it."""
    for at in range(first + 1, last - 1):
        done = words[at - 1].low
        acted = done in IRREGULAR or (done.endswith("ed") and len(done) > 4) or done == "there"
        if words[at].low == "by" and acted and low(words, at + 1) in ("a", "an", "our", "one"):
            return at, at + 1
    return None


def _effect(words: Words, clause: Clause, first: int, last: int) -> Form | None:
    """What is said to have led to something, or to have nothing to do with it; what came after what."""
    after = has(words, first + 1, last, (("after",),))
    if after and after[1] < last:
        return Form(after[0], last, clause, "cause", verb=after[1], told=False)
    if has(words, first, last, (*_EFFECTS, _UNRELATED)) is None:
        return None
    return Form(first, last, clause, "cause", negative=is_negative(words, first, last))


def _main(words: Words, clause: Clause, first: int, last: int) -> Form:
    cause = has(words, first, last, _CAUSES)
    end = cause[0] if cause and cause[0] > first + 1 else last
    promise = next((at for at in range(first, end) if _promises(words, at)), -1)
    negative = is_negative(words, first, end)
    universal, things = _universal(words, first, end)
    told = (
        promise >= 0
        or _is_told(words, first, end)
        or (universal and not negative and _acts(words, first, end))
        or (
            universal
            and (not negative or low(words, first) == "there")
            and _states(words, first, end)
        )
    )
    base = Form(first, end, clause, "status", negative=negative, verb=promise)
    if universal and told:
        kind: ClaimType = "promise" if promise >= 0 and not negative else "absolute"
        return base._replace(type=kind, universal=True, heads=things)
    if promise >= 0:
        return base._replace(type="promise")
    if not told:
        return base._replace(told=False)
    return base._replace(sure=negative or has(words, first, end, SPEED) is not None)


def _promises(words: Words, at: int) -> bool:
    """Whether a promise begins here: "we promise", not "a promise"."""
    return words[at].low in _PROMISES and low(words, at - 1) not in (
        "a",
        "the",
        "our",
        "this",
        "no",
    )


def _is_told(words: Words, first: int, last: int) -> bool:
    """Whether something is said to have happened or to be so: a past form, or "is" with a state."""
    for at in range(first, last):
        word = words[at].low
        if word in ("have", "has") and low(words, at + 1) in _OWNED:
            continue
        if word in _PAST or word in _STATES and _near_be(words, at):
            return True
        if word.endswith("ed") and len(word) > 4 and at > first:
            return not (low(words, at - 1) == "be" and low(words, at - 2) in _MODAL)
        if (
            word in IRREGULAR
            and not word.endswith("s")
            and low(words, at - 1) != "to"
            and word not in ("people", "children", "men", "women")
        ):
            return True
        if word in ("do", "does", "don't", "doesn't") and low(words, at + 1) not in ("wait",):
            return low(words, at - 1) in ("we", "it", "they")
    return False


# After "has" these say what somebody has or must do, not what was done.
_OWNED = ("to", "a", "an", "one", "two", "no")
_MODAL = ("to", "can", "must", "could", "might", "need")


def _acts(words: Words, first: int, last: int) -> bool:
    """Whether we, you or all of a group do something in the present: "everyone gets", "we pay all"."""
    subject = low(words, first) in ("we", "you", "everyone", "everybody", "every", "all", "each")
    return subject and all(low(words, at) not in _BE for at in range(first, last))


def _states(words: Words, first: int, last: int) -> bool:
    return any(low(words, at) in ("is", "are") for at in range(first, last))


_BE = ("is", "are", "isn't", "aren't", "be", "want", "know", "need", "of")


def _near_be(words: Words, at: int) -> bool:
    return any(low(words, n) in ("is", "are", "isn't", "aren't", "it's", "we're", "remains", "remain",
                                 "stays", "stay", "be") for n in range(at - 4, at))  # fmt: skip


def _universal(words: Words, first: int, last: int) -> tuple[bool, tuple[str, ...]]:
    """Whether the range speaks of all or none, and of what."""
    for at in range(first, last):
        if not _bounded(words, at, first) and _all_or_none(words, at):
            return True, () if words[at].low in _PRONOUNS else heads(words, at + 1)
    only = low(words, first) == "only"
    whole = only or has(words, first, last, _WHOLE) or _superlative(words, first, last)
    return bool(whole), ()


def _bounded(words: Words, at: int, first: int) -> bool:
    """Whether "all" or "every" at a token is of certain people or things only."""
    word, following = words[at].low, low(words, at + 1)
    if word == "all" and at > first and not following[:1].isalnum():
        return True
    restricted = word in _UNIVERSALS and at > first and following in _RESTRICTED
    if low(words, at - 1) == "of" or restricted or (word in _OBJECTS and at > first + 1):
        return True
    counted = following[:1].isdigit() or following in _COUNTED
    one_of = (following, low(words, at + 2)) == ("one", "of")
    return word in ("every", "each") and counted and not one_of


def _all_or_none(words: Words, at: int) -> bool:
    word, before, following = words[at].low, low(words, at - 1), low(words, at + 1)
    if word in _UNIVERSALS and following not in _NO_GROUP:
        return True
    if word == "all" and following == "the" and before not in ("for", "of"):
        return True
    owned = word == "no" and before in ("had", "have", "has", "with", "or")
    return word in NEGATIVE_UNIVERSALS and following not in _NO_COUNT and not owned


def _superlative(words: Words, first: int, last: int) -> bool:
    """ "One of the safest": nobody has compared them all."""
    return any(
        (low(words, at), low(words, at + 1), low(words, at + 2)) == ("one", "of", "the")
        and low(words, at + 3).endswith("est")
        for at in range(first, last)
    )


# "Everyone who was there", "all you paid" are certain people and things, not all there are.
_RESTRICTED = frozenset("who whose whom that we you they affected concerned involved".split())
# These count nothing that is named.
_PRONOUNS = frozenset("everyone everybody everything nobody nothing never".split())
# As an object ("we told everyone") these mean those of whom the text speaks.
_OBJECTS = frozenset("everyone everybody everything".split())
_COUNTED = ("thousand", "hundred", "million", "two", "three", "four", "five", "six", "ten", "one")
_TIMES = ("week", "month", "year", "hour", "morning", "evening", "weekday", "step", "effort", "possible",
          "planned")  # fmt: skip
_NO_GROUP = ("but", "the", "day", "other", "over", "along", *_TIMES)
_NO_COUNT = ("longer", "later", "more", "fewer", "less", "cost", "charge", "doubt", "need", "matter", "to",
             "excuse", "words")  # fmt: skip


# To say more later, or to help, is a promise of nothing that a fact could hold.
_WORD = frozenset(
    concept(word) for word in "tell inform post update answer know help question say".split()
)


def mere_word(said: frozenset[str], form: Form, reading: Reading) -> bool:
    """Whether a promise is only to speak or to help, with no time or amount for it."""
    start, end = reading.span(form.first, form.last)
    dated = any(one.kind != "name" and start <= one.start < end for one in reading.values)
    return said <= _WORD and not dated
