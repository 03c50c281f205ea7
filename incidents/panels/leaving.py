"""What somebody who leaves the school has in their name: numbers, for an administrator, who reads no record."""

from django.http import HttpRequest

from incidents.models import Incident, Step
from school import panels
from school.models import Person
from school.panels import Panel


def records(request: HttpRequest, person: Person) -> Panel | None:
    """How many open records are theirs; those kept from whoever asks are not counted."""
    number = Incident.objects.not_barred(request.user).open().filter(owner=person).count()
    return Panel(f"Open records in their name: {number}") if number else None


def lines(request: HttpRequest, person: Person) -> Panel | None:
    """How many lines of open records were given to them."""
    known = Incident.objects.not_barred(request.user).open()
    number = Step.objects.filter(owner=person, state=Step.State.OPEN, incident__in=known).count()
    return Panel(f"Lines of a record given to them: {number}") if number else None


def register() -> None:
    """Offer both to the page before somebody leaves."""
    panels.register("leaving", records, order=10)
    panels.register("leaving", lines, order=20)
