"""How people belong together, on the page of each of the two."""

from typing import NamedTuple

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access import allow
from school.actions import links
from school.forms.people import FromDayForm, LinkForm
from school.linking import SEEN_FROM_THE_OTHER
from school.models import Link, Person
from school.roles import Perm
from school.views.form_page import form_page, saved


class Line(NamedTuple):
    """A link as the page of one of the two says it: who the other is to them."""

    row: Link
    words: str
    who: Person


def lines_for(person: Person) -> list[Line]:
    """Every link of this person, those that are over last."""
    mine = [Line(row, row.get_relation_display(), row.other) for row in person.links.select_related("other")]
    to_me = [
        Line(row, SEEN_FROM_THE_OTHER[row.relation], row.person) for row in person.links_to.select_related("person")
    ]
    return sorted([*mine, *to_me], key=lambda line: (line.row.is_over, line.words, line.who.family_name))


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_ACCOUNTS)
def add(request, ref):
    person = get_object_or_404(Person, ref=ref)
    form = LinkForm(request.POST or None, about=person)
    if form.carries_out(lambda values: links.link(**values, by=request.user)):
        return saved(request, "Saved. It stands on the page of both.", "school:person_edit", ref)
    back = reverse("school:person_edit", args=[ref])
    return form_page(request, form, "Link them to somebody", back=back, person=person)


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_ACCOUNTS)
def end(request, ref, pk):
    """`ref` is the one of the two on whose page it was pressed."""
    person = get_object_or_404(Person, ref=ref)
    line = next((line for line in lines_for(person) if line.row.pk == pk), None)
    if line is None:
        raise Http404
    form = FromDayForm(request.POST or None, label="From which day is it no longer so?", submit="End this link")
    if form.carries_out(lambda values: links.end(line.row, values["day"], by=request.user)):
        return saved(request, "Saved. It ends then, and stays on record.", "school:person_edit", ref)
    back, note = reverse("school:person_edit", args=[ref]), f"{line.words}: {line.who.name}"
    return form_page(request, form, "End this link", back=back, person=person, note=note)
