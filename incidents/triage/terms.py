"""In how many records of this term somebody had a part, among those that whoever asks may read (U38)."""

from collections import Counter
from datetime import datetime

from django.db.models import Count
from django.db.models.functions import Coalesce

from incidents.asking import asked_by
from incidents.models import Incident
from school import calendar


def times_this_term(people: set[int], user) -> Counter:
    """In how many records the user may read each of these people had a part this term."""
    return Counter(dict(_times(user, calendar.term_began(), *people))) if people else Counter()


def of_people(user, since: datetime, *people: int):
    """Nobody had a part in a matter before it was reported; saying so spares reading the parts of years."""
    theirs = {"involved__person__in": people, "involved__added_at__gte": since}
    return Incident.objects.readable_by(user).filter(reported_at__gte=since, **theirs)


@asked_by
def _times(user, since: datetime, *people: int):
    """What was joined to another is one matter with it."""
    rows = of_people(user, since, *people).order_by().values_list("involved__person")
    return rows.annotate(times=Count(Coalesce("duplicate_of", "pk"), distinct=True))
