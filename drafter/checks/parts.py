"""Which of the six parts of an apology a text has, by the words that earn them."""

import re

from drafter.checks.sentences import sentences
from drafter.model.finding import Parts

_SORRY = r"\b(?:sorry|apologi[sz]e[sd]?|apolog(?:y|ies)|regrets?|ashamed|remorse)\b"
_FEELING = (
    r"(?:frustrat\w+|confus\w+|disappoint\w*|misunderst\w+|perception|impression|angst|annoy\w*"
    r"|anger|angry|offen[cds]\w*|upset|worr(?:y|ies|ied)|concern\w*|alarm\w*|reactions?|stress"
    r"|uncomfortable|unwelcome|unhappy|experience|feedback|inconvenience\w*)"
)
_HARM = (
    r"(?:offen[ds]\w*|hurt\w*|upset\w*|harm\w*|caus\w+|affect\w+|distress\w*|inconvenienc\w+|felt"
    r"|feel\w*|found|fell short|let (?:you|any\w*|people) down|wrong|mistakes?|disappoint\w+|lost)"
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# The harm itself under a condition: the sentence earns no part. An "if" that sorts readers
# ("if your card was charged twice, ...") stands without a word of regret and stays.
_HYPOTHETICAL = _any(
    rf"{_SORRY}[^.!?]*\b(?:if|to the extent|insofar|in so far as|should (?:any|this|it|you))\b",
    rf"\b(?:if|to the extent|insofar as|in so far as|should|where)\b[^.!?;]*{_SORRY}",
    rf"\b(?:may|might|could) (?:well )?have\b[^.!?]*\b{_HARM}\b",
    r"\b(?:any(?:one|body)?|those|customers|people|some)\b[^.!?,;]{0,40}\b(?:may|might)\b[^.!?]*"
    + _SORRY,
    rf"{_SORRY}[^.!?]*\b(?:may|might) (?:have|be|feel)\b",
)
_NO_ACT = _any(
    rf"{_SORRY}(?: to (?:hear|learn|see|read))?(?: that| how| about| for| if)? (?:you|people|some"
    rf"|guests|customers|they)\b[^.!?]*\b(?:feel|felt|think|thought|{_FEELING}|enjoy|expect\w*)\b",
    rf"{_SORRY} (?:for |about |over )?(?:any|the|that|this|your|all the|some) (?:\w+ )?{_FEELING}\b"
    r"(?! (?:we|I|our \w+)\b)",
    rf"{_SORRY} to (?:hear|learn|see|read)\b",
    r"\b(?:any|the) inconvenience\b",
)
_OWN_ACT = _any(
    r"\b(?:we|I) (?!know|understand|hear|see|appreciate|are |am |want|would|can |do |deeply"
    rf"|sincerely|truly|apologi|regret)\w+[^.!?]*{_SORRY}"
)
_EXPLANATION = _any(
    r"\b(?:because|due to|owing to|caused by|the (?:cause|reason|fault) (?:was|is)|as a result of"
    r"|stemmed from|traced to|which meant|so that|why)\b",
    r"\b(?:we|I|our (?:\w+ )?\w+|my \w+)(?:'d|'ve)? (?:had |have |also |wrongly |never |only )*(?:did"
    r"(?:n't| not)|failed|forgot|lost|left|sent|charged|used|changed|told|gave|sold|served|took"
    r"|put|ran|missed|broke|muted|loaded|printed|released|raised|offered|shipped|spent|turned"
    r"|cut|emailed|shortened|tested|read|answered|logged|shut|closed|let|booked|cancelled|hired"
    r"|switched|deleted|posted|published|stored|shared|ignored|built|made|wrote|kept|held|got"
    r"|approved|signed|hadn't|trusted|planned|bought|fitted|poured|dropped|sorted|packed|paid)\b",
    r"\b(?:failed|burst|contained|leaked|caught fire|crashed|collapsed|overheated|slipped|crept"
    r"|misfired|found (?:its|their) way|dropped out|was found|were found|ran (?:out|outside)"
    r"|filled up|on strike|was faulty|went wrong|brought down|struggled|were picked up)\b",
)
_UNKNOWN = _any(r"\b(?:not|n't|cannot|can't) (?:yet )?(?:know|say|tell)\b", r"\brather not guess\b")
_RESPONSIBILITY = _any(
    r"\b(?:our|my|entirely our|all our) (?:own )?(?:mistake|fault|error|failure|failing|doing"
    r"|responsibility|job|decision|blame|choice|planning|oversight)\b(?! (?:to|that) (?:help|be))",
    r"\b(?:is|was|were|are|be) (?:\w+ )?(?:ours|mine|on us|on me|down to us|down to me)\b",
    r"\bbecause of us\b|\bthat's on (?:us|me)\b|\bno excuses?\b|\b(?:we|I) did this\b",
    r"\b(?:we|I) (?:have |had |also |simply |really )*(?:got (?:this|it|that|\w+) (?:\w+ )?wrong"
    r"|were wrong|was wrong|let (?:you|them|her|him|everyone|people|\w+ \w+) down|failed"
    r"|should(?:n't| not)? have|broke (?:my|our)|own (?:this|it|that)|am to blame|are to blame"
    r"|(?:take|accept|bear) (?:full |the |all )*(?:responsibility|blame)|made (?:a|the|this|two"
    r"|three|several) (?:\w+ )?mistakes?|answer for|chose wrongly)",
    r"\bwhat (?:we|I) got wrong\b|\b(?:we|I) \w+ (?:it|this|them) ourselves\b|\bmyself to blame\b",
    r"\b(?:I|we) did(?:n't| not) (?:check|read|ask|tell|look|listen|act|stop|call|test|warn)\b",
    r"\b(?:we|I) [^.!?]{3,60} and (?:told nobody|did nothing|told no one|took it from you)\b",
)
_REPENTANCE = _any(
    r"\b(?:from|as of|starting|since) (?:today|now on|tomorrow|this (?:morning|week|month)|next"
    r" (?:week|month)|\w+day|\d{1,2} \w+|\w+ \d{1,2}|January|February|March|April|May|June|July"
    r"|August|September|October|November|December)\b(?!,? \d+ (?:customers|people|homes))[^.!?]*"
    r"\b(?:every|each|all|two|both|no|never|will|must|checks?|reads?|signs?|goes?|runs?|asks?)\b",
    r"\b(?:every|each|no|all) [^.!?]{3,80}\b(?:now|before (?:it|they|any|we|an?|you|each)|until"
    r"|unless|from (?:now|today))\b",
    r"\b(?:we|I)(?:'ve| have| now|'ll| will)?(?: now| also)? (?:changed|check|checked|train\w*"
    r"|retrain\w*|added?|stopp?(?:ed)?|end(?:ed)?|ban(?:ned)?|replaced|brought in|no longer"
    r"|never again|won't|will not) [^.!?]{0,80}\b(?:before|each|every|again|until|so that|first"
    r"|any more|anymore|without|twice)\b",
    r"\bwill have \w+ [^.!?]{0,40}\binstead of\b|\bwritten into (?:your|our|the) \w+",
    r"\b(?:all|every) (?:\d+ |of our )?[\w ]{2,30} (?:sit|are being|will be|is being|start)\b",
)
_REPAIR = _any(
    r"\b(?:refund\w*|reimburs\w+|compensat\w+|vouchers?|replac(?:e|ed|ements?|ing)|money back"
    r"|credit(?:ed)? (?:on|to|of)|(?:days'?|month'?s?|bill) credit|free (?:of charge|\w+)|rebook"
    r"\w*|give back|paid back|pays? back|repaid|repay|put(?:ting)? (?:it|this) right|bill credit)\b",
    r"\b(?:at our (?:cost|expense)|paid (?:for )?by us|on us\b|we(?:'ll|'re| will| are)? pay\w*"
    r"|(?:are|is) ours to pay|comes? off (?:every|your)|back on (?:your|the) card|go(?:es)? back"
    r"|get (?:your|the|their) money|for no charge|at no charge|up to [£$€]\d)",
    r"\b(?:call|ring|phone|text|reply|dm|message|email|write to|bring|send|go to|press|claim|ask"
    r" for)\b[^.!?]{0,60}(?:\d{3,}|\bwe'll\b|\bwe will\b|\bfor (?:a|an|the|your)\b|@|\bback\b)",
    r"\b(?:courier|taxi|coach|replacement|hotel|meal|seat|doctor|new (?:slot|card|one|appointment)"
    r"|choice)\b[^.!?]{0,60}\b(?:will|is|are|has been|have been|by|for you|to your|or)\b",
    r"\b(?:has|have|had|is|are|was|were|been) (?:\w+ )?(?:moved to|restored to|lifted|offered|given"
    r" back|returned|back on|called back)\b",
)
_FORGIVENESS = _any(
    r"\bforgiv\w+|\bpardon\b(?! the)",
    r"\b(?:another|second|the|a|one more|give us a) chance\b[^.!?]{0,40}\b(?:to|from|again)\b",
    r"\bask[^.!?]{0,40}\b(?:chance|forgiveness|your (?:trust|patience) (?:back|again))\b",
)


def parts(text: str) -> Parts:
    """The parts that `text` has; a sentence whose harm is under an "if" or "may have" earns none.

    Source of the six parts: Lewicki, Polin & Lount 2016, "An Exploration of the Structure of
    Effective Apologies", Negotiation and Conflict Management Research 9(2):177-196. The patterns
    are ours: they find the usual wordings, not every paraphrase.
    """
    plain = text.replace("’", "'")
    firm = [plain[a:b] for a, b in sentences(plain) if not _HYPOTHETICAL.search(plain[a:b])]

    def has(pattern: re.Pattern[str]) -> bool:
        return any(pattern.search(sentence) for sentence in firm)

    return Parts(
        regret=any(_regrets(sentence) for sentence in firm),
        explanation=any(_EXPLANATION.search(one) and not _UNKNOWN.search(one) for one in firm),
        responsibility=has(_RESPONSIBILITY),
        repentance=has(_REPENTANCE),
        repair=has(_REPAIR),
        forgiveness=has(_FORGIVENESS),
    )


def _regrets(sentence: str) -> bool:
    if not re.search(_SORRY, sentence, re.IGNORECASE):
        return False
    return not _NO_ACT.search(sentence) or bool(_OWN_ACT.search(sentence))
