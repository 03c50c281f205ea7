"""What every page knows: the school and its words, the menu, whether this is the demonstration. One query a page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from esafety.lib import clock, schooltime
from school import calendar, drafts, idle, kept, menu, notifications
from school.glossary import labels_of
from school.models import School


def everywhere(request: HttpRequest) -> dict:
    """The context processor. Nothing is asked of the database by a page that shows none of it."""
    school = SimpleLazyObject(kept.school)
    labels = SimpleLazyObject(lambda: labels_of(school))
    return {
        "school": school,
        "labels": labels,
        "school_open": SimpleLazyObject(lambda: schooltime.is_open(clock.now(), calendar.current())),
        "product_name": SimpleLazyObject(lambda: labels["topic_title"]),
        "demo": SimpleLazyObject(lambda: school.is_demo),
        "help_numbers": SimpleLazyObject(lambda: numbers_of(school)),
        "mail_leaves": notifications.leave_the_machine(),
        "show_names": bool(getattr(request, "session", {}).get("names")),
        "nav": SimpleLazyObject(lambda: menu.for_request(request)),
        "in_bar": SimpleLazyObject(lambda: menu.in_bar(request)),
        "made_for": SimpleLazyObject(lambda: drafts.mark(request.user)),
        "idle_seconds": SimpleLazyObject(lambda: int(idle.seconds_left(request.session))),
    }


def numbers_of(school: School) -> list[tuple[str, str]]:
    """Whom to ring besides 999: (words, number) of those the school has entered, called as it calls them."""
    lead = labels_of(school)["dsl"]
    numbers = [
        (f"{lead}, inside the school", school.extension),
        (f"{lead}, from outside", school.telephone),
        ("Children’s social care, at night and at weekends", school.out_of_hours),
    ]
    return [(words, number) for words, number in numbers if number]
