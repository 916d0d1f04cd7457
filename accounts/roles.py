"""Who may do what: four roles and the capabilities each has. One table, read by every page."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ADMIN = "admin", _("Administrator")
    LEAD = "lead", _("D&I lead")
    CONTRIBUTOR = "contributor", _("Key-result owner")
    VIEWER = "viewer", _("Senior leader")


class Capability(models.TextChoices):
    SEE_PLAN = "see_plan", _("see the strategy, its key results and the dashboards")
    CHECK_IN = "check_in", _("give readings for your own key results")
    EDIT_PLAN = "edit_plan", _("change the strategy, and check in for anyone")
    RUN_SURVEYS = "run_surveys", _("run surveys: prepare, open, invite, extend and close")
    SEE_RECORD = "see_record", _("read the record of who changed what")
    MANAGE_PEOPLE = "manage_people", _("add people, give roles, and name the organisation’s units")


CAN: dict[Role, frozenset[Capability]] = {
    Role.VIEWER: frozenset({Capability.SEE_PLAN}),
    Role.CONTRIBUTOR: frozenset({Capability.SEE_PLAN, Capability.CHECK_IN}),
    Role.LEAD: frozenset(
        {
            Capability.SEE_PLAN,
            Capability.CHECK_IN,
            Capability.EDIT_PLAN,
            Capability.RUN_SURVEYS,
            Capability.SEE_RECORD,
        }
    ),
    Role.ADMIN: frozenset(Capability),
}
