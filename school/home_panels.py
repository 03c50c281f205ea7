"""What this room puts on the first page: appointments to agree to, who is on call, what is missing, what is broken."""

from datetime import timedelta

from django.http import HttpRequest

from esafety.lib import clock
from esafety.lib.schooltime import next_break
from school import calendar, first_run, health
from school.declined import lately
from school.models import Appointment, FactorReset, OnCall
from school.panels import Panel, register
from school.people import stood_in_for
from school.roles import Perm, Role

A_WEEK = timedelta(days=7)


def register_own() -> None:
    """Called when the app is ready."""
    register("home", not_working, 12)
    register("home", standing_in, 24)
    register("home", to_agree, 25)
    register("home", lost_steps, 26)
    register("home", not_agreed, 27)
    register("home", first_hour, 35)
    register("home", for_governors, 58)
    register("home", for_others, 59)
    register("home", on_call, 80)


def not_working(request: HttpRequest) -> Panel | None:
    """What the health page finds wrong."""
    if not request.user.can(Perm.READ_HEALTH):
        return None
    wrong = health.wrong_lately()
    return Panel("Not working", "school/_not_working.html", {"wrong": wrong}, urgent=True) if wrong else None


def standing_in(request: HttpRequest) -> Panel | None:
    """For whom this person stands in today, as what and until when, and what is asked of them meanwhile."""
    away = [one for one in stood_in_for(request.user) if one.offices]
    turns = OnCall.objects.in_force().filter(person=request.user.person_id)
    context = {"away": away, "turns": turns}
    return Panel("You are standing in", "school/_standing_in.html", context) if away or turns else None


def to_agree(request: HttpRequest) -> Panel | None:
    """Appointments the head or the chair is asked to agree to."""
    if not request.user.can(Perm.APPROVE_APPOINTMENTS):
        return None
    waits = Appointment.objects.filter(approved=False, withdrawn=False).exclude(person=request.user.person_id)
    number = waits.exclude(asked_by=request.user.ref).count()
    if not number:
        return None
    return Panel("Appointments to agree to", "school/_to_agree.html", {"number": number}, urgent=True)


def lost_steps(request: HttpRequest) -> Panel | None:
    """Lost second steps somebody asked to remove, where this person may be the second of the two."""
    if not request.user.can(Perm.RESTORE_FACTOR):
        return None
    asked = FactorReset.objects.filter(outcome=FactorReset.Outcome.OPEN)
    number = asked.exclude(user=request.user).exclude(asked_by=request.user).count()
    return Panel("Lost second steps", "school/_lost_steps.html", {"number": number}, urgent=True) if number else None


def not_agreed(request: HttpRequest) -> Panel | None:
    """Appointments this person asked for, to which the head or the chair did not agree lately."""
    if not request.user.can(Perm.MANAGE_ACCOUNTS):
        return None
    said = lately(asked_by=request.user.ref)
    return Panel("Not agreed to", "school/_not_agreed.html", {"declined": said}) if said else None


def first_hour(request: HttpRequest) -> Panel | None:
    """How much of the first hour's list is left."""
    if not request.user.can(Perm.MANAGE_SETTINGS):
        return None
    lines = first_run.lines(request)
    missing = [line for line in lines if not line.context["done"]]
    empty = "Nothing is missing. Next: put somebody on call before each break, and test the alarm each month."
    context = {"missing": missing, "still_missing": f"of {len(lines)} still missing"}
    return Panel("Setting up the school", "school/_set_up.html", context, empty)


def on_call(request: HttpRequest) -> Panel | None:
    """Who is on call; loud from a week before a break for which nobody is (people.md U24)."""
    if not (request.user.can(Perm.MANAGE_CALENDAR) and request.user.roles & {Role.DSL, Role.COORDINATOR}):
        return None
    today, ahead = clock.today(), next_break(clock.today(), calendar.current())
    nobody = first_run.break_without_anybody()
    turns = OnCall.objects.filter(starts__lte=today + A_WEEK, ends__gte=today).select_related("person")
    context = {"turns": turns, "next_break": ahead, "nobody": nobody, "today": today}
    soon = bool(nobody and nobody[0] - today <= A_WEEK)
    title = "Who is on call?" if soon else "On call"
    return Panel(title, "school/_on_call.html", context, "Nobody is on call this week.", urgent=soon)


def for_governors(request: HttpRequest) -> Panel | None:
    """What a governor finds here, and what is to come."""
    return Panel("For governors", "school/_for_governors.html") if Role.GOVERNOR in request.user.roles else None


CHECKED = (
    "Whoever runs the server can check the log for you: manage.py audit verify. An export, which holds no name and no "
    "word of a record, can be checked elsewhere with audit/offline/verify_audit.py."
)
# What an office that deals with no whole record is for.
SAID_OF = {
    Role.NETWORK_MANAGER: (
        "is asked here to take a device off the network or to close a gap in the filter. You read what is technical "
        "in matters of computers and accounts; of any other you are told what to do and not why, to protect you."
    ),
    Role.OFFICE: (
        "often hears of things first: report here what you were told or saw, and find whom to ring. You read no "
        "record but the receipts of what you reported."
    ),
    Role.BUSINESS_MANAGER: "is asked here to do what a matter needs of the school’s contracts, licences and devices.",
    Role.AUDITOR: "sees to it that what was written here cannot be changed unseen, and reads no record and no name. "
    + CHECKED,
    Role.DPO: "is asked here what to do where personal data was lost or seen, and reads no record and no name. "
    + CHECKED,
}


def for_others(request: HttpRequest) -> Panel | None:
    """What an office is for that deals with no whole record."""
    held = [role for role in SAID_OF if role in request.user.roles]
    context = {"said": [(role, SAID_OF[role]) for role in held]}
    return Panel("What you are here for", "school/_for_others.html", context) if held else None
