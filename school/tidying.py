"""What is kept for a while and then is over; the alert daemon calls once an hour."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session

from school import devices, drafts, throttle


def purge() -> None:
    """Drop old drafts, forgotten guesses, trust that ran out, sessions nobody can use and where they came from."""
    drafts.purge()
    throttle.purge()
    devices.purge()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
