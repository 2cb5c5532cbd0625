"""What spreadsheets and exports do to the text of a post, undone where that is certain."""

import re
from collections import Counter
from collections.abc import Sequence

LONE_SURROGATE = re.compile("[\ud800-\udfff]")

_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}
_ENTITY = re.compile("|".join(_ENTITIES))
_FORMULA = re.compile(r"\s*=(?=@)")
_SPACE = re.compile(r"\s+")
_SAID = {
    "formula": "{count:,} texts began with '=@': the '=' that a spreadsheet put there was dropped.",
    "entities": "{count:,} texts held HTML entities such as &amp;: they were turned back.",
}


class Repairs:
    """Repairs texts and counts what it repaired."""

    def __init__(self) -> None:
        self._done: Counter[str] = Counter()

    def text(self, cells: Sequence[str]) -> str:
        """One post's text out of its cells: repaired, joined, repeated wording left out."""
        repaired = [self._repair(cell).strip() for cell in cells]
        return repaired[0] if len(repaired) == 1 else joined(repaired)

    def _repair(self, cell: str) -> str:
        if "=" in cell and _FORMULA.match(cell):
            cell = _FORMULA.sub("", cell, count=1)
            self._done["formula"] += 1
        if "&" in cell:
            cell, found = _ENTITY.subn(lambda entity: _ENTITIES[entity.group()], cell)
            self._done["entities"] += bool(found)
        return cell

    @property
    def warnings(self) -> tuple[str, ...]:
        """One sentence for each kind of repair, with its count."""
        return tuple(
            said.format(count=self._done[kind]) for kind, said in _SAID.items() if self._done[kind]
        )


def joined(parts: Sequence[str]) -> str:
    """The parts, one a line, without those that another part holds already."""
    kept: list[tuple[str, str]] = []
    for part in parts:
        wording = _SPACE.sub(" ", part).strip(" .…").casefold()
        if not wording or any(wording in other for other, _ in kept):
            continue
        kept = [(other, text) for other, text in kept if other not in wording]
        kept.append((wording, part))
    return "\n".join(text for _, text in kept)
