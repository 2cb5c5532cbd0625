"""Rows of concerns: as found, as shown, what was found out about each post, and people's decisions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy import exc

from drafter.adapters import tables as t
from drafter.adapters.store.rows import Rows, as_json
from drafter.errors import Conflict, NotFound
from drafter.model.concern import Centre, Judged
from drafter.model.crisis import Concern, Mention
from drafter.model.decision import Decision, Placed, Post, Ruling

N = TypeVar("N", Mention, Judged)

_MENTIONS = TypeAdapter(tuple[Mention, ...])
_JUDGED = TypeAdapter(tuple[Judged, ...])
_CHUNK = 500


class ConcernRows(Rows):
    def set_found(self, slug: str, found: Iterable[Concern], centres: Iterable[Centre]) -> None:
        """Concerns as the method found them, and where they lie; in place of those before."""
        self._replace(t.found, slug, {one.id: _without_posts(one) for one in found})
        self.set_centres(slug, centres)

    def set_centres(self, slug: str, centres: Iterable[Centre]) -> None:
        self._replace(t.centres, slug, {one.concern: as_json(one) for one in centres})

    def set_concerns(self, slug: str, concerns: Iterable[Concern]) -> None:
        """Concerns as they are shown, in their order."""
        self._replace(t.concerns, slug, {one.id: _without_posts(one) for one in concerns})

    def _replace(self, table: sa.Table, slug: str, bodies: Mapping[str, str]) -> None:
        self._connection.execute(table.delete().where(table.c.crisis == slug))
        rows = [
            {"crisis": slug, "id": name, "place": place, "body": body}
            for place, (name, body) in enumerate(bodies.items())
        ]
        if rows:
            self._connection.execute(table.insert(), rows)

    def found(self, slug: str) -> tuple[Concern, ...]:
        return tuple(map(Concern.model_validate_json, self._bodies(t.found, slug)))

    def centres(self, slug: str) -> tuple[Centre, ...]:
        return tuple(map(Centre.model_validate_json, self._bodies(t.centres, slug)))

    def concerns(self, slug: str) -> tuple[Concern, ...]:
        """As shown: each concern followed by its parts, dismissed ones last."""
        return tuple(map(Concern.model_validate_json, self._bodies(t.concerns, slug)))

    def _bodies(self, table: sa.Table, slug: str) -> Iterable[str]:
        query = sa.select(table.c.body).where(table.c.crisis == slug)
        return self._connection.scalars(query.order_by(table.c.place))

    def decisions(self, slug: str) -> tuple[Decision, ...]:
        query = sa.select(t.decisions.c.body).where(t.decisions.c.crisis == slug)
        rows = self._connection.scalars(query.order_by(t.decisions.c.number))
        return tuple(map(Decision.model_validate_json, rows))

    def decided_last(self, slug: str) -> int:
        """The number of the last decision, 0 where there is none."""
        query = sa.select(sa.func.max(t.decisions.c.number)).where(t.decisions.c.crisis == slug)
        return self._connection.scalar(query) or 0

    def add_decision(self, slug: str, decision: Decision) -> None:
        """Raises Conflict where its number is taken."""
        row = {"crisis": slug, "number": decision.number, "body": as_json(decision)}
        try:
            self._connection.execute(t.decisions.insert(), row)
        except exc.IntegrityError:
            raise Conflict("somebody decided first", latest=decision.number) from None


class JudgedRows(Rows):
    def set_judged(
        self, slug: str, posts: Iterable[Post], rulings: Mapping[str, Ruling], *, anew: bool = False
    ) -> None:
        """Add what was found out about posts; `anew` replaces everything of the crisis."""
        if anew:
            self._connection.execute(t.judged.delete().where(t.judged.c.crisis == slug))
        rows = [_row(slug, post, rulings) for post in posts]
        if rows:
            self._connection.execute(t.judged.insert(), rows)

    def judged_count(self, slug: str) -> int:
        query = sa.select(sa.func.count()).where(t.judged.c.crisis == slug)
        return self._connection.scalar(query) or 0

    def unjudged(self, slug: str) -> tuple[Mention, ...]:
        """Posts that no concern has been found for yet."""
        where = sa.and_(t.judged.c.crisis == slug, t.judged.c.mention == t.mentions.c.id)
        query = sa.select(t.mentions.c.body).where(
            t.mentions.c.crisis == slug, ~sa.exists(sa.select(t.judged.c.mention).where(where))
        )
        return _many(_MENTIONS, self._connection.scalars(query.order_by(t.mentions.c.seq)))

    def judged(self, slug: str) -> tuple[Judged, ...]:
        """As found, in the order of the posts."""
        query = self._joined(t.judged.c.body).where(t.judged.c.crisis == slug)
        return _many(_JUDGED, self._connection.scalars(query.order_by(t.mentions.c.seq)))

    def mentions_judged(self, slug: str) -> tuple[Mention, ...]:
        """All posts that have a concern, in the order of `judged`."""
        query = self._joined(t.mentions.c.body).where(t.judged.c.crisis == slug)
        return _many(_MENTIONS, self._connection.scalars(query.order_by(t.mentions.c.seq)))

    def placed(self, slug: str) -> list[Placed]:
        """Where every post stands, in no order."""
        c = t.judged.c
        query = sa.select(c.mention, c.leaf, c.author, c.genuine, c.sentiment)
        rows = self._connection.execute(query.where(c.crisis == slug))
        return [Placed(*row) for row in rows]

    def stand(self, slug: str, post: str, *, leaf: str | None, ruling: Ruling | None) -> None:
        """Where a post stands by people's word; None is as it was found. Raises NotFound."""
        judged = self.judged_one(slug, post)
        self._connection.execute(
            t.judged.update()
            .where(t.judged.c.crisis == slug, t.judged.c.mention == post)
            .values(leaf=leaf or _leaf(judged), genuine=_holds(judged, ruling))
        )

    def leave(self, slug: str, leaf: str, *, after_post: str) -> None:
        """Posts that are still in a group go where one post of it has gone."""
        here = (t.judged.c.crisis == slug, t.judged.c.mention == after_post)
        where = sa.select(t.judged.c.leaf).where(*here).scalar_subquery()
        there = (t.judged.c.crisis == slug, t.judged.c.leaf == leaf)
        self._connection.execute(t.judged.update().where(*there).values(leaf=where))

    def judged_one(self, slug: str, post: str) -> Judged:
        """As found. Raises NotFound."""
        where = (t.judged.c.crisis == slug, t.judged.c.mention == post)
        body = self._connection.scalar(sa.select(t.judged.c.body).where(*where))
        if body is None:
            raise NotFound(f"no post {post!r} in crisis {slug!r}")
        return Judged.model_validate_json(body)

    def posts(
        self, slug: str, leaves: Sequence[str], *, offset: int, limit: int, least: bool = False
    ) -> list[Post]:
        """A page of the posts of some groups, the most genuine first (or the `least`)."""
        by = t.judged.c.genuine.asc() if least else t.judged.c.genuine.desc()
        query = self._joined(t.mentions.c.body, t.judged.c.body, t.judged.c.genuine).where(
            t.judged.c.crisis == slug, t.judged.c.leaf.in_(leaves)
        )
        rows = self._connection.execute(
            query.order_by(by, t.mentions.c.seq).offset(offset).limit(limit)
        )
        return [_post(mention, judged, genuine) for mention, judged, genuine in rows]

    def posts_count(self, slug: str, leaves: Sequence[str]) -> int:
        where = (t.judged.c.crisis == slug, t.judged.c.leaf.in_(leaves))
        query = sa.select(sa.func.count()).select_from(t.judged).where(*where)
        return self._connection.scalar(query) or 0

    def mentions_in(self, slug: str, leaves: Sequence[str]) -> tuple[Mention, ...]:
        """All posts of some groups, in their order."""
        query = self._joined(t.mentions.c.body).where(
            t.judged.c.crisis == slug, t.judged.c.leaf.in_(leaves)
        )
        return _many(_MENTIONS, self._connection.scalars(query.order_by(t.mentions.c.seq)))

    def people(self, slug: str) -> int:
        """Different named authors of the posts that have a concern."""
        query = sa.select(sa.func.count(sa.distinct(t.judged.c.author)))
        where = (t.judged.c.crisis == slug, t.judged.c.author != "")
        return self._connection.scalar(query.where(*where)) or 0

    def posts_named(self, slug: str, names: Sequence[str]) -> list[Post]:
        """These posts, in the order of their names; unknown names are left out."""
        found: dict[str, Post] = {}
        for start in range(0, len(names), _CHUNK):
            query = self._joined(t.mentions.c.body, t.judged.c.body, t.judged.c.genuine).where(
                t.judged.c.crisis == slug, t.judged.c.mention.in_(names[start : start + _CHUNK])
            )
            for row in self._connection.execute(query):
                post = _post(*row)
                found[post.mention.id] = post
        return [found[name] for name in names if name in found]

    def _joined(self, *columns: Any) -> sa.Select[Any]:
        both = sa.and_(
            t.judged.c.crisis == t.mentions.c.crisis, t.judged.c.mention == t.mentions.c.id
        )
        return sa.select(*columns).select_from(t.judged.join(t.mentions, both))


def _row(slug: str, post: Post, rulings: Mapping[str, Ruling]) -> dict[str, Any]:
    judged = post.judged
    return {
        "crisis": slug,
        "mention": judged.mention,
        "leaf": _leaf(judged),
        "author": post.mention.author.casefold(),
        "genuine": _holds(judged, rulings.get(judged.mention)),
        "sentiment": judged.sentiment,
        "body": as_json(judged),
    }


def _leaf(judged: Judged) -> str:
    return judged.sub or judged.concern


def _holds(judged: Judged, ruling: Ruling | None) -> float:
    return judged.genuine if ruling is None else float(ruling.genuine)


def _post(mention: str, judged: str, genuine: float) -> Post:
    made = Judged.model_validate_json(judged)
    if made.genuine != genuine:
        made = made.model_copy(update={"genuine": genuine})
    return Post(Mention.model_validate_json(mention), made)


def _without_posts(concern: Concern) -> str:
    return concern.model_dump_json(exclude={"mention_ids"})


def _many(adapter: TypeAdapter[tuple[N, ...]], bodies: Iterable[str]) -> tuple[N, ...]:
    """All at once: a tenth of the time of one by one."""
    return adapter.validate_json(f"[{','.join(bodies)}]")
