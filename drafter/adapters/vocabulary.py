"""knowledge/facets.yml: the words that speak of a document's structure."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import RootModel

from drafter.errors import KnowledgeError
from drafter.frontmatter import parse_yaml, read_text, validated

NAME = "facets.yml"
FACETS = ("kind", "sector", "harm", "cluster", "history", "lag")


class _File(RootModel[dict[str, dict[str, tuple[str, ...]]]]):
    """Facet, value, words."""


def load(folders: Sequence[Path]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The words of each value of each facet; a later folder's file adds to an earlier's.

    Raises KnowledgeError naming file, line and key.
    """
    words: dict[str, dict[str, tuple[str, ...]]] = {facet: {} for facet in FACETS}
    for folder in folders:
        path = folder / NAME
        if not path.is_file():
            continue
        parsed = parse_yaml(read_text(path, KnowledgeError), path, KnowledgeError)
        told = validated(_File, parsed.data or {}, parsed, path, KnowledgeError).root
        for facet, values in told.items():
            if facet not in words:
                line = parsed.lines.get((facet,))
                raise KnowledgeError(f"unknown key {facet!r}", where=path, line=line)
            for value, more in values.items():
                if empty := [word for word in more if not any(map(str.isalnum, word))]:
                    line = parsed.lines.get((facet, value))
                    raise KnowledgeError(f"{empty[0]!r} is no word", where=path, line=line)
                words[facet][value] = words[facet].get(value, ()) + more
    return words
