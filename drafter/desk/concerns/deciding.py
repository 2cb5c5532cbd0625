"""What people decide about concerns and single posts: each act is kept, and can be taken back.

Every act names the number (`base`) of the last one that the person had seen. Where somebody else
has acted on the same concern since, it is a Conflict and nothing changes.
"""

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from drafter.desk.concerns.finding import Finding
from drafter.errors import InputError, NotFound
from drafter.model.base import one_line
from drafter.model.crisis import Concern
from drafter.model.decision import Decided, Decision, decided, unchanged_since
from drafter.model.person import Duty

if TYPE_CHECKING:
    from drafter.adapters.store import Records

_LONGEST = 80
_TAKEN_AT_ONCE = 500

Known = dict[str, Concern]


class Deciding(Finding):
    """All raise NotAllowed, NotFound, InputError or Conflict; they return the act's number."""

    def rename(self, slug: str, concern: str, label: str, *, base: int, by: str) -> int:
        """Call a concern something that the team would say."""
        name = _named(label)
        return self._decide(
            slug, by, base, verb="rename", concern=concern, label=name, check=_is_shown(concern)
        )

    def merge(self, slug: str, concern: str, *, into: str, base: int, by: str) -> int:
        """Make a concern a part of another. It stays whole within it: a split brings it back."""

        def check(known: Known) -> None:
            _is_shown(concern)(known)
            _is_shown(into)(known)
            if known[into].parent is not None:
                raise InputError(f"{known[into].label!r} is itself a part: merge into a concern")
            if concern == into or known[concern].parent == into:
                raise InputError("a concern cannot be merged into itself")

        return self._decide(slug, by, base, verb="merge", concern=concern, into=into, check=check)

    def split(self, slug: str, part: str, *, base: int, by: str) -> int:
        """Make a part of a concern a concern of its own."""

        def check(known: Known) -> None:
            _is_shown(part)(known)
            if known[part].parent is None:
                raise InputError(f"{known[part].label!r} is a concern of its own already")

        return self._decide(slug, by, base, verb="split", concern=part, check=check)

    def take_out(self, slug: str, posts: tuple[str, ...], *, label: str, base: int, by: str) -> str:
        """Make chosen posts a concern of their own; its id."""
        if not 0 < len(posts) <= _TAKEN_AT_ONCE:
            raise InputError(f"choose between 1 and {_TAKEN_AT_ONCE} posts")
        made = f"p_{secrets.token_hex(5)}"
        name = _named(label)
        self._decide(
            slug, by, base, verb="take out", concern=made, label=name, posts=posts,
            check=lambda known: None,
        )  # fmt: skip
        return made

    def dismiss(self, slug: str, concern: str, *, base: int, by: str) -> int:
        """Take a concern out of the order. Its posts stay, and it can be restored."""

        def check(known: Known) -> None:
            _is_shown(concern)(known)
            if known[concern].parent is not None:
                raise InputError("a part cannot be dismissed: split it off first")

        return self._decide(slug, by, base, verb="dismiss", concern=concern, check=check)

    def restore(self, slug: str, concern: str, *, base: int, by: str) -> int:
        """Put a dismissed concern back in the order."""
        return self._decide(
            slug, by, base, verb="restore", concern=concern, check=_is_shown(concern)
        )

    def overrule(self, slug: str, post: str, genuine: bool | None, *, base: int, by: str) -> int:
        """Say whether a post is genuine, whatever its score; None lets the score count again."""
        return self._decide(
            slug, by, base, verb="overrule", posts=(post,), genuine=genuine,
            check=lambda known: None,
        )  # fmt: skip

    def undo(self, slug: str, *, base: int, by: str) -> int:
        """Take back the last act of anybody that still stands."""
        return self._decide(slug, by, base, verb="undo", check=lambda known: None)

    def _decide(
        self, slug: str, by: str, base: int, *, check: Callable[[Known], None], **what: Any
    ) -> int:
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        now = self._desk.clock()
        with self._desk.store.writing() as records:
            records.crisis(slug)
            acts = records.decisions(slug)
            before = decided(acts)
            if what["verb"] == "undo":
                what["undoes"] = _last(before).number
            act = Decision(number=len(acts) + 1, by=person.name, at=now, **what)
            unchanged_since(base, acts, act)
            known = {one.id: one for one in records.concerns(slug)}
            found = {one.id: one for one in records.found(slug)}
            check(known)
            if what.get("into") in before.dismissed:
                raise InputError("that concern is dismissed: restore it first")
            records.add_decision(slug, act)
            after = decided((*acts, act))
            undone = _last(before) if act.verb == "undo" else None
            self._stand(records, slug, act.posts if undone is None else undone.posts, after)
            if undone is not None and undone.verb == "take out":
                records.leave(slug, undone.concern, after_post=undone.posts[0])
            self._settle(records, slug)
            about = "post" if act.verb == "overrule" else "concern"
            records.log(
                at=now, by=person.name, crisis=slug, verb=f"{act.verb} {about}",
                **_told(act, found | known, before),
            )  # fmt: skip
        return act.number

    def _stand(self, records: "Records", slug: str, posts: tuple[str, ...], holds: Decided) -> None:
        for post in posts:
            records.stand(slug, post, leaf=holds.taken.get(post), ruling=holds.rulings.get(post))


def _last(holds: Decided) -> Decision:
    if holds.last is None:
        raise NotFound("there is nothing to take back")
    return holds.last


def _named(label: str) -> str:
    name = one_line(label)
    if not 0 < len(name) <= _LONGEST:
        raise InputError(f"a concern needs a name of up to {_LONGEST} letters")
    return name


def _is_shown(concern: str) -> Callable[[Known], None]:
    def check(known: Known) -> None:
        if concern not in known:
            raise NotFound("this concern is not there any more: look at them as they are now")

    return check


def _told(act: Decision, known: Known, before: Decided) -> dict[str, Any]:
    """The audit line: names that people see, and how many posts; never a post's text."""

    def name(concern: str) -> str:
        return known[concern].label if concern in known else concern

    meant = _last(before) if act.verb == "undo" else act
    told: dict[str, Any] = {"subject": name(meant.concern) if meant.concern else meant.posts[0]}
    told |= {"into": name(meant.into)} if meant.into else {}
    told |= {"to": meant.label} if meant.label else {}
    told |= {"posts": len(meant.posts)} if meant.verb == "take out" else {}
    if meant.verb == "overrule":
        words = {True: "genuine", False: "not genuine", None: "as scored"}
        told["said"] = words[meant.genuine]
    return told | ({"taken_back": meant.verb} if act.verb == "undo" else {})
