"""The page of a colleague asked to do one step: what to do, by when, Done. Nothing else of the record (U41)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from esafety.lib.lifecycle import NotNow
from incidents import actions
from incidents.actions.joining import asked_now
from incidents.forms.asked import CannotForm, DoneForm
from incidents.forms.record.talks import ToldForm
from incidents.models import Incident, Step
from incidents.models.work import How
from school import drafts
from school.access import allow
from school.roles import Perm


@require_http_methods(["GET", "POST"])
@allow(Perm.DO_TASKS)
def step(request, ref):
    """One step given to this person; for everybody else, and for whoever is barred, it is not there."""
    asked = _asked(request.user, ref)
    form, cannot = _form(asked, request.POST if request.method == "POST" else None), CannotForm(step=asked)
    drafts.fill(request, form, cannot)
    if request.method == "POST" and (said := _sent(form, request.user)):
        drafts.used(request)
        messages.success(request, said)
        return redirect("incidents:step", asked.ref)
    return render(request, "incidents/step.html", {"step": asked, "form": form, "cannot": cannot})


@require_POST
@allow(Perm.DO_TASKS)
def give_back(request, ref):
    """They cannot do it: it goes back to whoever deals with the record, with the reason."""
    asked = _asked(request.user, ref)
    form = CannotForm(request.POST, step=asked)
    try:
        if form.is_valid() and _did(form, request.user):
            drafts.used(request)
            messages.success(request, BACK)
            return redirect("home")
    except actions.Finished:
        return redirect("incidents:step", asked.ref)
    return render(request, "incidents/step.html", {"step": asked, "form": _form(asked), "cannot": form})


@require_POST
@allow(Perm.DO_TASKS)
def not_done(request, ref):
    """ "I pressed this by mistake": it is theirs to do again."""
    asked = _asked(request.user, ref)
    try:
        actions.not_done(asked, by=request.user)
    except Incident.DoesNotExist:
        raise Http404 from None
    except NotNow as why:
        messages.info(request, str(why))
    else:
        messages.success(request, AGAIN)
    return redirect("incidents:step", asked.ref)


def _form(asked: Step, typed=None) -> DoneForm | ToldForm:
    return (ToldForm if asked.how == How.PARENTS else DoneForm)(typed, step=asked)


def _sent(form: DoneForm | ToldForm, user) -> str:
    """What they read where it is done, or was and their words are kept; nothing where they read the form again."""
    try:
        if form.step.state == Step.State.OPEN:
            return DONE if form.is_valid() and _did(form, user) else ""
    except actions.Finished:
        form.step.refresh_from_db()
        form.step = asked_now(form.step)
    if form.step.done_by_id == user.pk and form.typed in ("", form.step.reason):
        return DONE  # the button was pressed twice
    actions.keep_words(form.step, form.typed, by=user)
    return MEANWHILE.format(KEPT if form.typed else "There is nothing left to do")


DONE = "Done. Thank you."
AGAIN = "It is to do again. The record says that it was not done."
BACK = "You have given it back. Whoever asked you is told."
MEANWHILE = "Somebody finished this meanwhile. {}."
KEPT = "What you wrote is kept with the record"


def _did(form: DoneForm | ToldForm | CannotForm, user) -> bool:
    try:
        form.act(user)
    except actions.Finished:
        raise
    except actions.Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.words)
    except Incident.DoesNotExist:
        raise Http404 from None
    return not form.errors


def _asked(user, ref) -> Step:
    """The line of that address; where its record was joined to another, as that one asks for it."""
    found = get_object_or_404(_asked_of(user), ref=ref)
    now = asked_now(found)
    return found if now is found else get_object_or_404(_asked_of(user), pk=now.pk)


def _asked_of(user):
    known = Incident.objects.not_barred(user).values("pk")
    return Step.objects.filter(owner=user.person_id, incident__in=known).select_related("given_by__person", "incident")
