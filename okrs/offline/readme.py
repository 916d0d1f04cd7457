"""The workbook's first sheet: what may be edited, and what happens on its way back."""

from django.utils.translation import gettext as _


def lines(name: str) -> list[str]:
    """The strategy's name, then one sentence or two a line."""
    return [
        name,
        _("This is the whole plan, to be edited offline. Bring it back on the page “Import”: you"
          " see every difference first, and take over what you choose."),
        "",
        _("What you may edit: every cell except Id and Version and those whose heading says “only"
          " to read”. Id and Version say which row it is; a row keeps them when you sort or move"
          " it."),
        _("A new row: write it below the others and leave Id and Version empty. A new key result"
          " needs its title, its pillar and its objective; what else you leave empty is set as"
          " usual."),
        _("A row you delete here is not deleted there: the page offers to archive it, and does not"
          " unless you say so."),
        _("A column you delete stays as it is in the plan. A cell you empty is emptied, and From or"
          " To is then to be set."),
        "",
        _("Objective: another name moves the key result there; a name that is new opens an"
          " objective. To rename an objective, change it on its own sheet."),
        _("How it is measured decides which figures there are: From and To for a number, a"
          " percentage or a change; At least, At most and Tolerance for what is kept."),
        _("From and To, once set, move by a re-baseline: the page asks once why, and who approved"
          " it."),
        _("Owner and Reviewer: an e-mail address of somebody who has an account here."),
        _("Also supports: other pillars, with a semicolon between them."),
        _("Guardrail: the keep-at that must hold beside it, by its id or its title."),
        _("How we expect it to move: with “Along our own points” the points stand beside it, such"
          " as “30 June 2027, 25%; 31 December 2027, 60%”."),
        _("Which way is better, and Set what is missing by, are for what is still to be set. Left"
          " empty, they stay as they are."),
        _("Follows is only to read: a figure of the survey is chosen on the page of the key"
          " result."),
        _("Milestones stay with their key result. A new one names it by its id, such as KR-12, or"
          " by its title. A day under Done on ticks it; empty, it is not done. Only an outcome has"
          " a target."),
        _("What is not here stays in the product: readings, status, evidence, history, and the"
          " order of rows."),
    ]  # fmt: skip
