"""Four things that a sentence may say and that readers, and courts, take for one another.

Sympathy feels with people and owns nothing. An apology is sorry for an act. A statement of cause says
why it happened. An admission owns a breach of law or duty. The first and second are wanted, the third
needs a confirmed fact, the fourth is for counsel.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from drafter.checks.frames import SORRY, Said, frame, said, touched
from drafter.checks.wordings import CAUSE
from drafter.model.finding import Finding, Mark

_SYMPATHY = frame(
    r"\b(?:thoughts|hearts?|prayers|sympath\w+|condolences|best wishes)\b[^.!?]{0,40}\b(?:are"
    r"|is|go(?:es)?|with|out|to)\b",
    r"\b(?:our|my|deepest|sincere|heartfelt) (?:\w+ ){0,2}?(?:sympath\w+|condolences|thoughts)\b",
    r"\b(?:saddened|heartbroken|devastated|shocked|distressed|moved|gutted|grieving|mourn\w*)\b",
    r"\b(?:wish(?:ing)?|hop(?:e|ing)) (?:\w+ ){0,4}?(?:recover\w*|speedy|well\b|better soon)",
    r"\b(?:we|i) (?:\w+ )?(?:know|understand|appreciate|realise|realize|recognise|recognize"
    r"|can imagine|see)\b[^.!?]{0,30}"
    r"\b(?:how|hard|difficult|frightening|frustrat\w+|worr\w+|upset\w*|pain\w*|stress\w*"
    r"|angry|scared|long|tiring|disappoint\w+)\b",
    rf"{SORRY} (?:to (?:hear|learn|see|read)|for your (?:loss|pain|trouble)|(?:that )?you(?:'re"
    rf"| are| feel| felt| had to feel))",
    r"\b(?:feel|felt) for (?:\w+ ){0,3}?(?:you|family|families|them|everyone|those)\b"
    r"|\bour hearts\b",
)
_ADMISSION = frame(
    r"\b(?:we|i|the (?:company|board|council|trust|club|bank)"
    r"|our \w+) (?:\w+ ){0,4}?(?:negligent(?:ly)?|liable|unlawful(?:ly)?|illegal(?:ly)?"
    r"|in breach of|breached|violated|broke (?:the|\w+) law|guilty of|culpable)\b",
    r"\b(?:legal|criminal|civil) (?:fault|liability|responsibility)\b[^.!?]*\b(?:ours"
    r"|accept|admit|we)\b",
    r"\b(?:accept|admit|concede|acknowledge)\w* (?:\w+ ){0,4}?(?:liability|negligence"
    r"|guilt|unlawful|a breach|illegal\w*)\b",
    r"\bbroke (?:\w+ ){0,2}?(?:law|regulations|the rules on|data protection)\b",
)


def acts(text: str, earned: Sequence[Mark], findings: Iterable[Finding] = ()) -> tuple[Mark, ...]:
    """The sentences that show sympathy, apologise, state a cause or admit legal fault, in order.

    `earned` are the marks of the text's apology parts, `findings` those of the tone rules, of which
    `admission_of_liability` marks an admission.
    """
    sentences = said(text)
    legal = touched(
        sentences, (one for one in findings if one.category == "admission_of_liability")
    )
    parts: dict[int, set[str]] = defaultdict(set)
    for mark in earned:
        parts[mark.start].add(mark.what)
    return tuple(
        Mark(what=act, start=one.start, end=one.end)
        for one in sentences
        for act in _acts(one, parts[one.start], one.start in legal)
    )


def _acts(one: Said, earned: set[str], legal: bool) -> Iterator[str]:
    if _SYMPATHY.search(one.text) and "regret" not in earned:
        yield "sympathy"
    if "regret" in earned:
        yield "apology"
    if CAUSE.search(one.text):
        yield "cause"
    if legal or _ADMISSION.search(one.text):
        yield "admission"
