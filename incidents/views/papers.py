"""A record on paper: its chronology, made behind the page."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from incidents.models import Incident
from incidents.reading.papers import CHRONOLOGY
from runs.actions import ask
from school.access import allow, find
from school.refusals import Refused
from school.roles import Perm


@require_POST
@allow(Perm.READ, "incident")
def chronology(request, ref):
    """Ask for the chronology as it stands now; the same version is made once."""
    record = find(Incident.objects.readable_by(request.user), request, "incident", ref)
    try:
        run = ask(kind=CHRONOLOGY, ref=record.ref, key=f"{CHRONOLOGY}:{record.ref}:{record.version}", by=request.user)
    except Refused as refused:
        messages.warning(request, refused.words)
        return redirect("incidents:detail", record.ref)
    return redirect("runs:detail", run.code)
