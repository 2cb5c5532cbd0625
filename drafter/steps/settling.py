"""What was found and what people decided, to the concerns that are shown.

A merged concern becomes a part of the other and stays whole within it, so that a merge can be split
again: nothing that people do here loses a post.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from drafter.model.concern import GENUINE
from drafter.model.crisis import Concern
from drafter.model.decision import Decided, Placed


def chains(found: Iterable[Concern], decided: Decided) -> dict[str, tuple[str, ...]]:
    """For every group what it is part of, from itself up to the concern it is shown under."""
    parents: dict[str, str | None] = {one.id: one.parent for one in found}
    parents |= decided.parents
    return {name: _chain(name, parents) for name in parents}


def _chain(name: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    chain = [name]
    while (above := parents.get(chain[-1])) is not None and above not in chain:
        chain.append(above)
    return tuple(chain)


def settle(
    found: Sequence[Concern], placed: Iterable[Placed], decided: Decided
) -> tuple[Concern, ...]:
    """Concerns by different people, each followed by its parts; dismissed ones too, at the end.

    Sizes, people, shares, genuineness and sentiment are counted anew from `placed`. A part without
    posts is not listed. `mention_ids` stay empty: the posts are asked for by page.
    """
    chain = chains(found, decided)
    groups: dict[str, list[Placed]] = defaultdict(list)
    for post in placed:
        groups[post.leaf].append(post)
    total = sum(map(len, groups.values()))
    known = {one.id: one for one in found}
    wholes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for leaf in groups:
        up = chain.get(leaf, (leaf,))
        wholes[up[-1]][up[-2] if len(up) > 1 else leaf].append(leaf)
    made = [_whole(name, parts, groups, known, decided, total) for name, parts in wholes.items()]
    made.sort(key=lambda one: (one[0].id in decided.dismissed, *_place(one[0])))
    return tuple(concern for family in made for concern in family)


def _place(concern: Concern) -> tuple[int, int, str]:
    return (-concern.authors, -concern.size, concern.label)


def _whole(
    name: str,
    parts: Mapping[str, list[str]],
    groups: Mapping[str, list[Placed]],
    known: Mapping[str, Concern],
    decided: Decided,
    total: int,
) -> list[Concern]:
    """The concern, then its parts: what was merged into it is one part, whatever it has itself."""
    own = {
        part: [post for leaf in leaves for post in groups[leaf]] for part, leaves in parts.items()
    }
    posts = [post for its in own.values() for post in its]
    leaves = [leaf for its in parts.values() for leaf in its]
    base = _base(name, leaves, posts, known, decided)
    made = [
        _counted(_base(part, parts[part], its, known, decided), its, total, parent=name)
        for part, its in own.items()
        if part != name
    ]
    return [_counted(base, posts, total, parent=None), *sorted(made, key=_place)]


def _base(
    name: str,
    leaves: list[str],
    posts: Sequence[Placed],
    known: Mapping[str, Concern],
    decided: Decided,
) -> Concern:
    """Names, phrases and examples: its own, and where it has none those of its largest parts."""
    own = [known[one] for one in dict.fromkeys((name, *leaves)) if one in known]
    label = decided.names.get(name) or next((one.label for one in own), name)
    if not own or name not in known:
        examples = tuple(post.mention for post in sorted(posts, key=lambda one: -one.genuine)[:5])
        return Concern(id=name, label=label, size=0, authors=0, share=0, examples=examples)
    question = next((one.question for one in own if one.question), None)
    return own[0].model_copy(update={"label": label, "question": question, "mention_ids": ()})


def _counted(base: Concern, posts: Sequence[Placed], total: int, parent: str | None) -> Concern:
    toned = [post.sentiment for post in posts if post.sentiment is not None]
    genuine = sum(post.genuine >= GENUINE for post in posts)
    return base.model_copy(
        update={
            "parent": parent,
            "size": len(posts),
            "authors": people(post.author for post in posts),
            "share": round(len(posts) / total, 6) if total else 0.0,
            "genuine": round(genuine / len(posts), 4) if posts else None,
            "sentiment": round(sum(toned) / len(toned), 4) if toned else None,
        }
    )


def people(authors: Iterable[str]) -> int:
    """Different authors; a post without an author counts as one of its own."""
    often = Counter(authors)
    return len(often) - ("" in often) + often[""]
