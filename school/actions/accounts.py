"""Accounts: inviting, stopping, passwords, and giving back a lost second step."""

import hashlib
import secrets
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import get_adapter as session_adapter
from allauth.usersessions.models import UserSession
from django.db import transaction

from audit.ledger import ledger
from esafety.lib import clock
from school import devices, notifications
from school.actions import appointments
from school.editing import locked, take
from school.models import FactorReset, Invitation, Person, School, User
from school.people import at_address
from school.refusals import Refused, demand
from school.roles import Perm

INVITED_FOR = timedelta(days=7)
RESET_WAITS = timedelta(hours=24)


def invite(person: Person, email: str, *, by: User) -> User:
    """Open an account and send the link that sets its password. Refused in words; NotSent after all was saved."""
    demand(by, Perm.MANAGE_ACCOUNTS)
    email = email.strip().lower()
    with ledger("invite", by=by, kind="account", ref=person.ref) as book:
        _check_free(person, email)
        user = User(person=person, email=email)
        user.set_unusable_password()
        book.save(user)
        _send_invitation(user)
    return user


def invite_again(user: User, *, by: User) -> None:
    """A new link; the earlier ones stop working. Refused once the password was set and while the account is stopped;
    NotSent after it was saved."""
    demand(by, Perm.MANAGE_ACCOUNTS)
    with ledger("invite again", by=by, kind="account", ref=user.ref) as book:
        if not user.is_active:
            raise Refused("Their account is stopped, so a link would open nothing. Start it first.")
        if user.has_usable_password():
            raise Refused("They have set their password already. If they forgot it, they can choose a new one.")
        book.note("invite again")
        _send_invitation(user)


def change_address(user: User, email: str, *, by: User) -> None:
    """Another e-mail address for the account; links sent to the old one stop working, and both addresses are told."""
    demand(by, Perm.MANAGE_ACCOUNTS)
    email = email.strip().lower()
    with ledger("change address", by=by, kind="account", ref=user.ref) as book:
        user = locked(user)
        refuse_address(email, but=user)
        before, user.email = user.email, email
        book.save(user)
        _void(user)
        if before != email and user.has_usable_password():
            transaction.on_commit(lambda: notifications.address_changed(before, email))


def open_invitation(token: str) -> Invitation | None:
    """The invitation with that token, unless it was used, has run out, or its account was stopped."""
    open_ones = Invitation.objects.filter(used=None, expires__gt=clock.now(), user__is_active=True)
    return open_ones.select_related("user__person").filter(token_hash=_hash(token)).first()


def accept(invitation: Invitation, password: str) -> None:
    """Set the first password; the link works no more. Refused where another request was quicker."""
    user = invitation.user
    with ledger("accept invitation", by=user, kind="account", ref=user.ref):
        if Invitation.objects.select_for_update().get(pk=invitation.pk).used:
            raise Refused("This link has been used.")
        _void(user)
        set_password(user, password, by=user)


def set_password(user: User, password: str, *, by: User) -> None:
    """A new password; every other session of the account ends with it."""
    with ledger("set password", by=by, kind="account", ref=user.ref) as book:
        row = User.objects.select_for_update().get(pk=user.pk)
        row.set_password(password)
        book.save(row)
    user.password = row.password  # the caller's own session goes on with it


def choose_mail(daily: bool, *, by: User) -> None:
    """How the person wants what can wait: in one mail at 07:45 on school days, or each as it comes (people.md U45)."""
    with ledger("choose mail", by=by, kind="account", ref=by.ref) as book:
        row = locked(by)
        if take(row, {"daily_mail": daily}):
            book.save(row)


def stop(user: User, *, by: User) -> None:
    """Nobody signs in with it any more, and whoever is signed in is out at once. Nothing is deleted."""
    demand(by, Perm.MANAGE_ACCOUNTS)
    with ledger("stop account", by=by, kind="account", ref=user.ref) as book:
        user = locked(user)
        if user.pk == by.pk:
            raise Refused("You cannot stop your own account. Ask another administrator.")
        if why := appointments.why_they_stay(user.person, clock.today()):
            raise Refused(why[0])
        user.is_active = False
        book.save(user)
        _void(user)
        end_sessions(user)
        devices.forget(user)


def restart(user: User, *, by: User) -> None:
    """The account works again, with the password it had."""
    demand(by, Perm.MANAGE_ACCOUNTS)
    with ledger("restart account", by=by, kind="account", ref=user.ref) as book:
        user = locked(user)
        if user.person.has_left:
            raise Refused("They are not here any more. Say first that they are here again.")
        user.is_active = True
        book.save(user)


def end_sessions(user: User) -> None:
    """Sign the person out everywhere."""
    session_adapter().end_sessions(list(UserSession.objects.filter(user=user)))


# --- A lost second step: two people (people.md U5) ----------------------------------------------------------


def ask_factor_reset(user: User, *, by: User) -> FactorReset:
    """The first of two people asks that a lost second step be removed."""
    demand(by, Perm.RESTORE_FACTOR)
    with ledger("ask to remove second step", by=by, kind="account", ref=user.ref) as book:
        if user.pk == by.pk:
            raise Refused("You cannot ask for yourself. Ask another administrator, the lead or the head.")
        if not Authenticator.objects.filter(user=user).exists():
            raise Refused("They have set up no second step, so there is nothing to remove.")
        _let_old_ones_lapse(user, book)
        if user.factor_resets.filter(outcome=FactorReset.Outcome.OPEN).exists():
            raise Refused("Somebody has asked for this already. Now another person has to agree.")
        return book.save(FactorReset(user=user, asked_by=by))


def approve_factor_reset(reset: FactorReset, *, by: User) -> FactorReset:
    """Another person agrees: the lost second step goes, every session ends, and the person is told by mail."""
    with ledger("agree to remove second step", by=by, kind="account", ref=reset.user.ref) as book:
        row = _decidable(reset, by)
        if row.asked_by_id == by.pk:
            raise Refused("You asked for this, so another person has to agree.")
        if row.asked <= clock.now() - RESET_WAITS:
            raise Refused("This was asked for more than a day ago. Ask again.")
        _decide(book, row, FactorReset.Outcome.APPROVED, by)
        Authenticator.objects.filter(user=row.user).delete()
        devices.forget(row.user)
        end_sessions(row.user)
        transaction.on_commit(lambda: notifications.second_step_removed(row.user))
        return row


def refuse_factor_reset(reset: FactorReset, *, by: User) -> FactorReset:
    """Another person does not agree, or whoever asked takes it back."""
    with ledger("refuse to remove second step", by=by, kind="account", ref=reset.user.ref) as book:
        return _decide(book, _decidable(reset, by), FactorReset.Outcome.REFUSED, by)


def _decidable(reset: FactorReset, by: User) -> FactorReset:
    demand(by, Perm.RESTORE_FACTOR)
    row = locked(reset)
    if row.outcome != FactorReset.Outcome.OPEN:
        raise Refused("Somebody has decided this already.")
    if row.user_id == by.pk:
        raise Refused("This is your own second step, so another person has to decide.")
    return row


def _decide(book, row: FactorReset, outcome: str, by: User) -> FactorReset:
    row.outcome, row.decided_by, row.decided = outcome, by, clock.now()
    return book.save(row)


def _let_old_ones_lapse(user: User, book) -> None:
    """What nobody agreed to within a day is over, and does not stand in the way of asking again."""
    old = user.factor_resets.filter(outcome=FactorReset.Outcome.OPEN, asked__lte=clock.now() - RESET_WAITS)
    for row in old:
        row.outcome = FactorReset.Outcome.REFUSED
        book.save(row)


# --- Invitations --------------------------------------------------------------------------------------------


def _check_free(person: Person, email: str) -> None:
    if not person.is_adult_of_school:
        raise Refused("Pupils and parents have no account.", "person")
    if User.objects.filter(person=person).exists():
        raise Refused("This person has an account already.", "person")
    refuse_address(email)


def refuse_address(email: str, *, but: User | None = None) -> None:
    """Refuse an address that another account has, and that of the contact outside, who is told of what people here
    are kept from."""
    if at_address(email).exclude(pk=but and but.pk).exists():
        raise Refused("Another account uses this e-mail address.", "email")
    if email == School.current().outside_contact.lower():
        words = "This is the address of the outside contact. Enter another, or first change that one under Settings."
        raise Refused(words, "email")


def new_token(user: User) -> str:
    """What an invitation's link ends with. Earlier ones stop working."""
    _void(user)
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(user=user, token_hash=_hash(token), expires=clock.now() + INVITED_FOR)
    return token


def _send_invitation(user: User) -> None:
    """A new token, and its letter once all is saved."""
    token = new_token(user)
    transaction.on_commit(lambda: notifications.invitation(user, token))


def _void(user: User) -> None:
    user.invitations.filter(used=None).update(used=clock.now())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
