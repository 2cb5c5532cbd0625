"""What all nouns share: frozen, strict about unknown keys, comparable by content."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A value. Two nouns with the same content are equal; nothing on them can be assigned."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A changed copy that keeps the noun's rules: pydantic's own copy would not check them."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate({**fields, **(update or {})})


def digest(value: Any) -> str:
    """SHA-256 (hex) of the canonical JSON form of `value`: the same content gives the same digest."""
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


# Unicode's categories Cc and Cs (controls and surrogates), without line feed and tab.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def tidy(text: str) -> str:
    """Text as it can be stored and written to any file: `\\n` line ends, no control characters."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """`text` on one line: tidy, with single spaces."""
    return " ".join(tidy(text).split())


def cell(text: str) -> str:
    """`text` for a spreadsheet: what would be taken for a formula gets a leading apostrophe."""
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    formula = first in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n")
    return f"'{text}" if formula else text
