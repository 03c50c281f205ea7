"""The page every administrator's form stands on, and what follows once it was saved."""

from django.contrib import messages
from django.shortcuts import redirect, render

from school import drafts
from school.models import Person


def form_page(request, form, heading: str, *, back: str, person: Person | None = None, note: str = "", above=None):
    """One form under a heading, with the way back; what was typed before the page locked is in it again.

    `above`: a template with what whoever presses should know first, and what it prints.
    """
    drafts.fill(request, form)
    context = {"form": form, "heading": heading, "back": back, "person": person, "note": note}
    if above:
        context |= {"above": above[0], **above[1]}
    return render(request, "school/form.html", context)


def saved(request, words: str, page: str, *args):
    """Say what was done, and go on to a page by its name."""
    drafts.used(request)
    messages.success(request, words)
    return redirect(page, *args)
