"""The contact outside is asked to ring whoever deals with it, never an office it may be about."""

from datetime import timedelta

import pytest
from django.core import mail

from audit.ledger import ledger
from esafety.lib import clock
from incidents.models import Incident
from notices import sending, watch
from school.models import School
from school.roles import Role
from tests.make import make_report, make_user
from tests.pages import words_of
from tests.reporting import begin, press_send, said

pytestmark = pytest.mark.django_db
OUTSIDE = "trust@example.org"
LEAD, HEAD, CHAIR = (f"01632 96020{figure}" for figure in (4, 6, 5))


@pytest.fixture
def teacher(sign_in):
    return sign_in(make_user(Role.STAFF))


@pytest.fixture(autouse=True)
def _by_mail(numbers):
    change(numbers, outside_contact=OUTSIDE)


def change(school: School, **values):
    for name, value in values.items():
        setattr(school, name, value)
    with ledger("made for a test", by=None, kind="school", ref="") as book:
        book.save(school)


def check_and_send(browser, *offices) -> str:
    """Reported about an adult in these offices; what the last page says."""
    url = begin(browser, "first-adult")
    browser.post(url, said("first-adult", category="staff-allegation", offices=offices))
    page = browser.get(f"{url}check/")
    press_send(browser, url)
    return words_of(page)


def after_an_hour() -> str:
    start = clock.now()
    for minutes in (15, 30, 60):
        clock.set_to(start + timedelta(minutes=minutes))
        watch.climb_due()
    return asked()


def asked() -> str:
    """What the contact outside was sent."""
    sending.send_due()
    return next(letter.body.strip() for letter in mail.outbox if letter.to == [OUTSIDE])


def test_about_nobody_knows_whom_the_chair_is_to_be_rung_at_once(teacher, cast):
    assert "ring the chair of governors, not the safeguarding lead" in check_and_send(teacher, "unknown")
    ref = Incident.objects.get().ref
    assert asked() == f"Please ring the school's chair of governors on {CHAIR} about reference {ref}."


@pytest.mark.parametrize(
    ("office", "who"),
    [
        ("dsl", f"headteacher on {HEAD}"),
        ("head", f"chair of governors on {CHAIR}"),
        ("unknown", f"chair of governors on {CHAIR}"),
        ("other", f"safeguarding lead on {LEAD}"),
    ],
)
def test_after_an_hour_it_is_still_whoever_deals_with_it(teacher, cast, office, who):
    check_and_send(teacher, office)
    assert after_an_hour() == f"Please ring the school's {who} about reference {Incident.objects.get().ref}."


@pytest.mark.parametrize(("office", "who"), [("dsl", "headteacher"), ("head", "chair of governors")])
def test_an_office_without_a_number_is_asked_for_and_no_other_is_rung(teacher, cast, numbers, office, who):
    change(numbers, head_number="", chair_number="")
    check_and_send(teacher, office)
    words = f"Please ask the school for its {who}, without saying why, and give them the reference"
    assert after_an_hour() == f"{words} {Incident.objects.get().ref}."


def test_what_every_lead_is_kept_from_is_for_the_head(cast):
    record = make_report(cast.teacher, "grooming", people=[cast.dsl.person, cast.deputy.person])
    assert record.kind == "S"
    assert f"headteacher on {HEAD}" in after_an_hour()
