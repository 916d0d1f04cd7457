"""A row as a form of its own: what the grid is where no script runs, and for who prefers fields."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.forms.utils import flatatt
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from okrs.grid.asking import is_number
from okrs.grid.columns import LABELS, Column, exact, locked
from okrs.grid.outcomes import Do, Outcome, State
from okrs.grid.typed import Typed
from okrs.models import KeyResult
from okrs.rules.words import Kind
from strategy.pillars import Pillar

LISTS = {Column.OWNER: "owners", Column.CADENCE: "cadences"}
EMPTY = SafeString("")


def typed_of(sent: QueryDict, now: KeyResult) -> Typed:
    """What the form of one row sent: the cells that say something else than when it was opened."""
    seen = _seen(sent.get("seen", ""))
    cells = {one: str(sent[one.value]) for one in Column if one.value in sent}
    kept = {one: text for one, text in cells.items() if text.strip() != seen.get(one, "").strip()}
    version = sent.get("version", "")
    return Typed(
        pk=now.pk,
        version=int(version) if is_number(version) else 0,
        cells={one: text.replace("\x00", "") for one, text in kept.items()},
        seen=seen,
        reason=sent.get("reason", "")[:2_000].replace("\x00", ""),
        approved_by=sent.get("approved_by", "")[:160].replace("\x00", ""),
        keep="keep" in sent,
    )


def _seen(text: str) -> dict[Column, str]:
    """What the cells said when the form was made; nothing where that was meddled with."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {one: str(found[one.value]) for one in Column if one.value in found}


def rows(shown: Iterable[KeyResult], *, token: str, asked: str = "") -> SafeString:
    """Each row as a form with its own button; `token` is the one against forged requests.

    `asked` are the filters of the page, which it comes back to.
    """
    return format_html_join("", "{}", ((row(one, token=token, asked=asked),) for one in shown))


def row(
    one: KeyResult,
    *,
    token: str,
    asked: str = "",
    typed: Typed | None = None,
    told: Outcome | None = None,
) -> SafeString:
    """One row; `typed` is what was sent and not taken, `told` says why."""
    said = {column: exact(one, column) for column in Column}
    values = said | dict(typed.cells if typed else {})
    taken = locked(one.kind)
    return format_html(
        '<tr id="k{}"><th scope="row" class="g-name">{}</th>{}'
        '<td class="c-kind">{}</td>{}<td class="g-state">{}</td></tr>{}',
        one.pk,
        _field(one, Column.TITLE, values, told),
        _pillar(one),
        Kind[one.kind].label,
        format_html_join(
            "",
            '<td class="c-{}">{}</td>',
            (
                (column.value, "–" if column in taken else _field(one, column, values, told))
                for column in Column
                if column is not Column.TITLE
            ),
        ),
        _send(one, said, token, _action(one, asked)),
        _message(one, told, typed, _action(one, asked)) if told else EMPTY,
    )


def _pillar(one: KeyResult) -> SafeString:
    label, objective = Pillar(one.objective.pillar).label, one.objective.title
    return format_html('<td class="c-pillar">{}<small>{}</small></td>', label, objective)


def _field(
    one: KeyResult, column: Column, values: Mapping[Column, str], told: Outcome | None
) -> SafeString:
    label = _("%(column)s, %(title)s") % {"column": LABELS[column], "title": one.title}
    wrong = told is not None and column in told.columns
    attributes: dict[str, Any] = {
        "class": "input",
        "form": f"f{one.pk}",
        "name": column.value,
        "aria-label": label,
        "value": values[column],
        "aria-invalid": "true" if wrong else None,
        "aria-describedby": f"m{one.pk}" if wrong else None,
        "list": LISTS.get(column),
    }
    return format_html("<input{}>", flatatt({k: v for k, v in attributes.items() if v is not None}))


def _action(one: KeyResult, asked: str) -> str:
    address = reverse("okrs:grid_row", args=[one.pk])
    return f"{address}?{asked}" if asked else address


def _send(one: KeyResult, said: Mapping[Column, str], token: str, action: str) -> SafeString:
    """The form itself: it holds the button, and fields name it."""
    return format_html(
        '<form id="f{}" method="post" action="{}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="version" value="{}">'
        '<input type="hidden" name="seen" value="{}">'
        '<button class="btn-m btn-2 btn-s" type="submit">{}'
        '<span class="visually-hidden"> {}</span></button></form>',
        one.pk,
        action,
        token,
        one.version,
        json.dumps({column.value: text for column, text in said.items()}),
        _("Save"),
        one.title,
    )


def _message(one: KeyResult, told: Outcome, typed: Typed | None, action: str) -> SafeString:
    return format_html(
        '<tr class="g-msg{}"><td colspan="{}"><p id="m{}"><b>{}</b> {}{}</p></td></tr>',
        " g-conf" if told.state in (State.CONFLICT, State.WHY) else "",
        len(Column) + 3,
        one.pk,
        told.strong,
        told.sentence,
        _ways(one, told, typed, action),
    )


def _ways(one: KeyResult, told: Outcome, typed: Typed | None, action: str) -> SafeString:
    """Buttons that send the same form again, links that leave what was typed, and why it moves."""
    asked = _asks_why(one, typed) if told.state is State.WHY else EMPTY
    back = format_html(
        '<a class="btn-m btn-3 btn-s" href="{}">{}</a>',
        action,
        _("Put back what is saved"),
    )
    sends = {Do.KEEP: "keep", Do.MINE: "mine", Do.SET_ANEW: "anew"}
    buttons = format_html_join(
        "",
        '<button class="btn-m btn-2 btn-s" type="submit" form="f{}" name="{}" value="yes">'
        "{}</button>",
        ((one.pk, sends[way.do], way.words) for way in told.ways if way.do in sends),
    )
    return format_html("{}{}{}", asked, buttons, back)


def _asks_why(one: KeyResult, typed: Typed | None) -> SafeString:
    reason, approved_by = (typed.reason, typed.approved_by) if typed else ("", "")
    asked = (
        (_("Why does it change?"), "reason", reason),
        (_("Who approved it?"), "approved_by", approved_by),
    )
    return format_html_join(
        "",
        '<label>{} <input class="input" form="f{}" name="{}" value="{}"></label>',
        ((label, one.pk, name, value) for label, name, value in asked),
    )
