"""What notices put on the home page: an alarm to answer, things to do, the last test (U25, U48)."""

from django.db.models import Q
from django.http import HttpRequest

from esafety.lib import clock
from notices import banners, practice, task_kinds, wording
from notices.actions.tasks import theirs
from notices.audience import kind_of
from notices.models import Rung, Task
from school import first_run, panels
from school.actions import appointments
from school.models import Person
from school.panels import Panel
from school.roles import Perm

TO_A_FOLDER = "The last went to a folder, where nobody reads it: it does not count. Have mail set up, then test again."
ON_A_PAGE = ", on a page alone: mail goes to a folder here"
OWN_ANSWER = "The last was answered by whoever sent it: somebody else has to answer one."


def register() -> None:
    """Called when the app is ready."""
    panels.register("home", answer_now, order=10)
    panels.register("home", to_do, order=30)
    panels.register("home", last_test, order=90)
    panels.register("first_run", tested, order=200)
    panels.register("leaving", things_to_do, order=30)


def answer_now(request: HttpRequest) -> Panel | None:
    """Alarms nobody answered, each with its button."""
    if not request.user.can(Perm.HANDLE):
        return None
    alarms = banners.of_page(request)
    if not alarms:
        return None
    ladder = Rung.objects.ladder()
    waiting = [(one, kind_of(one.kind).path(one.ref), wording.who_is_next(one, ladder)) for one in alarms]
    return Panel("Answer now", "notices/_answer_now.html", {"waiting": waiting}, urgent=True, wide=True)


def to_do(request: HttpRequest) -> Panel | None:
    """What this person is asked to do, the urgent first."""
    tasks = theirs(request.user) if request.user.can(Perm.DO_TASKS) else []
    urgent = any(task.is_late or task.is_urgent for task in tasks)
    context = {"tasks": tasks, "names": task_kinds.naming(tasks)}
    return Panel("To do", "notices/_to_do.html", context, urgent=urgent) if tasks else None


def last_test(request: HttpRequest) -> Panel | None:
    """When the alarm was last tested, and how long the answer took."""
    if not request.user.can(Perm.TEST_ALARM):
        return None
    context = {"sentence": practice.sentence(practice.last()), "is_due": practice.is_due()}
    return Panel("The alarm", "notices/_last_test.html", context, urgent=context["is_due"])


def tested(request: HttpRequest) -> Panel:
    """A line of a new school's first hour."""
    may = request.user.can(Perm.TEST_ALARM)
    who = "" if may else "The safeguarding lead, the co-ordinator or the head does it from their first page: ask them."
    last, done = practice.last(), practice.was_answered()
    why_not = OWN_ANSWER if practice.by_sender(last) else TO_A_FOLDER if practice.went_nowhere(last) else ""
    return first_run.line(
        "The alarm was tested and answered" + (ON_A_PAGE if done and practice.went_nowhere(last) else ""),
        done=done,
        why="So that nobody learns at night that it reaches no one.",
        hint=f"{why_not} {who}".strip(),
        page="notices:test_alarm" if may else "school:health",
        action="Test the alarm" if may else "See in Health what alarms need",
    )


def things_to_do(request: HttpRequest, person: Person) -> Panel | None:
    """How many tasks somebody who leaves was asked for, by name or in an office nobody else holds; of none of those
    kept from whoever asks."""
    offices = appointments.alone_in(person, clock.today())
    asked = Task.objects.open().filter(Q(for_person=person) | Q(for_role__in=offices))
    number = len(task_kinds.known_to(request.user, list(asked)))
    return Panel(f"Things to do: {number}") if number else None
