"""What a text does by Coombs' Situational Crisis Communication Theory, sentence by sentence.

Source of the postures: Coombs 2007, "Protecting Organization Reputations During a Crisis",
Corporate Reputation Review 10(3):163-176. The frames, and how the main posture is weighed, are ours.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from drafter.checks.frames import Said, frame, said, touched
from drafter.model.crisis import Advice
from drafter.model.finding import Finding, Level, Mark, Strategy, found

# Denial, said outright.
_DENIAL = frame(
    r"\b(?:untrue|baseless|unfounded|groundless|fabricated|defamatory|libellous|a hoax"
    r"|a smear|(?:a|are|is|all) lies?\b(?! (?:with|in|on|at))"
    r"|(?:is|are|was|were) (?:\w+ly |simply |just |plain )?(?:false|not true|nonsense|fake)"
    r"|false (?:claims?|rumou?rs?|reports?|allegations?|accusations?|story|stories)"
    r"|no (?:truth|basis|foundation|substance) (?:to|in|for|whatsoever)|(?:this|it|that"
    r"|which) (?:did not|didn't|never) happen(?:ed)?)\b",
    r"\b(?:we|i|the (?:company|club|board|bank|charity)) (?!do not|don't|cannot|can't"
    r"|will not|won't)(?:\w+ ){0,2}?(?:den(?:y|ies)\b(?! (?:boarding|entry|access|you"
    r"|them|anyone))"
    r"|refutes?|rejects?|disputes?|did no such|stands? by (?:our|the|its|every|what)"
    r"|(?:did|have|has) nothing (?:wrong|to do with))\b",
    r"\b(?:not|n't|never|neither) (?:\w+ )?(?:our|the company's|the club's|caused by our"
    r"|of our) (?:\w+ )?(?:fault|doing|employees?|responsibility"
    r"|accident|making|mistake|error|product|problem)s?\b|\b(?:nothing"
    r"|not anything) to do with (?:us|our|the company)\b",
)
# Taking back what one said oneself is no denial.
_OWN_WORDS = frame(
    r"\b(?:we|i|our|my) (?:\w+ ){0,2}?(?:said|say|wrote|told|printed|reported|posted"
    r"|published|tweeted|claimed|called|promised|advertised"
    r"|statements?|posts?|articles?|emails?|letters?|adverts?|ads?|menus?|labels?|figures?)\b"
)
# Attack on the accuser or the report.
_ATTACK = frame(
    r"\b(?:reports?|claims?|posts?|stor(?:y|ies)|photos?|pictures?|accounts?|allegations?"
    r"|rumou?rs?) [^.!?]{0,50}\b(?:is|are|was|were) (?:simply |plainly )?(?:wrong|incorrect"
    r"|not (?:ours|from|of))\b"
    r"|\bno (?:\w+ ){0,2}?(?:employees?|members?|staff|one|driver|doctor|colleague) of ours\b"
    r"|\b(?:we|i) (?:did not|didn't|do not|don't|have not|haven't|never) (?:leak|s[eo]ll?d?"
    r"|share|steal|dump|threaten|hide|cheat|lie|mislead|discriminate|fire|dismiss)\w*\b"
    r"|\b(?:we|it) (?:are|is|was|were) not the (?:owner|operator|landlord|employer|maker"
    r"|manufacturer|seller)s?\b",
    r"\b(?:invented|made up|staged|faked|doctored|fictitious|concocted|categorically)\b"
    r"|\bnothing in (?:the|these|this) (?:\w+ )?(?:allegations?|claims?|reports?|story"
    r"|post)\b"
    r"|\b(?:no|not any) (?:part|role|hand|involvement) in (?:this|it|that|what)\b|\b(?:cannot"
    r"|can't|does not|doesn't|do not|don't) (?:harm|cause|contain|hurt)\b",
    r"\b(?:coverage|reports?|footage|clip|video|story|article|posts?|media|press|critics"
    r"|campaign\w*|claims?|picture|account)\b[^.!?]*"
    r"\b(?:misleading|one-sided|lopsided|selectively|heavily edited|out of context|malicious"
    r"|agenda|sensational\w*|irresponsible|inaccurate)\b",
    r"\b(?:witch[- ]hunt|smear campaign|mischief|trolls?|(?:heavily|selectively) edited)\b",
)
# Scapegoat, as far as grammar shows it: somebody else and what they did wrong.
_SCAPEGOAT = frame(
    r"\bbehind (?:these|this|the) (?:rumou?rs?|posts?|claims?|stor(?:y|ies)|campaign)\b"
    r"|\bspreading (?:lies|rumou?rs|false)\b"
    r"|\bcaused (?:\w+ )?by (?:users|customers|passengers|guests|people|visitors|drivers"
    r"|someone|somebody|a third|an outside)\b"
    r"|\b(?:not|never|n't) (?:employed by|one of|working for|work(?:ed)? for) (?:us"
    r"|our)\b|\btake it up with\b"
    r"|\b(?:the )?(?:council|airport|supplier|agency|landlord|contractor|ministry|manufacturer"
    r"|bank), not (?:we|us)\b",
    r"\b(?:rogue|agency|former|lone|disgruntled|no longer) (?:\w+ )?(?:employees?|labour"
    r"|workers?|works? for|contractors?|staff|individuals?)\b",
    r"\b(?:fault|responsibility|blame|liability|questions?) (?:\w+ )?(?:lies?|rests?"
    r"|sits?|belongs?|is|are) (?:\w+ )?(?:with|for|entirely with) (?!us|me|our)\w+",
    r"\b(?:people|customers|users|someone|they|others|some) (?:\w+ )?(?:have |had |has )?(?:moved"
    r"|ignored|clicked|tampered|misused|struggled|misread|chose)\b",
)
# Excuse (no intent, no control) and justification (the harm is small, or only felt).
_DIMINISH = frame(
    r"\b(?:best|good|kindest|purest) of (?:motives|intentions)\b|\b(?:common|normal) (?:at"
    r"|in|for|across)\b|\bno (?:lasting |real |actual )?(?:harm|damage) (?:was|has been"
    r"|is)\b"
    r"|\b(?:simple|honest|human|innocent|genuine) (?:\w+ )?(?:slip|mistake|error|oversight"
    r"|mix-up)\b|\bfew,? if any\b|\bclose to nil\b|\b(?:some|certain) people (?:saw"
    r"|took|read|felt|found)\b",
    r"\b(?:brief|short-lived|momentary|passing|temporary) (?:\w+ )?(?:delay|interruption"
    r"|outage|pause|disruption|lapse)s?\b|\bthese things (?:do )?happen\b"
    r"|\b(?:tiny|tiniest|teeny|trivial|harmless|light-hearted|tongue[- ]in[- ]cheek)\b"
    r"|\b(?:anyone|anybody|everyone|most people) (?:else )?would have\b"
    r"|\b(?:normal|usual|typical|to be expected) (?:for|in|at)\b|\b(?:nobody|no one) could have\b"
    r"|\b(?:will|may|might) (?:hardly |barely |not )(?:even )?have noticed\b"
    r"|\bhands (?:were|are) tied\b|\bout of (?:all )?proportion\b|\b(?:overblown|exaggerated)\b"
    r"|\bwell (?:below|under|within)\b"
    r"|\b(?:in fairness|to be fair|let's be honest|mind you|then again|all the same)\b"
    r"|\bnothing more than\b|\bbe it said\b",
    r"\b(?:small|tiny|limited|minimal|negligible|modest) (?:\w+ )?(?:number|minority"
    r"|proportion|group|percentage|part|impact|delay|amount|subset)\b|\ba handful\b"
    r"|\ba (?:fraction|sliver|minority) of\b|\bisolated\b|\bminor\b|\bslight(?:ly)?\b"
    r"|\bcertain (?:\w+ )?\w+s\b|\bone-off\b|\bnot representative|\bin no way\b"
    r"|\bonly (?:a (?:few|sliver|small|handful|brief|fraction)|briefly|some)\b|\ba (?:touch"
    r"|tad|little|bit) \w+|\bvery few\b|\bmost (?:customers|people|users|guests) (?:\w+ )?(?:were"
    r"|are|saw|did|noticed)\b"
    r"|\bhiccups?\b|\bteething\b|\bglitch\w*|\bblip\b|\bsnag\w*|\bminimal\b|\bwell within\b",
    r"\b(?:intention\w*|intended|did(?:n't| not) mean|good faith|set out to|(?:we|i"
    r"|only|never|not|was|were) meant (?:as|to|in|well)|best intentions|only (?:having"
    r"|trying|wanted)|nobody here|no (?:malice|intent)"
    r"|in mind|reaching for|trying to|aimed to|hoped to|wanted to (?:celebrate|honour"
    r"|show|make|start))\b",
    r"\b(?:sorry|apolog\w+|regret)\b[^.!?]*\b(?:if|may have|might have|insofar|to the extent"
    r"|any \w+|you (?:feel|felt|found)|felt|frustration|confusion|disappoint\w+|upset)\b",
    r"\b(?:if|to the extent|insofar)\b[^.!?]*\b(?:sorry|apolog\w+|regret)\b|\b(?:may"
    r"|might) have\b[^.!?]*\b(?:sorry|apolog\w+)|\bany inconvenience\b",
    r"\b(?:beyond|outside|out of) (?:\w+ )?(?:our )?(?:control|hands)\b|\bunfor[se]\w*\b"
    r"|\bunavoidabl\w+|\bunprecedented\b|\bexceptional\b|\bmostly down to\b|\bthe result of\b"
    r"|\b(?:crept in|found its way|did not follow|misread|misjudging)\b|\bthat said\b"
    r"|\bindustry[- ]wide\b|\bcommon (?:practice|across)\b|\blike (?:many|most|all) \w+\b",
    r"\b(?:mistakes?|errors?|failings?|lapses?) (?:was|were|occurred|happened|arose)\b"
    r"|\bas (?:intended|designed)\b|\bwithin (?:the )?(?:rules|guidelines|policy|limits"
    r"|normal)\b",
)
# Reminder of good works, ingratiation, victimage.
_BOLSTER = frame(
    r"\bamong the (?:finest|best|safest|most)\b|\bthank(?:s"
    r"| you)? (?:to )?our (?:\w+ )?(?:volunteers|staff|teams?|colleagues|crews?|members"
    r"|fans|supporters)\b|\bgrateful (?:for|to) (?:your|our|the) (?:\w+ )?(?:loyalty"
    r"|support|patience|fans|customers|staff|teams?)\b"
    r"|\bfew (?:firms|companies|brands|businesses) (?:do|have|can)\b|\b(?:cared for"
    r"|served|fed|supplied|stood by) [^.!?]{0,40}\b(?:since|for \w+ (?:years|decades))\b",
    r"\bfor (?:over |more than |nearly )?(?:[\w-]+ ){1,2}?(?:years|decades"
    r"|generations)\b[^.!?]*\b(?:trust\w*|serv\w+|been|stood|known|relied)\b"
    r"|\b(?:voted|ranked|rated|named) (?:\w+ ){0,3}?(?:best|safest|cleanest|first|number one"
    r"|top|greenest|most)\b|\bday and night\b|\baround the clock for\b"
    r"|\b(?:you|they) are the reason\b|\bmeans? the world\b|\bone of the (?:\w+'s )?(?:safest"
    r"|best|most|cleanest|finest|largest|oldest)\b|\bin our (?:blood|dna|bones)\b"
    r"|\b(?:planted|donated|raised|invested) (?:an?|over|more|nearly|[£$€\d])[^.!?]*\b(?:last"
    r"|since|each|every)\b|\bpride\b|\bhumbled\b|\benvy of\b|\blaureates?\b",
    r"\b(?:proud\w*|since (?:1[89]|20)\d\d|award\w*|(?:highest|strictest|rigorous) standards"
    r"|(?:years|decades|generations) of|heritage|reputation|track record"
    r"|(?:have|has) always (?!been (?:late|slow))"
    r"|for (?:over|more than|nearly) (?:\w+ )?(?:years|decades|a century)|world[- ]class"
    r"|leading)\b",
    r"\b(?:at the (?:very )?heart|core of|who we are|our values|means everything|(?:top"
    r"|first|number one|highest|utmost) (?:priority|importance|concern)|value (?:the"
    r"|your|our)|passionate|care deeply"
    r"|our (?:\w+ )?(?:customers|guests|fans|members|passengers|community|staff|team"
    r"|colleagues) (?:deserve|come first|mean (?:everything|the world|so much))|committed to"
    r"|commitment to|dedicated|tireless\w*|hard work|heroic)\b",
    r"\b(?:nothing (?:matters|is more)|seriously|rest assured|raising the bar|loyal"
    r"|thank (?:you|our|all|everyone|customers|\w+) for (?:your|their|the) (?:patience"
    r"|understanding|support|loyalty|trust))\b",
    r"\b(?:terribl[ey]|incredibl[ey]|hard|difficult|painful|wretched|lonely|bruising"
    r"|tough|exhausting) (?:\w+ )?(?:on|for|time|week|days?|month|business)\b[^.!?]*\b(?:us"
    r"|our|we|me|my|team|family|staff|office)\b",
)
# What a tone finding says of the posture of its sentence, and how much that weighs.
_BY_TONE: dict[str, tuple[Strategy, float]] = {
    "blame_shift": ("deny", 1.0),
    "conditional_harm": ("diminish", 1.0),
    "reaction_apology": ("diminish", 1.0),
    "minimiser": ("diminish", 1.0),
    "euphemism": ("diminish", 1.0),
    "intent_shield": ("diminish", 1.0),
    "but_reversal": ("diminish", 1.0),
    "agentless_passive": ("diminish", 1.0),
    "humour": ("diminish", 0.5),
    "credential_padding": ("bolster", 1.0),
    "self_pity": ("bolster", 0.5),
}
_FRAMES: dict[Strategy, tuple[re.Pattern[str], ...]] = {
    "deny": (_DENIAL, _ATTACK, _SCAPEGOAT),
    "diminish": (_DIMINISH,),
    "bolster": (_BOLSTER,),
}
# Kinds that are there to inform: a sentence of another posture among many does not change that.
_INFORMING = frozenset({"update", "faq_answer", "holding"})
# Fitted on the labelled sets, rounded: each set was judged by what the others gave.
_MOSTLY = 0.15
_EXCUSED = 1.5
_APOLOGY = 3
_OWNS = frozenset({"regret", "responsibility", "forgiveness"})


class Acted(NamedTuple):
    """What a text does: its main posture, and the posture of each sentence."""

    main: Strategy
    marks: tuple[Mark, ...]


def acted(
    text: str, earned: Sequence[Mark], findings: Iterable[Finding] = (), kind: str | None = None
) -> Acted:
    """The postures of `text`: deny, diminish, rebuild, bolster, or information for none of them.

    `earned` are the marks of its apology parts, `findings` those of the tone rules. A text that owns
    what was done in clearly more parts of an apology than it has sentences of excuse or denial
    rebuilds; else the other postures are weighed by the sentences that show them.
    """
    sentences = said(text)
    about = touched(sentences, (one for one in findings if one.category in _BY_TONE))
    owned = {mark.start for mark in earned if mark.what != "explanation"}
    shown = [(one, _shown(one, one.start in owned, about.get(one.start, ()))) for one in sentences]
    weight = {
        posture: sum(each.get(posture, 0.0) for _, each in shown)
        for posture in ("deny", "diminish", "bolster")
    }
    marks = tuple(
        Mark(what=posture, start=one.start, end=one.end)
        for one, each in shown
        for posture in (each or {"information": 1.0})
    )
    if _rebuilds({mark.what for mark in earned}, weight["deny"] + weight["diminish"], kind):
        return Acted("rebuild", marks)
    if kind in _INFORMING and sum(weight.values()) <= _MOSTLY * len(sentences):
        return Acted("information", marks)
    return Acted(_weighed(weight), marks)


def _shown(one: Said, owned: bool, findings: Iterable[Finding]) -> dict[Strategy, float]:
    """The postures that a sentence shows, with their weights; {} where it only informs."""
    shown: dict[Strategy, float] = {
        posture: 1.0
        for posture, patterns in _FRAMES.items()
        if any(pattern.search(one.text) for pattern in patterns)
    }
    for finding in findings:
        posture, weight = _BY_TONE[finding.category]
        shown[posture] = max(weight, shown.get(posture, 0.0))
    if owned:
        shown["rebuild"] = 1.0
    return shown


def _denials(text: str) -> dict[int, int]:
    """Start and end of each sentence that denies somebody's claim, and not what one said oneself,
    there or in the sentence before."""
    sentences = said(text)
    return {
        one.start: one.end
        for before, one in zip((None, *sentences), sentences, strict=False)
        if _DENIAL.search(one.text)
        and not _OWN_WORDS.search(one.text)
        and not (before and _OWN_WORDS.search(before.text))
    }


def _rebuilds(parts: set[str], against: float, kind: str | None) -> bool:
    """Whether the text owns what was done and outweighs its own excuses.

    An excuse or a denial weighs half as much again as a part. An apology or a reply that only
    compensates rebuilds too. A text that is there to inform does only with three parts: many say
    sorry in passing.
    """
    names = parts - {"explanation"}
    if kind in _INFORMING and len(names) < _APOLOGY:
        return False
    compensates = kind in {"apology", "reply"} and "repair" in names
    return (bool(names & _OWNS) or compensates) and len(names) > _EXCUSED * against


def _weighed(weight: dict[str, float]) -> Strategy:
    if not any(weight.values()):
        return "information"
    if weight["deny"] and weight["deny"] > weight["diminish"]:
        return "deny"
    return "diminish" if weight["diminish"] >= weight["bolster"] else "bolster"


# From the least to the most that a posture gives those who were harmed.
_ACCOMMODATES: tuple[Strategy, ...] = ("deny", "bolster", "diminish", "information", "rebuild")
_MIXED = (
    "Coombs 2007 (Corporate Reputation Review 10(3):163-176): mixing denial with diminish or rebuild "
    "undoes the whole response. Who denies has nothing to be sorry for."
)


def posture_findings(
    text: str, postures: Acted, advice: Advice | None, kind: str | None = None
) -> Iterator[Finding]:
    """An error where a denial stands beside an excuse or an apology, with both sentences; and a
    remark where the text gives less than the posture that the crisis asks for."""
    yield from _mix(text, postures.marks)
    main = postures.main
    if advice is None or main in {advice.strategy, *advice.also} or not text.strip():
        return
    if _ACCOMMODATES.index(main) >= _ACCOMMODATES.index(advice.strategy):
        return  # giving more than the theory asks for is for people to decide
    start, end = next(
        ((mark.start, mark.end) for mark in postures.marks if mark.what == main), (0, len(text))
    )
    informs = main == "information" and kind != "apology"
    yield found(
        text,
        start,
        end,
        rule="strategy/NotAsAdvised",
        category="strategy",
        level=Level.SUGGESTION if informs else Level.WARNING,
        message=f"the text's posture is {main}; this crisis asks for {advice.strategy}",
        why=advice.why,
        suggestion="Information is owed first; say then what you answer for."
        if informs
        else "Say what you answer for, from the confirmed facts.",
    )


def _mix(text: str, marks: Sequence[Mark]) -> Iterator[Finding]:
    denies = _denials(text)
    softens = [
        mark for mark in marks if mark.what in {"diminish", "rebuild"} and mark.start not in denies
    ]
    if not denies or not softens:
        return
    other = next((one for one in softens if one.what == "rebuild"), softens[0])
    yield found(
        text,
        *next(iter(denies.items())),
        rule="strategy/Mixed",
        category="strategy",
        level=Level.ERROR,
        message=f"this denies, and elsewhere the text does {other.what}: {text[other.start : other.end]!r}",
        why=_MIXED,
        suggestion="Decide which of the two is true, and take the other sentence out.",
    )
