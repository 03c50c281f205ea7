"""The first page: nothing but panels, in their order of urgency."""

from django.shortcuts import render

from school import panels
from school.access import signed_in


@signed_in
def home(request):
    return render(request, "school/home.html", {"panels": panels.gather("home", request)})
