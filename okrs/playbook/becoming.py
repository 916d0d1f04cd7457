"""What a row of the playbook becomes: a key result with its milestones and its resources."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from accounts.models import User
from okrs.models import KeyResult, Link, Milestone
from okrs.playbook import catalogue
from okrs.playbook.shapes import End, PlaybookRow
from okrs.rules.words import Kind
from okrs.terms import Terms
from strategy.models import Strategy

A_YEAR = timedelta(days=365)


def terms_of(row: PlaybookRow, *, strategy: Strategy, today: date) -> Terms:
    """What a row comes to as it stands: from the strategy's start or today, to the strategy's end.

    What the document leaves open ("x", "Current %") stays open: it is to be set, and never zero.
    """
    starts_on = max(strategy.starts_on, today)
    due_on = strategy.ends_on if strategy.ends_on > starts_on else starts_on + A_YEAR
    return Terms(
        title=str(row.title),
        kind=row.kind.value,
        source=str(row.source),
        cadence=row.cadence.value,
        direction=row.direction.value,
        unit=str(row.unit),
        follows=KeyResult.RESPONSE_RATE if row.follows_the_survey else "",
        definition=str(row.note),
        starts_on=starts_on,
        due_on=due_on,
        from_value=None if row.kind is Kind.percent_change else row.start.value,
        to_value=row.end.value,
        from_label=_said(row.start),
        to_label=_said(row.end),
        also_supports=[pillar.value for pillar in row.also_supports],
        playbook_id=row.id,
        origin=origin_of(row),
    )


def origin_of(row: PlaybookRow) -> str:
    """ "Hackathon table, 2021, row O2-1": where it comes from, for as long as it lives."""
    document = row.place.document
    where = (
        _("row %(row)s") % {"row": row.place.row}
        if row.place.row
        else _("section %(section)s") % {"section": row.place.section}
    )
    return f"{document.short}, {document.year}, {where}"


def add_steps(row: PlaybookRow, key_result: KeyResult) -> None:
    Milestone.objects.bulk_create(
        Milestone(
            key_result=key_result,
            kind=step.kind,
            text=str(step.text),
            target_unit=step.target_unit,
            playbook_id=step.id,
            order=order,
        )
        for order, step in enumerate(row.steps)
    )


def add_resources(row: PlaybookRow, key_result: KeyResult, *, by: User, at: datetime) -> None:
    Link.objects.bulk_create(
        Link(
            key_result=key_result,
            kind=Link.RESOURCE,
            title=str(resource.name),
            note=" ".join(str(words) for words in (resource.helps, resource.check) if words),
            added_by=by,
            added_at=at,
        )
        for resource in map(catalogue.resource, row.resources)
    )


def _said(end: End) -> str:
    return "" if end.proposed else str(end.label)
