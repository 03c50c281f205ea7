"""The doors of views: who may knock at all. Asked before any row is looked up, so every reference answers alike."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404

from school import attempts, second_factor
from school.roles import WITHOUT_SECOND_FACTOR, Perm


def allow(perm: Perm, of: str = ""):
    """Only people whose offices carry `perm`; 403 otherwise, before any lookup. Asks for the second step it needs.

    `of`: the kind of what the address names by `ref`, where an attempt to open it is to be on record.
    """

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not request.user.can(perm):
                if of:
                    attempts.refused(request.user, of, kwargs["ref"])
                raise PermissionDenied
            if perm not in WITHOUT_SECOND_FACTOR and second_factor.is_missing(request):
                return second_factor.ask(request)
            return view(request, *args, **kwargs)

        checked.access = perm
        return checked

    return decorate


def find(rows, request, kind: str, ref: str):
    """The one of these rows, all of which the person may know of; otherwise the attempt is on record, and 404."""
    return found(rows.filter(ref=ref).first(), request, kind, ref)


def found(row, request, kind: str, ref: str):
    """The row they asked for, where they may know of it; for None the attempt is on record, and 404."""
    if row is None:
        attempts.not_found(request.user, kind, ref)
        raise Http404
    return row


def signed_in(view):
    """Anybody with an account."""
    view.access = "signed in"
    return view


def public(view):
    """Anybody at all, signed in or not."""
    view = login_not_required(view)
    view.access = "public"
    return view
