"""What people ask and which approved text answers it: Question, Answer, Asked, Coverage."""

from drafter.model.base import Noun


class Question(Noun):
    """One question in one post, in the author's words. `author` is folded, empty where unknown."""

    post: str
    author: str = ""
    concern: str = ""
    text: str


class Answer(Noun):
    """One sentence of an approved or published text."""

    statement: str
    text: str


class Asked(Noun):
    """Questions of nearly the same meaning: `text` is the one nearest to all of them.

    `answer` is the nearest sentence of an approved text and `near` how near (0 to 1); `answered`
    whether that is near enough.
    """

    text: str
    concern: str = ""
    posts: tuple[str, ...] = ()
    authors: int = 0
    answered: bool = False
    answer: Answer | None = None
    near: float = 0.0


class Tally(Noun):
    """Posts that ask something, and for how many of them there is an answer."""

    asking: int = 0
    answered: int = 0

    @property
    def waiting(self) -> int:
        return self.asking - self.answered


class Coverage(Noun):
    """What is asked, those questions first that wait and that most people ask.

    `total` counts all posts, `by_concern` those of each concern; `enough` is how near an answer has
    to be to count.
    """

    total: int = 0
    all: Tally = Tally()
    by_concern: dict[str, Tally] = {}
    asked: tuple[Asked, ...] = ()
    enough: float = 0.0

    @property
    def uncovered(self) -> float:
        """The share of all posts that asks something which no approved text answers."""
        return self.all.waiting / self.total if self.total else 0.0
