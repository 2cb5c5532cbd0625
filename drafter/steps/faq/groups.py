"""Questions to FAQ: one of each meaning, those of most different people first.

Wordings are joined by average linkage over their vectors and the concepts they share
(`benchmarks/faq.py` has the figures). Two that ask for different things ("when do I get it", "why did
I pay twice") are kept further apart than their words say.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from drafter.checks.claims.words import concepts, tokens
from drafter.checks.pii import pii
from drafter.llm import Embedder
from drafter.model.base import one_line
from drafter.model.crisis import Concern, Mention
from drafter.model.faq import Asker, Question
from drafter.steps.faq.questions import Asked, asked, kind

# Distance within a group, for vectors that know meanings and for such that know words.
_APART, _APART_WORDS = 0.48, 0.65
_BY_WORDS = 0.2  # of the likeness goes by shared concepts, weighted by how rare they are
_OTHER_KIND = 0.1
# Wordings compared with each other; what goes beyond joins the nearest group or stands alone.
_MOST = 2_500
_EXAMPLES, _WORDINGS = 5, 4
_LENGTH = (4, 24)  # words of a question that is good to read

Vectors = NDArray[np.float64]


@dataclass
class _Wording:
    """One way to put it, and the posts it stands in."""

    text: str
    direct: bool
    posts: list[Mention] = field(default_factory=list)


class Cell(NamedTuple):
    """A question out of a table, and who asks it, where that is known."""

    text: str
    author: str = ""


def from_mentions(
    mentions: Sequence[Mention], concerns: Iterable[Concern] = (), *, embedder: Embedder
) -> tuple[Question, ...]:
    """What people ask in their posts: deduplicated by meaning, those of most different people first.

    Questions that hold personal data are not used as a group's wording where another one is there,
    and lose it where none is.
    """
    wordings = _wordings((one, post) for post in mentions for one in asked(post.text))
    if not wordings:
        return ()
    vectors = np.asarray(embedder.embed([one.text for one in wordings]))
    homes = _homes(concerns)
    made = [
        _question([wordings[at] for at in group], vectors[group], homes)
        for group in _grouped(wordings, vectors, lexical=embedder.lexical)
    ]
    return tuple(sorted(made, key=lambda one: (-one.askers, -one.posts, one.text)))


def from_cells(cells: Iterable[Cell]) -> tuple[Question, ...]:
    """The questions of a column as somebody listed them: equal wordings once, none joined by meaning."""
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        if text := one_line(cell.text):
            found.setdefault(text.casefold(), []).append(cell._replace(text=text))
    return tuple(
        Question(
            text=same[0].text,
            askers=_people(one.author for one in same),
            posts=len(same),
            examples=tuple(
                Asker(author=one.author, text=one.text) for one in same[:_EXAMPLES] if one.author
            ),
        )
        for same in found.values()
    )


def _people(authors: Iterable[str]) -> int:
    """Different authors; one without a name counts as one of their own."""
    names = [author.casefold().strip() for author in authors]
    return len({name for name in names if name}) + names.count("")


def _wordings(found: Iterable[tuple[Asked, Mention]]) -> list[_Wording]:
    by_words: dict[str, _Wording] = {}
    for one, post in found:
        plain = " ".join("".join(c if c.isalnum() else " " for c in one.text.casefold()).split())
        by_words.setdefault(plain, _Wording(one.text, one.direct)).posts.append(post)
    # The most frequent first: they make the groups where there are too many to compare.
    return sorted(by_words.values(), key=lambda one: -len(one.posts))


def _grouped(wordings: Sequence[_Wording], vectors: Vectors, *, lexical: bool) -> list[list[int]]:
    apart = _APART_WORDS if lexical else _APART
    first = min(len(wordings), _MOST)
    labels = grouped([one.text for one in wordings[:first]], vectors[:first], apart)
    groups: dict[int, list[int]] = {}
    for at, label in enumerate(labels):
        groups.setdefault(label, []).append(at)
    _join_rest(groups, vectors, first, apart)
    return list(groups.values())


def _join_rest(groups: dict[int, list[int]], vectors: Vectors, first: int, apart: float) -> None:
    if first == len(vectors):
        return
    order = list(groups)
    middles = np.array([vectors[groups[label]].mean(axis=0) for label in order])
    for at in range(first, len(vectors)):
        near = middles @ vectors[at]
        best = int(near.argmax())
        if 1 - near[best] <= apart - _BY_WORDS / 2:
            groups[order[best]].append(at)
        else:
            groups[-at] = [at]


def grouped(texts: Sequence[str], vectors: Vectors, apart: float = _APART) -> list[int]:
    """A label for each text: equal ones mean the same. `vectors` (n, width) are of unit length."""
    if len(texts) < 2:
        return [0] * len(texts)
    alike = (1 - _BY_WORDS) * (vectors @ vectors.T) + _BY_WORDS * _shared(texts)
    distances = 1 - alike
    kinds = np.array([kind(text) for text in texts])
    told = kinds != ""
    differ = (kinds[:, None] != kinds[None, :]) & told[:, None] & told[None, :]
    distances = np.clip(distances + _OTHER_KIND * differ, 0, 2)
    np.fill_diagonal(distances, 0)
    model = AgglomerativeClustering(
        n_clusters=None, distance_threshold=apart, metric="precomputed", linkage="average"
    )
    labels: list[int] = model.fit_predict(distances).tolist()
    return labels


def _shared(texts: Sequence[str]) -> Vectors:
    """How alike the texts are in their concepts: cosines of TF-IDF, (n, n)."""
    terms = TfidfVectorizer(analyzer=lambda text: [c.name for c in concepts(tokens(text))])
    try:
        rows = terms.fit_transform(texts)
    except ValueError:  # no concept in any of them
        return np.zeros((len(texts), len(texts)))
    shared: Vectors = (rows @ rows.T).toarray()
    return shared


def _homes(concerns: Iterable[Concern]) -> dict[str, Concern]:
    """The concern of each post: the one it is in that has no parent, where there are several."""
    homes: dict[str, Concern] = {}
    for concern in sorted(concerns, key=lambda one: one.parent is not None):
        for mention in concern.mention_ids:
            homes.setdefault(mention, concern)
    return homes


def _question(
    group: Sequence[_Wording], vectors: Vectors, homes: Mapping[str, Concern]
) -> Question:
    best = _spokesman(group, vectors)
    posts = list({post.id: post for one in group for post in one.posts}.values())
    concern = _concern(posts, homes)
    others = [without_personal_data(one.text) for one in group if one is not best]
    return Question(
        text=without_personal_data(best.text),
        askers=_people(post.author for post in posts),
        posts=len(posts),
        concern=concern.id if concern else None,
        topic=concern.label if concern else "",
        wordings=tuple(dict.fromkeys(others))[:_WORDINGS],
        examples=tuple(
            Asker(mention=post.id, author=post.author, text=one_line(post.text)[:300])
            for post in posts[:_EXAMPLES]
        ),
    )


def _spokesman(group: Sequence[_Wording], vectors: Vectors) -> _Wording:
    """The wording nearest to all others that is a plain question without personal data."""
    near = (vectors @ vectors.mean(axis=0)).tolist()

    def fit(at: int) -> tuple[bool, bool, bool, float]:
        one = group[at]
        size = len(one.text.split())
        tidy = _LENGTH[0] <= size <= _LENGTH[1]
        return not pii(one.text), one.direct, tidy, near[at] + 0.05 * len(one.posts)

    return group[max(range(len(group)), key=fit)]


def without_personal_data(text: str) -> str:
    """`text` with an ellipsis where it holds a number or address of a person."""
    for leak in sorted(pii(text), key=lambda one: -one.start):
        text = f"{text[: leak.start]}…{text[leak.end :]}"
    return text


def _concern(posts: Iterable[Mention], homes: Mapping[str, Concern]) -> Concern | None:
    """The concern that most of these posts belong to."""
    named = {homes[post.id].id: homes[post.id] for post in posts if post.id in homes}
    counts = Counter(homes[post.id].id for post in posts if post.id in homes)
    return named[counts.most_common(1)[0][0]] if counts else None
