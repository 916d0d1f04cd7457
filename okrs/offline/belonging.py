"""Cells that name another row: the key result of a milestone, the guardrail of a key result."""

import re
from typing import Any

from django.utils.translation import gettext as _

from okrs.offline.naming import Among, NewRow, Partner
from okrs.offline.values import Words
from okrs.sheets.cells import NotUnderstood
from okrs.sheets.columns import normal

A_KEY_RESULT = re.compile(r"^KR-(?P<pk>\d{1,9})\b", re.I)


class RowId(Words):
    """The key result that a row belongs to: by its id, by a title that no other has, or by the
    title of one that the same sheet adds."""

    def cell(self, value: Any, kind: str) -> Any:
        return self.text(value, kind)

    def text(self, value: Any, kind: str) -> str:
        return value.title if isinstance(value, NewRow) else f"KR-{value}"

    def read(self, text: str, kind: str, among: Among) -> Any:
        found = re.match(r"^KR-(\d{1,9})$", text.strip(), re.I)
        name = normal(text)
        pk = int(found[1]) if found else among.titles.get(name)
        if pk is not None:
            return pk
        if name in among.new and name not in among.titles:
            return NewRow(name, among.new[name])
        raise NotUnderstood(_("Write the id of its key result, such as KR-12."))

    def said(self, value: Any, kind: str) -> str:
        return self.text(value, kind)

    def same(self, value: Any, other: Any) -> bool:
        return bool(value == other)


class Guardrail(Words):
    """The keep-at that must hold beside it: "KR-12: Quality of hires". Its id alone will do."""

    is_few = True
    is_short = True

    def text(self, value: Any, kind: str) -> str:
        return f"KR-{value.pk}: {Words.text(self, value.title, kind)}" if value else ""

    def read(self, text: str, kind: str, among: Among) -> Partner | None:
        if not text.strip():
            return None
        found = A_KEY_RESULT.match(text.strip())
        pk = int(found["pk"]) if found else among.keeps_by_title.get(normal(text))
        if pk is None or pk not in among.keeps:
            raise NotUnderstood(
                _("No keep-at of the plan is called that. Write its id, such as KR-12.")
            )
        return Partner(pk, among.keeps[pk])

    def said(self, value: Any, kind: str) -> str:
        return (value.title or f"KR-{value.pk}") if value else _("nothing")

    def same(self, value: Any, other: Any) -> bool:
        return (value.pk if value else None) == (other.pk if other else None)

    def recorded(self, pair_end: Any) -> Any:
        return Partner(pair_end, "") if pair_end else None
