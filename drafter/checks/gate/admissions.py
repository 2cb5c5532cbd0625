"""Admissions of fault in a text that no confirmed fact carries.

An admission is a class of acts said of ourselves: what the law blames, knowing, hiding, neglect, fault,
wrongdoing. Taking responsibility and being sorry for the act are none; a court reads them otherwise.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checks.claims.words import concept, tokens
from drafter.checks.sentences import sentences
from drafter.checks.wordings import OWN_FAULT
from drafter.model.brief import Ledger

_WE = re.compile(
    r"\b(?:we|we're|we've|we'd|i|us|our|ours|my|ourselves|the (?:\w+ )?(?:company|firm|brand|board"
    r"|management|organi[sz]ation|team"
    r"|airline|bank|shop|store|retailer|chain|club|leadership)|management|this (?:company|firm|business)"
    r"|(?:company|senior|top) (?:bosses|management|leaders|leadership|executives|staff)|bosses"
    r"|executives|directors|head office"
    r"|staff|it was (?:an )?inside|in-?house|internal\w*)\b"
)
_DEED = {
    "law": (
        r"negligen\w+|reckless\w*|culpab\w+|(?:fully |legally |solely |entirely |wholly |personally "
        r"|financially |jointly )?liab(?:le|ility)\b"
        r"|guilty|unlawful\w*|illegal\w*|crim(?:e|es|inal\w*)|fraud\w*|malpractice|misconduct|wrongdoing"
        r"|(?:broke|broken|breaking|breach(?:ed|es|ing)?|violat\w+|flout\w+|contraven\w+"
        r"|infring\w+)\b(?= (?:\w+ ){0,3}?(?:law|laws|rules?"
        r"|regulations?|contract|dut(?:y|ies)|rights|code|acts?|obligations?|standards?|trust"
        r"|licen[cs]e|gdpr))|in breach of"
        r"|(?:legally|solely|criminally|financially) (?:responsible|to blame|at fault|accountable)"
        r"|responsible for (?:\w+ ){0,3}(?:deaths?|injur\w+|loss\w*|damages?|harm|illness\w*|suffering|claims)"
        r"|owe (?:\w+ ){0,4}(?:damages|compensation)|(?:pay|accept|settle) (?:\w+ ){0,3}(?:damages"
        r"|claims?|blame|fault|guilt|liability)"
        r"|(?:in the wrong|wrong in law|legally wrong)|compensate \w[^.;!?]*\b(?:damages?|losses)"
        r"|no (?:excuse|defen[cs]e) in law|indefensible|gross (?:failure|failings?|incompetence)"
    ),
    "purpose": (
        r"deliberate(?:ly)?|intentional(?:ly)?|on purpose|knowing(?:ly)?\b(?! (?:how|what|that you))"
        r"|wil?lful(?:ly)?|conscious(?:ly)?"
        r"|by design|premeditated|calculated (?:decision|risk)|chose (?:not to|to (?:ignore|hide"
        r"|keep|sell|stay|look))"
        r"|decided (?:not to (?:tell|warn|fix|act|recall|report|disclose|test|inform)|to (?:hide"
        r"|ignore|keep quiet|cover|stay silent))"
        r"|opted (?:not to|to (?:ignore|hide|stay silent))|in bad faith"
    ),
    "knowing": (
        r"(?:knew|known)\b(?! (?:more|that you|you|as|what|when we)\b)(?= (?:about|of|for|since|that"
        r"|this|it|the|all|full|perfectly|very|exactly|in"
        r"|from|before|long|months|weeks|years|there)\b| *[.,;!])"
        r"|(?:were|was|had been|been|being) (?!made )(?:\w+ ){0,2}?(?:aware|warned|alerted)\b"
        r"|(?:told|informed|notified|advised)\b[^.;!?]{0,40}\b(?:repeatedly|months|years|times|twice|risks?|danger\w*|defect\w*)\b"
        r"|should have (?:\w+ )?(?:known|acted|seen|stopped|warned|told|recalled|prevented|noticed)"
        r"|ought to have known"
        r"|(?:could|would|might) (?:\w+ )?have (?:been )?(?:prevented|avoided|stopped|averted|foreseen)"
        r"|(?:preventable|avoidable|foreseeable)|saw (?:this|it) coming|had (?:\w+ )?(?:warnings?|evidence)\b"
        r"|(?:ignored|received|had) (?:\w+ ){0,4}?(?:warnings?|red flags|complaints)"
    ),
    "hiding": (
        r"hid(?:den|ing)?\b|hide (?:it|this|the)|conceal\w*|cover(?:ed|ing)? (?:\w+ ){0,3}?up"
        r"|cover-?up|lied|lying|lies\b|misl(?:ed|ead\w*)|deceiv\w+"
        r"|deception|decept\w+|dishonest\w*|falsif\w+|doctored|forged|fabricat\w+|tampered|back-?dated|manipulat\w+"
        r"|(?:evidence|records?|logs?|files?|emails?|documents?|reports?) (?:[\w-]+ ){0,4}?(?:was|were|been)"
        r" (?:destroyed|deleted|shredded|wiped|erased)"
        r"|(?:destroy|delet|shredd|wip|eras)\w* (?:\w+ ){0,4}?(?:evidence|records?|logs?|files?"
        r"|emails?|documents?|reports?)"
        r"|(?:kept|keep|keeping|stayed|remained) (?:\w+ ){0,3}?(?:quiet|secret|silent)|kept (?:\w+"
        r" ){0,4}?from (?:the )?(?:you|public|customers|regulators?|auditors?|police|press|authorities)"
        r"|suppress\w+|withheld|withh(?:old|olding)|buried|swept (?:\w+ )?under|silenced|gagged"
        r"|hush\w*|stay(?:ed)? silent|not (?:been )?honest"
        r"|not (?:told|telling|tell) (?:you |the public )?the (?:whole |full )?truth|untrue|false statements?"
    ),
    "neglect": (
        r"ignored|ignoring|disregard\w*|neglect\w*|(?:cut|cutting) corners|turned a blind eye|looked"
        r" the other way|did nothing"
        r"|(?:skipp|bypass|waiv|dodg)\w+ (?:\w+ ){0,4}?(?:tests?|checks?|inspections?|safety"
        r"|maintenance|training|rules|controls?)"
        r"|careless\w*|incompeten\w+|irresponsib\w+|sloppy|slopp\w+|lax\b|shoddy|inexcusabl\w+|unforgivabl\w+|unfit"
        r"|(?:put|puts|putting|placed|chose) (?:\w+ ){0,3}?(?:before|ahead of|above|over) (?:\w+"
        r" ){0,2}?(?:safety|people|customers|passengers|patients|you|lives)"
        r"|profits? (?:before|over|above|ahead of)|to (?:save|make) (?:us |ourselves )?(?:\w+"
        r" )?(?:money|costs?|profits?)\b"
        r"|failed (?:in (?:our|its|their|the|a) dut(?:y|ies)|to (?:act|warn|test|inspect|protect"
        r"|disclose|report|maintain"
        r"|prevent|stop|recall|tell|secure|safeguard|comply|meet our"
        r"|take|supervise|train|investigate))|(?:don't|do not|did not|didn't|never) (?:even |really"
        r" )?(?:bother|care|try)\w*|could not care|couldn't care"
        r"|refused to (?:\w+ ){0,2}?(?:fix|pay|listen|act|recall|test|repair|spend|replace|help|invest)"
    ),
    "fault": (
        r"(?:our|my|the company's|management's|own) (?:\w+ ){0,2}?(?:faults?|guilt|blame"
        r"|wrongdoing)\b(?! (?:report|line))|at fault|to blame|blame (?:lies|rests|is|sits)"
        r"|(?:admit|confess|conced|plead)\w*|admission of|(?:accept|take|bear|carry|shoulder)\w*"
        r" (?:\w+ ){0,3}?(?:blame|fault|guilt|culpability)"
        r"|(?:we|i) (?:\w+ ){0,2}?(?:caused|brought (?:this|it) (?:about|on)|created|are the cause"
        r"|were the cause)|caused by (?:us|our own|our (?:\w+ )?(?:greed|failure"
        r"|failings?|decision|mistake|error|neglect\w*|cost))|(?:because|as a result) of our (?:own "
        r"|\w+ )?(?:greed|failings?|cost[- ]cutting|arrogance|decision)"
        r"|greed\w*|arrogan\w+|(?:we|i) (?:\w+ )?(?:deserve|have no (?:excuse|defen[cs]e))"
    ),
    "wrong": (
        r"stole|stolen from you|steal\w*|cheat\w*|scam\w*|defraud\w*|brib\w+|discriminat\w+|racis\w+"
        r"|sexis\w+|exploit\w*|poison\w*|endanger\w*"
        r"|abus(?:e|ed|ing)\b|harass\w*|rip(?:ped|ping)? (?:\w+ )?off|overcharg\w+ (?:\w+"
        r" ){0,3}?(?:on purpose|for years)|sold (?:\w+ ){0,3}?data|sell\w* (?:\w+ ){0,3}?data"
        r"|spied|spying|(?:we|i) (?:\w+ ){0,2}?(?:killed|injured|harmed|hurt|maimed|poisoned|endangered)"
        r"|profited|price[- ]?gouging|launder\w*|embezzl\w+|evad\w+|(?:dangerous|defective|unsafe"
        r"|toxic|contaminated|rotten|faulty|expired) (?:\w+ )?(?:and we|products?|food|goods)"
    ),
}  # fmt: skip
_DEEDS = {name: re.compile(rf"(?<![\w-])(?:{words})", re.I) for name, words in _DEED.items()}
_NOT = re.compile(
    r"(?:\b(?:not|never|no|nobody|none|neither|nor|without|cannot|whether|if|any|deny|denies|denied|stop|prevent"
    r"|against|avoid|alleg\w+|claims? that|accus\w+)|n't)\s+(?:[\w'-]+\s+){0,3}$",
    re.I,
)
_YES = re.compile(
    r"\b(?:not|never|cannot|can't|no longer|don't|won't) (?:\w+ )?(?:deny|dispute|hide|pretend)|no"
    r" (?:excuse|defen|doubt|question)|not only",
    re.I,
)
_STRAIGHT = str.maketrans("’‘ʼ", "'''")
# Denials, and what taking responsibility says without a deed.
_MORAL = re.compile(
    r"(?:we|i|our \w+)(?:'ve|'d| have| had)? (?:\w+ ){0,2}?(?:\w+n't|not|never|let \w+(?: \w+)? down"
    r"|fell short|fallen short"
    r"|failed (?:you|her|him|them|our \w+)|got (?:it|this|that) wrong|made an? (?:\w+ )?mistake"
    r"|disappointed|upset|hurt"
    r"|caused (?:you )?(?:distress|upset|worry|trouble)|took too long|should)\b"
)
# A fact that says who got what wrong carries that it was ours.
_OWNED = re.compile(
    r"\b(?:fault|mistakes?|mistaken\w*|errors?|fail\w*|wrong\w*|forgot\w*|missed|overlook\w*|responsib\w*)\b",
    re.I,
)


_SORRY = re.compile(r"\b(?:sorry|apologi[sz]e|regret)\b")


class Admission(NamedTuple):
    """An admission at `text[start:end]`."""

    start: int
    end: int


def admissions(text: str, ledger: Ledger) -> Iterator[Admission]:
    """The first of each sentence that no confirmed fact carries; a guideline never does."""
    plain = text.translate(_STRAIGHT)
    given = [fact.text for fact in ledger.confirmed]
    sources = [_concepts(one[a:b]) for one in given for a, b in sentences(one)]
    owned = any(_OWNED.search(one) for one in given)
    own = [name.lower() for name in (ledger.organisation, *ledger.names) if name]
    for start, end in sentences(text):
        words = plain[start:end]
        if not (_WE.search(words.lower()) or any(name in words.lower() for name in own)):
            continue
        loose = [
            match
            for name, match in _said(words)
            if not (owned and name == "fault") and not _carried(match.group(), sources)
        ]
        done = loose[0] if loose else _deed(words, sources)
        if done:
            yield Admission(start + done.start(), start + done.end())


def _deed(words: str, sources: list[frozenset[str]]) -> re.Match[str] | None:
    """An act of ours that went wrong, told in the active voice, which the facts do not hold by half."""
    low = words.lower()
    done = next(
        (one for one in OWN_FAULT.finditer(low) if not _MORAL.match(low, one.start())), None
    )
    if done is None or words.endswith("?") or len(low) != len(words):
        return None
    said, held = _concepts(words), frozenset[str]().union(*sources)
    if _SORRY.search(low[: done.start()]) and _concepts(low[done.start() :]) & held:
        return None  # sorry for an act that the facts speak of: the apology itself
    return None if len(said & held) >= len(said) / 2 else done


def _said(words: str) -> Iterator[tuple[str, re.Match[str]]]:
    for name, pattern in _DEEDS.items():
        for match in pattern.finditer(words):
            before = words[: match.start()]
            if _YES.search(words[: match.end()]) or not _NOT.search(before):
                yield name, match


def _carried(words: str, sources: list[frozenset[str]]) -> bool:
    said = _concepts(words)
    return bool(said) and any(said <= source for source in sources)


def _concepts(words: str) -> frozenset[str]:
    return frozenset(name for word in tokens(words) if (name := concept(word.low)))
