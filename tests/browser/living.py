"""A living page of the dress, with no database behind it: what each piece looks like and how it behaves."""

import time

from crispy_forms.layout import Layout
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import include, path

from esafety.lib import clock
from esafety.lib.govuk.fields import DateField, LongText, TimeField
from esafety.lib.govuk.forms import GovForm
from esafety.lib.govuk.layout import Reveal
from esafety.lib.govuk.widgets import Checkboxes, Radios
from school.urls import urlpatterns as school

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
sent: list[dict] = []  # what the form page was sent, newest last
line = {"broken": False, "slow": 0.0}  # how the server behaves next


class Somebody(AnonymousUser):
    is_authenticated = True
    name = "M. Price"

    def __str__(self):
        return "M. Price"


def context(request):
    return {
        "request": request,
        "user": Somebody(),
        "school": {"name": "Oldtown School"},
        "product_name": "Online safety",
        "demo": True,
        "nav": [("Report something", "/form/", request.path == "/form/"), ("Waiting for you", "/queue/", False)],
        "show_names": request.session.get("names"),
        "idle_seconds": request.GET.get("idle"),
        "exit_url": "/elsewhere/",
    }


class ReportForm(GovForm, forms.Form):
    submit = "Send report"
    send_safely = "ring ext 204"
    true = forms.MultipleChoiceField(
        label="Tick anything that might be true",
        choices=[("picture", "A sexual picture of someone under 18"), ("danger", "In danger now"), ("none", "None")],
        widget=Checkboxes(exclusive=["none"], divider_before="none"),
    )
    where = forms.ChoiceField(label="Where?", choices=[("school", "In school"), ("home", "At home")], widget=Radios)
    tag = forms.CharField(label="Asset tag", required=False, help_text="The sticker on the lid")
    day = DateField(label="When did it happen?", words="Date it happened")
    at = TimeField(label="At about what time?", required=False)
    what = LongText(label="What happened?", max_length=2000, help_text="Use initials for pupils.")
    layout = Layout("true", Reveal("where", school=["tag"]), "day", "at", "what")


def home(request):
    alarm = {"words": "K7QF-2MXD has waited 12 minutes", "url": "/record/", "action": "Open it"}
    return render(request, "living/home.html", {"alarms": [alarm]})


def form(request):
    if request.method == "POST":
        time.sleep(line["slow"])
        sent.append(request.POST.dict())
        if line["broken"]:
            return HttpResponse("broken", status=500)
    asked = ReportForm(request.POST or None)
    if asked.is_valid():
        return HttpResponseRedirect("/record/")
    return render(request, "living/form.html", {"form": asked})


def queue(request):
    return render(request, "living/queue.html")


def record(request):
    item = {"title": "Reported", "by": "J. Okafor", "at": clock.now(), "words": "One\ntwo", "tone": "done"}
    return render(request, "living/record.html", {"items": [item]})


def names(request):
    request.session["names"] = bool(request.POST.get("show"))
    return HttpResponseRedirect(request.POST["next"])


def stay(request):
    return JsonResponse({"seconds": 900})


def said(words):
    return lambda request: HttpResponse(words)


ours = [path("living/names/", names, name="show_names"), path("living/stay/", stay, name="stay")]
urlpatterns = [
    path("", home, name="home"),
    path("form/", form),
    path("queue/", queue),
    path("record/", record),
    path("elsewhere/", said("<!DOCTYPE html><html lang=en><title>Weather</title>Rain later")),
    # The real addresses, so that the frame's links lead somewhere; the last of a name is the one that is used.
    path("account/", include("school.account_urls")),
    path("", include(([*school, *ours], "school"))),
]
