"""UTF-8 that was once read as Windows-1252 (`GrÃ¼ÃŸe`, `donâ€™t`), turned back where it is certain.

A cell is turned back only where it holds a sequence that no language writes; then all sequences in
it are, for a text is damaged as a whole. Method: the sequence's characters are the bytes of one
UTF-8 character as code page 1252 shows them (RFC 3629, section 3).
"""

import re

_UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
# Every byte as Windows programs show it; the five that code page 1252 leaves open as themselves.
_SHOWN = {
    byte: chr(byte) if byte in _UNDEFINED else bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0x100)
}
_BYTES = {shown: byte for byte, shown in _SHOWN.items()}


def _class(first: int, last: int) -> str:
    return "[" + "".join(re.escape(_SHOWN[byte]) for byte in range(first, last + 1)) + "]"


_REST = _class(0x80, 0xBF)
_SEQUENCE = f"(?:{_class(0xC2, 0xDF)}{_REST}|{_class(0xE0, 0xEF)}{_REST}{{2}}|{_class(0xF0, 0xF4)}{_REST}{{3}})"
# What follows Â or Ã in no language: signs, not letters, quotation marks, dots or spaces.
_SIGNS = "[¡-©¬®-³µ-¹¼-¿€†‡‰™]"
_CERTAIN = re.compile(
    "|".join(
        (
            f"[ÂÃ]{_SIGNS}",
            f"â[€‚„]{_REST}",
            f"ðŸ{_REST}{{2}}",
            "ï»¿|ï¿½|ï¸\x8f",
            f"{_SEQUENCE}{{4}}",
        )
    )
)
_ALL = re.compile(_SEQUENCE)
# Some programs do it twice.
_ROUNDS = 2


def turned_back(text: str) -> str:
    """The text as it was written; the same text where nothing is certain."""
    for _ in range(_ROUNDS):
        if not _CERTAIN.search(text):
            break
        text = _ALL.sub(_once, text)
    return text


def _once(found: re.Match[str]) -> str:
    try:
        return bytes(_BYTES[character] for character in found.group()).decode("utf-8")
    except UnicodeDecodeError:
        return found.group()
