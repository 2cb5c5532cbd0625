"""Which language a post is in (langid.py, Lui & Baldwin 2012, as py3langid)."""

from collections import Counter
from collections.abc import Sequence

from drafter.checks.language import reader
from drafter.model.crisis import Mention
from drafter.steps.intake.texts import words

# Posts are short: below this probability the language of most posts is the better guess.
_SURE = 0.95
_LETTERS = 12
# What the model gives to texts that are in no language.
_NONE = frozenset({"zxx", "und", ""})


def languages(mentions: Sequence[Mention]) -> list[str]:
    """ISO 639 codes, in order: the export's own word first, then what the text shows.

    A post too short to tell has the language of most posts; where none is known it is empty.
    """
    known = [mention.language.strip().lower()[:2] or _told(mention.text) for mention in mentions]
    often = Counter(code for code in known if code).most_common(1)
    usual = often[0][0] if often else ""
    return [code or usual for code in known]


def _told(text: str) -> str:
    plain = words(text)
    if sum(map(str.isalpha, plain)) < _LETTERS:
        return ""
    code, sure = reader().classify(plain)
    return code if sure >= _SURE and code not in _NONE else ""
