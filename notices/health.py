"""What an administrator must know about alarms (security.md 4.1 P3, P6): checks for the health page."""

from datetime import timedelta

from django.conf import settings

from esafety.lib import clock
from notices import audience, heartbeat
from notices.daemon import CHORES
from notices.models import Delivery, Notice, Rung
from school import health, installation, notifications, people
from school.health import Finding
from school.models import School

LATE = timedelta(seconds=60)
FAILING = 3  # attempts
NOT_COUNTED = "Alarms about an adult here, or kept from somebody here, are not counted, whether there are any or not."


def register() -> None:
    """Called when the app is ready."""
    health.register("alertd", "Alert daemon", daemon)
    health.register("alarms", "Alarms sent", alarms_sent)
    health.register("answers", "Alarms answered", alarms_answered)
    health.register("audiences", "Who is told", everyone_found)
    health.register("recipients", "Messages taken", messages_taken)
    health.register("mail", "Mail", mail_set_up)
    health.register("outside", "Outside contact", outside_contact, mend="school:settings")


def daemon() -> Finding:
    """Is `alertd` alive, and its chores too?"""
    if installation.is_held():
        return Finding(False, "It sends nothing on a copy of the school: see “This machine”.")
    since = heartbeat.age()
    if since is None:
        return Finding(False, "The alert daemon has never run. Start manage.py alertd.")
    if since > heartbeat.OLD:
        minutes = int(since.total_seconds() // 60)
        return Finding(False, f"The alert daemon was last seen {minutes} minutes ago. Start manage.py alertd.")
    chores = heartbeat.age(CHORES)
    if chores and chores > 10 * heartbeat.OLD:
        return Finding(False, "The alert daemon sends, but its chores stand still. Start manage.py alertd again.")
    return Finding(True, "It was seen within the last two minutes.")


def alarms_sent() -> Finding:
    """Does an alarm wait to be sent for longer than a minute? That alone: how many there are would be a trace."""
    unsent = Delivery.objects.filter(
        state=Delivery.State.WAITING, wakes=True, created__lt=clock.now() - LATE, notice__answered_at=None
    )
    if unsent.exists():
        return Finding(False, "Messages of an alarm could not be sent yet. Telephone the safeguarding lead.")
    return _sent("Every alarm was sent within a minute.")


def alarms_answered() -> Finding:
    """Does an alarm wait longer for its answer than the first who were told have for it? How many, never which; of
    those kept from somebody here not even that, who may be whoever reads this (security.md S1)."""
    ladder = Rung.objects.ladder()
    waiting = audience.countable(Notice.objects.open().real().filter(wakes=True))
    if count := sum(ladder.is_last(one.rung) for one in waiting):
        words = f"Alarms that went to everyone on the list and nobody answered: {count}. Telephone."
    elif count := sum(one.created <= clock.now() - ladder.gap(0) for one in waiting):
        words = f"Alarms not answered by the first who were told: {count}. Telephone them."
    else:
        words = "No alarm counted here has waited longer than the first who are told have to answer."
    return Finding(not count, f"{words} {NOT_COUNTED}")


def everyone_found() -> Finding:
    """Is there a notice of a kind nobody answers for, or one for which finding out whom to tell failed? Is there a
    matter of which nobody could be told?"""
    known = [kind.name for kind in audience.kinds()]
    if Notice.objects.open().exclude(kind__in=known).exists():
        return Finding(False, "A notice is of a kind nobody answers for, and is not sent. Tell support.")
    if Notice.objects.open().exclude(trouble="").exists():
        return Finding(False, "For a notice it could not be found out whom to tell. See the server’s log.")
    if words := next(filter(None, (kind.untold() for kind in audience.kinds())), ""):
        return Finding(False, words)
    return Finding(True, "For every notice it is known who may get it.")


def messages_taken() -> Finding:
    """Do messages to somebody keep failing?"""
    failing = Delivery.objects.filter(state=Delivery.State.WAITING, attempts__gte=FAILING)
    if failing.exists():
        return Finding(False, "Messages to somebody keep failing. Check people’s addresses and the mail server.")
    return _sent("The mail server takes what it is given.")


def _sent(words: str) -> Finding:
    """Well; but what is written to a folder proves nothing about a mail server."""
    if notifications.leave_the_machine():
        return Finding(True, words)
    return Finding(True, "Mail is not set up, so nothing was sent to anybody.", state="Not checked")


def mail_set_up() -> Finding:
    """Does mail leave the machine?"""
    if not notifications.leave_the_machine():
        return Finding(False, "Mails are written to a folder on the server and reach nobody until EMAIL_URL is set.")
    return Finding(True, "Mails go to the mail server that was set.")


def outside_contact() -> Finding:
    """Can the last step be taken?"""
    school = School.current()
    if not (school.outside_contact and school.outside_agreed):
        return Finding(False, "Nobody outside has agreed to be told when no one answers.")
    if people.is_inside(school.outside_contact):
        words = "The outside contact has an account here, so nothing goes to them. Enter somebody outside the school."
        return Finding(False, words)
    if "@" not in school.outside_contact and not settings.WEBHOOK_URL:
        return Finding(False, "The outside contact is a number, and there is no second channel. Set WEBHOOK_URL.")
    if not school.telephone:
        return Finding(False, "The outside contact is not told which number to ring: the lead’s number is missing.")
    return Finding(True, "Somebody outside is told when no one answers.")
