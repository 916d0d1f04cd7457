"""Representation: the background of everybody who could be placed."""

from django.utils.translation import gettext as _

from dashboards.choosing import Chosen
from dashboards.finding import Finding
from dashboards.subjects import everybody

BACKGROUND = "SEB1"


def findings(chosen: Chosen) -> tuple[Finding, ...]:
    found = everybody.finding(chosen, BACKGROUND, key="background", heading=_("Who works here"))
    return (found,) if found else ()
