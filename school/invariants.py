"""What must hold of accounts: INV-9 of security.md 5.1."""

from collections.abc import Iterator

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from audit import invariants
from esafety.lib import clock
from school.models import User

AT_ONCE = 2000


def register_own() -> None:
    """Called when the app is ready."""
    invariants.register("INV-9", "no session belongs to an account that was stopped", sessions)


def sessions() -> Iterator[str]:
    """INV-9: read from the sessions themselves, and from the list people see of their own."""
    stopped = {str(pk): ref for pk, ref in User.objects.filter(is_active=False).values_list("pk", "ref")}
    for session in Session.objects.filter(expire_date__gt=clock.now()).iterator(chunk_size=AT_ONCE):
        ref = stopped.get(session.get_decoded().get(SESSION_KEY))
        if ref:
            yield f"a session of the stopped account {ref} is still there."
    for ref in UserSession.objects.filter(user__is_active=False).values_list("user__ref", flat=True).distinct():
        yield f"a session of the stopped account {ref} is still listed."
