"""What this room can tell about the product's health, for itself and for the audit log below it."""

from datetime import date, timedelta

from django.db import connection

from audit.checks import missing_guards
from audit.models import Checkpoint, Head
from esafety.lib import clock
from school import calendar, health, installation, people
from school.appointing import NEVER_EMPTY
from school.glossary import in_a_sentence
from school.health import Finding
from school.models import School
from school.roles import Role

HELD = "Until a person says that this is the school, nothing is sent: manage.py restored, see docs/restore.md."
SAID_BEFORE = timedelta(days=28)  # that nobody follows: in time to find somebody, and to have it agreed to
SEALED_WITHIN = timedelta(hours=2)  # sealed every hour; one turn may be missed


def register_own() -> None:
    """Called when the app is ready."""
    health.register("database", "Database", database, probe=True)
    health.register("installation", "This machine", this_machine)
    health.register("profile", "The school’s settings", profile)
    health.register("calendar", "Calendar", term_is_known, mend="school:calendar")
    health.register("leavers", "Accounts of people who left", leavers)
    health.register("offices", "Offices that somebody must always hold", offices, mend="school:appointments")
    health.register("guards", "Guards of the record", guards)
    health.register("checkpoint", "Tamper check", sealed)


def database() -> Finding:
    """Does it answer?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Finding(True, "The database answers.")


def this_machine() -> Finding:
    """Is it the one that serves the school, and not a copy?"""
    if words := installation.trouble():
        return Finding(False, f"{words} {HELD}")
    return Finding(True, "This machine and its database belong together.")


def profile() -> Finding:
    """Was a profile ever loaded?"""
    if School.current().profile:
        return Finding(True, "The school’s settings are loaded.")
    return Finding(False, "No school is set up. Type: manage.py load_profile england")


def term_is_known() -> Finding:
    """Are school hours reckoned with real dates?"""
    if calendar.current().knows(clock.today()):
        return Finding(True, "Today lies within the dates that were entered.")
    return Finding(False, "No term is entered for today, so every weekday counts as a school day.")


def leavers() -> Finding:
    """Is an account open whose person is not here any more?"""
    if count := people.left_with_account().count():
        return Finding(False, f"People who left and whose account is open: {count}. Stop it.", who="left-with-account")
    return Finding(True, "Nobody who left has an account.")


def offices() -> Finding:
    """Is each held today and, by what is known, in the weeks to come?"""
    gaps = {role: people.first_day_without(people.answerable(role), clock.today()) for role in sorted(NEVER_EMPTY)}
    soon = [_nobody(role, day) for role, day in gaps.items() if day and day < clock.today() + SAID_BEFORE]
    if soon:
        return Finding(False, f"{' '.join(soon)} Appoint another, or invite whoever follows.")
    return Finding(True, "Somebody holds each of them in the weeks to come.")


def _nobody(role: Role, day: date) -> str:
    since = f" from {clock.words_of(day)}" if day > clock.today() else ""
    return f"Nobody who can sign in is {in_a_sentence(role)}{since}."


def guards() -> Finding:
    """Does the database still refuse to change what was written?"""
    wrong = missing_guards()
    if wrong:
        return Finding(
            False,
            f"Guards missing or changed: {len(wrong)}. Type: manage.py audit verify, then: manage.py audit guards",
        )
    return Finding(True, "The database refuses to change what was written.")


def sealed() -> Finding:
    """Was the end of the log signed lately, where there is anything to sign?"""
    last, head = Checkpoint.objects.last(), Head.objects.first()
    if head is None or not head.seq:
        return Finding(True, "Nothing is written yet.")
    if last is None:
        return Finding(False, "The record was never sealed. Start the alert daemon, which does it every hour.")
    if last.size < head.seq and clock.now() - last.at > SEALED_WITHIN:
        since = clock.local(last.at)
        return Finding(False, f"The record was last sealed on {since:%-d %B at %H:%M}. See the alert daemon’s log.")
    return Finding(True, f"The record was last sealed on {clock.local(last.at):%-d %B at %H:%M}.")
