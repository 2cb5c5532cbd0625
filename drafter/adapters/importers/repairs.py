"""What spreadsheets and exports do to posts and names, undone where that is certain, and counted."""

import re
from collections import Counter
from collections.abc import Sequence

from drafter.adapters.importers import mojibake

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# The longest text that a cell of a spreadsheet holds; what was longer is gone.
CELL_FULL = 32_767

_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}
_ENTITY = re.compile("|".join(_ENTITIES))
_FORMULA = re.compile(r"\s*=(?=@)")
# The apostrophe that makes a spreadsheet take a cell as text, before what it would calculate.
_GUARD = re.compile(r"\s*'(?=[=+\-@\t\r＝＋－＠])")
_CLOSED = re.compile(r"\w'(?!\w)|[.!?]'")
_SPACE = re.compile(r"\s+")
_LOST = re.compile(r"#(?:NAME\?|REF!|VALUE!|N/A|NULL!|NUM!|DIV/0!|SPILL!|CALC!|ERROR!)$")
_SAID = {
    "formula": "{count:,} texts began with '=@': the '=' that a spreadsheet put there was dropped.",
    "guard": "{count:,} texts began with an apostrophe that keeps a spreadsheet from calculating: it"
    " was dropped.",
    "author": "{count:,} authors began with '=@' or an apostrophe that a spreadsheet put there: it"
    " was dropped.",
    "no author": "{count:,} authors were lost: a spreadsheet left #NAME? or the like in their place.",
    "mojibake": "{count:,} texts or authors had accents or signs garbled (Ã¼ for ü, â€™ for ’): they"
    " were turned back.",
    "entities": "{count:,} texts held HTML entities such as &amp;: they were turned back.",
    "full": "{count:,} texts fill a spreadsheet cell to its end (32,767 characters): the rest of"
    " them is missing in the file.",
}


class Repairs:
    """Repairs texts and authors, and counts what it repaired."""

    def __init__(self) -> None:
        self._done: Counter[str] = Counter()

    def text(self, cells: Sequence[str]) -> str:
        """One post's text out of its cells: repaired, joined, repeated wording left out."""
        repaired = [self._repair(cell).strip() for cell in cells]
        return repaired[0] if len(repaired) == 1 else joined(repaired)

    def author(self, cell: str) -> str:
        """An author as the network has it; "" where a spreadsheet lost the name."""
        name = cell.strip()
        if name.startswith(("=", "'")):
            name, wrapped = _unwrapped(name)
            self._done["author"] += wrapped
        if lost(name):
            self._done["no author"] += 1
            return ""
        return self._turned_back(name)

    def _repair(self, cell: str) -> str:
        if "=" in cell and _FORMULA.match(cell):
            cell = _FORMULA.sub("", cell, count=1)
            self._done["formula"] += 1
        if "'" in cell and _GUARD.match(cell) and not _CLOSED.search(cell, 2):
            cell = _GUARD.sub("", cell, count=1)
            self._done["guard"] += 1
        if "&" in cell:
            cell, found = _ENTITY.subn(lambda entity: _ENTITIES[entity.group()], cell)
            self._done["entities"] += bool(found)
        self._done["full"] += len(cell) == CELL_FULL
        return self._turned_back(cell)

    def _turned_back(self, cell: str) -> str:
        if cell.isascii():
            return cell
        better = mojibake.turned_back(cell)
        self._done["mojibake"] += better != cell
        return better

    @property
    def warnings(self) -> tuple[str, ...]:
        """One sentence for each kind of repair, with its count."""
        return tuple(
            said.format(count=self._done[kind]) for kind, said in _SAID.items() if self._done[kind]
        )


def lost(cell: str) -> bool:
    """Whether a spreadsheet's error value stands where something was written."""
    return cell.startswith("#") and _LOST.match(cell.strip()) is not None


def _unwrapped(name: str) -> tuple[str, bool]:
    """`=@ann`, `="ann"`, `'@ann` as what the network has, and whether it was wrapped."""
    bare = name
    if bare.startswith('="') and bare.endswith('"'):
        bare = bare[2:-1]
    bare = _FORMULA.sub("", _GUARD.sub("", bare, count=1), count=1)
    return bare.strip(), bare != name


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
