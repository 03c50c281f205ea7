"""Offices: who holds which, since when, and what waits for a second person."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from esafety.lib import clock
from school import second_factor
from school.access import allow
from school.actions import appointments
from school.declined import lately
from school.forms.people import AppointForm, DeclineForm, FromDayForm
from school.glossary import labels_of
from school.models import Appointment, Person, School
from school.refusals import Refused
from school.roles import Perm, Role
from school.views.form_page import form_page, saved


@require_http_methods(["GET"])
@allow(Perm.MANAGE_ACCOUNTS)
def register(request):
    """Every office and who holds it; offices nobody holds are there too."""
    held = Appointment.objects.filter(withdrawn=False).exclude(ends__lt=clock.today())
    rows = held.select_related("person", "person__user").order_by("role", "deputy", "starts")
    by_role = {role: list(group) for role, group in groupby(rows, lambda row: row.role)}
    offices = [(role.value, by_role.get(role.value, [])) for role in Role if role != Role.STAFF]
    return render(request, "school/appointments.html", {"offices": offices, "today": clock.today()})


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_ACCOUNTS)
@second_factor.fresh
def appoint(request, ref):
    person = get_object_or_404(Person, ref=ref)
    form = AppointForm(request.POST or None, labels=labels_of(School.current()))
    made = []
    if form.carries_out(lambda values: made.append(appointments.appoint(person, by=request.user, **values))):
        return saved(request, _what_follows(made[0]), "school:person_edit", ref)
    back = reverse("school:person_edit", args=[ref])
    return form_page(request, form, "Give an office", back=back, person=person)


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_ACCOUNTS)
@second_factor.fresh
def end(request, pk):
    row = get_object_or_404(Appointment.objects.select_related("person"), pk=pk)
    asked = {"label": "From which day do they no longer hold it?", "submit": "End this office"}
    form = FromDayForm(request.POST or None, **asked)
    if form.carries_out(lambda values: appointments.end(row, values["day"], by=request.user)):
        return saved(request, "Saved. The office ends then.", "school:person_edit", row.person.ref)
    heading = f"{labels_of(School.current())[row.role]}: end this office"
    back = reverse("school:person_edit", args=[row.person.ref])
    return form_page(request, form, heading, back=back, person=row.person)


@require_http_methods(["GET"])
@allow(Perm.APPROVE_APPOINTMENTS)
def waiting(request):
    """What the head or the chair is asked to agree to."""
    context = {"rows": rows_for(request.user), "declined": lately()}
    return render(request, "school/appointments_waiting.html", context)


@require_POST
@allow(Perm.APPROVE_APPOINTMENTS)
@second_factor.fresh
def agree(request, pk):
    return _decide(request, pk, appointments.agree, "Agreed. They hold the office from its first day.")


@require_http_methods(["GET", "POST"])
@allow(Perm.APPROVE_APPOINTMENTS)
@second_factor.fresh
def decline(request, pk):
    """Why not is asked: whoever asked for it has to know what to do instead."""
    row = get_object_or_404(Appointment.objects.select_related("person"), pk=pk)
    form = DeclineForm(request.POST or None)
    if form.carries_out(lambda values: appointments.decline(row, by=request.user, **values)):
        return saved(request, "Not agreed to. Whoever asked for it is told.", "school:appointments_waiting")
    heading = f"{labels_of(School.current())[row.role]}: do not agree"
    return form_page(request, form, heading, back=reverse("school:appointments_waiting"), person=row.person)


@require_POST
@allow(Perm.MANAGE_ACCOUNTS)
@second_factor.fresh
def take_back(request, pk):
    """Whoever asked thinks better of it."""
    return _decide(request, pk, appointments.take_back, "Taken back. They do not hold the office.")


def rows_for(user):
    """Appointments that wait for somebody, those this person may not decide marked by their own sentence, and what the
    administrator was warned of."""
    waits = Appointment.objects.filter(approved=False, withdrawn=False).select_related("person")
    return [
        (row, _not_by(row, user), appointments.clashes_of(row.person, row.role)) for row in waits.order_by("starts")
    ]


def _not_by(row: Appointment, user) -> str:
    if row.person_id == user.person_id:
        return "This one is your own: another person decides."
    return "You asked for this one: another person decides." if row.asked_by == user.ref else ""


def _decide(request, pk: int, act, done: str):
    row = get_object_or_404(Appointment.objects.select_related("person"), pk=pk)
    try:
        act(row, by=request.user)
        messages.success(request, done)
    except Refused as refused:
        messages.warning(request, refused.words)
    if request.user.can(Perm.APPROVE_APPOINTMENTS):
        return redirect("school:appointments_waiting")
    return redirect("school:person_edit", row.person.ref)


def _what_follows(row: Appointment) -> str:
    if row.approved:
        return "Done. They hold the office from its first day."
    return "Asked for. The head or the chair has to agree before they hold it: it is on their first page."
