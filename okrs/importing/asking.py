"""What the page of rows sends, and what it does to a draft: rows mended, left out, put back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from okrs.importing import checking, drafts, showing
from okrs.models import SheetImport
from okrs.sheets import lines
from okrs.sheets.columns import Part
from okrs.sheets.judging import Setting

Texts = dict[int, dict[Part, str]]
MOST_TURNS = 4  # a row has few cells that wait for each other
PARTS = {part.value: part for part in Part}
MENDED = re.compile(r"^r(\d{1,8})-([a-z_]+)$")


@dataclass(frozen=True)
class Order:
    """What the button that was pressed asks for: a word, and the row it is about."""

    what: str
    number: int = 0
    part: Part | None = None
    text: str = ""


def order_of(posted: Mapping[str, str]) -> Order:
    """ "fix:4:to:25%" is "write 25% in To of row 4". Anything unknown only checks again."""
    what, _colon, rest = posted.get("do", "").partition(":")
    number, _colon, rest = rest.partition(":")
    part, _colon, text = rest.partition(":")
    if what in ("confirm", "titles", "guesses", "fixes"):
        return Order(what)
    if what not in ("fix", "leave", "back", "stands") or not number.isdecimal():
        return Order("check")
    return Order(what, int(number[:9]), PARTS.get(part), text)


def mended_in(posted: Mapping[str, str]) -> dict[int, dict[Part, str]]:
    """Every text box of the page, by row and part; what is not one of ours is passed over."""
    texts: dict[int, dict[Part, str]] = {}
    for name, text in posted.items():
        found = MENDED.match(name)
        if found and found[2] in PARTS:
            texts.setdefault(int(found[1]), {})[PARTS[found[2]]] = lines.clean(text)
    return texts


def mend(draft: SheetImport, order: Order, typed: Texts, *, today: date) -> bool:
    """Keep what was typed and do what was ordered; says whether any row changed."""
    setting = checking.setting_of(draft, today=today)
    before = checking.check(draft, setting)
    texts = _what_differs(before, setting, typed)
    _write_what_is_ordered(before, order, texts)
    if texts:
        _share_pillars(before, texts)
        draft = drafts.mend_rows(draft=draft, texts=texts)
    if order.what == "fixes":
        return _use_all_fixes(draft, setting) or bool(texts)
    if order.what in ("leave", "back"):
        drafts.leave_out(draft=draft, number=order.number, left_out=order.what == "leave")
    if order.what == "stands":
        drafts.read_as_it_stands(draft=draft, number=order.number)
    return bool(texts)


def _use_all_fixes(draft: SheetImport, setting: Setting) -> bool:
    """Write every suggestion; what that brings to light is mended too. Whether any was there."""
    for turn in range(MOST_TURNS):
        texts: Texts = {}
        for row, problem in checking.check(draft, setting).fixes:
            texts.setdefault(row.number, {}).setdefault(problem.part, problem.fix)
        if not texts:
            return turn > 0
        draft = drafts.mend_rows(draft=draft, texts=texts)
    return True


def _write_what_is_ordered(before: checking.Check, order: Order, texts: Texts) -> None:
    """What a button writes into rows: the playbook's titles, what was guessed, or one fix."""
    if order.what == "titles":
        for row in before.rows:
            if better := showing.better_title(row):
                texts.setdefault(row.number, {})[Part.KEY_RESULT] = better
    if order.what == "guesses":
        for row, guess in before.guesses:
            texts.setdefault(row.number, {}).setdefault(guess.part, guess.text)
    if order.what == "fix" and order.part:
        texts.setdefault(order.number, {})[order.part] = order.text


def _share_pillars(before: checking.Check, texts: Texts) -> None:
    """A pillar chosen in one row is that of every row that waited for it."""
    chosen = {
        row.judged.objective: texts[row.number][Part.PILLAR]
        for row in before.rows
        if texts.get(row.number, {}).get(Part.PILLAR)
    }
    for row in before.rows:
        waits = any(problem.waits for problem in row.judged.problems)
        if waits and (pillar := chosen.get(row.judged.objective)):
            texts.setdefault(row.number, {}).setdefault(Part.PILLAR, pillar)


def _what_differs(
    before: checking.Check, setting: Setting, typed: Mapping[int, Mapping[Part, str]]
) -> Texts:
    """Only boxes that say something other than what the page had put in them."""
    texts: Texts = {}
    for row in before.rows:
        said = typed.get(row.number, {})
        if not said:
            continue
        had = {cell.part: cell.value for cell in showing.shown(row, setting, is_open=True).cells}
        for part, text in said.items():
            if part in had and text.splitlines() != had[part].splitlines():
                texts.setdefault(row.number, {})[part] = text
    return texts


def where(draft: SheetImport, order: Order, *, page: str | None) -> str:
    """Back to the same page of rows, at the row the button was about, or at what is wrong.

    A place is always named: a browser would keep the old one, and take the focus there.
    """
    address = reverse("okrs:import_check", kwargs={"key": draft.key})
    number = number_in(page)
    query = f"?page={number}" if number else ""
    return f"{address}{query}" + (f"#row-{order.number}" if order.number else "#needs")


def number_in(text: str | None) -> int | None:
    """A whole number that a page or a form sends, or nothing."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
