"""The rows of a profile on pages: listed, found, added, changed, no longer offered."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from school import catalogue
from school.access import allow
from school.actions import settings
from school.editing import AskedFirst
from school.forms.editing import SureAct
from school.forms.rows import FindRowForm, sentence_on_page
from school.refusals import Refused
from school.roles import Perm
from school.views.form_page import form_page, saved


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_SETTINGS)
def register(request, kind):
    """Every row of the kind, or those in which typed words stand."""
    kind = _kind(kind)
    form = FindRowForm(request.POST or None)
    words = form.cleaned_data["words"].strip() if form.is_valid() else ""
    rows = kind.find(words)
    context = {"kind": kind, "rows": rows, "groups": kind.grouped(rows), "form": form, "words": words}
    return render(request, kind.template, context)


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_SETTINGS)
def add(request, kind):
    kind = _kind(kind)
    form = kind.form(request.POST or None)
    if form.carries_out(
        lambda values: settings.add_row(kind.model, values, kind.name(form.instance), sure=form.sure, by=request.user)
    ):
        return _done(request, kind, "Saved.")
    return _form(request, kind, form, f"Add {kind.a}")


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_SETTINGS)
def change(request, kind, code):
    kind = _kind(kind)
    row = get_object_or_404(kind.model, code=code)
    if not kind.changes:
        raise Http404
    form = kind.form(request.POST or None, instance=get_object_or_404(kind.model, code=code))
    if form.carries_out(
        lambda values: settings.change_row(row, values, seen=form.version, sure=form.sure, by=request.user)
    ):
        return _done(request, kind, "Saved.")
    return _form(request, kind, form, f"Change this {kind.one}")


@require_POST
@allow(Perm.MANAGE_SETTINGS)
def retire(request, kind, code):
    """Take it off the pages, or put it back."""
    kind = _kind(kind)
    row = get_object_or_404(kind.model, code=code)
    try:
        settings.retire(row, not row.retired, sure=request.POST.get("sure", ""), by=request.user)
    except AskedFirst as asked:
        heading, note = f"No longer offer this {kind.one}?", _name_of(row, kind) + asked.words
        return _form(request, kind, SureAct(asked=asked), heading, note=note)
    except Refused as refused:
        messages.warning(request, sentence_on_page(refused.words, kind.form))
        return redirect("school:outside", kind.code)
    words = "It is back." if row.retired else "It is no longer offered. Records that name it keep it."
    return _done(request, kind, words)


def _kind(code: str) -> catalogue.Kind:
    if found := catalogue.kind(code):
        return found
    raise Http404


def _name_of(row, kind: catalogue.Kind) -> str:
    """Which it is, where such a row has a name of its own."""
    name = getattr(row, kind.title, "")
    return f"“{name}”. " if name else ""


def _done(request, kind: catalogue.Kind, words: str):
    return saved(request, words, "school:outside", kind.code)


def _form(request, kind: catalogue.Kind, form, heading: str, note: str = ""):
    return form_page(request, form, heading, back=reverse("school:outside", args=[kind.code]), note=note)
