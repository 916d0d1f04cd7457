"""Every word on a page can be translated: what stands bare in a template is found here."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ALL = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
TRANSLATED = re.compile(
    r"\{#.*?#\}|\{% comment.*?endcomment %\}|\{% blocktranslate.*?endblocktranslate %\}", re.S
)
# A command is the same in every language; a block may name a class.
COMMAND = re.compile(r"<pre\b.*?</pre>|\{% block main_class %\}[\w -]*", re.S)
CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
MARKUP = re.compile(r"<!--.*?-->|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.S)
ENTITY = re.compile(r"&\w+;")
SPOKEN = re.compile(r"\b(?:aria-label|title|alt|placeholder)=(\"[^\"]*\"|'[^']*')")
WORD = re.compile(r"[A-Za-z]{2,}")


def bare_words(text: str) -> list[str]:
    """Words that a reader would see, or hear, and no translator ever would."""
    without_code = CODE.sub("", COMMAND.sub("", TRANSLATED.sub("", text)))
    heard = " ".join(SPOKEN.findall(without_code))
    seen = ENTITY.sub("", MARKUP.sub(" ", without_code))
    return WORD.findall(f"{seen} {heard}")


@pytest.mark.parametrize("name", ALL)
def test_a_template_holds_no_bare_words(name):
    assert bare_words((TEMPLATES / name).read_text()) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Hello there</p>", ["Hello", "there"]),
        ('<p aria-label="Close">×</p>', ["Close"]),
        ('<p class="card">{% translate "Hello" %}&nbsp;{{ name }}</p>', []),
        ("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}", []),
        ("{# Needs: nothing. #}", []),
        ("<p>Type this:</p><pre><code>./run --help</code></pre>", ["Type", "this"]),
        ("{% block main_class %}sv-main-wide{% endblock %}<p>Hello</p>", ["Hello"]),
    ],
)
def test_bare_words_are_told_from_translated_ones(text, found):
    assert bare_words(text) == found
