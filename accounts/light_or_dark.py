"""Light or dark, as a person chose with the switch: a cookie that their browser sends.

The server writes it into the page, so that nothing has to run before the first paint. It says
nothing of who reads, so it is let through where every other cookie is forgotten (the doors of
links that are read or answered without an account). static/js/site.js sets it.
"""

from collections.abc import Mapping

from django.http import HttpRequest

COOKIE = "theme"
CHOICES = ("light", "dark")


def chosen(request: HttpRequest) -> str:
    """'light' or 'dark'; empty where the person's own system decides, or nonsense was sent."""
    choice = request.COOKIES.get(COOKIE, "")
    return choice if choice in CHOICES else ""


def alone(cookies: Mapping[str, str]) -> dict[str, str]:
    """Of all cookies the choice of light or dark, if it is among them."""
    return {name: value for name, value in cookies.items() if name == COOKIE}
