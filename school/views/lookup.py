"""Choosing a person by name and form: a page of its own, and the fragment a script puts into another page."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from school import lookup
from school.access import allow
from school.forms.people import FindForm
from school.roles import Perm


@require_http_methods(["GET", "POST"])
@allow(Perm.LOOK_UP_PEOPLE)
def look_up(request):
    """Words go in by POST; out come at most twenty people as radio choices named `person`."""
    form = FindForm(request.POST or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    found = lookup.find(words, by=request.user) if words.strip() else []
    fragment = request.headers.get("X-Requested-With") == "fragment"
    context = {"form": form, "words": words, "found": found, "more": len(found) == lookup.AT_MOST}
    return render(request, "school/_found.html" if fragment else "school/look_up.html", context)
