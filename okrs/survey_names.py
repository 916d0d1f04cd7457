"""What the figures of the survey are called, in the words of the newest wave that knows them.

A publication has the words of its codes. Before the first one there is the plan of a wave that is
open or being counted: what it will publish, in the same form.
"""

from django.db.models import F
from django.utils.translation import gettext as _

from disclosure import labels, series
from disclosure.control.plan import Cut, Key, cut_name
from disclosure.models import Publication
from okrs.followed import DISCLOSURE_RATE, Followed
from surveys import tables_plan
from surveys.models import Wave
from surveys.models.waves import Origin
from surveys.states import State
from surveys.wave_questions import question_set, table_plan

FROZEN = (State.OPEN, State.CLOSING, State.CLOSED)


def newest() -> Publication | None:
    """The newest published words, else those of the newest frozen plan, never stored; None before
    any wave opened. Three queries at most. Raises sealing.Altered."""
    published = Wave.objects.filter(state=State.PUBLISHED)
    waves = published.order_by(F("closed_on").desc(nulls_last=True), "-pk")
    labels_of = list(waves.values_list("label", flat=True)[:1])
    found = series.through(labels_of, ()) if labels_of else {}
    if found:
        return next(iter(found.values())).publication
    frozen = Wave.objects.filter(state__in=FROZEN, origin=Origin.ASKED)
    wave = frozen.order_by(F("opened_on").desc(nulls_last=True), "-pk").first()
    return _of_plan(wave) if wave and wave.plan and wave.questions else None


def _of_plan(wave: Wave) -> Publication:
    plan = table_plan(wave)
    told = tables_plan.words(plan, question_set(wave))
    cuts = dict.fromkeys(map(cut_name, plan.cuts), "")
    return Publication(source=wave.label, words=labels.with_order(told), table_digests=cuts)


def in_words(words: Publication | None, followed: Followed) -> str:
    """ "Lower socio-economic background, Unit: North"; by its codes where nobody knows them."""
    try:
        if words is None:
            raise KeyError(followed.measure)
        what, whom = figure(words, followed), of_whom(words, followed.cut, followed.key)
    except KeyError:
        return followed.code
    return _("%(what)s. %(whom)s") % {"what": what, "whom": whom}


def figure(words: Publication, followed: Followed) -> str:
    """What is counted: the group of answers, or who said something. Raises KeyError."""
    measure = labels.measure_name(words, followed.measure)
    if followed.word == DISCLOSURE_RATE:
        return said_something(measure)
    return share(words, followed.measure, followed.groups)


def said_something(measure: str) -> str:
    return _("Said something to “%(question)s”, of all who took part") % {"question": measure}


def share(words: Publication, measure: str, groups: tuple[str, ...]) -> str:
    """Groups of answers by their names. Raises KeyError."""
    return _(" or ").join(labels.measure_category(words, measure, group) for group in groups)


def of_whom(words: Publication, cut: Cut, key: Key) -> str:
    """ "Everybody together"; "Unit: North, Level: Senior". Raises KeyError."""
    if not cut:
        return _("Everybody together")
    names = labels.key_names(words, cut, key)
    return ", ".join(
        _("%(attribute)s: %(group)s")
        % {"attribute": labels.attribute_name(words, code), "group": name}
        for code, name in zip(cut, names, strict=True)
    )
