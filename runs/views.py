"""The page of a file that was asked for. Whoever may not read the file gets the same 404 as for one that never was."""

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from runs import actions, store, worker
from runs.lifecycle import AT_ONCE
from runs.makers import maker_of, may_read
from runs.models import Run
from school import second_factor
from school.access import signed_in
from school.refusals import Refused
from school.roles import WITHOUT_SECOND_FACTOR


def readable(view):
    """Hand the view the run this person may read, or answer 404; ask for the second factor first where one is due."""

    @signed_in
    @wraps(view)
    def checked(request, code):
        run = Run.objects.filter(code=code).first()
        if run is None or not may_read(request.user, run.kind, run.ref):
            raise Http404
        perm = maker_of(run.kind).perm
        if perm and perm not in WITHOUT_SECOND_FACTOR and second_factor.is_missing(request):
            return redirect("school:second_factor")
        return view(request, run)

    return checked


@require_GET
@readable
def detail(request, run):
    """Waiting, being made, ready, or not made and why."""
    return render(request, "runs/detail.html", shown(run))


@require_GET
@readable
def now(request, run):
    """The part of the page that changes, for the script that looks again by itself."""
    return render(request, "runs/_state.html", shown(run))


@require_POST
@readable
def try_again(request, run):
    """Start one that was given up afresh."""
    try:
        actions.try_again(run, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.words)
    return redirect(run)


@require_GET
@readable
def file(request, run):
    """The file itself: never displayed, never kept by the browser, on record for this person."""
    if run.state != Run.State.READY:
        raise Http404
    try:
        content = actions.fetch(run, by=request.user)
    except store.Damaged:
        run.refresh_from_db()
        return render(request, "runs/detail.html", shown(run), status=409)
    return as_attachment(content, maker_of(run.kind).file_name(run))


def shown(run: Run) -> dict:
    """What the page needs."""
    return {
        "run": run,
        "title": maker_of(run.kind).title,
        "at_once": AT_ONCE,
        "keeps_waiting": worker.keeps_waiting(run),
        "no_worker": worker.is_silent(),
    }


def as_attachment(content: bytes, name: str) -> HttpResponse:
    """Bytes the browser saves and does not open, whatever it takes them for."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store, private",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        },
    )
