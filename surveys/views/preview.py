"""A wave as an employee will see it: the same page, with nothing behind it. Nothing is sent."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from surveys.entrance.page import what_the_page_needs
from surveys.plan import NotAPlan
from surveys.questions.refusals import NotAQuestionSet
from surveys.views.saving import asked_here


@may(Capability.RUN_SURVEYS)
@require_safe
def page(request: PageRequest, label: str) -> HttpResponse:
    wave = asked_here(label)
    try:
        context = what_the_page_needs(wave, preview=True)
    except (NotAQuestionSet, NotAPlan) as refused:
        messages.error(request, str(refused))
        return redirect("surveys:questions", label=label)
    return render(request, "survey/start.html", context)
