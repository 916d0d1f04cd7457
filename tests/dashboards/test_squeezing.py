"""Indents are left out of the leaders' pages, and nothing that anybody reads."""

import pytest
from django.http import HttpResponse

from dashboards.squeezing import squeezed


@pytest.mark.parametrize(
    ("made", "sent"),
    [
        ("<p>\n    One  two\n  \n three</p>\n", "<p>One  two\nthree</p>"),
        ("<p>One line</p>", "<p>One line</p>"),
        ("<b>a</b>\r\n\t<b>b</b>", "<b>a</b>\n<b>b</b>"),
        ("<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\nc", "<ul><li>a</li><li>b</li></ul>c"),
        ("<p>a\n <em>b</em>\n</p>\n<pre>", "<p>a\n<em>b</em></p><pre>"),
        ("<picture>\n<input>\n<path>", "<picture>\n<input>\n<path>"),
    ],
)
def test_a_break_with_its_indent_becomes_a_break_and_between_blocks_nothing(made, sent):
    assert squeezed(lambda: HttpResponse(made))().content.decode() == sent
