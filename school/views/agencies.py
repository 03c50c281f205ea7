"""The bodies outside the school that are rung, and the documents its pages point to."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from school.access import allow
from school.actions import settings
from school.forms.settings import AgencyForm, DocumentForm
from school.models import Agency, Document
from school.roles import Perm
from school.views.form_page import form_page, saved

# Kind in the address: the model, its form, the field that names it, the words of its pages.
KINDS = {
    "agencies": (Agency, AgencyForm, "name", "agency"),
    "documents": (Document, DocumentForm, "title", "document"),
}


@require_http_methods(["GET"])
@allow(Perm.MANAGE_SETTINGS)
def register(request, kind):
    model, *_ = _kind(kind)
    rows = model.objects.order_by("retired", "position", "code")
    return render(request, f"school/{kind}.html", {"rows": rows, "kind": kind})


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_SETTINGS)
def add(request, kind):
    model, form_class, title, words = _kind(kind)
    form = form_class(request.POST or None)
    if form.carries_out(lambda values: settings.add_row(model, values, values[title], by=request.user)):
        return _done(request, kind, "Saved.")
    return _form(request, kind, form, f"Add {'an' if words[0] == 'a' else 'a'} {words}")


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_SETTINGS)
def change(request, kind, code):
    model, form_class, _, words = _kind(kind)
    form = form_class(request.POST or None, instance=get_object_or_404(model, code=code))
    row = get_object_or_404(model, code=code)
    if form.carries_out(lambda values: settings.change_row(row, values, seen=form.version, by=request.user)):
        return _done(request, kind, "Saved.")
    return _form(request, kind, form, f"Change this {words}")


@require_POST
@allow(Perm.MANAGE_SETTINGS)
def retire(request, kind, code):
    """Take it off the pages, or put it back."""
    model, *_ = _kind(kind)
    row = get_object_or_404(model, code=code)
    settings.retire(row, not row.retired, by=request.user)
    words = "It is back." if row.retired else "It is no longer offered. Records that name it keep it."
    return _done(request, kind, words)


def _kind(kind: str):
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _done(request, kind: str, words: str):
    return saved(request, words, "school:outside", kind)


def _form(request, kind: str, form, heading: str):
    return form_page(request, form, heading, back=reverse("school:outside", args=[kind]))
