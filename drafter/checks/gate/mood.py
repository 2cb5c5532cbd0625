"""Who says what how: whether words of fault are said of ourselves, as a fact, and not denied."""

import re

WE = re.compile(
    r"\b(?:we|we're|we've|we'd|i|us|our|ours|my|ourselves|the (?:\w+ )?(?:company|firm|brand|board"
    r"|management|organi[sz]ation|team|airline|restaurant|plant|hotel|hospital|clinic|school"
    r"|university|council|charity|factory|operator|insurer|bank|shop|store|retailer|chain|club"
    r"|leadership)"
    r"|management|this (?:company|firm|business)|boardroom|chief executive|insiders?"
    r"|(?:company|senior|top) (?:bosses|management|leaders|leadership|executives|staff)|bosses"
    r"|managers|executives|directors|head office|staff|it was (?:an )?inside|in-?house|internal\w*)\b"
)
# Takes the next words back: "nobody ignored", "we deny that", "whether a rule was".
_NOT = re.compile(
    r"(?:\b(?:not|never|no|nobody|none|neither|nor|without|cannot|any|stop|prevent|against|avoid"
    r"|alleg\w+|claims? that|accus\w+|aware of|beware of|report(?:ing)?|about|victims? of"
    r"|suspected|suspicion of|accounts? of|signs? of|in case of)|n't)\s+(?:[\w'-]+\s+){0,3}$",
    re.I,
)
_WHETHER = re.compile(
    r"\b(?:whether|den(?:y|ies|ied)|dispute|reject|refute"
    r"|look(?:ing|ed)? into|investigat\w+|examin\w+|find(?:ing)? out|ask(?:ed|ing)? (?:if|how|why)"
    r"|(?:no|any) (?:suggestion|claim|allegation|accusation|rumou?r|evidence|sign|truth)s?"
    r"|do(?:es)? not know|don't know|nobody knows|until (?:we|it|you|they)|(?:can't|cannot"
    r"|can not) (?:yet )?say|if (?!we had|only)(?:we|any|it|a|you|there|someone))\b",
    re.I,
)
# What others feel, say or did to us.
_OTHERS = re.compile(
    r"\b(?:you|some|many|most|people|those|customers|others|critics|reports?|media|they|he|she|anyone)\b"
    r"(?: (?:of you|who|may|might|also|all|have|rightly|that)){0,3} (?:feel|felt|say|says|said|think|thought"
    r"|believe\w*|claim\w*|ask\w*|call\w*|accus\w+|suspect\w*|fear\w*|wonder\w*|tell us|told us|wrote)\b"
    r"|\b(?:police|criminals?|fraudsters?|scammers?|attackers?|hackers?|thie(?:f|ves)|burglars?|vandals"
    r"|somebody|someone|(?:a|the) (?:man|woman|driver of|stranger))\b(?!.*\b(?:we|us|our)\b)"
    r"|\b(?:feel\w*|felt|seems?) (?:\w+ )?$",
    re.I,
)
# Turns a denial round again: "we cannot deny", "it would be false to say that we never".
_YES = re.compile(
    r"\b(?:not|never|cannot|can't|no longer|don't|won't|false|nobody can) (?:\w+ )?(?:to )?(?:deny|dispute"
    r"|hide|pretend|say (?:that )?\w+ (?:did|do|was|were|are) not|say (?:that )?\w+ (?:didn't|never|had no))"
    r"|no (?:excuse|defen|doubt|question)|not only|not just",
    re.I,
)
_AFFIRMED = re.compile(
    r"\W*(?:yes|yep|yeah|of course|absolutely|indeed|certainly|guilty|we (?:did|do|were|are|have)\b"
    r"(?! (?:not|never|know|want|everything)))",
    re.I,
)
_REFUTED = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ )?(?:false|untrue|wrong|not true|baseless|a lie|unfounded|nonsense)"
    r"\W*$",
    re.I,
)


def ours(words: str, names: list[str]) -> bool:
    """Whether a sentence in small letters speaks of us, our people or the firm by its name."""
    return bool(WE.search(words)) or any(name in words for name in names)


def meant(words: str, start: int, end: int, after: str) -> bool:
    """Whether the words at `start` to `end` of a sentence are asserted; `after` is what follows it."""
    before = words[:start]
    clause = re.split(r"[:;]|[-–—] ", before)[-1]
    if words.rstrip(" \"'*)").endswith("?"):
        return bool(_AFFIRMED.match(after))
    if _YES.search(words[:end]):
        return True
    if _NOT.search(before) or _WHETHER.search(clause + words[start:end]) or _OTHERS.search(clause):
        return False
    return not (re.match(r"\W*(?:any|the|this|that|it) ", words, re.I) and _REFUTED.search(words))
