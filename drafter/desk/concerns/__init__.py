"""Verbs on concerns: find them, decide about them, see how they develop and what they ask."""

from drafter.desk.concerns.asking import Asking
from drafter.desk.concerns.deciding import Deciding
from drafter.desk.concerns.ground import Progress, silent
from drafter.desk.concerns.seeing import Page, Picture, Shown

__all__ = ["Concerns", "Page", "Picture", "Shown"]


class Concerns(Deciding, Asking):
    """`desk.concerns`"""

    def catch_up(self, slug: str, *, by: str, progress: Progress = silent) -> int:
        """Give every post a concern and read the questions, so that the page opens at once."""
        done = super().catch_up(slug, by=by, progress=progress)
        if done:
            progress("Looking at how it developed", 0.97)
            for concern in (None, *(one.id for one in self.all(slug))):
                self.picture(slug, concern)
            self.coverage(slug, progress=lambda said, share: progress(said, 0.98 + share / 50))
        return done

    def warm(self) -> None:
        """Import what is slow, so that the first page does not wait for it."""
        from drafter.steps import coverage, trend, trigger

        _ = coverage, trend, trigger
