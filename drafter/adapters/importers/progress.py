"""How far an import has come, told to whoever waits."""

from collections.abc import Callable

# What is being done, and the share of it that is done, 0 to 1.
Progress = Callable[[str, float], None]


def silent(doing: str, share: float) -> None:
    """Nobody waits."""
