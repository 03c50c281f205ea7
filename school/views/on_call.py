"""Who stands in: turns on call at weekends and in holidays, and cover for people who are away."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from esafety.lib import clock
from esafety.lib.schooltime import next_break
from school import calendar
from school.access import allow
from school.actions import rota
from school.first_run import break_without_anybody
from school.forms.people import AbsenceForm, OnCallForm
from school.glossary import labels_of
from school.models import Absence, OnCall, School
from school.roles import Perm
from school.views.form_page import form_page, saved


@require_http_methods(["GET"])
@allow(Perm.MANAGE_CALENDAR)
def register(request):
    """Turns and absences from today on."""
    today = clock.today()
    context = {
        "today": today,
        "turns": OnCall.objects.filter(ends__gte=today).select_related("person"),
        "absences": Absence.objects.filter(ends__gte=today).select_related("person", "cover").order_by("starts"),
        "next_break": next_break(today, calendar.current()),
        "nobody": break_without_anybody(),
    }
    return render(request, "school/on_call.html", context)


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_CALENDAR)
def put_on_call(request):
    starts, ends = next_break(clock.today(), calendar.current()) or (None, None)
    initial = {"starts": starts and max(starts, clock.today()), "ends": ends}
    form = OnCallForm(request.POST or None, initial=initial, labels=labels_of(School.current()))
    if form.carries_out(lambda values: rota.put_on_call(**values, by=request.user)):
        return _done(request, "Saved. They are told besides those who hold the office.")
    return _form(request, form, "Put somebody on call")


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_CALENDAR)
def away(request):
    form = AbsenceForm(request.POST or None, initial={"starts": clock.today()})
    if form.carries_out(lambda values: rota.away(**values, by=request.user)):
        told = " Whoever covers is told besides them." if form.cleaned_data["cover"] else ""
        return _done(request, f"Saved.{told}")
    return _form(request, form, "Somebody is away")


@require_POST
@allow(Perm.MANAGE_CALENDAR)
def take_off_call(request, pk):
    rota.take_off_call(get_object_or_404(OnCall.objects.select_related("person"), pk=pk), by=request.user)
    return _done(request, "Taken off the rota.")


@require_POST
@allow(Perm.MANAGE_CALENDAR)
def back(request, pk):
    rota.back(get_object_or_404(Absence.objects.select_related("person"), pk=pk), by=request.user)
    return _done(request, "They are back.")


def _done(request, words: str):
    return saved(request, words, "school:on_call")


def _form(request, form, heading: str):
    return form_page(request, form, heading, back=reverse("school:on_call"))
