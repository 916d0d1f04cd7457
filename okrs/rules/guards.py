"""Guardrails: a key result may only be called green while the keep-at beside it holds.

"More hires, while quality stays": the keep-at is judged by its own figure, never by milestones.
Source: docs/progress.md, section 8.
"""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from okrs.rules.facts import Facts, Guard
from okrs.rules.standing import Standing, standing
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Named, Status

HOLDS = frozenset({Verdict.held, Verdict.in_tolerance, Verdict.achieved})


class Vouching(Named):
    """What a keep-at says for the key result that it guards."""

    holds = "holds", _("It holds")
    in_tolerance = "in_tolerance", _("It is in tolerance")
    fails = "fails", _("It does not hold")
    silent = "silent", _("It cannot vouch")


def guard(facts: Facts, *, title: str, today: date) -> Guard:
    """What the keep-at with these facts says on a day for a key result that it guards."""
    found = standing(replace(facts, milestones=(), guard=None), today=today)
    says = vouching(found)
    return Guard(
        title=title,
        word=found.last_word or found.word,
        fails=says is Vouching.fails,
        near=says is Vouching.in_tolerance,
        silent=says is Vouching.silent,
    )


def vouching(found: Standing) -> Vouching:
    """Red is a failure, and stays one in silence; what was not heard of cannot vouch.

    Were silence a way out of red, a failing keep-at would best be left alone.
    """
    if found.status is Status.off_track or found.last is Status.off_track:
        return Vouching.fails
    if found.verdict is Verdict.in_tolerance:
        return Vouching.in_tolerance
    return Vouching.holds if found.verdict in HOLDS else Vouching.silent
