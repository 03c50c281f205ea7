"""The record an address names is looked for by the same rule as every list, whoever asked before."""

import pytest

from incidents.models import Incident
from incidents.reading import opening
from tests.make import make_report

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
RULES = {opening.visible: Incident.objects.visible_to, opening.readable: Incident.objects.readable_by}


@pytest.mark.parametrize("rule", RULES)
def test_each_person_finds_what_they_may_and_no_more(rule, pupil, cast):
    """The pupil is there so that no account has the key of its person."""
    people = list(vars(cast).values())
    records = [
        make_report(cast.teacher, "bullying"),
        make_report(cast.colleague, "child-abuse-images"),
        make_report(cast.teacher, "staff-allegation", people=[cast.colleague.person]),
        make_report(cast.colleague, "bullying", people=[cast.coordinator.person]),
    ]
    found = {(user.pk, record.pk) for user in people for record in records if rule(user, record.ref) == record}
    assert found == {(user.pk, record.pk) for user in people for record in RULES[rule](user)}
    assert 0 < len(found) < len(people) * len(records)


def test_nobody_finds_what_is_not_there(cast):
    assert opening.visible(cast.coordinator, "AAAA-AAAA") is None
