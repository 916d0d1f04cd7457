"""What the hand-over page asks: who gets everything, who else a row, and what ends."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.plain_form import PlainForm
from okrs.handing_over import Wishes
from okrs.holding import Holding

STAYS = "stays"
STAY = (STAYS, gettext_lazy("Nobody: it stays"))


class HandOverForm(PlainForm):
    """One question for each thing that is held; a thing that was not shown is not moved."""

    to = forms.ChoiceField(
        label=gettext_lazy("Give everything to"),
        error_messages={
            "required": gettext_lazy("Choose who gets what is not given to anybody below.")
        },
    )
    end_links = forms.BooleanField(label=gettext_lazy("End these links"), required=False)
    close = forms.BooleanField(
        label=gettext_lazy("Then close the account"),
        required=False,
        help_text=gettext_lazy("They cannot sign in any more. Nothing they wrote is lost."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        held: Holding,
        successors: Sequence[User],
        may_close: bool,
    ) -> None:
        super().__init__(data, initial={"end_links": True})
        self.held = held
        self.successors = {one.pk: one for one in successors}
        self.names = [(one.pk, one.name) for one in successors]
        self._ask_to(self.fields["to"], [("", _("Choose somebody")), STAY])
        self.rows = {key: self._row(key, title) for key, title in rows_of(held)}
        given = data is not None and all(data.get(key) for key in self.rows)
        self.fields["to"].required = not given
        for said in held.said:
            label = _("Take it back: %(title)s") % {"title": said.key_result.title}
            self.fields[f"said-{said.pk}"] = forms.BooleanField(label=label, required=False)
        for name, wanted in (("to", held.moves), ("end_links", held.links), ("close", may_close)):
            if not wanted:
                del self.fields[name]

    def _ask_to(self, asked: Any, first: list[tuple[str, Any]]) -> None:
        asked.choices = [*first, *self.names]

    def _row(self, key: str, title: str) -> str:
        """A question for one thing: as chosen above, somebody else, or it stays."""
        asked = forms.ChoiceField(
            label=_("Give to, for “%(title)s”") % {"title": title}, required=False
        )
        self.fields[key] = asked
        self._ask_to(asked, [("", _("As above")), STAY])
        asked.widget.attrs |= {"class": "input"}
        return key

    def wishes(self) -> Wishes:
        """What was chosen, as the verb takes it."""
        cleaned = self.cleaned_data
        chosen = {key: cleaned[key] or cleaned.get("to") for key in self.rows}
        return Wishes(
            to={
                key: self.successors[int(pk)]
                for key, pk in chosen.items()
                if pk and pk != STAYS and self._was_shown(key)
            },
            take_back=self._takes_back(),
            end_links=cleaned.get("end_links", False),
            close=cleaned.get("close", False),
        )

    def _was_shown(self, key: str) -> bool:
        return key in self.data

    def _takes_back(self) -> list[int]:
        return [
            said.key_result_id
            for said in self.held.said
            if self.cleaned_data.get(f"said-{said.pk}")
        ]


def rows_of(held: Holding) -> list[tuple[str, str]]:
    """Every thing that can be given away, by the name of its question."""
    return [
        *((f"owns-{one.pk}", one.title) for one in held.owned),
        *((f"reviews-{one.pk}", one.title) for one in held.reviewed),
        *((f"step-{one.pk}", one.text) for one in held.steps),
    ]
