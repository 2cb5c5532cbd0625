"""Whether a post is a reasoned complaint: a score that a person can read, and its reasons in words.

What counts is what somebody could act on or check: something happened, to the writer, at a time or
a place, with a number, and they ask for something. What does not: abuse, exaggeration, mockery with
nothing in it, copied texts, advertising. Nothing is learnt from labelled posts; each sign has a
weight, and the sum is put through a logistic curve. The score orders posts, it hides none. The word
lists are English; in other languages only the signs without words count, and the score stays near
the middle.
"""

import html
import math
import re
from typing import NamedTuple

from drafter.steps.intake.questions import asked
from drafter.steps.intake.texts import STOP, stems, tokens, words

_I = re.IGNORECASE


class Sign(NamedTuple):
    """What shows whether a post is genuine: words for a person, a weight, what it looks like."""

    reason: str
    weight: float
    seen: "re.Pattern[str]"


_NUMBER = (
    r"(?:\d+(?:[.,:]\d+)*|an?|two|three|four|five|six|seven|eight|nine|ten|twelve|several"
    r"|couple(?: of)?|half an?)"
)
_PAST = (
    r"(?:was|were|had|have|has|got|been|paid|bought|booked|ordered|called|waited|tried|asked|told|sent"
    r"|lost|missed"
    r"|received|spent|arrived|emailed|reported|filed|returned|requested|made|sat|stood|went|came|took"
    r"|cancell?ed"
    r"|\w{3,}ed|can't|cannot|couldn't|didn't|haven't|am|'ve|still)"
)
SIGNS = (
    Sign("names an amount", 0.5, re.compile(r"[$£€¥]\s?\d|\b\d[\d,.]*\s?(?:dollars|bucks|euros?|pounds"
        r"|usd|eur|gbp|quid)\b", _I)),
    Sign("names a duration or a time", 0.6, re.compile(
        rf"\b{_NUMBER}\+?\s?-?(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|nights?)\b"
        r"|\b\d{1,2}(?::\d\d|\s?[ap]\.?m)\b"
        r"|\b(?:yesterday|last (?:night|week|month)|this morning|tonight|since (?:\w+day|\d|yesterday"
        r"|last))\b", _I)),
    Sign("names a number that can be checked", 0.4, re.compile(r"(?:\b"
        r"|#)(?=\w*\d)[A-Z]{0,3}-?\d{2,}\w*\b")),
    Sign("own experience", 0.6, re.compile(
        rf"\b(?:i|we|my \w+|our \w+)(?:'ve|'m| am)?(?: \w+)?? {_PAST}\b"
        r"|\b(?:my|our|me|us) \w+|\b(?:i|we)'(?:ve|m)\b"
        r"|^(?:just |still )?(?:been )?(?:\w+ing|waited|tried|called|paid|stuck|stranded|missed|lost)\b", _I)),
    Sign("says what went wrong", 0.9, re.compile(
        r"\b(?:delay\w*|late|cancel\w*|lost|lose|losing|missed|missing|broken?|damag\w*|stuck|strand\w*"
        r"|stolen|refus\w*|denied"
        r"|declin\w*|charg\w*|overcharg\w*|fail\w*|error|crash\w*|wait\w*|on hold|hung up|hang(?:s"
        r"|ing)? up|disconnect\w*|not work\w*"
        r"|(?:won't|isn't|doesn't|can't|cannot|couldn't|didn't|unable to|wouldn't|never|no|nobody"
        r"|no ?one|hasn't|haven't|not)"
        r" (?:been |be |even |get |got |to )*(?:work|load|open|pay|access|log|check|book|reach"
        r"|answer\w*|reply|replied|respon\w*|call\w*|help\w*|arriv\w*"
        r"|receiv\w*|refund\w*|deliver\w*|find|connect|change|through|get|let|give|gave|offer\w*"
        r"|show\w*|came|come|show)"
        r"|rude|unprofessional|dirty|filthy|cold|leak\w*|sick|injur\w*|unsafe|wrong|mistake|twice"
        r"|double|lied|ignor\w*|unhelpful)\b", _I)),
    Sign("names whom or what it is about", 0.5, re.compile(
        r"\b(?:agents?|staff|crew|attendants?|representatives?|reps?|manager|supervisor|employees?"
        r"|driver|pilot|captain|customer service"
        r"|gate|seats?|bags?|luggage|baggage|suitcase|ticket|order|parcel|package|account|card|app"
        r"|website|site|phone|line|e-?mail"
        r"|refund|receipt|invoice|reservation|booking|delivery|flight|plane|room|store|shop|product"
        r"|item|battery|screen|voucher)\b", _I)),
    Sign("abuse", -0.6, re.compile(
        r"\b(?:f+u+c*k\w*|fck\w*|sh[i*!]t\w*|bullsh\w*|crap\w*|idiots?|morons?|stupid|scum|a+holes?"
        r"|assholes?|bastards?|bitch\w*|wtf|stfu"
        r"|suck(?:s|ed|ing)?|pathetic|garbage|trash|clowns?|dumb\w*|go to hell|screw you|rot)\b", _I)),
    Sign("exaggeration", -0.5, re.compile(
        r"\b(?:worst (?:\w+ )?(?:ever|in the (?:world|history))|of all time|in history|never (?:ever"
        r"|again)|literally (?:die|dying|dead)"
        r"|everyone knows|always the same|every single time|joke|nightmare|hate (?:you|this|them)"
        r"|worst)\b|[!?]{3,}", _I)),
    Sign("mockery", -0.5, re.compile(
        r"\b(?:lol|lmao|rofl|haha\w*|bravo|slow clap|thanks for nothing|way to go|nice (?:job|one|work)"
        r"|good job|great job|well done|congrat\w*|smh"
        r"|shocker|surprise surprise|classic|as usual)\b"
        r"|[\U0001F602\U0001F923\U0001F644\U0001F44F\U0001F921\U0001F595]|#\w*(?:fail|sucks?|worst|joke"
        r"|never)\w*", _I)),
    Sign("advertising", -2.0, re.compile(
        r"\b(?:follow (?:me|us|back)|giveaway|promo ?code|discount code|click (?:here|the link)"
        r"|subscribe|earn \$|make money|crypto|bitcoin"
        r"|free (?:gift|iphone|followers)|dm (?:me|us) (?:for|to)|check out (?:my|our)|link in bio"
        r"|buy now|limited offer)\b", _I)),
    Sign("speaks to a program, not to people", -3.0, re.compile(
        r"\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,30}\b(?:previous|prior|above|earlier|all"
        r"|your|other|these|any)\b[^.!?\n]{0,25}\b(?:instructions?|prompts?|directives?|programming|context)\b"
        r"|\b(?:system|developer|hidden) (?:prompt|message|instructions?)\b"
        r"|\b(?:bots?|ais?|llms?|models?|assistants?|chatgpt|gpt)\b[^.!?\n]{0,12}\b(?:reading|processing"
        r"|summari[sz]ing|drafting|answering) (?:this|these)\b"
        r"|<\|?/?(?:system|im_start|im_end|assistant|instructions?)\b|\[/?INST\]", _I)),
)  # fmt: skip

_ASKS = re.compile(
    r"\b(?:please|pls|plz|i (?:need|want|would like|expect|demand)|we (?:need|want)|need (?:help|a|my"
    r"|to|you|someone)|want (?:my|a|to know)"
    r"|help me|refund|compensat\w*|reimburs\w*|fix (?:this|it|your)|call me|contact me|(?:can|could"
    r"|would) (?:you|someone|i|we)|how do i)\b",
    _I,
)
_HOW = re.compile(
    r"\b(?:because|since|after|when|while|until|then|despite|even though|so that|due to|instead|but)\b",
    _I,
)
_LINK = re.compile(r"https?://\S+")
# A post of so many words of content says enough; more of them are no further sign.
_ENOUGH, _LITTLE = 8, 3
_START, _MANY = -1.7, 5
# To share a phrase with the others of a concern: in a trade that the lists do not know it is what counts.
_POINT = 0.4


def genuine(
    text: str, *, copies: int = 1, about: frozenset[str] = frozenset()
) -> tuple[float, tuple[str, ...]]:
    """(0 to 1, reasons): the signs that weigh most first, at most five.

    `copies` counts posts of nearly the same words; `about` are the stems of its concern's phrases.
    """
    plain = html.unescape(text).replace("’", "'")
    said = words(plain)
    weighed = [
        (sign.weight, sign.reason)
        for sign in SIGNS
        if sign.seen.search(plain if sign.weight < 0 else said)
    ]
    found = set(tokens(said))
    weighed += _of_form(plain, said, len(found - STOP), copies)
    if about and not about.isdisjoint(stems(found)):
        weighed.append((_POINT, "to the point of its concern"))
    total = _START + sum(weight for weight, _ in weighed)
    order = sorted(weighed, key=lambda one: -abs(one[0]))
    return round(1 / (1 + math.exp(-total)), 4), tuple(reason for _, reason in order if reason)[:5]


def _of_form(plain: str, said: str, content: int, copies: int) -> list[tuple[float, str]]:
    """`content` is the number of different words that are not of conversation."""
    found = [(0.9 * min(content, _ENOUGH) / _ENOUGH, "")]
    if content <= _LITTLE:
        found.append((-0.8, "says little"))
    if asked(plain):
        found.append((0.3, "asks something"))
    if _ASKS.search(said):
        found.append((0.3, "asks for something"))
    if _HOW.search(said):
        found.append((0.3, "tells how it came"))
    if _shouted(said):
        found.append((-0.4, "shouted"))
    if _LINK.search(plain) and content <= _LITTLE + 2:
        found.append((-0.4, "little but a link"))
    if copies >= _MANY:
        found.append((-1.5, f"same words as {copies - 1} others"))
    return found


def _shouted(said: str) -> bool:
    letters = sum(map(str.isalpha, said))
    return letters >= 12 and sum(map(str.isupper, said)) > 0.6 * letters
