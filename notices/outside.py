"""The contact outside the school, who has no account: may they be told, and does it reach them? (U4)"""

from django.conf import settings

from school import notifications
from school.models import School
from school.people import is_inside


def why_not(school: School) -> str:
    """Why they may not be told; empty where they may. Somebody with an account here may be who it is about, and is
    told as themselves or not at all."""
    if not (school.outside_agreed and school.outside_contact):
        return "nobody outside agreed"
    return "the contact outside has an account here" if is_inside(school.outside_contact) else ""


def by_mail(school: School) -> bool:
    """By mail to an address, over the second channel to a number."""
    return "@" in school.outside_contact


def is_reached(school: School) -> bool:
    """May they be told, and does what is sent to them leave this machine?"""
    leaves = notifications.leave_the_machine() if by_mail(school) else bool(settings.WEBHOOK_URL)
    return leaves and not why_not(school)
