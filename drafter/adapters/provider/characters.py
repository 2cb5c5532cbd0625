"""Characters that no answer may hold: what is not seen can hide an instruction or turn words round."""

from typing import Any

_NOT_SEEN = (
    (0x00, 0x08, "a control character"),
    (0x0B, 0x0C, "a control character"),
    (0x0E, 0x1F, "a control character"),
    (0x7F, 0x9F, "a control character"),
    (0x202A, 0x202E, "a bidirectional override"),
    (0x2066, 0x2069, "a bidirectional isolate"),
    (0xD800, 0xDFFF, "half of a surrogate pair"),
    (0xFDD0, 0xFDEF, "a noncharacter"),
    (0xFFFE, 0xFFFF, "a noncharacter"),
    (0xE0000, 0xE007F, "a tag character"),
)
# England, Scotland and Wales have flags that are spelt in tag characters.
_BLACK_FLAG = "\U0001f3f4"
_REFUSED = {code: said for first, last, said in _NOT_SEEN for code in range(first, last + 1)}


def unseen(value: Any) -> str:
    """What a parsed JSON value holds that may not be there, keys included; nothing where it is clean."""
    if isinstance(value, str):
        return _in(value)
    if isinstance(value, dict):
        return next(filter(None, (unseen(one) for pair in value.items() for one in pair)), "")
    if isinstance(value, list):
        return next(filter(None, map(unseen, value)), "")
    return ""


def _in(text: str) -> str:
    for place, letter in enumerate(text):
        said = _REFUSED.get(ord(letter), "")
        if said and not (said == "a tag character" and _flag(text, place)):
            return f"{said} (U+{ord(letter):04X})"
    return ""


def _flag(text: str, place: int) -> bool:
    start = text.rfind(_BLACK_FLAG, max(0, place - 6), place)
    return start >= 0 and all(0xE0000 <= ord(one) <= 0xE007F for one in text[start + 1 : place])
