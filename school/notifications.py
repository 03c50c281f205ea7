"""Letters about an account. They name nobody and nothing; links lead to SITE_URL, whatever the browser claimed."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from school import installation
from school.models import School, User

log = logging.getLogger(__name__)
_post = ThreadPoolExecutor(max_workers=1, thread_name_prefix="post")


class NotSent(Exception):
    """The letter reaches nobody. Words for the person who pressed; `link`: what they may hand over instead."""

    def __init__(self, words: str, link: str = ""):
        super().__init__(words)
        self.link = link


def leave_the_machine() -> bool:
    """Do letters go to a mail server? Until one is set they are written to a folder, where nobody reads them."""
    return not settings.EMAIL_BACKEND.endswith(("filebased.EmailBackend", "dummy.EmailBackend"))


def told_by_mail(words: str) -> str:
    """What appears where, and that a mail says so as well, where mails go anywhere."""
    return f"{words} You are told by mail." if leave_the_machine() else words


def invitation(user: User, token: str) -> None:
    """The link with which somebody sets the password of a new account. Raises NotSent with it, but from a copy."""
    link = settings.SITE_URL + reverse("school:invitation", args=[token])
    _refuse_on_a_copy()
    try:
        _hand_over(letter("account/email/invitation", user.email, {"link": link}))
    except NotSent as why:
        raise NotSent(str(why), link) from why
    if not leave_the_machine():
        raise NotSent("Mail is not set up, so nothing was sent.", link)


def sign_in_changed(user: User, what: str) -> None:
    """Somebody changed how this account signs in: if it was not the person, they must say so."""
    soon(letter("account/email/sign_in_changed", user.email, {"what": what}))


def address_changed(*addresses: str) -> None:
    """Told at the old and the new address: whoever had it changed without the person must not be the only to know."""
    for address in addresses:
        soon(letter("account/email/address_changed", address, {}))


def second_step_removed(user: User) -> None:
    """Two people agreed that the lost second step goes; a new one is asked for at the next sign-in."""
    soon(letter("account/email/second_step_removed", user.email, {}))


def appointment_declined(user: User) -> None:
    """The head or the chair did not agree to what this person asked for; who and why is behind the sign-in."""
    soon(letter("account/email/appointment_declined", user.email, {}))


def letter(template: str, email: str, about: dict) -> EmailMessage:
    """The letter made of `<template>_subject.txt` and `<template>_message.txt`."""
    school = School.objects.first() or School(name="Esafety")
    about = about | {"school": school, "site": settings.SITE_URL}
    subject = " ".join(render_to_string(f"{template}_subject.txt", about).split())
    words = render_to_string(f"{template}_message.txt", about).strip() + "\n"
    return EmailMessage(subject, words, to=[email], headers={"Auto-Submitted": "auto-generated"})


def _refuse_on_a_copy() -> None:
    if installation.is_held():
        raise NotSent("NOT SENT: this is a copy of the school, and sends nothing yet. Health says what to do.")


def _hand_over(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError as error:
        log.error("A letter about an account was not sent: %s", type(error).__name__)
        raise NotSent("NOT SENT: the mail server did not take it.") from error


def soon(message: EmailMessage) -> Future | None:
    """Hand it over behind the page: how long that takes must tell nobody whether an account exists."""
    if installation.is_held():
        log.error("A letter about an account was not sent: this is a copy of the school")
        return None
    return _post.submit(_try, message)


def _try(message: EmailMessage) -> None:
    with suppress(NotSent):  # said in the log; the person asks again
        _hand_over(message)


def wait_until_posted() -> None:
    """Until everything handed over so far has left. For tests."""
    _post.submit(int).result()
