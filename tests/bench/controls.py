"""Pages that do nothing of ours, measured in the same run: the units that travel between machines."""

from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from esafety.lib import clock
from school.access import public, signed_in

ROWS = [
    {
        "ref": f"K7QF-{n:04}",
        "what": "Phone, games or chat",
        "next": "Decide what happens",
        "at": clock.now(),
        "place": n,
    }
    for n in range(25)
]
PAGE = """<!DOCTYPE html><html><head><title>Unit</title></head><body><table>{% for row in rows %}<tr>
<th><a href="/records/{{ row.ref }}/">{{ row.ref }}</a></th><td>{{ row.what }}</td><td>{{ row.next }}</td>
<td>{{ row.at|date:"j F Y, H:i" }}</td><td>{{ row.at|date:"j F Y, H:i" }}</td><td>{{ row.place }}</td></tr>
{% endfor %}</table></body></html>"""
TEMPLATE = engines["django"].from_string(PAGE)


def bare(get_response):
    """Answers the two units before anything of ours is asked: performance.md's "bare" has no middleware."""
    alone = {"/control/unit/": unit, "/control/nothing/": nothing}
    return lambda request: alone.get(request.path, get_response)(request)


def unit(request):
    """25 rows of a list with two dates from a template, no database: U.

    performance.md's U is 6.5 times its empty page (4.44 and 0.68 ms); so is this one, nearly, and without dates it is
    1.8 times. `nothing` is printed beside, so that whoever reads the figures can see which it was.
    """
    return HttpResponse(TEMPLATE.render({"rows": ROWS}, request))


def nothing(request):
    """An answer and nothing else."""
    return HttpResponse("nothing")


@signed_in
def session(request):
    """The session and its person, nothing else."""
    return HttpResponse(request.user.ref)


urlpatterns = [
    path("control/unit/", public(unit), name="unit"),
    path("control/nothing/", public(nothing), name="nothing"),
    path("control/session/", session, name="session"),
    path("", include("esafety.urls")),
]
