"""Handing a message over: mail, and the second channel as a JSON post. Errors leave here as what kind they were."""

import json
import smtplib
import urllib.error
import urllib.request
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from notices.models import Delivery
from notices.wording import Words
from school.models import School

TIMEOUT = 20  # seconds, well inside a lease


class Refused(Exception):
    """The message was not taken. The words say what kind of fault, never to whom."""


def message_id(key: str, delivery: Delivery) -> str:
    """Made from what the message is, so that a mail program folds a duplicate into the first."""
    to = delivery.user.ref if delivery.user else "outside"
    whole = f"{key}:{delivery.rung}:{delivery.what}:{delivery.channel}:{to}"
    return sha256(whole.encode()).hexdigest()[:40]


def send(delivery: Delivery, words: Words) -> None:
    """Hand the message over, or raise Refused."""
    to = delivery.user.email if delivery.user else School.current().outside_contact
    try:
        if delivery.channel == Delivery.Channel.WEBHOOK:
            _post(delivery, to, words)
        else:
            _mail(delivery, to, words)
    except Exception as error:  # whatever happened over there, the row waits here and is tried again
        raise Refused(fault_of(error)) from None


def fault_of(error: Exception) -> str:
    """The kind of fault and the server's number for it; never its text, which repeats the address."""
    number = getattr(error, "smtp_code", None) or getattr(error, "code", None)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        number = next((code for code, _ in error.recipients.values()), None)
    return f"{type(error).__name__} {number}" if isinstance(number, int) else type(error).__name__


def _mail(delivery: Delivery, to: str, words: Words) -> None:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    headers = {"Message-ID": f"<{delivery.message_id}@{host}>", "Auto-Submitted": "auto-generated"}
    if delivery.wakes and not delivery.notice.practice:
        headers |= {"Importance": "high", "X-Priority": "1"}
    mail = EmailMessage(words.subject, words.body, to=[to], headers=headers, connection=get_connection())
    if mail.send() != 1:
        raise ConnectionError


def _post(delivery: Delivery, to: str, words: Words) -> None:
    """One post a person: whoever receives it passes it on to `to` alone, never to a shared channel."""
    body = {"to": to, "subject": words.subject, "text": words.body, "reference": delivery.notice.ref}
    request = urllib.request.Request(  # noqa: S310 (the operator names the address; checks.py wants http or https)
        settings.WEBHOOK_URL,
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Idempotency-Key": delivery.message_id},
    )
    with _opener.open(request, timeout=TIMEOUT):
        pass


class _StayHere(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the message somewhere nobody configured."""

    def redirect_request(self, *args, **kwargs):
        return None


_opener = urllib.request.build_opener(_StayHere)
