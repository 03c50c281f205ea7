"""What a sanction takes away for a time: its role is asked to take it, and to give it back on the last day."""

from django.db.models import Exists, OuterRef

from audit.ledger import Book, ledger
from esafety.lib import clock
from incidents.actions.steps import hold, say_done, say_not_done
from incidents.models import Sanction
from notices.actions import TooLate, ask, withdraw
from notices.models import Task

PRIVILEGE = "privilege"  # the kind of its tasks; their reference is the sanction's
AFTER_SCHOOL = 17  # the hour of the day by which it is done
UNSAID = "Give back what was taken away. What and whose stands on this page."  # where its kind says nothing today


def take_away(book: Book, given: Sanction, *, by) -> None:
    """Ask its role to take it away, at once or by its first day."""
    due = clock.at_school(given.starts, AFTER_SCHOOL)
    _ask(book, given, given.kind.take_words, given.kind.task_role, due if due > clock.now() else None, by)


def undo(book: Book, held: Sanction, *, by) -> None:
    """It was taken back: what is taken is given back at once, and what nobody has begun to take is never taken."""
    tasks = Task.objects.filter(kind=PRIVILEGE, ref=held.ref)
    if held.give_back_asked or not tasks.exists():
        return
    if held.starts > clock.today() and not tasks.filter(done_at__isnull=False).exists():
        _take_no_more(held, by=by)
    else:
        give_back(book, held, by=by)


def give_back(book: Book, held: Sanction, *, by, due=None) -> None:
    """Ask whoever takes it away to give it back, and not to take it away any more. The caller saves the sanction."""
    role = Task.objects.filter(kind=PRIVILEGE, ref=held.ref).values_list("for_role", flat=True).first()
    _take_no_more(held, by=by)
    _ask(book, held, held.kind.give_back_words or UNSAID, role, due, by)
    held.give_back_asked = True


def _take_no_more(held: Sanction, *, by) -> None:
    for task in Task.objects.open().filter(kind=PRIVILEGE, ref=held.ref):
        withdraw(task, by=by)


def ask_back() -> None:
    """A chore: what was taken away and has its last day today, or had it, is asked back. Bears running twice."""
    taken = Task.objects.filter(kind=PRIVILEGE, ref=OuterRef("ref"))
    over = Sanction.objects.filter(Exists(taken), ends__lte=clock.today(), give_back_asked=False, taken_back="")
    for ref in over.values_list("ref", flat=True):
        with ledger("give back", by=None, kind=PRIVILEGE, ref=ref) as book:
            held = Sanction.objects.select_for_update(of=("self",)).select_related("kind").get(ref=ref)
            if not (held.give_back_asked or held.taken_back):  # else somebody was quicker
                give_back(book, held, by=None, due=clock.at_school(held.ends, AFTER_SCHOOL))
                book.save(held)


def hold_for(ref: str) -> None:
    """The record of that sanction, under lock before its task is."""
    hold(Sanction.objects.get(ref=ref).incident.ref)


def privilege_done(task, by) -> None:
    """Something was taken away or given back: the record says so."""
    say_done(Sanction.objects.select_related("incident").get(ref=task.ref).incident, task, by)


def privilege_undone(task, by) -> None:
    """It was neither taken away nor given back after all. Raises TooLate where something else was asked since."""
    if Task.objects.filter(kind=PRIVILEGE, ref=task.ref, pk__gt=task.pk).exists():
        raise TooLate
    say_not_done(Sanction.objects.select_related("incident").get(ref=task.ref).incident, task, by)


def _ask(book: Book, given: Sanction, words: str, role: str, due, by) -> None:
    ask(book, words=words, for_role=role, due=due, kind=PRIVILEGE, ref=given.ref, by=by)
