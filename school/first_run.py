"""What a new school has to enter before its first report: a list of lines, each with its link, done or missing.

Other apps add lines: panels.register("first_run", offer, order) with an offer that answers `line(...)`.
"""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from esafety.lib import clock
from esafety.lib.schooltime import next_break
from school import calendar, health, people
from school.appointing import NOT_BY_A_DEPUTY
from school.glossary import labels_of
from school.models import Agency, Appointment, Document, OnCall, Person, School
from school.panels import Panel, gather, register
from school.roles import Role

PRIVACY = "privacy-notice"  # the code of the document the foot of every page leads to


def line(
    words: str,
    *,
    done: bool,
    why: str = "",
    page: str = "",
    about: tuple = (),
    query: str = "",
    action: str = "",
    hint: str = "",
) -> Panel:
    """One line of the list: what is needed and why, whether it is there, and the link to where it is mended."""
    url = reverse(page, args=about, query=QueryDict(query)) if page else ""
    context = {"done": done, "url": url, "action": action, "hint": " ".join(filter(None, [why, hint]))}
    return Panel(title=words, template="school/_first_run_line.html", context=context)


def lines(request: HttpRequest) -> list[Panel]:
    """The whole list: what is missing first, each part in its fixed order."""
    return sorted(gather("first_run", request), key=lambda panel: panel.context["done"])


def register_own() -> None:
    """Called when the app is ready."""
    for order, offer in enumerate(_OWN, start=1):
        register("first_run", offer, order * 10)


def _checked(name: str, words: str, why: str, page: str = "", action: str = "") -> Callable[[HttpRequest], Panel]:
    """A line that says what the health page says of it, so that the two never differ."""

    def offer(request: HttpRequest) -> Panel:
        found = health.look_at(name)
        return line(words, done=found.well, why=why, page=page, action=action, hint=found.words)

    offer.__name__ = f"_checked_{name}"
    return offer


def _name(request: HttpRequest) -> Panel:
    return line(
        "The name of the school",
        done=School.current().name != School.UNNAMED,
        why="It stands at the top of every page and in every mail.",
        page="school:settings",
        action="Enter its name",
    )


def _numbers(request: HttpRequest) -> Panel:
    school = School.current()
    return line(
        "Numbers to ring: inside the school, from outside, and at night",
        done=bool(school.extension and school.telephone and school.out_of_hours),
        why="They stand on the sign-in page, on pages that fail and in every alarm.",
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
        why="Whoever has to ring should not have to look: social care and the LADO differ from place to place.",
    )


def _documents(request: HttpRequest) -> Panel:
    lacking = Document.objects.filter(retired=False, address="").exclude(code=PRIVACY).count()
    return line(
        f"Documents without a place: {lacking}" if lacking else "Every document can be found",
        done=not lacking,
        why="What has to be done points to them.",
        page="school:outside",
        about=("documents",),
        action="Say where each is kept",
    )


def _privacy(request: HttpRequest) -> Panel:
    notice = Document.objects.filter(code=PRIVACY, retired=False).first()
    on_paper = bool(notice and notice.address and not notice.link)
    return line(
        "The privacy notice can be read from every page",
        done=bool(notice and notice.link),
        why="People must be told what is kept about them. It needs a web address.",
        hint="On paper it can be read by whoever comes and asks." if on_paper else "",
        page="school:outside_change" if notice else "school:outside",
        about=("documents", PRIVACY) if notice else ("documents",),
        action="Enter its address",
    )


def _office(role: Role, at_least: int, words: str, why: str) -> Callable[[HttpRequest], Panel]:
    def offer(request: HttpRequest) -> Panel:
        name = labels_of(School.current())[role]
        ready = people.holders(role).exclude(people.never_signed_up()).count() >= at_least
        ready = ready and (role not in NOT_BY_A_DEPUTY or people.answerable(role).in_force().exists())
        return line(words.format(name), done=ready, why=why, **({} if ready else _not_yet(role)))

    offer.__name__ = f"_{role}_{at_least}"
    return offer


def _not_yet(role: Role) -> dict:
    """How far it is, and the page of whoever is on the way to it; else the register, to begin with."""
    asked = Appointment.objects.filter(role=role, approved=False, withdrawn=False).select_related("person").first()
    if asked:
        return _at(asked.person, "Asked for; the head or the chair has to agree.")
    if invited := people.holders(role).filter(people.never_signed_up()).first():
        return _at(invited.person, "Invited; the link was not used yet.")
    appointed = Appointment.objects.in_force(clock.today()).filter(role=role, person__user=None).first()
    if appointed:
        return _at(appointed.person, "They hold the office and have no account.")
    return {"page": "school:people", "action": "Find or add them, invite them, give them the office"}


def _at(person: Person, hint: str) -> dict:
    return {"page": "school:person_edit", "about": (person.ref,), "action": "Open their page", "hint": hint}


def _on_call(request: HttpRequest) -> Panel:
    return line(
        "Somebody is on call in the next break",
        done=bool(next_break(clock.today(), calendar.current())) and not break_without_anybody(),
        why="An alarm in a holiday reaches somebody who said that they would answer. Terms say when it is.",
        page="school:on_call",
        action="Say who is on call",
    )


def _people(request: HttpRequest) -> Panel:
    return line(
        "Pupils are on the register",
        done=Person.objects.here().filter(kind=Person.Kind.PUPIL).exists(),
        page="school:people",
        action="Add people",
        why="Reports can then say who is involved by choosing a name.",
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
        why="A stolen password is then not enough. They set it up themselves, the next time they sign in.",
    )


def break_without_anybody() -> tuple | None:
    """First and last of those days of the next break on which nobody is on call, or None."""
    coming = next_break(clock.today(), calendar.current())
    if not coming:
        return None
    first, last = coming
    turns = list(OnCall.objects.filter(starts__lte=last, ends__gte=first).values_list("starts", "ends"))
    days = [first + timedelta(days=more) for more in range((last - first).days + 1)]
    alone = [day for day in days if not any(starts <= day <= ends for starts, ends in turns)]
    return (alone[0], alone[-1]) if alone else None


_OWN = (
    _checked("profile", "The school’s settings are loaded", "Kinds of matter, lines and times come from them."),
    _name,
    _office(Role.HEADTEACHER, 1, "{} has an account", "They agree to who holds the other offices."),
    _office(Role.CHAIR, 1, "{} has an account", "A concern about the head is theirs, and nobody else’s."),
    _office(Role.DSL, 1, "{} has an account", "They are told first when a child may be in danger."),
    _office(Role.DSL, 2, "{}: a deputy has an account", "When the first is away, an alarm still finds somebody."),
    _office(Role.COORDINATOR, 1, "{} has an account", "They deal with what is reported day by day."),
    _office(Role.NETWORK_MANAGER, 1, "{} has an account", "They disconnect a device when they are asked to."),
    _checked(
        "offices",
        "Offices that somebody must always hold",
        "Alarms go to them, and nobody else could mend what is missing.",
        "school:appointments",
        "See who holds them",
    ),
    _numbers,
    _agencies,
    _documents,
    _privacy,
    _checked(
        "calendar", "The dates of this term", "Times are counted in school days.", "school:calendar", "Enter them"
    ),
    _on_call,
    _checked(
        "outside",
        "Somebody outside the school is told when nobody answers",
        "Agree it with them first: they get a text that asks them to ring, and no details.",
        "school:settings",
        "Enter them",
    ),
    _people,
    _second_factors,
    _checked(
        "mail",
        "Mail can be sent",
        "Invitations, alarms and forgotten passwords go by mail. Whoever runs the server sets it up.",
        "school:health",
        "See Health",
    ),
)
