"""Who works at the invented employer, and in which parts of it. Nobody here exists."""

from dataclasses import dataclass

from accounts.roles import Role

ORGANISATION, HEADCOUNT = "Calder & Moor", 1200
PASSWORD = "mobility-demo"  # noqa: S105 (published on purpose; refused wherever demo mode is off)
VISION = "Where you start in life should not decide how far you go at Calder & Moor."
SPONSOR = "Margaret Hale, Chief Operating Officer"


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    email: str
    role: Role
    signs_in: bool = False


PEOPLE = (
    Person("lead", "Priya Nair", "lead@demo.example", Role.LEAD, signs_in=True),
    Person("owner", "Tom Mensah", "owner@demo.example", Role.CONTRIBUTOR, signs_in=True),
    Person("leader", "Margaret Hale", "leader@demo.example", Role.VIEWER, signs_in=True),
    Person("admin", "Alex Osei", "admin@demo.example", Role.ADMIN, signs_in=True),
    Person("bevan", "Jo Bevan", "jo.bevan@demo.example", Role.CONTRIBUTOR),
    Person("doyle", "Liam Doyle", "liam.doyle@demo.example", Role.CONTRIBUTOR),
    Person("quinn", "Sam Quinn", "sam.quinn@demo.example", Role.CONTRIBUTOR),
    Person("iqbal", "Rana Iqbal", "rana.iqbal@demo.example", Role.CONTRIBUTOR),
)

UNITS: dict[str, dict[str, tuple[str, ...]]] = {
    "People": {"Hiring": ("Early careers", "Experienced hires"), "Learning": ()},
    "Operations": {"North": ("Leeds", "Newcastle"), "South": ("Reading", "Bristol")},
    "Technology": {"Products": (), "Infrastructure": ()},
    "Finance": {},
}
