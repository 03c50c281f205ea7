"""Terms, closures, and what follows from them: is the school open, and when is the next break."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from esafety.lib import clock
from esafety.lib.schooltime import next_break
from school import calendar as school_calendar
from school.access import allow
from school.actions import calendar
from school.forms.editing import Act
from school.forms.settings import ClosureForm, TermForm
from school.models import Closure, Term
from school.roles import Perm
from school.views.form_page import form_page, saved

KINDS = {"terms": (Term, TermForm, "a term"), "closures": (Closure, ClosureForm, "days the school is closed")}


@require_http_methods(["GET"])
@allow(Perm.MANAGE_CALENDAR)
def register(request):
    """The terms and closures, those that are over apart; and the bank holidays everybody has."""
    today, current = clock.today(), school_calendar.current()
    context = {
        "terms": Term.objects.filter(ends__gte=today),
        "terms_over": Term.objects.filter(ends__lt=today).order_by("-starts"),
        "closures": Closure.objects.filter(ends__gte=today),
        "closures_over": Closure.objects.filter(ends__lt=today).order_by("-starts"),
        "bank_holidays": sorted(day for day in current.bank_holidays if 0 <= (day - today).days <= 366),
        "next_break": next_break(today, current),
        "known": current.knows(today),
    }
    return render(request, "school/calendar.html", context)


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_CALENDAR)
def enter(request, kind):
    model, form_class, words = _kind(kind)
    form = form_class(request.POST or None)
    if form.carries_out(lambda values: calendar.enter(model, values, by=request.user)):
        return _done(request, "Saved.")
    return _form(request, form, f"Enter {words}")


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_CALENDAR)
def change(request, kind, pk):
    model, form_class, words = _kind(kind)
    form = form_class(request.POST or None, instance=get_object_or_404(model, pk=pk))
    row = get_object_or_404(model, pk=pk)
    if form.carries_out(lambda values: calendar.change(row, values, seen=form.version, by=request.user)):
        return _done(request, "Saved.")
    return _form(request, form, f"Change {words}")


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_CALENDAR)
def take_out(request, kind, pk):
    """Asked once more before it happens: times of records follow from these days."""
    span = get_object_or_404(_kind(kind)[0], pk=pk)
    form = Act(request.POST if request.method == "POST" else None)
    form.submit = "Take it out"
    if form.carries_out(lambda values: calendar.take_out(span, by=request.user)):
        return _done(request, "Taken out of the calendar.")
    note = f"“{span.name}”, {calendar.days_of(span)}. Times of records that are there already stay as they are."
    return form_page(request, form, "Take this out of the calendar?", back=reverse("school:calendar"), note=note)


def _kind(kind: str):
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _done(request, words: str):
    return saved(request, words, "school:calendar")


def _form(request, form, heading: str):
    return form_page(request, form, heading, back=reverse("school:calendar"))
