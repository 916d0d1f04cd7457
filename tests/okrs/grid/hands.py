"""Typing into the grid as its script does: a row, its cells, what they said, and the answer."""

from typing import Any

from django.test import Client

from okrs.grid.columns import Column, exact
from okrs.models import KeyResult


def row(
    key_result: KeyResult, *, seen: dict[str, str] | None = None, **more: Any
) -> dict[str, Any]:
    """One row as it is sent. Cells are named as columns; `from_` stands for "from"."""
    extra = {name: more.pop(name) for name in ("reason", "approved_by", "keep") if name in more}
    cells = {name.rstrip("_"): text for name, text in more.items()}
    said = {name: exact(key_result, Column(name)) for name in cells}
    told = {"id": key_result.pk, "version": key_result.version, "cells": cells}
    return told | {"seen": said | (seen or {})} | extra


def send(client: Client, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    answer = client.post("/okrs/grid/save/", {"rows": rows}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


def types(client: Client, key_result: KeyResult, **more: Any) -> dict[str, Any]:
    """Type into one row; gives what became of it."""
    return send(client, row(key_result, **more))[0]


def take_back(client: Client, *events: int) -> list[dict[str, Any]]:
    answer = client.post("/okrs/grid/undo/", {"events": events}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found
