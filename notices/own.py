"""What this room itself tells people: a task waits, today's mail, a practice alarm."""

from django.urls import reverse

from notices import audience, digest, task_kinds
from notices.models import Notice, Task
from school.models import User
from school.people import holders

PRACTICE, TASK = "practice", "task"


def register() -> None:
    """Called when the app is ready."""
    audience.register(PRACTICE, _would_be_told, link=_practice_page, words="practice")
    audience.register(TASK, _asked, link=_task_page, words="due", at_once=False)
    audience.register(digest.KIND, digest.whose, words="today")
    digest.register(digest.tasks_of)


def _would_be_told(notice: Notice, rung: int) -> list[User]:
    """Whoever a real alarm would reach by then."""
    return list(audience.told_by(rung))


def _asked(notice: Notice, rung: int) -> list[User]:
    """The person or the holders of the role, without those the task is kept from."""
    task = Task.objects.filter(slip=notice.ref).select_related("for_person").first()
    if task is None:
        return []
    asked = holders(task.for_role) if task.for_role else User.objects.filter(person=task.for_person, is_active=True)
    return [user for user in asked if task_kinds.known_to(user, [task])]


def _practice_page(ref: str) -> str:
    return reverse("notices:practice", args=[ref])


def _task_page(ref: str) -> str:
    return reverse("notices:tasks")
