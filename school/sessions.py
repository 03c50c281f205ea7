"""Whose page it is: the session and its person, found on every page by queries that are written once."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from esafety.lib.prepared import prepared
from school.models import User

_session = prepared(lambda key: Session.objects.filter(session_key=key, expire_date__gt=Now()))
_user = prepared(lambda key: User.objects.filter(pk=key))


class SessionStore(db.SessionStore):
    """Django's own, in the database."""

    def _get_session_from_db(self) -> Session | None:
        found = next(iter(_session(self.session_key)), None)
        if not found:
            self._session_key = None
        return found


class Backend(AuthenticationBackend):
    """allauth's own, by address and password."""

    def get_user(self, user_id: int) -> User | None:
        return next(filter(self.user_can_authenticate, _user(user_id)), None)
