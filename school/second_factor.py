"""The second step of signing in: who needs it, whether this session passed it, and how long ago.

Needed by whoever can read a case or change a setting; never to report, to read one's own receipt or to do a task.
"""

import time
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from functools import wraps
from urllib.parse import urlencode

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac

from esafety.lib import clock
from school import demo, drafts
from school.roles import WITHOUT_SECOND_FACTOR

PROVEN = "second_factor"  # in the session: when it was set up or used in this very session
FACTORS = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)


def needed_by(user) -> bool:
    """Do any of the offices this person holds ask for it."""
    return not user.permissions <= WITHOUT_SECOND_FACTOR


def exists(user) -> bool:
    """Has the person set one up; recovery codes alone are none."""
    return is_mfa_enabled(user, FACTORS)


def is_missing(request) -> bool:
    """Was this session opened without it. In the demo it is never asked for, and every page says so."""
    return _last_proven(request) is None and not demo.is_on()


def ask(request):
    """Send the person to set it up, or to use it, and back to where they were going; what they typed waits there."""
    going = request.get_full_path()
    if request.method == "POST":
        drafts.keep(request.user.pk, request)
        going = drafts.page(request)
    return redirect(f"{reverse('school:second_factor')}?{urlencode({'next': going})}")


def mark(session) -> None:
    """It was set up, or passed, in this session just now."""
    session[PROVEN] = clock.now().timestamp()


def forget(session) -> None:
    """What proved it exists no longer."""
    session.pop(PROVEN, None)
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [record for record in records if record.get("method") != "mfa"]


def recent(request, minutes: int = 10) -> bool:
    """Was it passed in the last `minutes`; where the person has none yet, was the password."""
    if demo.is_on():
        return True
    last = _last_proven(request) if exists(request.user) else _last(request)
    return last is not None and clock.now() - last < timedelta(minutes=minutes)


def fresh(view):
    """For exports and changes of office: asks for the second step again where it is more than ten minutes old.

    Afterwards a button does what was pressed; a form is back with what was typed, which may need mending.
    """

    @wraps(view)
    def checked(request, *args, **kwargs):
        if recent(request):
            return view(request, *args, **kwargs)
        if _kept(request):
            return redirect(request.get_full_path())  # looking at the form asks for the second step
        raise ReauthenticationRequired

    return checked


def _kept(request) -> bool:
    """Was something typed into this very page, and does it wait there now?"""
    is_form = request.method == "POST" and drafts.page(request) == request.path
    return is_form and drafts.keep(request.user.pk, request) is not None


def _last_proven(request) -> datetime | None:
    return _last(request, "mfa")


def _last(request, method: str = "") -> datetime | None:
    records = get_authentication_records(request, request.user)
    moments = [record["at"] for record in records if not method or record.get("method") == method]
    if PROVEN in request.session:
        moments.append(request.session[PROVEN])
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


# --- Codes and secrets --------------------------------------------------------------------------------------


def spend(authenticator: Authenticator, code: str) -> bool:
    """Mark a right code of an authenticator app as used: False where it, or a later one, was used before."""
    secret = decrypt(authenticator.data["secret"])
    steps = [
        step for step in totp.yield_hotp_counters_from_time() if code_at(secret, step) == normalize_user_code(code)
    ]
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        if not steps or max(steps) <= row.data.get("spent", 0):
            return False
        row.data["spent"] = max(steps)
        row.save()
    return True


def code_at(secret: str, step: int) -> str:
    """What the authenticator app shows in that half minute."""
    return totp.format_hotp_value(totp.hotp_value(secret, step))


def code_now(user) -> str:
    """For the sign-in page of the demo alone, where a second step is only tried out; empty everywhere else."""
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if app is None or not demo.is_on():
        return ""
    return code_at(decrypt(app.data["secret"]), int(time.time()) // 30)


def encrypt(text: str) -> str:
    """The secret as it is stored."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """The secret as the authenticator app has it. Raises ValueError where no key we have opens it."""
    try:
        return _keys().decrypt(text.encode()).decode()
    except InvalidToken:
        raise ValueError("SECRET_KEY changed: put the old one into SECRET_KEY_FALLBACKS") from None


def _keys() -> MultiFernet:
    """From SECRET_KEY, and from those it replaced, so that a changed key locks nobody out."""
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> bytes:
    return urlsafe_b64encode(salted_hmac("school.second_factor", "", secret=secret, algorithm="sha256").digest())
