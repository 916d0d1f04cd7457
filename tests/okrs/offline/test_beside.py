"""An offline edition among other work: what is theirs stays theirs, what is odd is asked."""

import pytest

from accounts.audit import Way, by_way_of
from okrs import planning
from okrs.importing import undoing
from okrs.models import KeyResult
from okrs.offline import accepting
from okrs.offline.differences import State
from tests.factories import UserFactory
from tests.okrs.offline.making import NOW, Offline, brought, compared

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("way", [Way.PAGE, Way.IMPORT])
def test_what_somebody_else_wrote_meanwhile_is_not_undone_with_it(
    way, plan, strategy, lead, monkeypatch
):
    """With PostgreSQL an entry of theirs can stand between those of the import."""
    offline = Offline(strategy)
    offline.key_results.put("Sessions", Unit="talks")
    draft = brought(offline.saved(), strategy=strategy, by=lead)
    write = accepting._Clerk.write

    def beside(clerk, rows):
        with by_way_of(way):
            planning.edit_key_result(
                key_result=plan["Policy"], title="Policy, renamed", by=UserFactory.create(),
                at=NOW.replace(hour=10),
            )  # fmt: skip
        return write(clerk, rows)

    monkeypatch.setattr(accepting._Clerk, "write", beside)
    accepting.accept(draft=draft, found=compared(draft), by=lead, at=NOW, version=draft.version)
    draft.refresh_from_db()

    found = undoing.undo(draft=draft, by=lead, at=NOW.replace(hour=11))

    assert found.undone == 1
    assert KeyResult.objects.get(pk=plan["Policy"].pk).title == "Policy, renamed"
    assert KeyResult.objects.get(pk=plan["Sessions"].pk).unit != "talks"


@pytest.mark.parametrize("name", ["Due", "Starts", "Weight"])
def test_what_every_row_needs_cannot_be_to_be_confirmed(name, plan, strategy, lead):
    offline = Offline(strategy)
    offline.key_results.put("Sessions", **{name: "tbc"})

    [one] = compared(brought(offline.saved(), strategy=strategy, by=lead)).differences

    assert one.state is State.WRONG
    assert f"{name} is “tbc”." in one.problems[0]
