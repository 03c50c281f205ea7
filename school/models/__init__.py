"""The school as data."""

from school.models.accounts import Draft, FactorReset, Invitation, SignInFailure, TrustedDevice, User
from school.models.calendar import Closure, Term
from school.models.edition import Edition
from school.models.installation import Installation
from school.models.people import Absence, Appointment, Link, OnCall, Person
from school.models.profile import Agency, Document, ProfileRow, School

__all__ = [
    "Absence",
    "Agency",
    "Appointment",
    "Closure",
    "Document",
    "Draft",
    "Edition",
    "FactorReset",
    "Installation",
    "Invitation",
    "Link",
    "OnCall",
    "Person",
    "ProfileRow",
    "School",
    "SignInFailure",
    "Term",
    "TrustedDevice",
    "User",
]
