"""Who makes a concern louder: Amplifier, Copied, Amplifiers."""

from drafter.model.base import Noun


class Amplifier(Noun):
    """One author: how many posts, how many people they reach (0 where the export does not say)."""

    author: str
    posts: int
    reach: int = 0


class Copied(Noun):
    """A wording that many posts share: an example's id, the posts and the different authors."""

    post: str
    posts: int
    authors: int


class Amplifiers(Noun):
    """The loudest, by reach where the export knows it, else by posts; and the copied wordings.

    `top_share` is the share of all posts by the listed authors, 0 to 1.
    """

    authors: tuple[Amplifier, ...] = ()
    copied: tuple[Copied, ...] = ()
    top_share: float = 0.0
