"""What a new school has to enter before its first report: a list of lines, each with its link, done or missing.

Other apps add lines: panels.register("first_run", offer, order) with an offer that answers `line(...)`.
"""

from collections.abc import Callable

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from esafety.lib import clock
from esafety.lib.schooltime import next_break
from school import calendar, health, people
from school.glossary import labels_of
from school.models import Agency, Appointment, OnCall, Person, School
from school.panels import Panel, gather, register
from school.roles import Role


def line(
    words: str, *, done: bool, page: str = "", about: tuple = (), query: str = "", action: str = "", hint: str = ""
) -> Panel:
    """One line of the list: what is needed, whether it is there, the page that mends it and the words of its link."""
    url = reverse(page, args=about, query=QueryDict(query)) if page else ""
    context = {"done": done, "url": url, "action": action, "hint": hint}
    return Panel(title=words, template="school/_first_run_line.html", context=context)


def lines(request: HttpRequest) -> list[Panel]:
    """The whole list: what is missing first, each part in its fixed order."""
    return sorted(gather("first_run", request), key=lambda panel: panel.context["done"])


def register_own() -> None:
    """Called when the app is ready."""
    for order, offer in enumerate(_OWN, start=1):
        register("first_run", offer, order * 10)


def _checked(
    name: str, words: str, page: str = "", action: str = "", hint: str = ""
) -> Callable[[HttpRequest], Panel]:
    """A line that says what the health page says of it, so that the two never differ."""

    def offer(request: HttpRequest) -> Panel:
        found = health.look_at(name)
        return line(words, done=found.well, page=page, action=action, hint=f"{found.words} {hint}".strip())

    offer.__name__ = f"_checked_{name}"
    return offer


def _numbers(request: HttpRequest) -> Panel:
    school = School.current()
    return line(
        "Numbers to ring: inside the school, from outside, and at night",
        done=bool(school.extension and school.telephone and school.out_of_hours),
        page="school:settings",
        action="Enter the numbers",
    )


def _agencies(request: HttpRequest) -> Panel:
    lacking = sum(agency.lacks_number for agency in Agency.objects.filter(retired=False))
    return line(
        f"Agencies without a number: {lacking}" if lacking else "Every agency can be reached",
        done=not lacking,
        page="school:outside",
        about=("agencies",),
        action="Enter their numbers",
        hint="Children's social care and the LADO differ from place to place.",
    )


def _office(role: Role, at_least: int, words: str) -> Callable[[HttpRequest], Panel]:
    def offer(request: HttpRequest) -> Panel:
        name = labels_of(School.current())[role]
        ready = people.holders(role).exclude(people.never_signed_up()).count() >= at_least
        hint = "" if ready else _why_not_yet(role)
        return line(words.format(name), done=ready, page="school:appointments", action="Appoint somebody", hint=hint)

    offer.__name__ = f"_{role}_{at_least}"
    return offer


def _why_not_yet(role: Role) -> str:
    if Appointment.objects.filter(role=role, approved=False, withdrawn=False).exists():
        return "Asked for; the head or the chair has to agree."
    if people.holders(role).filter(people.never_signed_up()).exists():
        return "Invited; the link was not used yet."
    return ""


def _on_call(request: HttpRequest) -> Panel:
    return line(
        "Somebody is on call in the next break",
        done=not break_without_anybody(),
        page="school:on_call",
        action="Say who is on call",
    )


def _people(request: HttpRequest) -> Panel:
    return line(
        "Pupils are on the register",
        done=Person.objects.here().filter(kind=Person.Kind.PUPIL).exists(),
        page="school:people",
        action="Add people",
        hint="Reports can then say who is involved by choosing a name.",
    )


def _second_factors(request: HttpRequest) -> Panel:
    missing = people.without_second_factor().count()
    words = f"{missing} {'person has' if missing == 1 else 'people have'} no second step for signing in yet"
    return line(
        words if missing else "Everybody who needs a second step for signing in has one",
        done=not missing,
        page="school:people",
        query="kind=no-second-step",
        action="See who",
        hint="They set it up themselves, the next time they sign in.",
    )


def break_without_anybody() -> tuple | None:
    """First and last day of the next break for which nobody is on call, or None."""
    coming = next_break(clock.today(), calendar.current())
    if coming and not OnCall.objects.filter(starts__lte=coming[1], ends__gte=coming[0]).exists():
        return coming
    return None


_OWN = (
    _checked("profile", "The school's settings are loaded"),
    _office(Role.HEADTEACHER, 1, "{} has an account"),
    _office(Role.DSL, 1, "{} has an account"),
    _office(Role.DSL, 2, "{}: a deputy has an account"),
    _office(Role.COORDINATOR, 1, "{} has an account"),
    _numbers,
    _agencies,
    _checked("calendar", "The dates of this term", "school:calendar", "Enter the terms"),
    _on_call,
    _checked(
        "outside",
        "Somebody outside the school is told when nobody answers",
        "school:settings",
        "Enter them",
        "Agree it with them first: they get a text that asks them to ring, and no details.",
    ),
    _people,
    _second_factors,
    _checked("mail", "Mail can be sent"),
)
