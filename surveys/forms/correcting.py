"""What was published is said better, or a table of it taken back. Saves nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_form import PlainForm
from disclosure import labels
from disclosure.control.plan import TOTAL, cut_name, cut_named
from disclosure.correcting import LONGEST_POPULATION, LONGEST_TITLE, Correction
from disclosure.models import Publication


class CorrectForm(PlainForm):
    """Takes the newest version; `may_invite` says whether the number invited may be corrected."""

    title = forms.CharField(label=_("What is it called?"), max_length=LONGEST_TITLE)
    population = forms.CharField(label=_("Whose figures are they?"), max_length=LONGEST_POPULATION)
    invited = forms.IntegerField(
        label=_("How many were invited?"),
        min_value=1,
        required=False,
        help_text=_("Leave it empty if nobody knows any more."),
    )
    taken_back = forms.MultipleChoiceField(
        label=_("Tables to take back"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "From now on only those who run surveys see them, in older versions. What was made of "
            "them before keeps them: issued board packs, and a From that was taken from them."
        ),
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Everybody sees it beside the figures."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "input"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, publication: Publication, may_invite: bool, **kwargs: Any
    ) -> None:
        initial = {
            "title": publication.title,
            "population": publication.population,
            "invited": publication.invited,
            "version": publication.version,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.publication = publication
        self.fields["taken_back"].choices = _tables(publication)  # type: ignore[attr-defined]
        if not may_invite:
            del self.fields["invited"]

    def correction(self) -> Correction:
        """How it should read from now on. Call on a form that is valid."""
        said = self.cleaned_data
        return Correction(
            title=said["title"],
            population=said["population"],
            invited=said.get("invited", self.publication.invited),
            taken_back=frozenset(map(cut_named, said["taken_back"])),
        )


def _tables(publication: Publication) -> list[tuple[str, str]]:
    """Every table but that of everybody, by the names of what it is cut by."""
    return [
        (cut_name(cut), " × ".join(labels.attribute_name(publication, code) for code in cut))
        for cut in labels.cuts(publication)
        if cut != TOTAL
    ]
