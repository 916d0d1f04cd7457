"""A board pack of twenty pages or more, made of what the demo's own pack holds."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

from django.utils import timezone

from packs import gathering, pdf
from packs.contents import LEADERS, Contents


def made(pages: int) -> tuple[Callable[[], bytes], int]:
    """What makes the PDF, and how many pages it has: the demo's pack, with its findings again and
    again until there are so many."""
    found, again = _gathered(), 1
    while (count := _pages(pdf.made(_longer(found, again)))) < pages:
        again += 1
    longer = _longer(found, again)
    return lambda: pdf.made(longer), count


def _gathered() -> Contents:
    today = timezone.localdate()
    order = gathering.Order(day=today, audience="The board", kind=LEADERS)
    return gathering.gather(order=order, today=today)


def _longer(found: Contents, again: int) -> Contents:
    findings = (
        replace(one, key=f"{one.key}-{turn}") for turn in range(again) for one in found.findings
    )
    return replace(found, findings=tuple(findings))


def _pages(made: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(made)).pages)
