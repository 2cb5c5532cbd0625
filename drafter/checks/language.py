"""Which language a text is in, by py3langid: character sequences, offline, some 100 languages.

It is sure of a paragraph and guesses at a few words, so only a clear answer about enough letters counts.
"""

from functools import lru_cache
from typing import Any

# The rule by which the output gate says that a stretch of a text was not checked.
UNREAD = "language/Unchecked"
_LEAST = 40
_SURE = 0.95
# Languages whose texts it cannot tell apart well enough to say that one is the wrong one.
_ALIKE = (
    frozenset({"no", "nb", "nn", "da", "sv"}),
    frozenset({"hr", "sr", "bs", "sl"}),
    frozenset({"id", "ms", "jv"}),
    frozenset({"cs", "sk"}),
    frozenset({"es", "gl", "ca", "pt", "an", "oc"}),
    frozenset({"nl", "af", "li"}),
    frozenset({"hi", "mr", "ne"}),
    frozenset({"de", "lb"}),
    frozenset({"ru", "uk", "be", "bg", "mk"}),
    frozenset({"fr", "wa", "oc"}),
    frozenset({"xh", "zu"}),
)


@lru_cache(maxsize=1)
def reader() -> Any:
    """py3langid's identifier, read once for all that ask."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def spoken(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None where there is too little to be sure."""
    if sum(letter.isalpha() for letter in text) < _LEAST:
        return None
    code, sure = reader().classify(text)
    return str(code) if sure >= _SURE else None


def not_in(text: str, language: str) -> str:
    """One line where `text` is clearly in another language than asked (`en`, `pt-BR`), else nothing."""
    asked = language.replace("_", "-").split("-")[0].lower()
    found = spoken(text)
    if found in (None, asked) or asked not in known():
        return ""
    if any(asked in some and found in some for some in _ALIKE):
        return ""
    return f"the text is in another language ({found}) than asked ({asked})"


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """The languages that can be told."""
    return frozenset(str(code) for code, _ in reader().rank("known"))
