"""Indents are left out of the leaders' pages, and nothing that anybody reads."""

import pytest
from django.http import HttpResponse

from dashboards.squeezing import squeezed


@pytest.mark.parametrize(
    ("made", "sent"),
    [
        ("<p>\n    One  two\n  \n three</p>\n", "<p>\nOne  two\nthree</p>\n"),
        ("<p>One line</p>", "<p>One line</p>"),
        ("<b>a</b>\r\n\t<b>b</b>", "<b>a</b>\n<b>b</b>"),
    ],
)
def test_a_break_with_its_indent_becomes_a_break(made, sent):
    assert squeezed(lambda: HttpResponse(made))().content.decode() == sent
