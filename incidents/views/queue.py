"""The queue: most urgent first, each row saying the next step and when."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from esafety.lib import clock
from incidents import disclosure
from incidents.forms.queue import FilterForm, SearchForm
from incidents.models import Incident
from incidents.triage import queue, search, waiting
from incidents.triage.counts import counts
from incidents.triage.place import Found, numbers
from notices import banners
from school import drafts, idle
from school.access import allow
from school.roles import Perm

SEARCHED, NOTHING = "searched", "nothing"


@require_GET
@allow(Perm.READ)
def queue_page(request):
    """Open records the person may know of, one page at a time."""
    form = FilterForm(request.GET, user=request.user)
    filters = form.filters()
    place, technical = form.place(), disclosure.only_technical(request.user.roles)
    told = banners.next_told(request)
    page = queue.page(request.user, filters, request.GET.get("after", ""), told=told)
    context = {
        "page": page,
        "place": f"{kept}&" if (kept := form.query(after=request.GET.get("after", ""))) else "",
        "was": numbers(request.user, place) if place else None,
        "at": place.at if place else "",
        "is_here": bool(place) and any(row.key == place.at for row in page.rows),
        "form": form,
        "ordered": "Newest first" if filters.ended else "Most urgent first",
        "further": "Older" if filters.ended else "Less urgent",
        "technical": technical,
        "only_given": not disclosure.kinds_worked(request.user.roles),
        "appears": waiting.appears(request.user.roles),
        "counts": None if technical else counts(request.user),
        "search": SearchForm(),
        "next_due": None if page.rows else queue.next_due(request.user),
        "older_url": f"{reverse('incidents:queue')}?{form.query(after=page.after)}" if page.after else "",
        "newer_url": f"{reverse('incidents:queue')}?{form.query()}" if request.GET.get("after") else "",
    }
    return render(request, "incidents/queue.html", context | _private(request, context["counts"]))


def _private(request, found) -> dict:
    """On the first page: what others keep private, and how many are not on it."""
    if not found or not found.private or request.GET.get("after"):
        return {}
    return {"private": queue.private(request.user), "more_private": max(found.private - queue.ROWS, 0)}


@require_GET
@allow(Perm.READ)
def calls_page(request):
    """Every call no agency has answered, of the records the person reads."""
    calls = list(waiting.calls(request.user))
    return render(request, "incidents/calls.html", {"calls": calls, "now": clock.now()})


@require_http_methods(["GET", "POST"])
@allow(Perm.READ)
def search_page(request):
    """Records found by words, which go by POST and stay on the server, so that they stand in no address or log."""
    if request.method == "POST":
        return _look_for(request)
    words, here = idle.kept(request.session, SEARCHED), Found(request.GET.get("found", ""))
    found, after = search.page(words, request.user, here.mark) if words else ([], "")
    context = {
        "form": SearchForm({})
        if NOTHING in request.GET
        else drafts.fill(request, SearchForm(initial={"words": words})),
        "words": words,
        "rows": queue.rows_of(found, request.user, banners.next_told(request)),
        "found": here.query,
        "older_url": f"{reverse('incidents:search')}?{Found(after).query}" if after else "",
        "newer_url": reverse("incidents:search") if here.mark else "",
    }
    return render(request, "incidents/search.html", context)


def _look_for(request):
    """Other words from now on, or none. Where nothing was written that is said at an address one can come back to."""
    form, over = SearchForm(request.POST), "over" in request.POST
    if not over and not request.POST.get("words", "").strip():
        return redirect(f"{reverse('incidents:search')}?{NOTHING}")
    if not over and not form.is_valid():
        return render(request, "incidents/search.html", {"form": form})
    idle.keep(request.session, **{SEARCHED: "" if over else form.cleaned_data["words"]})
    drafts.used(request)
    return redirect("incidents:search")


@require_GET
@allow(Perm.READ)
def this_term(request, ref):
    """The term's records of those in this one. Its reference leads here, so that nobody is named in an address."""
    record = get_object_or_404(Incident.objects.readable_by(request.user), ref=ref)
    people = queue.this_term(record, request.user)
    return render(request, "incidents/this_term.html", {"record": record, "people": people})
