"""Whose page it is: the session and its person, found on every page by two queries that are written once.

The second brings what every page must know of them and of the school: one more query costs a page half a millisecond.
"""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import Subquery
from django.db.models.functions import Now

from esafety.lib import clock
from esafety.lib.prepared import prepared
from school import kept
from school.models import Edition, User
from school.models.offices import Offices, roles_in

_beside: dict[str, object] = {}
_session = prepared(lambda key: Session.objects.filter(session_key=key, expire_date__gt=Now()))
_user = prepared(
    lambda key, day: User.objects.filter(pk=key).annotate(
        offices=Offices("person_id", day), edition=Subquery(Edition.objects.values("stamp")), **_beside
    )
)


def beside(**known) -> None:
    """What a room above must know on every page, as expressions over accounts; `request.user` then has them."""
    _beside.update(known)


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
        user = next(filter(self.user_can_authenticate, _user(user_id, clock.today())), None)
        if user:
            user.roles = roles_in(user.offices)
            kept.saw(user.edition)
        return user
