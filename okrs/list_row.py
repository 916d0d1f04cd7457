"""A row of the list, written straight to HTML: a page shows hundreds, and a template is slower.

What goes in is escaped by format_html; nothing else builds markup from people's words.
"""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okrs import paths
from okrs.rules import measuring
from okrs.rules.words import Kind, Status
from okrs.standings import Row


def small_line(row: Row) -> str:
    """What stands small under a title: out of how many, or the unit, or what it was when stale."""
    key_result, latest = row.key_result, row.key_result.latest
    if row.standing.last_word:
        return _("last: %(word)s") % {"word": row.standing.last_word}
    if latest and latest.denominator and latest.numerator is not None:
        return _("%(part)s of %(whole)s, %(day)s") % {
            "part": f"{latest.numerator:,.0f}",
            "whole": f"{latest.denominator:,.0f}",
            "day": date_format(latest.as_of, "j F Y"),
        }
    if row.standing.outcome_to_set:
        return _("counted by milestones; outcome baseline to set")
    return "" if key_result.kind == Kind.status.value else key_result.unit


def due_cell(row: Row) -> SafeString:
    """When the next check-in is due, how late it is, or by when the baseline is to be set."""
    standing = row.standing
    if standing.status is Status.unset:
        day = measuring.set_by(standing.facts)
        return format_html(
            "{}<small>{}</small>",
            _("set by %(day)s") % {"day": date_format(day, "j F Y")},
            _("baseline to set"),
        )
    if standing.days_late > 0:
        late = ngettext("%(n)s day late", "%(n)s days late", standing.days_late)
        second = format_html('<small class="late">{}</small>', late % {"n": standing.days_late})
    else:
        second = _checked(row)
    return format_html("{}{}", date_format(standing.next_due, "j F Y"), second)


def said_line(row: Row) -> str:
    """What its owner, or a lead, says instead while that holds, and why; empty otherwise.

    It stands beside the calculated status, which is the one that counts.
    """
    said = row.standing.override
    if said is None:
        return ""
    owner = row.key_result.owner
    words = {
        "calculated": row.standing.word,
        "name": said.by,
        "status": said.status.label,
        "reason": said.reason,
    }
    if owner and said.by == owner.short_name:
        return _("Calculated %(calculated)s; owner says %(status)s, because: %(reason)s") % words
    return _("Calculated %(calculated)s; %(name)s says %(status)s, because: %(reason)s") % words


def _checked(row: Row) -> SafeString:
    if not row.key_result.confirmed_on:
        return SafeString("")
    day = date_format(row.key_result.confirmed_on, "j F Y")
    return format_html("<small>{}</small>", _("checked %(day)s") % {"day": day})


def html_of(row: Row, *, chip: SafeString, flag: str = "") -> SafeString:
    """One table row. `chip` is the drawn status, so that this file knows no shapes.

    `flag` is what stands out beside it, in a sentence.
    """
    key_result, small = row.key_result, small_line(row)
    said = " ".join(filter(None, (said_line(row), flag)))
    return format_html(
        '<tr><th scope="row" class="kt-name"><a href="{}">{}</a>{}</th>'
        '<td class="kt-path">{}<span class="visually-hidden">{}</span></td><td>{}{}</td>'
        '<td class="kt-own">{}</td><td class="kt-due">{}</td></tr>',
        reverse("okrs:key_result", args=[key_result.pk]),
        key_result.title,
        format_html("<small>{}</small>", small) if small else "",
        paths.drawing(row),
        paths.in_words(row),
        chip,
        format_html('<small class="kt-said">{}</small>', said) if said else "",
        key_result.owner.short_name if key_result.owner else _("nobody yet"),
        due_cell(row),
    )


def joined(parts: list[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
