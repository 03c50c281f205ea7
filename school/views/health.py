"""Is everything working: a page for administrators, one word for probes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school import health
from school.access import allow, public
from school.roles import Perm


@require_safe
@allow(Perm.READ_HEALTH)
def everything(request):
    may_see_who = request.user.can(Perm.MANAGE_ACCOUNTS)
    context = {"checks": health.look_at_everything(), "may_see_who": may_see_who}
    context |= {"may_mend": request.user.can(Perm.MANAGE_SETTINGS)}
    return render(request, "school/health.html", context)


@require_safe
@public
def probe(request):
    """200 and "ok", or 503 and "not ok"; nothing else is told to whoever asks."""
    well = health.answers()
    return HttpResponse("ok" if well else "not ok", status=200 if well else 503, content_type="text/plain")
