"""What came of taking rows up, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okrs.playbook.taking_up import TakenUp


def in_words(done: TakenUp) -> str:
    """What was taken up, what was there already, and what was left out and why."""
    said = []
    if len(done.new) == 1:
        said.append(_("Taken up: “%(title)s”.") % {"title": done.new[0].title})
    elif done.new:
        said.append(
            ngettext("%(n)s key result taken up.", "%(n)s key results taken up.", len(done.new))
            % {"n": len(done.new)}
        )
    elif done.already:
        said.append(_("It was taken up before: “%(title)s”.") % {"title": done.already[0].title})
    else:
        said.append(_("Nothing more to take up here."))
    if done.left_out:
        titles = "; ".join(f"“{row.title}”" for row in done.left_out)
        said.append(
            _("Left out, because a milestone counts it already: %(which)s.") % {"which": titles}
        )
    return " ".join(said)
