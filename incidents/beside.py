"""The lists that stand beside a record, each with the people its rows name."""

from collections.abc import Callable

from django.db.models import QuerySet

from esafety.lib.prepared import prepared
from incidents.models import Answer, Barred, Custody, Event, Filed, Incident, Involved, Referral, Statement, Step

# A long record has hundreds of these.
OF_AN_EVENT = ("incident", "verb", "words", "detail", "at", "by__person__given_name", "by__person__family_name")


def _list(rows: Callable[[], QuerySet], *people: str) -> Callable[[Incident], list]:
    """A function from a record to its rows, which know the record they are of."""
    ask = prepared(lambda key: rows().filter(incident=key).select_related(*people))

    def read(record: Incident) -> list:
        found = ask(record.pk)
        for row in found:
            row.incident = record
        return found

    return read


filed = _list(lambda: Filed.objects.filter(dropped=False).order_by("pk"), "category")
steps = _list(lambda: Step.objects.all(), "owner", "agency", "done_by__person")
events = _list(lambda: Event.objects.only(*OF_AN_EVENT), "by__person")
statements = _list(lambda: Statement.objects.all(), "author__person")
involved = _list(lambda: Involved.objects.all(), "person")
custody = _list(lambda: Custody.objects.all(), "by__person")
calls = _list(lambda: Referral.objects.all(), "agency", "by__person")
answers = _list(lambda: Answer.objects.order_by("pk"), "question")
barred = _list(lambda: Barred.objects.filter(lifted=False), "person")
