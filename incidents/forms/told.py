"""What the last page says that an answer about a name may change, so that Send shows it once more where it does."""

from hashlib import sha256

from django.utils.datastructures import MultiValueDict

from incidents import ringing
from incidents.actions import route_of
from incidents.destination import goes_to
from incidents.forms.what import WhatForm
from incidents.telling import ANSWER
from school import kept
from school.glossary import labels_of
from school.models import User


def told_by_names(typed: MultiValueDict, *, by: User) -> str:
    """A fingerprint of who it goes to, whom to ring and what is asked, whatever the other answers of the page are."""
    plain = MultiValueDict({name: values for name, values in typed.lists() if not name.startswith(ANSWER)})
    form = WhatForm(plain, by=by)
    if not form.is_valid():
        return ""
    report, school = form.report(), kept.school()
    labels = labels_of(school)
    ring = ringing.whom(route_of(report).kind, school, labels)
    asked = [one.code for one in form.telling.to_ask(form.words, form.names_adult)]
    return sha256(repr([goes_to(report, school, labels), ring, asked]).encode()).hexdigest()
