"""Commitments and challenges have a place in a pack: there when it has some, and else no word."""

import io

import openpyxl
import pytest
from django.template.loader import render_to_string

from packs import pdf, sheet, slides
from packs.contents import Contents
from packs.files import KINDS
from packs.models import Pack
from tests.packs import reading_pdf, reading_slides
from tests.packs.example_findings import background
from tests.packs.examples import contents

ONE = background(key="interviews", title="Every shortlist has two people who were not known")
SAYS = ONE.title


def in_pdf(told: Contents) -> str:
    return reading_pdf.text(pdf.made(told))


def in_slides(told: Contents) -> str:
    return reading_slides.whole(slides.made(told))


def in_sheet(told: Contents) -> str:
    book = openpyxl.load_workbook(io.BytesIO(sheet.made(told)), read_only=True)
    return " ".join(
        str(value)
        for page in book
        for row in page.iter_rows(values_only=True)
        for value in row
        if value is not None
    )


def on_page(told: Contents) -> str:
    """As a viewer opens it, without the way to other pages."""
    pack = Pack(number=told.number, as_of=told.as_of)
    return render_to_string("packs/pack.html", {"pack": pack, "contents": told, "kinds": KINDS})


OUTLETS = [in_pdf, in_slides, in_sheet, on_page]


@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_pack_without_any_says_nothing_of_them(outlet):
    said = outlet(contents()).lower()

    assert "challenges" not in said
    assert "commitments" not in said


@pytest.mark.parametrize("outlet", OUTLETS)
def test_those_of_a_pack_stand_in_it_before_what_cannot_be_said(outlet):
    told = contents(commitments=(ONE,))

    said = outlet(told)

    assert SAYS in said
    assert said.rindex(SAYS) < said.rindex(told.unsaid.title)
