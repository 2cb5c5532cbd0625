"""drafter: the desk a communications team works at when a backlash starts."""

__version__ = "0.1.0"
