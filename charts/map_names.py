"""What each box of a strategy map is called by a screen reader: all that is drawn, in one sentence
each, so that nobody has to put together words that stand apart on the paper.
"""

from django.utils.translation import gettext as _

from charts.map import Branch, Leaf, Trunk


def of_trunk(one: Trunk) -> str:
    """ "Pillar: Data. 71% progress"."""
    named = _("Pillar: %(name)s") % {"name": one.name}
    return _sentences(named, one.share)


def of_branch(one: Branch) -> str:
    """ "Objective: Know the baseline data. Progress 76%. On track"."""
    named = _("Objective: %(name)s") % {"name": one.name}
    return _sentences(named, _progress(one.share), one.said)


def of_leaf(one: Leaf) -> str:
    """ "Key result: Roles without a degree. 40, now 92, to 120. On track. Also supports Data"."""
    named = _("Key result: %(name)s") % {"name": one.name}
    also = _("Also supports %(pillars)s") % {"pillars": ", ".join(one.also)} if one.also else ""
    return _sentences(named, one.path, one.said, also)


def _progress(share: str) -> str:
    return _("Progress %(share)s") % {"share": share} if share else ""


def _sentences(*told: str) -> str:
    return ". ".join(part.removesuffix(".") for part in told if part)
