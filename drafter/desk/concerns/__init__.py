"""Verbs on concerns: find them, decide about them, see how they develop and what they ask."""

from drafter.desk.concerns.asking import Asking
from drafter.desk.concerns.deciding import Deciding
from drafter.desk.concerns.seeing import Page, Shown

__all__ = ["Concerns", "Page", "Shown"]


class Concerns(Deciding, Asking):
    """`desk.concerns`"""
