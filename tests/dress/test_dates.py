"""A day of another year says which: on a page, in a mail and in a list of choices."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template import engines

from esafety.lib import clock
from incidents import actions
from notices import wording
from tests.dealing import address, do
from tests.make import make_report, reread
from tests.pages import words_of

JANUARY = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _january():
    clock.set_to(JANUARY)


def written(template: str, **context) -> str:
    return engines["django"].from_string(template).render(context)


@pytest.mark.parametrize(
    ("template", "this_year", "last_year"),
    [
        ("{{ at|day }}", "3 November", "3 November 2026"),
        ("{{ at|moment }}", "Wed 3 Nov, 09:00", "Tue 3 Nov 2026, 09:00"),
        ('{{ at|moment:"long" }}', "Wednesday 3 November, 09:00", "Tuesday 3 November 2026, 09:00"),
        ('{% include "incidents/_due.html" %}', "Wed 3 Nov, 09:00", "Tue 3 Nov 2026, 09:00"),
    ],
)
def test_the_year_is_said_where_it_is_not_this_one(template, this_year, last_year):
    assert this_year in written(template, at=datetime(2027, 11, 3, 9, tzinfo=UTC))
    assert last_year in written(template, at=datetime(2026, 11, 3, 9, tzinfo=UTC))


def test_no_date_is_no_words():
    assert written("{{ at|day }}{{ at|moment }}", at=None) == ""


def test_a_mail_says_it_too():
    assert wording.by_when(datetime(2026, 11, 3, 9, tzinfo=UTC)) == "Tuesday 3 November 2026"
    assert wording.by_when(datetime(2027, 2, 3, 9, tzinfo=UTC)) == "Wednesday 3 February"
    assert wording.when(datetime(2026, 11, 3, 9, tzinfo=UTC)) == "09:00 on Tuesday 3 November 2026"


@pytest.mark.django_db
def test_a_record_of_last_year_says_it_wherever_it_has_a_date(cast, sign_in):
    clock.set_to(datetime(2026, 11, 3, 9, tzinfo=UTC))
    record = make_report(cast.teacher, "grooming")
    lead = sign_in(cast.dsl)
    do(lead, record, "have-this")
    do(lead, record, "done", record.steps.get(template__code="own-words").ref, note="As she said it")
    actions.rang(record, record.steps.get(template__code="police").agency, by=cast.dsl)
    clock.set_to(JANUARY)
    lead = sign_in(cast.dsl)
    assert lead.get("/records/").context["page"].rows[0].due == "Tue 3 Nov 2026, 09:30"
    words = words_of(lead.get(address(record)))
    for said in ("Tue 3 Nov 2026, 09:30", "Chase Wed 4 Nov 2026", ", Tue 3 Nov 2026, 09:00"):
        assert said in words, said
    assert "3 November 2026, 09:00" in words_of(lead.get(address(record, "answered")))
    assert reread(record).due_at < clock.now() - timedelta(days=30)
    assert "2026" in words_of(lead.get("/"))
