"""Asking people to do something, and their doing it."""

from datetime import datetime, timedelta

from audit.ledger import Book, ledger
from esafety.lib import clock
from esafety.lib.lifecycle import NotNow
from notices import task_kinds
from notices.actions.notices import NotTheirs, stand_down, tell
from notices.models import Task
from school.models import Person, User
from school.roles import Perm

_SOON = timedelta(days=1)


class TooLate(NotNow):
    """Others went on from its being done."""

    def __init__(self) -> None:
        super().__init__(
            "It is too late to change this here: others may have gone on from it. Ring the co-ordinator or the "
            "safeguarding lead now and say that it is not done."
        )


def ask(
    book: Book,
    *,
    words: str,
    kind: str,
    ref: str,
    by: User | None,
    for_role: str | None = None,
    for_person: Person | None = None,
    due: datetime | None = None,
) -> Task:
    """Ask a person, or whoever holds a role, to do something; they are told by mail, those due within a day at once.

    The words obey the mail rule. Raises Unregistered where no room answers for tasks of this kind.
    """
    task_kinds.kind_of(kind)
    asked = Task(words=words, for_role=for_role or "", for_person=for_person, due=due, kind=kind, ref=ref)
    task = book.save(asked)
    soon = due is None or due - clock.now() < _SOON
    tell(book, kind="task", ref=task.slip, key=f"task:{task.slip}", due=due, at_once=soon, by=by)
    return task


def finish(task: Task, *, by: User) -> Task:
    """Done. Raises NotTheirs for somebody it was not asked of, NotNow where it is done already or not needed."""
    with ledger("done", by=by, kind=task.kind, ref=task.ref) as book:
        task = _locked(task, by)
        if task.done_at or task.withdrawn_at:
            raise NotNow("This was done already, or is no longer needed. You need do nothing.")
        task.done_at, task.done_by = clock.now(), by
        book.save(task)
        stand_down("task", task.slip, by=by)
        task_kinds.kind_of(task.kind).done(task, by)
    return task


def take_back(task: Task, *, by: User) -> Task:
    """ "I pressed this by mistake": it is to do again, and that it was called done stays on record.

    For a short while, by whoever pressed it. Raises NotTheirs for anybody else, NotNow where it is too late.
    """
    with ledger("not done", by=by, kind=task.kind, ref=task.ref, reason="Pressed by mistake") as book:
        task = _locked(task, by)
        if not task.done_at:
            raise NotNow("It is to do already.")
        if task.done_by != by:
            raise NotTheirs
        if not task.is_just_done:
            raise TooLate
        task_kinds.kind_of(task.kind).undone(task, by)
        turn = f"{task.done_at:%Y%m%d%H%M%S}"
        task.done_at = task.done_by = None
        book.save(task)
        tell(book, kind="task", ref=task.slip, key=f"task:{task.slip}:{turn}", due=task.due, by=by)
    return task


def just_done(user: User) -> list[Task]:
    """What this person marked as done a short while ago and may learn of still, the last first."""
    return task_kinds.known_to(user, list(Task.objects.just_done(user).order_by("-done_at")))


def withdraw(task: Task, *, by: User | None, reason: str = "") -> Task:
    """It need not be done any more. One that is done already stays done."""
    with ledger("withdraw", by=by, kind=task.kind, ref=task.ref, reason=reason) as book:
        task = Task.objects.select_for_update().get(pk=task.pk)
        if task.done_at is None and task.withdrawn_at is None:
            task.withdrawn_at = clock.now()
            book.save(task)
            stand_down("task", task.slip, by=by)
    return task


def theirs(user: User):
    """Open tasks this person is asked to do and may learn of: the urgent first, the newest of them on top of what
    was left lying; then soonest first."""
    asked = Task.objects.open().asked_of(user).select_related("for_person")
    known = task_kinds.say(task_kinds.known_to(user, list(asked)))
    urgent = sorted((task for task in known if task.is_urgent), key=lambda task: task.created, reverse=True)
    return [*urgent, *(task for task in known if not task.is_urgent)]


def _locked(task: Task, by: User) -> Task:
    """The task, what it is part of locked before it."""
    if task_kinds.registered(task.kind):
        task_kinds.kind_of(task.kind).hold(task.ref)
    row = Task.objects.select_for_update().asked_of(by).filter(pk=task.pk).first()
    if row is None or not by.can(Perm.DO_TASKS) or not task_kinds.known_to(by, [row]):
        raise NotTheirs
    return row
