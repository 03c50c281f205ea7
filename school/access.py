"""The doors of views: who may knock at all. Asked before any row is looked up, so every reference answers alike."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied

from school import second_factor
from school.roles import WITHOUT_SECOND_FACTOR, Perm


def allow(perm: Perm):
    """Only people whose offices carry `perm`; 403 otherwise, before any lookup. Asks for the second step it needs."""

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not request.user.can(perm):
                raise PermissionDenied
            if perm not in WITHOUT_SECOND_FACTOR and second_factor.is_missing(request):
                return second_factor.ask(request)
            return view(request, *args, **kwargs)

        checked.access = perm
        return checked

    return decorate


def signed_in(view):
    """Anybody with an account."""
    view.access = "signed in"
    return view


def public(view):
    """Anybody at all, signed in or not."""
    view = login_not_required(view)
    view.access = "public"
    return view
