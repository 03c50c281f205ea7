"""Where an administrator made something count for less, the lead and the head are asked to look."""

from audit.ledger import Book
from incidents.models import Category, Question, StepTemplate, Target
from notices.actions.tasks import ask
from notices.task_kinds import Said
from school import catalogue
from school.editing import version_of
from school.models import Agency, ProfileRow, User
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
    """Which row it was, what stood there before and what stands there since, behind the sign-in."""
    return {ref: Said("", _said(ref)) for ref in refs}


def _said(ref: str) -> str:
    now = MODELS[ref[0]].history.get(history_id=ref[1:])
    kind, row, before = catalogue.kind_of(now.instance), now.instance, (now.prev_record or now).instance
    since = "no longer offered" if row.retired else kind.says(row)
    return f"{kind.one.capitalize()} “{kind.name(row)}”. Before: {kind.says(before)}. Now: {since}."
