"""What in a text, or in the facts behind it, calls for legal counsel before it goes out."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checks.frames import frame, small
from drafter.model.brief import FactStatus, Ledger
from drafter.model.finding import Finding, Level, found

# Before a word of harm, unless it is denied.
_NONE = (
    r"(?=injur|wound|hurt|w(?:ere|as) hurt|scald|burn)(?<!no one )(?<!nobody )(?<!no-one )"
    r"(?<!no one was )(?<!nobody was )(?<!no-one was )(?<!not )(?<!nobody is )(?<!without )(?<!no )"
)
_PATTERNS = {
    "death or injury": frame(
        r"\b(?:died|deaths?|killed|fatal\w*|fatalit\w+|deceased|bereaved)\b",
        r"\b(?:lost|lose|cost|claimed) (?:\w+ ){0,2}?(?:life|lives)\b(?! of)",
        _NONE + r"\b(?:injur(?:ed|y|ies)|wounded|hurt (?!you\b)(?:in|when|by|and|at|on|while)"
            r"|were hurt|was hurt|scalded|burn(?:ed|t) (?:by|her|his|their)|burns)\b",
        r"\b(?:hospital\w*|intensive care|ambulances?|paramedics?|life support|casualt\w+"
        r"|anaphyla\w+|allergic reaction|had a reaction)\b",
        r"\bbroke (?:her|his|their|an?) (?:arm|leg|wrist|hip|ankle|neck|back|collarbone"
        r"|rib|nose|hand|foot)s?\b|\b(?:fainted|unconscious|concuss\w+)\b",
        r"\b(?:poisoned|made (?:\w+ )?(?:ill|sick)|(?:fell|fallen|became|becoming|taken) (?:ill"
        r"|sick))\b",
    ),
    "minors": frame(
        r"\b(?:child(?:ren)?|school ?(?:child\w*|girls?|boys?)|pupils?|toddlers?|infants?"
        r"|bab(?:y|ies)|teenagers?|under-?(?:1[0-8]|[5-9])s|minors|underage|boys?|girls?)\b(?!'?s? (?:menu"
        r"|section|fare|ticket))",
        r"\b(?:aged?|who is|is|was) (?:just |only )?(?:[1-9]|1[0-7]|three|four|five"
        r"|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
        r"|seventeen)(?=,|\.|;| years?[- ]old| and\b| when\b| now\b)",
        r"\b(?:[1-9]|1[0-7]|(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve"
        r"|thirteen|fourteen|fifteen|sixteen|seventeen))[- ]years?[- ]olds?\b",
    ),
    "personal data": frame(
        r"\b(?:personal|customer|patient|medical|health|payment|bank|card|login|account"
        r"|private) (?:data|details|information|records|numbers)\b",
        r"\b(?:data (?:breach|leak|protection)|passwords?|passport (?:numbers?|scans?"
        r"|details)|dates? of birth|social security|gdpr|identity theft)\b",
        r"\b(?:e-?mail|home|postal|ip) address(?:es)?\b[^.!?]*\b(?:exposed|visible|leaked"
        r"|shared|sent|stolen|accessed|seen|published|copied|taken|disclosed|other|another"
        r"|wrong)\b",
        r"\b(?:another|someone else's|other|the wrong) (?:\w+ )?(?:donor|customer|patient"
        r"|member|person|people|user|guest|client|pupil|student)(?:'s|s')? (?:\w+ )?(?:name"
        r"|address|details|data|record|account|letter|result|file)s?\b",
    ),
    "discrimination": frame(
        r"\b(?:racis[mt]\w*|racial\w*|sexis[mt]|discriminat\w+|homophob\w+|transphob\w+"
        r"|antisemit\w+|anti-semit\w+|islamophob\w+|xenophob\w+|ableis[mt]|misogyn\w+"
        r"|bigot\w*|slurs?|blackface|stereotyp\w+|harass\w+|hate speech|swastika)\b",
        r"\b(?:because of|based on|over|due to|wearing|for wearing) (?:her|his|their"
        r"|a|an|the|your|someone's)? ?(?:\w+ )?(?:race|skin|religion|faith|gender|sex"
        r"|sexuality|disabilit\w+|wheelchair|ethnicit\w+|nationality|accent|headscarf"
        r"|hijab|turban|kippah|pregnan\w+|guide dog|age)\b",
        r"\b(?:wheelchair|disabled|blind|deaf|autistic|black|muslim|jewish|asian|gay"
        r"|trans|pregnant)\b[^.!?]*\b(?:refused|turned away|denied|left behind|left (?:her"
        r"|him|them)|removed|ejected|stopped|unwelcome|excluded|mocked|insulted)\b",
    ),
    "regulator": frame(
        r"\b(?:regulators?|ombudsman|watchdog|information commissioner(?:'s)?"
        r"|health and safety executive|data protection authority|inspectorate)\b",
        r"\b(?:police|prosecutors?|coroner|inquest|public inquiry|criminal investigation"
        r"|council inspectors?|health inspectors?|environmental health)\b",
    ),
    "recall": frame(
        r"\b(?:recall(?:ing|ed|s)? (?!that|how|when|the time)(?:\w+ ){0,4}?(?:batch"
        r"|product|pack|lot|car|vehicle|model|unit|batter|seat|toy|all|our|every|\d)"
        r"|product recall|(?:is|are|been|being|were|was|have|has) recall(?:ed|ing)|the recall"
        r"|safety recall|voluntary recall|a recall)",
        r"\b(?:withdraw\w*|withdrawn|pulled|called back) (?:\w+ ){0,5}?(?:from (?:sale"
        r"|shelves|stores|the shelves|the market)|batch\w*|use[- ]by)\b|\b(?:batch"
        r"|lot) (?:\w+ )?called back\b",
        r"\b(?:do not|don't|please don't|stop) (?:eat|drink|us(?:e|ing)|consum\w+)(?:ing)? (?:it"
        r"|them|this|these|the|any)\b",
    ),
    "lawsuit": frame(
        r"\b(?:lawsuits?|litigation|legal (?:action|proceedings|claims?|case|challenge"
        r"|costs)|class action|sued|suing|sue (?:us|the)|plaintiffs?|claimants?|tribunal"
        r"|injunction|subpoena|settle(?:d|ment) (?:with|of|out)|solicitors?|lawyers?"
        r"|attorneys?|in court|to court|high court|court (?:order|case|hearing|ruling)"
        r"|indict\w*|employment law)\b",
    ),
}  # fmt: skip
# Public bodies are told by their capitals.
_BODIES = re.compile(
    r"\b(?:FDA|FCA|ICO|HSE|OSHA|SEC|FTC|CMA|Ofcom|Ofgem|Ofwat|Ofsted|CQC|CAA|FAA|NTSB"
    r"|EPA|BaFin|CNIL|MHRA|USDA|NHTSA|DVSA|ASA|CPSC|ACCC"
    r"|(?:[A-Z][a-z]+ ){1,4}(?:Authority|Commission|Agency|Standards|Inspectorate|Administration"
    r"|Executive))\b"
)
_WHY = "Words on this can be read out in court: a named counsel signs off before the approval."


class Trigger(NamedTuple):
    """A reason to ask counsel, where it stands in the text, or the fact that holds it."""

    name: str
    start: int = 0
    end: int = 0
    fact: str | None = None


def triggers(text: str, ledger: Ledger | None = None) -> tuple[Trigger, ...]:
    """Each reason once: where the text first gives it, else the fact that does."""
    return tuple(one for name in _PATTERNS if (one := _first(name, text, ledger)) is not None)


def _first(name: str, text: str, ledger: Ledger | None) -> Trigger | None:
    said = _search(name, text)
    if said:
        return Trigger(name, said.start(), said.end())
    for fact in ledger.facts if ledger else ():
        if fact.status is not FactStatus.RETRACTED and _search(name, fact.text):
            return Trigger(name, fact=fact.id)
    return None


def _search(name: str, text: str) -> re.Match[str] | None:
    said = _PATTERNS[name].search(small(text))
    if said is None and name == "regulator":
        return _BODIES.search(text)
    return said


def counsel_findings(text: str, asked: tuple[Trigger, ...]) -> Iterator[Finding]:
    """A suggestion for each trigger; one that only a fact holds marks no words."""
    for one in asked:
        where = f"fact {one.fact} touches" if one.fact else "this touches"
        yield found(
            text,
            one.start,
            one.end,
            rule=f"counsel/{one.name.title().replace(' ', '')}",
            category="counsel",
            level=Level.SUGGESTION,
            message=f"{where} {one.name}: counsel has to sign off",
            why=_WHY,
        )
