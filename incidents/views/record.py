"""A record: shown at the level the person has, changed by one form at a time."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.ledger import note
from incidents import actions, second
from incidents.classes import RESTRICTED
from incidents.disclosure import Level, level
from incidents.forms.queue import FilterForm
from incidents.forms.record import ON_RECORD
from incidents.models import Incident, Step
from incidents.offers import offers
from incidents.reading import alarmed, covers, neighbours, opening, warned
from incidents.reading.showing import Shown
from incidents.triage import waiting
from incidents.triage.place import Found, Place, following
from notices import banners
from school import drafts
from school.access import allow, found
from school.roles import Perm

TEMPLATES = {
    Level.FULL: "incidents/record_full.html",
    Level.TECHNICAL: "incidents/record_technical.html",
    Level.STUB: "incidents/record_stub.html",
}


def level_of(record: Incident, user) -> Level:
    """How much of it this person is shown; deny rules have been asked by `visible_to`."""
    return level(
        record.kind, user.roles, owns=record.owner_id == user.person_id, reported=record.reporter_id == user.pk
    )


@require_GET
@allow(Perm.READ, "incident")
def detail(request, ref):
    """The record, in the template of the person's level. Reading a private one is itself recorded."""
    record = found(opening.visible(request.user, ref), request, "incident", ref)
    shown = level_of(record, request.user)
    if shown == Level.RECEIPT:
        return redirect("incidents:receipt", ref=record.ref)
    if record.kind in RESTRICTED:
        note("view", by=request.user, kind="incident", ref=record.ref)
    others = banners.together([bar for bar in banners.for_user(request.user) if record.ref not in bar.url])
    place = _place(request)
    context = {"record": record, "place": _query(place), "alarms": others}
    context |= {"list": _list(place), "back": (place or Place).back}
    context["asks"] = record.kind in RESTRICTED
    if shown == Level.FULL:
        whole = Shown(record)
        context |= {"shown": whole, "offers": offers(whole, request.user)}
        context["again"] = alarmed.to_read_again(whole, request.user)
        context["second"] = second.of(whole, request.user)
        context["covers"] = covers.of(request, whole)
        context["near"] = neighbours.of(record, whole.people, request.user)
        context["warned"] = warned.of(whole, request.user)
    elif shown == Level.TECHNICAL:
        context["titles"] = Shown(record).technical_titles
        context["tasks"] = waiting.asked_of(request.user, record)
        context["steps"] = record.steps.filter(owner=request.user.person_id, state=Step.State.OPEN)
    return render(request, TEMPLATES[shown], context)


@require_http_methods(["GET", "POST"])
@allow(Perm.HANDLE, "incident")
def act(request, ref, what, about=""):
    """One form about one record: shown, checked, run, or shown again with what was typed and the reason."""
    record = found(opening.readable(request.user, ref), request, "incident", ref)
    if what not in ON_RECORD:
        raise Http404
    asked = {"record": record, "user": request.user, "about": about or request.GET.get("about", "").replace("\0", "")}
    typed = request.POST if request.method == "POST" else None
    form, place = ON_RECORD[what](typed, **asked), _place(request)
    form.from_queue(place, request.get_full_path())
    if request.method == "POST" and form.is_valid() and _ran(request, form):
        drafts.used(request)
        on = place and place.leads_on and "then" in request.POST
        return _next(request, record, place) if on else _back(request, form, place)
    drafts.fill(request, form)
    changed = form.has_error("__all__", "changed")
    news = Shown(record).timeline[-5:] if changed else []
    context = {"record": record, "form": form, "news": news, "place": _query(place)}
    context["covers"] = form.beside(request)
    if form.above and record.kind in RESTRICTED:  # what stands above the form is read as much as the record's page
        note("view", by=request.user, kind="incident", ref=record.ref)
    return render(request, "incidents/act.html", context, status=409 if changed else 200)


def _ran(request, form) -> bool:
    """Run the form's action; a refusal becomes a sentence beside what was typed."""
    try:
        form.act()
    except actions.Refused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, refused.words)
    except actions.ChangedMeanwhile:
        form.changed_meanwhile()
    except Incident.DoesNotExist:
        raise Http404 from None
    return not form.errors


def _back(request, form, place: Place | Found | None):
    """Back to the record where it is still theirs to read, to the next line where it was one of the list's."""
    record = form.record
    if not Incident.objects.readable_by(request.user).filter(pk=record.pk).exists():
        messages.info(request, "The record is with other people now, so it is not shown to you any more.")
        return redirect(_list(place))
    line = form.line_after()
    messages.success(request, form.done_words, extra_tags=line)
    anchor = f"#{line}" if line else ""
    return redirect(reverse("incidents:detail", args=[record.ref]) + _query(place) + anchor)


def _next(request, record, place: Place):
    """The record that comes next where they were in the queue; the queue itself behind the last one."""
    messages.success(request, f"{record.ref}: it is on the record.")
    found = following(request.user, place)
    if not found:
        messages.info(request, "That was the last one.")
        return redirect(reverse("incidents:queue") + _query(replace(place, after="", at="")))
    return redirect(reverse("incidents:detail", args=[found[0].ref]) + _query(found[1]))


def _place(request) -> Place | Found | None:
    if "found" in request.GET:
        return Found(request.GET["found"])
    return FilterForm(request.GET, user=request.user).place() if "at" in request.GET else None


def _query(place: Place | Found | None) -> str:
    return f"?{place.query}" if place and place.query else ""


def _list(place: Place | Found | None) -> str:
    """The list it was opened from, where it was opened there."""
    return reverse((place or Place).page) + _query(place)
