"""Colours have one home, the dark set stands twice and is the same twice."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(")


@pytest.mark.parametrize(
    "name", sorted(p.name for p in CSS.glob("*.css") if p.name != "tokens.css")
)
def test_only_the_tokens_name_a_colour(name):
    text = re.sub(r"/\*.*?\*/", "", (CSS / name).read_text(), flags=re.S)

    assert COLOUR.findall(text) == []


def test_dark_by_the_system_and_dark_by_the_switch_are_the_same():
    text = (CSS / "tokens.css").read_text()
    switch = re.search(r'\[data-theme="dark"\] \{(.*?)\n\}', text, re.S)
    system = re.search(r":root:not\(\[data-theme=\"light\"\]\) \{(.*?)\n  \}", text, re.S)
    assert switch
    assert system

    assert declarations(switch[1]) == declarations(system[1])
    assert len(declarations(switch[1])) > 40


def declarations(block: str) -> dict[str, str]:
    return dict(re.findall(r"([\w-]+):\s*([^;]+);", block))
