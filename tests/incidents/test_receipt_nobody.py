"""Where nobody here may read a report, its receipt says so as the last page did, and names nobody who is not there."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from audit.ledger import ledger
from esafety.lib import clock
from incidents import actions
from incidents.models import Barred, Incident
from school.roles import Role
from tests.make import make_report, make_user, write
from tests.pages import words_of
from tests.reporting import begin, press_send, said

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 20, 13, 48, tzinfo=UTC)
NOBODY = "It is kept safe, but nobody here may read it now."
RING = "ring children’s social care on 01632 960999"
OUTSIDE = "somebody outside the school, because nobody here may read it."
TO_A_FOLDER = override_settings(EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend")


@pytest.fixture
def teacher(sign_in):
    return sign_in(make_user(Role.STAFF))


@pytest.fixture(autouse=True)
def _standing():
    with clock.standing_at(MORNING):
        yield


def outside_is(school, contact):
    school.outside_contact = contact
    with ledger("made for a test", by=None, kind="school", ref="") as book:
        book.save(school)


def sent(browser, *ticks, **fields) -> tuple[str, str]:
    """What the last page says, and what the receipt says next."""
    url = begin(browser, *ticks)
    browser.post(url, said(*ticks, **fields))
    check = text(browser.get(f"{url}check/"))
    return check, next_of(browser.get(press_send(browser, url).url))


def text(page) -> str:
    return re.sub(r" (?=[.,;])", "", words_of(page))


def next_of(receipt) -> str:
    return text(receipt).split("What happens next")[1].split("What you reported")[0]


@pytest.mark.parametrize("category", ["grooming", "copying"])
def test_it_says_what_the_last_page_said(teacher, numbers, category):
    outside_is(numbers, "")
    check, receipt = sent(teacher, category=category)
    assert f"{NOBODY} After you press Send, also {RING}." in check
    assert f"{NOBODY} Also {RING} now." in receipt
    assert not any(words in receipt for words in ("Somebody should", "safeguarding lead", "ext 204"))
    assert "You have done the right thing" in receipt


def test_of_a_concern_about_an_adult_too(teacher, numbers):
    outside_is(numbers, "")
    check, receipt = sent(teacher, "first-adult", category="staff-allegation", offices=["unknown"])
    assert NOBODY in check
    assert f"{NOBODY} Also {RING} now." in receipt
    assert "Somebody should" not in receipt


@pytest.mark.parametrize(
    ("contact", "mail_is_set_up"), [("trust@example.org", False), ("07700 900123", True), ("", True)]
)
def test_a_contact_outside_who_is_not_reached_is_nobody(teacher, numbers, contact, mail_is_set_up):
    outside_is(numbers, contact)
    if mail_is_set_up:
        pages = sent(teacher, category="grooming")
    else:
        with TO_A_FOLDER:
            pages = sent(teacher, category="grooming")
    assert all(NOBODY in words and OUTSIDE not in words for words in pages)


def test_whom_it_reached_outside_is_said_and_whom_to_ring_if_that_helps_nothing(teacher, numbers):
    outside_is(numbers, "trust@example.org")
    check, receipt = sent(teacher, category="grooming")
    assert f"This goes to {OUTSIDE}" in check
    assert f"It went to {OUTSIDE} Somebody should answer by 14:18; if not, {RING}." in receipt
    assert "safeguarding lead" not in receipt


def test_late_it_says_to_ring_now(teacher, numbers, sign_in):
    outside_is(numbers, "trust@example.org")
    sent(teacher, category="grooming")
    record = Incident.objects.get()
    with clock.standing_at(MORNING + timedelta(hours=1)):
        receipt = next_of(sign_in(record.reporter).get(f"/reports/mine/{record.ref}/"))
    assert f"Somebody should have answered by 14:18. R{RING[1:]} now" in receipt


def test_a_matter_that_wakes_nobody_goes_to_nobody_outside(teacher, numbers):
    outside_is(numbers, "trust@example.org")
    assert all(NOBODY in words for words in sent(teacher, category="copying"))


def test_once_somebody_holds_the_office_it_is_theirs(teacher, numbers):
    outside_is(numbers, "")
    sent(teacher, category="grooming")
    lead = make_user(Role.DSL)
    page = f"/reports/mine/{Incident.objects.get().ref}/"
    assert "Somebody should answer by 14:18; if not, ring the designated" in next_of(teacher.get(page))
    actions.acknowledge(Incident.objects.get(), by=lead)
    assert "nobody here" not in next_of(teacher.get(page))


def test_those_the_reporter_named_do_not_count(teacher, numbers):
    outside_is(numbers, "")
    leads = [make_user(Role.DSL).person.ref, make_user(Role.HEADTEACHER).person.ref]
    check, receipt = sent(teacher, "first-adult", category="staff-allegation", people=leads, unknown=None)
    assert NOBODY in check and NOBODY in receipt


def test_whom_its_handlers_keep_from_it_is_not_for_its_reporter(cast, sign_in, numbers):
    outside_is(numbers, "")
    record = make_report(cast.teacher, "copying")
    for user in (cast.coordinator, cast.deputy, cast.dsl, cast.head):
        write(Barred(incident=record, person=user.person, because=Barred.Because.CONFLICTED))
    assert not Incident.objects.visible_to(cast.dsl).exists()
    assert "nobody here" not in next_of(sign_in(cast.teacher).get(f"/reports/mine/{record.ref}/"))
