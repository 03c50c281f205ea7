"""The record an address names. Every page about one asks, so the SQL is written once for each set of offices."""

from collections.abc import Callable

from django.db.models import QuerySet

from incidents.asking import asked_by
from incidents.models import Incident
from incidents.reading.beside import knowing


def _one(visibility: Callable[..., QuerySet], *beside: str) -> Callable:
    """A function from a person and a reference to the record, or to None where they find nothing."""
    ask = asked_by(lambda user, ref: visibility(Incident.objects, user).filter(ref=ref).select_related(*beside))

    def read(user, ref: str) -> Incident | None:
        return next(iter(ask(user, ref)), None)

    return read


visible = _one(lambda records, user: knowing(records.visible_to(user)), "owner", "reporter__person")
readable = _one(lambda records, user: records.readable_by(user))
