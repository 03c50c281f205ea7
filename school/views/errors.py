"""A failure of ours: no trace, the numbers to ring, and a name under which the log tells more (security.md AC-094)."""

from contextlib import suppress

from django.db import DatabaseError
from django.http import HttpResponseServerError
from django.template.loader import render_to_string

from school import request_ids
from school.access import public
from school.context import numbers_of
from school.glossary import labels_of
from school.models import School


@public
def failed(request):
    """Works where the database does not: then it gives no numbers but 999, and calls nobody as the school does."""
    school = School()
    with suppress(DatabaseError):
        school = School.current()
    said = {"help_numbers": numbers_of(school), "labels": labels_of(school), "request_id": request_ids.current()}
    return HttpResponseServerError(render_to_string("500.html", said))
