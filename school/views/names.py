"""Whether lists show names: hidden until asked for, since this screen is often on a whiteboard (people.md U43)."""

from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from school.access import signed_in


@require_POST
@signed_in
def show_names(request):
    """Remember the choice for this session and go back to the page it was made on."""
    request.session["names"] = bool(request.POST.get("show"))
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(back if safe else "/")
