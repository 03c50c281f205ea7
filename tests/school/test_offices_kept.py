"""An office that somebody must always hold is held on every day to come, or it is said in time that it is not."""

from datetime import date, timedelta

import pytest

from esafety.lib import clock
from school import health, health_checks
from school.models import Appointment
from school.roles import Role
from tests.make import make_user, reread, write
from tests.pages import words_of
from tests.school.test_first_hour import lines
from tests.school.test_settings_pages import day

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)
LAST = date(2026, 11, 28)
AFTER = "Nobody who can sign in would be designated safeguarding lead from 29 November."


@pytest.fixture(autouse=True)
def friday():
    clock.set_to(clock.at_school(date(2026, 11, 27), 10))


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


@pytest.fixture
def held(cast):
    """The lead's own appointment, which has no end."""
    return Appointment.objects.get(person=cast.dsl.person, role=Role.DSL)


def lead(starts: date, ends: date | None = None, **more) -> Appointment:
    return write(Appointment(person=make_user(Role.STAFF).person, role=Role.DSL, starts=starts, ends=ends, **more))


def end(admin, row, when) -> str:
    return words_of(admin.post(f"/offices/{row.pk}/end/", day("day", when), follow=True))


def test_somebody_who_holds_it_for_a_day_is_nobody_to_follow_the_last(admin, held):
    lead(clock.today(), LAST)
    assert f"{AFTER} Appoint another from then on first." in end(admin, held, LAST)
    assert reread(held).ends is None


@pytest.mark.parametrize("page", ["leave/", "account/"])
def test_nor_where_the_last_leaves_or_their_account_is_stopped(admin, cast, held, page):
    lead(clock.today(), LAST)
    answer = words_of(admin.post(f"/people/{cast.dsl.person.ref}/{page}", day("day", clock.today()), follow=True))
    assert AFTER in answer
    assert reread(cast.dsl).is_active and reread(cast.dsl.person).left_on is None


def test_a_chain_without_a_gap_follows_and_one_with_a_gap_does_not(admin, held):
    lead(clock.today(), LAST)
    follows = lead(LAST + 2 * ONE_DAY)
    assert AFTER in end(admin, held, LAST)
    write(follows, starts=LAST + ONE_DAY)
    assert "Saved. The office ends then." in end(admin, held, LAST)


@pytest.mark.parametrize("short", [{"deputy": True}, {"approved": False}])
def test_a_deputy_or_one_not_agreed_to_closes_no_gap(admin, held, short):
    lead(clock.today(), LAST)
    lead(LAST, **short)
    assert AFTER in end(admin, held, LAST)


def test_who_follows_cannot_be_taken_out_either(admin, cast, held):
    write(held, ends=LAST)
    follows = lead(LAST + ONE_DAY)
    assert "They are the last designated safeguarding lead" in end(admin, follows, clock.today())
    left = admin.post(f"/people/{follows.person.ref}/leave/", day("day", clock.today()))
    assert "They are the last designated safeguarding lead" in words_of(left)


def test_what_ends_before_the_gap_is_not_what_leaves_it(admin, held):
    """The lead's own days run out; whoever holds it besides for a day may end today."""
    write(held, ends=LAST)
    assert "Saved. The office ends then." in end(admin, lead(clock.today(), LAST - ONE_DAY), clock.today())


def test_it_is_not_given_until_a_day_after_which_nobody_holds_it(admin, cast, held):
    write(held, ends=LAST - ONE_DAY)
    path, given = f"/people/{cast.teacher.person.ref}/appoint/", {"role": "dsl"} | day("starts", clock.today())
    refused = words_of(admin.post(path, given | day("ends", LAST)))
    assert f"{AFTER} Leave the last day empty, or appoint whoever follows first." in refused
    assert admin.post(path, given | {"deputy": "on"} | day("ends", LAST)).status_code == 302, "a deputy leaves no gap"
    lead(LAST + ONE_DAY)
    assert admin.post(path, given | day("ends", LAST)).status_code == 302


@pytest.mark.parametrize(("weeks", "said"), [(3, True), (5, False)])
def test_it_is_said_some_weeks_before_that_nobody_follows(admin, held, weeks, said):
    last = write(held, ends=clock.today() + timedelta(weeks=weeks)).ends
    words = f"Nobody who can sign in is designated safeguarding lead from {last + ONE_DAY:%-d %B}. Appoint another"
    assert (words in health_checks.offices().words) == said
    assert (words in words_of(admin.get("/health/"))) == said
    line = lines(admin)["Offices that somebody must always hold"]
    assert line["done"] != said
    assert (words in line["hint"]) == said


def test_it_is_said_on_the_day_too_and_no_longer_once_somebody_follows(held):
    assert health.look_at("offices").well
    write(held, ends=clock.today() - ONE_DAY)
    assert health_checks.offices().words.startswith("Nobody who can sign in is designated safeguarding lead. Appoint")
    lead(clock.today())
    assert health_checks.offices().well
