"""Indents are left out of the leaders' pages, and nothing that anybody reads."""

import pytest
from django.http import HttpResponse

from dashboards.squeezing import squeezed, thinned, unhatched


@pytest.mark.parametrize(
    ("made", "sent"),
    [
        ("<p>\n    One  two\n  \n three</p>\n", "<p>One  two\nthree</p>"),
        ("<p>One line</p>", "<p>One line</p>"),
        ("<b>a</b>\r\n\t<b>b</b>", "<b>a</b>\n<b>b</b>"),
        ("<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\nc", "<ul><li>a</li><li>b</li></ul>c"),
        ("<p>a\n <em>b</em>\n</p>\n<pre>", "<p>a\n<em>b</em></p><pre>"),
        ("<picture>\n<input>\n<svg>\n<path>", "<picture>\n<input>\n<svg><path>"),
    ],
)
def test_a_break_with_its_indent_becomes_a_break_and_between_blocks_nothing(made, sent):
    assert squeezed(lambda: HttpResponse(made))().content.decode() == sent


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ('<ul><li>a</li><li class="x y">b</li></ul>', '<ul><li>a<li class="x y">b</ul>'),
        ('<tr><th scope="col">a</th></tr></thead><tbody>', "<tr><th scope=col>a<tbody>"),
        ("<tr><td>1</td><td>2</td></tr></tbody></table>", "<tr><td>1<td>2</table>"),
        ("<div><p>a</p><p>b</p> c</div>", "<div><p>a<p>b</p> c</div>"),
        ("<a><p>a</p></a><p>b</p><a>c</a>", "<a><p>a</p></a><p>b</p><a>c</a>"),
        ("<ul><li>a</li> b</ul>", "<ul><li>a</li> b</ul>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a<dd>b</dl>"),
        ('<a href="/a/">b="c"</a>', '<a href=/a/>b="c"</a>'),
        ('<path d="M0 0v6"/><rect x="1" rx="3"/>', '<path d="M0 0v6"/><rect x=1 rx="3"/>'),
        ('<b title="" lang="a=b">', '<b title="" lang="a=b">'),
        ('<body class="present"><p>', "<body class=present><p>"),
    ],
)
def test_end_tags_and_quotes_go_only_where_html_says_so(page, sent):
    assert thinned(page.encode()).decode() == sent


@pytest.mark.parametrize(
    ("used", "left"), [("", ""), ('<rect fill="url(#hatch)"/>', '<svg class="sprite">h</svg>')]
)
def test_the_hatch_is_there_only_where_something_is_hatched(used, left):
    made = unhatched(lambda: HttpResponse(f'<p></p><svg class="sprite">h</svg>{used}'))()
    assert made.content.decode() == f"<p></p>{left}{used}"
