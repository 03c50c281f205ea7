"""Giving back a lost second step of signing in: one person asks, another agrees (people.md U5)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from school import second_factor
from school.access import allow, public
from school.actions import accounts
from school.forms.people import LostStepForm
from school.models import FactorReset
from school.refusals import Refused
from school.roles import PERMISSIONS, Perm, Role
from school.views.form_page import form_page, saved


@require_safe
@public
def lost_phone(request):
    """What whoever lost theirs does: they cannot sign in, so others ask for them."""
    offices = [role.value for role in Role if Perm.RESTORE_FACTOR in PERMISSIONS[role]]
    return render(request, "school/lost_phone.html", {"offices": offices})


@require_http_methods(["GET"])
@allow(Perm.RESTORE_FACTOR)
def waiting(request):
    """What others asked for, and what this person asked and may only take back."""
    asked = FactorReset.objects.filter(outcome=FactorReset.Outcome.OPEN).exclude(user=request.user)
    asked = asked.select_related("user__person", "asked_by__person")
    rows = [(row, row.asked_by_id == request.user.pk) for row in asked]
    return render(request, "school/lost_steps.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@allow(Perm.RESTORE_FACTOR)
@second_factor.fresh
def ask(request):
    form = LostStepForm(request.POST or None, initial={"person": request.GET.get("person")})
    if form.carries_out(lambda values: accounts.ask_factor_reset(values["person"].user, by=request.user)):
        return saved(request, "Asked for. Another person has to agree within a day.", "school:lost_steps")
    note = "Make sure it is really them: see them, or ring a number you know. A mail or a text is not enough."
    return form_page(request, form, "Somebody lost their second step", back=reverse("school:lost_steps"), note=note)


@require_POST
@allow(Perm.RESTORE_FACTOR)
@second_factor.fresh
def agree(request, pk):
    return _decide(request, pk, accounts.approve_factor_reset, "Removed. They set up a new one when they sign in.")


@require_POST
@allow(Perm.RESTORE_FACTOR)
@second_factor.fresh
def decline(request, pk):
    return _decide(request, pk, accounts.refuse_factor_reset, "Nothing changes for them.")


def _decide(request, pk: int, act, done: str):
    row = get_object_or_404(FactorReset.objects.select_related("user"), pk=pk)
    try:
        act(row, by=request.user)
        messages.success(request, done)
    except Refused as refused:
        messages.warning(request, refused.words)
    return redirect("school:lost_steps")
