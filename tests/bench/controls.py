"""Two pages that do nothing of ours, measured in the same run: the unit that travels between machines."""

from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from school.access import public, signed_in

ROWS = [
    {"ref": f"K7QF-{n:04}", "what": "Phone, games or chat", "next": "Decide what happens", "due": n} for n in range(25)
]
PAGE = """<!DOCTYPE html><html><head><title>Unit</title></head><body><table>{% for row in rows %}<tr>
<th>{{ row.ref }}</th><td>{{ row.what }}</td><td>{{ row.next }}</td><td>{{ row.due }}</td></tr>
{% endfor %}</table></body></html>"""
TEMPLATE = engines["django"].from_string(PAGE)


@public
def unit(request):
    """25 rows from a template, no database: U of performance.md."""
    return HttpResponse(TEMPLATE.render({"rows": ROWS}, request))


@signed_in
def session(request):
    """The session and its person, nothing else."""
    return HttpResponse(request.user.ref)


urlpatterns = [
    path("control/unit/", unit, name="unit"),
    path("control/session/", session, name="session"),
    path("", include("esafety.urls")),
]
