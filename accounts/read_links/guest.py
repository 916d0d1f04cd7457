"""Who reads with a link: nobody the database knows, and nobody who may do more than look."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from accounts.roles import Capability


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Stands where a request has its person. `name` is the audience, `until` the link's last day.

    Has what pages ask of a person, and is no row of a table: nothing can be saved for it, nothing
    is its own (`pk` is a number that no row has), and it is never "signed in".
    """

    name: str
    until: date

    pk: ClassVar[int] = 0
    id: ClassVar[int] = 0
    role: ClassVar[str] = ""
    is_active: ClassVar[bool] = True
    is_demo: ClassVar[bool] = False
    is_authenticated: ClassVar[bool] = False
    is_anonymous: ClassVar[bool] = True
    is_guest: ClassVar[bool] = True

    def may(self, capability: Capability) -> bool:
        return capability == Capability.SEE_PLAN
