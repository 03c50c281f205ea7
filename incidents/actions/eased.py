"""Where an administrator made something count for less, the lead and the head are asked to look."""

from audit.ledger import Book
from esafety.lib import clock
from incidents import easing
from incidents.models import Category, Question, StepTemplate, Target
from notices.actions.tasks import ask
from notices.task_kinds import Said
from school import catalogue
from school.editing import version_of
from school.glossary import labels_of
from school.models import Agency, ProfileRow, School, User
from school.roles import Role

EASED = "settings"
TOLD = (Role.DSL, Role.HEADTEACHER)
WORDS = (
    "A setting was changed, so that something counts for less than before. Read which: if it was not agreed, have the "
    "administrator put it back. Press Done when it is right."
)
MODELS = {model.__name__[0]: model for model in (Agency, Category, Question, StepTemplate, Target)}


def eased(book: Book, row: ProfileRow, *, by: User) -> None:
    """A task for each of the two offices. Its reference is the writing of the row it is about: no name, no kind."""
    ref = f"{type(row).__name__[0]}{version_of(row)}"
    for role in TOLD:
        ask(book, words=WORDS, kind=EASED, ref=ref, for_role=role, by=by)


def eased_said(refs) -> dict[str, Said]:
    """Which row it was, what stood there before and what stands there since, who changed it and whether somebody put
    it back, behind the sign-in."""
    return {ref: Said("", _said(ref)) for ref in refs}


def _said(ref: str) -> str:
    now = MODELS[ref[0]].history.get(history_id=ref[1:])
    kind, row = catalogue.kind_of(now.instance), now.instance
    before = now.prev_record.instance if now.prev_record else kind.instead(row) or row
    since = "no longer offered" if row.retired else kind.says(row)
    what = f"{kind.one.capitalize()} “{kind.name(row)}”. Before: {kind.says(before)}. Now: {since}."
    said = [what, _told_no_more(before, row), _by("Changed", now), _put_back(kind, before, now)]
    return " ".join(filter(None, said))


def _told_no_more(before: ProfileRow, row: ProfileRow) -> str:
    """Which offices were taken off, as the school calls them."""
    labels = labels_of(School.current())
    offices = ", ".join(labels[role] for role in easing.told_no_more(before, row))
    return f"Not told at once any more: {offices}." if offices else ""


def _put_back(kind, before: ProfileRow, change) -> str:
    """Who put it back, where nothing counts for less any more than before the change."""
    later = change.instance_type.history.filter(code=before.code, history_id__gt=change.history_id)
    last = later.order_by("history_id").last()
    return _by("Put back", last) if last and not list(kind.eases(before, last.instance)) else ""


def _by(done: str, change) -> str:
    who = User.objects.filter(ref=change.history_user_id).select_related("person").first()
    at = clock.local(change.history_date)
    return f"{done} on {clock.words_of(at.date())}, {at:%H:%M}, by {who.name if who else 'this product'}."
