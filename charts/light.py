"""The light colours of the style sheets, for what leaves the page: nothing else names a colour."""

import re
from functools import cache
from pathlib import Path

TOKENS = Path(__file__).resolve().parent.parent / "static" / "css" / "tokens.css"
TOKEN = re.compile(r"\bm-[\w-]+")


@cache
def colours() -> dict[str, str]:
    """Each token of the light set with its colour: "m-ink" and "#17202b"."""
    light = TOKENS.read_text().split('[data-theme="dark"]')[0]
    return dict(re.findall(r"--(m-[\w-]+):\s*(#[0-9a-f]{6})", light))


def coloured(rules: dict[str, str]) -> str:
    """Rules of a style sheet, with colours in the places of tokens."""
    found = colours()
    return "".join(
        f"{css}{{{TOKEN.sub(lambda name: found[name[0]], rule)}}}" for css, rule in rules.items()
    )
