"""Who a report goes to, said before it is sent (U29): offices, never names."""

from dataclasses import dataclass

from esafety.lib.govuk.tags import together
from incidents import disclosure, routing
from incidents.actions import Report, route_of
from incidents.classes import Kind
from incidents.offices import in_words
from incidents.reading.said import Said
from incidents.told import roles_named, roles_of_class
from notices.models import Rung
from notices.outside import is_reached
from school.models import School


@dataclass(frozen=True)
class Destination:
    """The offices told at once; those who may read it besides; `outside` when somebody outside is told as well."""

    offices: list[str]
    outside: bool = False
    readers: tuple[str, ...] = ()

    @property
    def told(self) -> list[str]:
        """Everybody who is told at once."""
        return [*self.offices, *(["somebody outside the school"] if self.outside else [])]

    def after(self, before: "Destination") -> str:
        """Where an answer sends what would go to `before` without it: "it goes to … too", or nothing."""
        if set(self.told) == set(before.told):
            return ""
        more = [words for words in self.told if words not in before.told]
        if not more or not set(before.told) <= set(self.told):
            return f"it goes to: {together(self.told)}" if self.told else "nobody here may read it"
        return f"it goes to {together(more)} too"


def goes_to(report: Report, school: School, labels: dict[str, str]) -> Destination:
    """The offices that are told at once, as this school calls them, those who decide first.

    An office is left out where the reporter said its holder is concerned, or where all who hold it are named. The
    same rule as `audience.handlers`, asked of a report that is no record yet.
    """
    route = route_of(report)
    barred = routing.offices_barred(report.offices) if route.overlay else frozenset()
    named = {person.pk for person in report.kept_out}
    dealing, readers = disclosure.MANAGERS[route.kind], disclosure.READERS[route.kind]
    said = {"labels": labels, "named": named, "first": dealing}
    reading = in_words(readers - barred, **said)
    offices = in_words(_told(route, dealing) - barred, **said) or reading
    alone = route.wakes and (not offices or route.kind == Kind.UNKNOWN)
    others = [words for words in reading if words not in offices]
    return Destination(offices, alone and is_reached(school), tuple(others))


def went_to(said: Said, school: School, labels: dict[str, str]) -> Destination:
    """The same of what was sent, by what its reporter said and who holds the offices now: those who read it."""
    technical = disclosure.TECHNICAL.get(said.kind, frozenset()) & roles_named(said.record)
    reading = (disclosure.READERS[said.kind] | technical) - said.offices
    offices = in_words(reading, labels, named=said.kept_out)
    return Destination(offices, not offices and said.wakes and is_reached(school))


def _told(route: routing.Route, dealing) -> set[str]:
    """The offices its kinds and its class name and one at least that deals with it; for what wakes, the ladder's
    first rung."""
    named = route.tell | roles_of_class(route.cls)
    roles = set(named if named & dealing else named | dealing)
    roles |= Rung.objects.ladder().roles(0) if route.wakes else set()
    return roles & (disclosure.READERS[route.kind] | disclosure.TECHNICAL.get(route.kind, frozenset()))
