"""The first administrator's page: open while nobody is here, to whoever holds the printed link."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import open_door
from strategy import setting_up
from strategy.forms import SetUpForm
from strategy.setting_up import FirstWords

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@open_door
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    if not setting_up.needed():
        return redirect("home")
    if not setting_up.is_right(request.GET.get("code", "")):
        return render(request, "strategy/setup_code.html", status=403)
    form = SetUpForm(request.POST or None, today=timezone.localdate())
    if form.is_valid():
        try:
            admin = setting_up.set_up(words=FirstWords(**form.cleaned_data), at=timezone.now())
        except setting_up.CannotSetUp:
            return redirect("account_login")
        login(request, admin, backend=BACKEND)
        return redirect("home")
    return render(request, "strategy/setup.html", {"form": form})
