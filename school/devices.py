"""Browsers that have passed all that their person's sign-in asks: others' wrong guesses never slow these down.

The cookie holds a random token for each of the last few people who use the computer; the database keeps only hashes.
"""

import hashlib
import ipaddress
import secrets
from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied

from esafety.lib import clock
from school.models import TrustedDevice

COOKIE = "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"
LASTS = timedelta(days=90)
PEOPLE_A_BROWSER = 6
UNKNOWN = "0.0.0.0"  # noqa: S104 - an address nobody has, not one to listen on


def address(request) -> str:
    """Where the request came from; behind the proxy what the proxy says, never what the browser says."""
    try:
        return DefaultAccountAdapter().get_client_ip(request)
    except PermissionDenied:  # behind a local socket there is none
        return UNKNOWN


def network(request) -> str:
    """The address, or for IPv6 the 64 bits a household or school shares."""
    found = ipaddress.ip_address(address(request))
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def known(request, email: str) -> TrustedDevice | None:
    """The trust this browser holds for the account with that address."""
    hashes = [_hash(token) for token in _tokens(request)]
    live = TrustedDevice.objects.filter(token_hash__in=hashes, expires__gt=clock.now())
    return live.filter(user__email=email.lower()).first()


def remember(request, response, user) -> None:
    """Trust this browser for that person from now on."""
    trust = known(request, user.email)
    if trust:
        trust.expires = clock.now() + LASTS
        trust.save()
        return
    token = secrets.token_urlsafe(24)
    TrustedDevice.objects.create(user=user, token_hash=_hash(token), expires=clock.now() + LASTS)
    _set(response, [token, *_tokens(request)][:PEOPLE_A_BROWSER])


def forget(user) -> None:
    """No browser is trusted for that person any more."""
    TrustedDevice.objects.filter(user=user).delete()


def purge() -> None:
    """Drop the trust that has run out."""
    TrustedDevice.objects.filter(expires__lte=clock.now()).delete()


def _set(response, tokens: list[str]) -> None:
    response.set_cookie(
        COOKIE, ".".join(tokens), max_age=LASTS, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def _tokens(request) -> list[str]:
    return [token for token in request.COOKIES.get(COOKIE, "").split(".") if token][:PEOPLE_A_BROWSER]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
