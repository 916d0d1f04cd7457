"""How the plan is drawn in a page: status chips, counts, the stacked bar, the path, figures."""

import re
from collections.abc import Mapping
from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from okrs import figures, list_row, paths
from okrs.falls import Fall
from okrs.models import KeyResult
from okrs.rules.rollup import Counts
from okrs.rules.standing import Standing
from okrs.rules.verdicts import tone_of
from okrs.rules.words import Status
from okrs.standings import Row
from strategy.pillars import Pillar

register = template.Library()
WRITTEN, TENTHS = re.compile(r"<text.*?</text>"), re.compile(r"\d+\.\d+%")


@register.simple_tag
def chip(standing: Standing) -> SafeString:
    """Word, shape and colour together, so that colour never speaks alone (WCAG 2.2, 1.4.1)."""
    return chip_of(tone=standing.tone, word=str(standing.word))


@register.simple_tag
def chip_of(*, tone: str, word: str) -> SafeString:
    """The shape stands before the word: the style sheet draws it."""
    return format_html('<span class="chip" data-status="{}">{}</span>', tone, word)


@register.simple_tag
def status_chip(status: Status | None) -> SafeString:
    """The chip of a roll-up, or of a status by itself; nothing where no colour can be said."""
    if status is None:
        return SafeString("")
    return chip_of(tone=tone_of(status), word=str(status.label))


@register.simple_tag
def counts(tally: Counts) -> SafeString:
    """ "8 achieved, 16 on track, …": stands beside every mean."""
    items = format_html_join(
        "",
        '<li data-status="{}"><span><b>{}</b> {}</span></li>',
        (
            (tone_of(status), number, words.split(" ", 1)[1])
            for status, number, words in tally.parts()
        ),
    )
    return format_html('<ul class="counts">{}</ul>', items)


@register.simple_tag
def stackbar(tally: Counts) -> SafeString:
    """The same counts as one bar. The counts stand beside it in words, so it is a picture only.

    Each part reaches from the left to its own end, and lies upon the next: so one figure says it.
    """
    if not tally.total:
        return SafeString("")
    bars, end = [], 0
    for status, number, _words in tally.parts():
        end += number
        bars.append((tone_of(status), figures.whole(figures.HUNDRED * end / tally.total)))
    return format_html(
        '<svg class="stackbar" aria-hidden="true">{}</svg>',
        format_html_join("", '<rect data-status="{}" width="{}%"/>', reversed(bars)),
    )


@register.filter
def in_a_line(tally: Counts) -> str:
    return ", ".join(str(words) for _status, _number, words in tally.parts()) or _("nothing yet")


@register.simple_tag
def path(row: Row) -> SafeString:
    """The path of a row, drawn, and the same in words for who cannot see it."""
    return paths.drawing(row) + format_html(
        '<span class="visually-hidden">{}</span>', paths.in_words(row)
    )


@register.simple_tag
def bare_path(row: Row) -> SafeString:
    """The path as a picture only, to whole percents, where the words of it stand below."""
    drawn = WRITTEN.sub("", paths.drawing(row))
    return SafeString(TENTHS.sub(lambda found: f"{round(float(found[0][:-1]))}%", drawn))


@register.filter
def pillar(slug: str) -> Pillar:
    return Pillar(slug)


@register.filter
def as_sentence(typed: str) -> str:
    """What somebody typed, with the full stop that they left out: more is said behind it."""
    typed = typed.strip()
    return f"{typed}." if typed and typed[-1] not in ".!?…" else typed


@register.filter
def share(fraction: Decimal | None) -> str:
    return figures.share(fraction)


@register.filter
def as_figure(value: Decimal | None, key_result: KeyResult) -> str:
    """A figure of this key result; of a keep-at of shares with its "%"."""
    return figures.figure(value, kind=key_result.kind, unit=key_result.unit)


@register.simple_tag
def list_rows(rows: list[Row], fell: Mapping[int, Fall] | None = None) -> SafeString:
    """The rows of the list, each written once; `fell`: those whose confidence fell, by key."""
    flags = {pk: fall.sentence for pk, fall in (fell or {}).items()}
    return list_row.joined(
        [
            list_row.html_of(row, chip=chip(row.standing), flag=flags.get(row.key_result.pk, ""))
            for row in rows
        ]
    )


@register.filter
def small_line(row: Row) -> str:
    return list_row.small_line(row)


@register.filter
def said_line(row: Row) -> str:
    return list_row.said_line(row)
