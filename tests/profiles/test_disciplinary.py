"""31.5: what is likely to be dealt with by the disciplinary procedures goes by them."""

import re

import pytest

from incidents.models import Category
from tests.profiles.procedures import lines, report

pytestmark = pytest.mark.django_db
LISTED = re.compile(r"\b31\.5\.(\d+)\b")


@pytest.mark.proves("T-209")
def test_each_of_the_ten_has_the_behaviour_procedure_or_that_for_adults(school_of, cast):
    school_of("toynbee")
    rows = [row for row in Category.objects.filter(retired=False) if LISTED.search(row.clause)]
    named = {int(number) for row in rows for number in LISTED.findall(row.clause)}
    assert named == set(range(1, 11))
    for row in rows:
        found = lines(report(cast, row.code))
        expected = {
            "child_protection": {"decide"},
            "security": {"security-sanction"},
        }.get(row.cls, {"behaviour", "sanction"})
        assert row.no_fault or expected <= found, row.code
