"""What a concern is called: phrases that its posts use and the others do not (class-based TF-IDF).

Phrases are runs of one to four words within a clause, as people write them, that begin and end with
a word of content. Counted are posts, copies once: a campaign does not choose the label.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from drafter.steps.intake.texts import NOT, STOP, proper, stems, words

_CLAUSE = re.compile(r"[.!?;:,()\[\]\"“”…|/\n]+|\s[-–—]+\s|--+")
_WORD = re.compile(r"[^\W_][\w'’-]*")
_LONGEST, _FEATURES = 4, 60_000
# A longer phrase stands for a shorter one in it when so much of the shorter one's use is the longer.
_COMPLETE = 0.55
# Longer phrases say more, but are used less often: what one, two, three and four words are worth.
_WORTH = np.array([0.0, 1.0, 2.2, 2.6, 2.6])
_SAMPLE = 20_000
_PHRASES, _IN_LABEL = 6, 2
# Words that join two words of content to one name: "quality of service", "no answer".
_JOINING = frozenset("of for on in to at my your our the a no not by with from off".split())
# "on hold", "hung up": worth no more than the word alone, but they stand for it where it is so used.
_BEFORE, _AFTER = NOT | {"on", "in"}, frozenset(("up", "off", "back", "out", "down"))

Counts = NDArray[np.float64]


@dataclass(frozen=True)
class Phrases:
    """Which post uses which phrase: `used` is (posts, phrases), `names` in lower case."""

    used: sparse.csr_matrix
    names: tuple[str, ...]
    written: dict[str, str]
    own: frozenset[str]
    # Words most people write with a capital in the middle of a clause: places, brands, persons.
    proper: frozenset[str] = frozenset()


def phrases(texts: Sequence[str], own: frozenset[str]) -> Phrases:
    """The phrases of posts. Of very many posts a sample is counted, the same on every run."""
    least = 1 if len(texts) < 40 else 2 if len(texts) < 2_000 else 3
    clauses = [_clauses(text) for text in texts]
    runs = [sorted(set(_runs(its, own))) for its in clauses]
    vectorizer = CountVectorizer(
        analyzer=_as_they_are,
        min_df=least,
        max_features=_FEATURES,
        dtype=np.float32,
    )
    try:
        some = np.sort(np.random.default_rng(0).permutation(len(texts))[:_SAMPLE])
        vectorizer.fit([runs[at] for at in some])
    except ValueError:  # no word of content in any post
        return Phrases(sparse.csr_matrix((len(texts), 0)), (), {}, own)
    names = tuple(vectorizer.get_feature_names_out().tolist())
    return Phrases(vectorizer.transform(runs), names, _written(clauses), own, proper(clauses))


def _as_they_are(found: list[str]) -> list[str]:
    return found


def _clauses(text: str) -> list[list[str]]:
    plain = words(html.unescape(text)).replace("’", "'")
    return [_WORD.findall(part) for part in _CLAUSE.split(plain)]


def _runs(clauses: Iterable[Sequence[str]], own: frozenset[str]) -> Iterable[str]:
    for clause in clauses:
        lower = [word.lower() for word in clause]
        bare = [_bare(word, own) for word in lower]
        for start in range(len(lower)):
            if bare[start]:
                continue
            for end in range(start + 1, min(start + _LONGEST, len(lower)) + 1):
                inner = range(start + 1, end - 1)
                if not bare[end - 1] and all(not bare[at] or lower[at] in _JOINING for at in inner):
                    yield " ".join(lower[start:end])
            if start and lower[start - 1] in _BEFORE:
                yield f"{lower[start - 1]} {lower[start]}"
            if start + 1 < len(lower) and lower[start + 1] in _AFTER:
                yield f"{lower[start]} {lower[start + 1]}"


def _bare(word: str, own: frozenset[str]) -> bool:
    """Whether a phrase cannot begin or end with the word."""
    return word in STOP or word in own or len(word) < 2 or word.isdigit()


def _written(clauses: Iterable[Sequence[Sequence[str]]]) -> dict[str, str]:
    """Each word as it is written most often: TSA and iPad keep their capitals."""
    forms: dict[str, Counter[str]] = {}
    for its in clauses:
        for clause in its:
            for word in clause:
                forms.setdefault(word.lower(), Counter())[word] += 1
    shown = {}
    for lower, often in forms.items():
        form, count = often.most_common(1)[0]
        if form != lower and not form.istitle() and count > sum(often.values()) / 2:
            shown[lower] = form
    return shown


def contrast(found: Phrases, groups: Sequence[Sequence[int]]) -> list[tuple[str, ...]]:
    """For each group of posts its own phrases against the other groups', the most telling first."""
    if not found.names:
        return [()] * len(groups)
    sums = np.vstack([np.asarray(found.used[list(its)].sum(axis=0)).ravel() for its in groups])
    sizes = np.array([len(its) for its in groups], float)[:, None]
    inside = sums / sizes
    outside = (sums.sum(axis=0) - sums + 0.5) / (sizes.sum() - sizes + 1)
    length = np.array([sum(word not in STOP for word in name.split()) for name in found.names])
    telling = inside * np.log((inside + 0.5 / sizes) / (outside + 0.5 / sizes))
    telling *= _WORTH[length]
    telling[sums < np.minimum(2, sizes)] = -1
    telling[:, [name.split()[0] in NOT and not name.startswith("no ") for name in found.names]] = -1
    return [_chosen(found, telling[at], sums[at]) for at in range(len(groups))]


def _chosen(found: Phrases, telling: Counts, counts: Counts) -> tuple[str, ...]:
    order = [int(at) for at in np.argsort(-telling, kind="stable")[:150] if telling[at] > 0]
    whole = [at for at in order if not _part_of_longer(found, at, order, counts)]
    chosen: list[str] = []
    taken: set[str] = set()
    for at in whole:
        content = [word for word in found.names[at].split() if word not in STOP]
        its = set(stems(content))
        if not its & taken and len(its) == len(content):
            chosen.append(_shown(found, found.names[at]))
            taken |= its
        if len(chosen) == _PHRASES:
            break
    return tuple(chosen)


def _part_of_longer(found: Phrases, at: int, order: Sequence[int], counts: Counts) -> bool:
    name = f" {found.names[at]} "
    return any(
        other != at
        and name in f" {found.names[other]} "
        and counts[other] >= _COMPLETE * counts[at]
        for other in order
    )


def _shown(found: Phrases, name: str) -> str:
    return " ".join(found.written.get(word, word) for word in name.split())


def label(its: Sequence[str], fallback: str) -> str:
    """The first phrases as a name; a post's own first words where no phrase tells it apart."""
    if its:
        short = all(" " not in one for one in its[:_IN_LABEL])
        return ", ".join(its[: _IN_LABEL + short])
    return " ".join(fallback.split()[:6]) or "posts without words"


def distinct(labels: Sequence[str], phrases_of: Sequence[tuple[str, ...]]) -> list[str]:
    """The labels, those that occur twice with one more phrase of their own, else a number."""
    seen: Counter[str] = Counter()
    made = []
    often = Counter(labels)
    for name, its in zip(labels, phrases_of, strict=True):
        longer = f"{name}, {more}" if often[name] > 1 and (more := _another(name, its)) else name
        seen[longer] += 1
        made.append(longer if seen[longer] == 1 else f"{longer} ({seen[longer]})")
    return made


def _another(name: str, its: Sequence[str]) -> str:
    """The first phrase that says anything which the name does not."""
    said = set(stems(name.lower().replace(",", "").split()))
    return next((one for one in its if not said & set(stems(one.lower().split()))), "")
