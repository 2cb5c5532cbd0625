"""Language models through litellm: one call is a question that is asked until an answer counts.

`answering` goes through the models, `question` asks one of them, `retry` and `rate` say when,
`client` and `network` send, `forms` say in which shape an answer is asked for, `replies` and
`characters` what counts as one, `budget` what it may cost; `scrub` takes keys out of what is kept.
"""

from drafter.adapters.provider.answering import LitellmProvider
from drafter.adapters.provider.budget import Account, Book, priced
from drafter.adapters.provider.client import call, litellm, wire_for
from drafter.adapters.provider.retry import retried
from drafter.adapters.provider.scrub import scrubbed

__all__ = [
    "Account", "Book", "LitellmProvider", "call", "litellm", "priced", "retried", "scrubbed", "wire_for",
]  # fmt: skip
