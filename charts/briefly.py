"""Titles that are read at one glance: at most 15 words, as style guides for statistics ask.

A word is what stands between two blanks: "38%" and "&" are one each, "+2 points" are two. The
fullest title that is short enough is taken, in whatever language it is; what it leaves out is said
in the sentence beside it, so that nothing is lost.
"""

from dataclasses import dataclass

MOST = 15  # words: Office for National Statistics, guide to chart titles
OF_A_NAME = 6  # of a long name in a title: what a reader knows it by


@dataclass(frozen=True, kw_only=True)
class Told:
    """`rest` is what had no room in the title, in sentences; "" where the title says it all."""

    title: str
    rest: str = ""


def words(text: str) -> int:
    return len(text.split())


def fits(text: str) -> bool:
    return words(text) <= MOST


def first(*titles: str) -> str:
    """The first that fits: the fullest is given first. The last should always fit."""
    return next(filter(fits, titles), titles[-1])


def told(full: str, *shorter: str, rest: str) -> Told:
    """`rest` is said only where `full` does not fit."""
    title = first(full, *shorter)
    return Told(title=title, rest="" if title == full else rest)


def name(text: str) -> str:
    """A name by its first words, "Directorate for finance, buildings and…", where it is long. It
    stands whole beside the figure and in the table."""
    parts = text.split()
    if len(parts) <= OF_A_NAME:
        return text
    return " ".join(parts[:OF_A_NAME]).rstrip(",;:.") + "…"


def sentences(*said: str) -> str:
    """One after the other, without those that are not there."""
    return " ".join(filter(None, said))
