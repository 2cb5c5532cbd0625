"""What every export holds."""

import hashlib
from typing import Any

from drafter.model.base import Noun
from drafter.model.brief import Fact
from drafter.model.statement import Approval, Statement


class Sheet(Noun):
    """A statement to be written to a file, with the approval that holds, or none."""

    statement: Statement
    approval: Approval | None
    title: str
    organisation: str
    facts: tuple[Fact, ...] = ()

    @property
    def text(self) -> str:
        return self.statement.text

    @property
    def language(self) -> str:
        return self.statement.language

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip("\n") for part in self.text.split("\n\n") if part.strip()]

    @property
    def mark(self) -> str:
        """The line that a text carries which no second person has approved, else nothing."""
        if self.approval is None:
            return "DRAFT - NOT APPROVED"
        if self.approval.solo:
            return f"APPROVED BY ITS OWN AUTHOR - {self.approval.by}: {self.approval.solo_reason}"
        return ""

    def record(self) -> dict[str, Any]:
        """Who wrote, signed off and approved what, and the digest (SHA-256) of the text's UTF-8 bytes."""
        latest, approval = self.statement.latest, self.approval
        return {
            "statement": self.statement.id,
            "organisation": self.organisation,
            "title": self.title,
            "kind": self.statement.kind,
            "channel": self.statement.channel,
            "language": self.statement.language,
            "revision": latest.number,
            "written_by": latest.author,
            "written_at": latest.at.isoformat(),
            "status": "approved" if approval else "draft",
            "approved_by": approval.by if approval else None,
            "approved_at": approval.at.isoformat() if approval else None,
            "solo_approval": approval.solo_reason if approval and approval.solo else None,
            "counsel": [
                {"by": one.by, "at": one.at.isoformat(), "on": list(one.triggers), "note": one.note}
                for one in self.statement.signoffs
                if approval and one.signed == approval.signed
            ],
            "facts": [
                {"id": fact.id, "text": fact.text, "source": fact.source} for fact in self.facts
            ],
            "sha256": hashlib.sha256(self.text.encode()).hexdigest(),
        }


def as_markdown(line: str) -> str:
    """Markdown that shows exactly this line."""
    shown = "".join(f"\\{letter}" if letter in "\\`*_[]<>#|~&" else letter for letter in line)
    if shown[:1] in "+-=":
        return f"\\{shown}"
    number, dot, rest = shown.partition(".")
    return f"{number}\\.{rest}" if dot and number.isdigit() else shown
