"""Every error the product raises on purpose.

    DrafterError                  one clear line for a person; `exit_code` for scripts
    ├── InputError                a file or value from outside is wrong: what, where, what to do
    │   ├── FactsError            a facts file or a fact
    │   ├── MentionsError         an export of mentions
    │   ├── PromptError           a file under prompts/
    │   ├── KnowledgeError        a file under knowledge/
    │   └── RuleError             a tone rule
    ├── NotFound                  no crisis, statement, fact ... of that name
    ├── Refused                   the desk's own rules say no
    │   ├── NotConfirmed          an unconfirmed fact cannot enter a brief
    │   ├── NotAllowed            the person lacks the role, or signs their own edit
    │   ├── NotApproved           only an approved, unchanged text can be published
    │   ├── NotCounselled         a text that calls for counsel, and no counsel has signed it off
    │   └── OpenFindings          errors in the text that nobody has waived
    ├── Conflict                  somebody saved first; both texts are kept
    ├── StoreError                the database cannot be read or written
    └── ModelError                a language model gave nothing usable
        ├── ModelUnavailable      no answer: network, rate limit, server; worth another try
        ├── ModelInvalid          an answer that does not count: cut, empty, not to the schema
        └── ModelLimit            the spending limit is reached: nothing more is asked

Anything else that escapes is a bug (exit code 3).
"""

from pathlib import Path


class DrafterError(Exception):
    """Base of the tree. `str(error)` is one line that a person can act on."""

    exit_code = 2


class InputError(DrafterError):
    """Wrong input. `where` is a file, with its line where one is known."""

    def __init__(self, problem: str, *, where: str | Path | None = None, line: int | None = None):
        self.problem = problem
        self.where = None if where is None else str(where)
        self.line = line
        place = (
            "" if self.where is None else f"{self.where}:{line}: " if line else f"{self.where}: "
        )
        super().__init__(f"{place}{problem}")


class FactsError(InputError):
    pass


class MentionsError(InputError):
    pass


class PromptError(InputError):
    pass


class KnowledgeError(InputError):
    pass


class RuleError(InputError):
    pass


class NotFound(DrafterError):
    pass


class Refused(DrafterError):
    pass


class NotConfirmed(Refused):
    pass


class NotAllowed(Refused):
    pass


class NotApproved(Refused):
    pass


class NotCounselled(Refused):
    """The text calls for counsel, and no counsel has signed off what it says now."""


class OpenFindings(Refused):
    pass


class Conflict(DrafterError):
    """`latest` is the revision number that was saved in the meantime."""

    def __init__(self, message: str, *, latest: int):
        self.latest = latest
        super().__init__(message)


class StoreError(DrafterError):
    pass


class ModelError(DrafterError):
    pass


class ModelUnavailable(ModelError):
    """`retry_after` is the server's wish in seconds, where it gave one."""

    def __init__(self, message: str, *, retry_after: float | None = None):
        self.retry_after = retry_after
        super().__init__(message)


class ModelInvalid(ModelError):
    pass


class ModelLimit(ModelError):
    """What may be spent on models is spent; the line says which limit and the setting that sets it."""
