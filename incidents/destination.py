"""Who a report goes to, said before it is sent (U29): offices, never names."""

from dataclasses import dataclass

from esafety.lib.govuk.tags import together
from incidents import disclosure, routing
from incidents.actions import Report, route_of
from incidents.classes import Kind
from incidents.told import roles_of_class
from notices.models import Rung
from school.models import Appointment, School
from school.people import holders
from school.roles import Role


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
    offices = _offices(_told(route, dealing), barred, named, labels, dealing)
    offices = offices or _offices(readers, barred, named, labels, dealing)
    alone = route.wakes and (not offices or route.kind == Kind.UNKNOWN)
    others = [words for words in _offices(readers, barred, named, labels, dealing) if words not in offices]
    return Destination(offices, alone and school.outside_agreed, tuple(others))


def _told(route: routing.Route, dealing) -> set[str]:
    """The offices its kinds and its class name and one at least that deals with it; for what wakes, the ladder's
    first rung."""
    named = route.tell | roles_of_class(route.cls)
    roles = set(named if named & dealing else named | dealing)
    roles |= Rung.objects.ladder().roles(0) if route.wakes else set()
    return roles & (disclosure.READERS[route.kind] | disclosure.TECHNICAL.get(route.kind, frozenset()))


def _offices(roles, barred, named: set[int], labels: dict[str, str], dealing) -> list[str]:
    """The offices in words, without those nobody may answer for."""
    order = list(Role)
    told = sorted({Role(role) for role in roles} - barred, key=lambda one: (one not in dealing, order.index(one)))
    return [words for role in told if (words := _office(role, named, labels))]


def _office(role: Role, named: set[int], labels: dict[str, str]) -> str:
    """The office, and its deputy where there is one; empty where nobody holds it but those who are named."""
    left = holders(role).exclude(person__in=named)
    if not left.exists():
        return ""
    deputies = Appointment.objects.in_force().filter(role=role, deputy=True, approved=True).values("person")
    words = labels.get(role.value, str(role.label))
    return f"{words} and deputy" if left.filter(person__in=deputies).exists() else words
