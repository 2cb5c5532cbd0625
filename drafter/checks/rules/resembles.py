"""Rules that compare by meaning."""

from typing import Literal

from drafter.checks.rules.spec import Several, Spec


class Resembles(Spec):
    """Marks a sentence that is nearer to the rule's bad sentences than to the good ones."""

    extends: Literal["resembles"]
    scope: Several = ("sentence",)
