"""What a new school still has to enter."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from school import first_run
from school.access import allow
from school.roles import Perm


@require_http_methods(["GET"])
@allow(Perm.MANAGE_SETTINGS)
def first_hour(request):
    lines = first_run.lines(request)
    done = sum(line.context["done"] for line in lines)
    return render(request, "school/first_run.html", {"lines": lines, "done": done})
