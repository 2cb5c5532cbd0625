"""Mentions to concerns: TF-IDF and k-means, labelled by the clusters' own key phrases.

The number of concerns is chosen by the data (silhouette), not by a person. The same mentions give
the same concerns on every run.
"""

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import normalize

from drafter.model.base import digest
from drafter.model.concern import Centre, Judged
from drafter.model.crisis import Concern, Mention

_MOST = 14
_SAMPLE = 2_000
# Few directions give even groups: with 48, one group takes 40 to 60 % of the posts.
_WIDTH = 10
_NOISE = re.compile(r"https?://\S+|www\.\S+|[@#]\w+|&\w+;|\d+")
_TOKENS = r"(?u)\b[^\W\d_][\w'’]+\b"
_STOP = sorted(
    {
        *ENGLISH_STOP_WORDS,
        "just", "really", "like", "get", "got", "don't", "can't", "won't", "i'm", "it's", "i've", "you're",
        "didn't", "doesn't", "isn't", "that's", "rt", "amp", "im", "dont", "cant", "u", "ur", "pls",
        "please", "thanks", "thank", "said", "say", "says", "saying", "tell", "told", "going", "know", "want",
        "need", "did", "does", "doing", "time", "times", "today", "people", "think", "make", "way", "ll", "ve",
    }
)  # fmt: skip

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class _Terms:
    """TF-IDF of the posts, their dense form, and what the columns mean."""

    tfidf: "Matrix"
    dense: Matrix
    names: NDArray[np.str_]


def concerns(mentions: Sequence[Mention], *, own_names: Sequence[str] = ()) -> tuple[Concern, ...]:
    """The concerns behind the mentions, those of most different authors first.

    `own_names` (the organisation, its products) say nothing about what a post is about. No mention
    is left out: `mention_ids` of all concerns together are all mentions.
    """
    if not mentions:
        return ()
    texts = [_plain(mention.text) for mention in mentions]
    terms = _terms(texts, own_names)
    if terms is None:
        groups = [list(range(len(mentions)))]
        return tuple(_concern(group, mentions, texts, None, groups) for group in groups)
    labels = _cluster(terms.dense)
    groups = [
        [at for at, label in enumerate(labels) if label == one] for one in sorted(set(labels))
    ]
    made = [_concern(group, mentions, texts, terms, groups) for group in groups]
    return tuple(sorted(_distinct(made), key=lambda c: (-c.authors, -c.size, c.label)))


def _plain(text: str) -> str:
    return _NOISE.sub(" ", html.unescape(text))


def _terms(texts: list[str], own_names: Sequence[str]) -> _Terms | None:
    words = {word for name in own_names for word in re.findall(r"\w+", name.lower())}
    own = {f"{word}{ending}" for word in words for ending in ("", "'s", "’s")}
    vectorizer = TfidfVectorizer(
        stop_words=[*_STOP, *own],
        token_pattern=_TOKENS,
        ngram_range=(1, 2),
        min_df=1 if len(texts) < 40 else 3,
        max_df=0.5 if len(texts) >= 40 else 1.0,
        max_features=8_000,
        sublinear_tf=True,
    )
    try:
        tfidf = vectorizer.fit_transform(texts)
    except ValueError:  # no words at all: only links, numbers or signs
        return None
    width = min(_WIDTH, tfidf.shape[1] - 1, len(texts) - 1)
    if width < 2:
        return None
    with np.errstate(invalid="ignore"):  # posts that are all alike have no variance to share out
        dense = normalize(TruncatedSVD(width, random_state=0).fit_transform(tfidf))
    return _Terms(tfidf, dense, vectorizer.get_feature_names_out())


def _cluster(dense: Matrix) -> list[int]:
    count = len(dense)
    if count < 6:
        return [0] * count
    most = min(_MOST, max(2, count // 20))
    sample = np.random.default_rng(0).permutation(count)[:_SAMPLE]
    best_score, best = -1.0, [0] * count
    for clusters in range(2, most + 1):
        labels = KMeans(clusters, n_init=4, random_state=0).fit_predict(dense)
        if len(set(labels[sample].tolist())) < 2:
            continue
        score = float(silhouette_score(dense[sample], labels[sample]))
        if score > best_score:
            best_score, best = score, labels.tolist()
    return best


def _concern(
    group: list[int],
    mentions: Sequence[Mention],
    texts: Sequence[str],
    terms: _Terms | None,
    groups: Sequence[list[int]],
) -> Concern:
    chosen = [mentions[at] for at in group]
    phrases = _phrases(group, terms, groups)
    central = _central(group, terms)
    ids = tuple(mention.id for mention in chosen)
    return Concern(
        id=f"c_{digest(sorted(ids))[:10]}",
        label=", ".join(phrases[:3]) or _shortened(texts[group[0]].split()),
        keyphrases=tuple(phrases),
        size=len(chosen),
        authors=_authors(chosen),
        share=round(len(chosen) / len(mentions), 6),
        question=_question([mentions[at].text for at in central]),
        examples=tuple(dict.fromkeys(mentions[at].id for at in _varied(central, texts)[:5])),
        mention_ids=ids,
    )


def _authors(mentions: Sequence[Mention]) -> int:
    """Different authors; a post without an author counts as one of its own."""
    named = {mention.author.casefold() for mention in mentions if mention.author}
    return len(named) + sum(1 for mention in mentions if not mention.author)


def _phrases(group: list[int], terms: _Terms | None, groups: Sequence[list[int]]) -> list[str]:
    """What this group says more than the others do: mean weight within, less the mean outside."""
    if terms is None:
        return []
    inside = np.asarray(terms.tfidf[group].mean(axis=0)).ravel()
    others = [at for other in groups if other is not group for at in other]
    outside = np.asarray(terms.tfidf[others].mean(axis=0)).ravel() if others else 0 * inside
    strength = inside - outside
    strength = np.where([" " in name for name in terms.names], strength * 1.6, strength)
    chosen: list[str] = []
    for at in np.argsort(-strength)[:60]:
        name = str(terms.names[at])
        new = not set(name.split()) & {word for phrase in chosen for word in phrase.split()}
        if strength[at] > 0 and new:
            chosen.append(name)
        if len(chosen) == 6:
            break
    return chosen


def _central(group: list[int], terms: _Terms | None) -> list[int]:
    if terms is None:
        return group
    centre = terms.dense[group].mean(axis=0)
    near = terms.dense[group] @ centre
    return [group[at] for at in np.argsort(-near, kind="stable")]


def _varied(central: list[int], texts: Sequence[str]) -> list[int]:
    """One of each wording: a copied post is one example."""
    seen: dict[str, int] = {}
    for at in central:
        seen.setdefault(" ".join(texts[at].casefold().split())[:80], at)
    return list(seen.values())


_ASKED = re.compile(r"[^.!?\n]{12,140}\?")


def _question(texts: Sequence[str]) -> str | None:
    """The first question in the posts nearest to the middle, in people's own words."""
    for text in texts[:40]:
        asked = _ASKED.search(re.sub(r"https?://\S+|^(?:@\w+\s*)+", "", html.unescape(text)))
        if asked and len(asked.group().split()) >= 4:
            return asked.group().strip()
    return None


def _shortened(words: Sequence[str]) -> str:
    return " ".join(words[:6]) or "posts without words"


def _distinct(made: Sequence[Concern]) -> list[Concern]:
    """Labels that occur twice get one more of their own phrases."""
    often = Counter(concern.label for concern in made)
    return [
        concern
        if often[concern.label] == 1
        else concern.model_copy(update={"label": ", ".join(concern.keyphrases[:4]) or concern.id})
        for concern in made
    ]


@dataclass(frozen=True)
class Found:
    concerns: tuple[Concern, ...]
    judged: tuple[Judged, ...]
    centres: tuple[Centre, ...] = ()


def words(text: str) -> str:
    return _plain(text)


def find(
    mentions: Sequence[Mention],
    vectors: Sequence[Sequence[float]],
    *,
    own_names: Sequence[str] = (),
    told: object = None,
) -> Found:
    if not mentions:
        return Found((), ())
    texts = [_plain(mention.text) for mention in mentions]
    terms = _terms(texts, own_names)
    points = np.asarray(vectors)
    k = max(1, min(12, len(mentions) // 8))
    labels = KMeans(k, n_init=1, random_state=0).fit_predict(points)
    tops, subs, judged, centres = [], [], {}, []
    groups = [np.flatnonzero(labels == one).tolist() for one in sorted(set(labels))]
    for group in groups:
        top = _concern(group, mentions, texts, terms, groups)
        tops.append(top)
        centres.append(
            Centre(
                concern=top.id, vector=tuple(points[group].mean(axis=0).tolist()), weight=len(group)
            )
        )
        parts = [group[: len(group) // 2], group[len(group) // 2 :]] if len(group) > 20 else []
        for part in parts:
            sub = _concern(part, mentions, texts, terms, parts).model_copy(
                update={"parent": top.id}
            )
            subs.append(sub)
            for at in part:
                judged[at] = Judged(mention=mentions[at].id, concern=top.id, sub=sub.id)
        for at in group:
            if at not in judged:
                judged[at] = Judged(mention=mentions[at].id, concern=top.id)
            score = min(1.0, len(texts[at]) / 140)
            judged[at] = judged[at].model_copy(
                update={
                    "genuine": score,
                    "sentiment": 0.0,
                    "reasons": ("names a time", "asks for something")
                    if score > 0.5
                    else ("no detail",),
                }
            )
    return Found(
        tuple([*tops, *subs]), tuple(judged[at] for at in range(len(mentions))), tuple(centres)
    )
