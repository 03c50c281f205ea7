"""The lists that stand beside a record, each with the people its rows name."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, QuerySet

from esafety.lib.prepared import prepared
from incidents.models import (
    Answer,
    Barred,
    Custody,
    Event,
    Filed,
    Incident,
    Involved,
    Referral,
    Statement,
    Step,
    TakeDown,
)

# A long record has hundreds of these.
OF_AN_EVENT = ("incident", "verb", "words", "detail", "at", "by__person__given_name", "by__person__family_name")


# Most records have none of these: the query that finds the record says which of them to ask for.
SELDOM = {
    "has_custody": Custody,
    "has_calls": Referral,
    "has_answers": Answer,
    "has_barred": Barred,
    "has_take_downs": TakeDown,
}


def knowing(records: QuerySet) -> QuerySet:
    """Those records, each with what seldom stands beside one: a list that is empty is then not read."""
    return records.annotate(
        **{name: Exists(model._default_manager.filter(incident=OuterRef("pk"))) for name, model in SELDOM.items()}
    )


def _list(rows: Callable[[], QuerySet], *people: str, known: str = "") -> Callable[[Incident], list]:
    """A function from a record to its rows, which know the record they are of. `known`: what says there are any."""
    ask = prepared(lambda key: rows().filter(incident=key).select_related(*people))

    def read(record: Incident) -> list:
        if not getattr(record, known, True):
            return []
        found = ask(record.pk)
        for row in found:
            row.incident = record
        return found

    return read


filed = _list(lambda: Filed.objects.order_by("pk"), "category")
steps = _list(lambda: Step.objects.all(), "owner", "agency", "done_by__person")
events = _list(lambda: Event.objects.only(*OF_AN_EVENT), "by__person")
statements = _list(lambda: Statement.objects.all(), "author__person")
involved = _list(lambda: Involved.objects.all(), "person")
custody = _list(lambda: Custody.objects.all(), "by__person", known="has_custody")
calls = _list(lambda: Referral.objects.all(), "agency", "by__person", known="has_calls")
answers = _list(lambda: Answer.objects.order_by("pk"), "question", known="has_answers")
barred = _list(lambda: Barred.objects.filter(lifted=False), "person", known="has_barred")
take_downs = _list(lambda: TakeDown.objects.filter(removed_at=None), known="has_take_downs")
