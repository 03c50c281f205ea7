"""Answering, doing, practising. A link changes nothing: a scanner that follows it answers nobody's alarm (F1)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.ledger import note
from esafety.lib.lifecycle import NotNow
from notices import actions, audience, practice, task_kinds, wording
from notices.actions.tasks import just_done, theirs
from notices.models import Notice, Task
from notices.own import PRACTICE
from school import panels
from school.access import allow
from school.refusals import Refused
from school.roles import Perm


@allow(Perm.HANDLE)
@require_POST
def answer(request, ref):
    """ "I have this": by a signed-in person who may have the notice now, by a button, and by nothing else."""
    notice = _alarm_of(request.user, ref)
    if notice is None:
        note("answer refused", by=request.user, kind="notice", ref=ref[:12])
        raise Http404
    kind = audience.kind_of(notice.kind)
    if notice.is_over:
        messages.info(request, f"Someone answered this at {wording.when(notice.answered_at)}. You need do nothing.")
    else:
        _take(request, kind.take or _answer_only(notice.kind), ref)
    return redirect(kind.path(ref))


def _take(request, take, ref: str) -> None:
    try:
        take(ref, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.words)
    else:
        messages.success(request, "You have this. Everyone who was told knows that someone answered.")


@allow(Perm.DO_TASKS)
@require_GET
def tasks(request):
    """What I am asked to do, here and in the rooms above."""
    asked = theirs(request.user)
    context = {"tasks": asked, "names": task_kinds.naming(asked), "panels": panels.gather("to do", request)}
    context["just_done"] = just_done(request.user)
    return render(request, "notices/tasks.html", context)


@allow(Perm.DO_TASKS)
@require_POST
def done(request, slip):
    """ "Done": the task leaves the list of everyone who was asked."""
    return _pressed(request, slip, actions.finish, "Thank you. It is marked as done.")


@allow(Perm.DO_TASKS)
@require_POST
def not_done(request, slip):
    """ "I pressed this by mistake": it is to do again."""
    return _pressed(request, slip, actions.take_back, "It is to do again. The record says that it was not done.")


def _pressed(request, slip, act, said: str):
    task = get_object_or_404(Task, slip=slip)
    try:
        act(task, by=request.user)
    except actions.NotTheirs:
        raise Http404 from None
    except NotNow as why:
        messages.info(request, str(why))
    else:
        messages.success(request, said)
    return redirect("notices:tasks")


@allow(Perm.TEST_ALARM)
@require_http_methods(["GET", "POST"])
def test_alarm(request):
    """Test the alarm, and how long the last tests took to be answered."""
    if request.method == "POST":
        notice = actions.start_practice(by=request.user)
        return redirect("notices:practice", notice.ref)
    last = practice.recent()
    return render(request, "notices/test_alarm.html", {"tests": last, "sentence": practice.sentence(practice.last())})


@allow(Perm.HANDLE)
@require_GET
def practised(request, ref):
    """Where the link of a practice alarm leads: the same button a real one has."""
    notice = get_object_or_404(Notice.objects.select_related("answered_by__person"), kind=PRACTICE, ref=ref)
    if not audience.may_have(request.user, notice):
        raise Http404
    own = practice.by_sender(notice) and notice.answered_by == request.user
    context = {"notice": notice, "minutes": practice.minutes(notice), "own": own}
    return render(request, "notices/practice.html", context)


def _alarm_of(user, ref: str) -> Notice | None:
    """The alarm about this that the person may have: an open one first, else the last that was answered."""
    about = Notice.objects.filter(ref=ref, wakes=True).order_by("-answered_at", "-pk")
    theirs = [notice for notice in about if _may_have(user, notice)]
    return next((notice for notice in theirs if not notice.is_over), theirs[0] if theirs else None)


def _may_have(user, notice: Notice) -> bool:
    try:
        return audience.may_have(user, notice)
    except audience.Unregistered:
        return False


def _answer_only(kind: str):
    def take(ref: str, *, by) -> None:
        actions.answer(kind, ref, by=by)

    return take
