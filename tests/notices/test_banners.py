"""Above every page: an alarm nobody answered, only to those it may be sent to (U3); that alarms do not run."""

from datetime import timedelta

import pytest

from esafety.lib import clock
from notices import actions, audience, banners, heartbeat
from tests.make import reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alarm(cast, matter, school):
    heartbeat.beat()
    return matter.tell(cast.dsl, cast.head)


def words(user):
    return [banner.words for banner in banners.for_user(user)]


def test_those_who_were_told_see_it(alarm, cast):
    assert alarm.ref in words(cast.dsl)[0]
    assert alarm.ref in words(cast.head)[0]


def test_the_corridor_does_not(alarm, cast):
    assert not any(words(user) for name, user in vars(cast).items() if name not in ("dsl", "head"))


def test_whoever_is_named_since_does_not(alarm, cast, matter):
    matter.hidden = [cast.head]
    assert words(cast.head) == []


def test_answered_it_is_gone(alarm, cast):
    actions.answer("matter", alarm.ref, by=cast.head)
    assert words(cast.dsl) == []


def test_a_teacher_pays_one_query(alarm, cast, django_assert_num_queries):
    teacher = reread(cast.teacher)
    assert teacher.permissions  # every page asks
    with django_assert_num_queries(1):
        banners.for_user(teacher)


def test_it_leads_to_the_record(alarm, cast):
    assert banners.for_user(cast.dsl)[0].url == f"/matters/{alarm.ref}/"


def test_a_fault_in_the_owning_room_takes_no_page_down(alarm, cast):
    audience.register("matter", lambda notice, rung: 1 / 0)
    assert words(cast.dsl) == []


def test_handlers_are_told_when_alarms_do_not_run(cast, school):
    heartbeat.beat()
    clock.set_to(clock.now() + timedelta(seconds=121))
    assert "Alarms are not running" in words(cast.dsl)[0]
    assert words(cast.teacher) == []


def test_nobody_signed_in_sees_nothing(alarm, rf):
    from django.contrib.auth.models import AnonymousUser

    assert banners.for_user(AnonymousUser()) == []


def test_the_home_page_has_the_button(alarm, cast, sign_in):
    page = sign_in(cast.dsl).get("/").content.decode()
    assert "Answer now" in page
    assert f"/answer/{alarm.ref}/" in page


def test_the_home_page_says_it_once(alarm, cast, sign_in):
    assert "waits for an answer" not in sign_in(cast.dsl).get("/").content.decode()


def test_nor_does_the_page_it_leads_to_say_it_twice(cast, school, sign_in):
    notice = actions.start_practice(by=cast.dsl)
    page = sign_in(cast.dsl).get(f"/test-the-alarm/{notice.ref}/").content.decode()
    assert "Practice alarm from" not in page


def test_the_home_page_says_that_alarms_do_not_run(cast, school, sign_in):
    assert "Alarms are not running" in sign_in(cast.dsl).get("/").content.decode()


def test_every_page_shows_it(alarm, cast, sign_in):
    page = sign_in(cast.dsl).get("/tasks/").content.decode()
    assert "waits for an answer" in page


def test_two_alarms_are_one_bar_that_leads_to_both(alarm, matter, cast, sign_in):
    """On a phone several would push the page out of sight; one is never hidden behind a number."""
    one = words_of(sign_in(cast.dsl).get("/tasks/"))
    assert f"{alarm.ref}, told at" in one
    other = matter.tell(key="matter:2", ref="B4TR-9WQZ")
    page = sign_in(cast.dsl).get("/tasks/")
    assert "2 alarms wait for an answer" in words_of(page)
    assert page.content.decode().count('class="app-alarm"') == 1
    assert alarm.ref not in words_of(page)
    home = words_of(sign_in(cast.dsl).get("/"))
    assert alarm.ref in home and other.ref in home


def test_a_practice_alarm_is_not_counted_with_them(alarm, matter, cast):
    bars = [banners.Banner("a", "/a/", "", is_alarm=True), banners.Banner("p", "/p/", "", True, is_alarm=True)]
    assert banners.together(bars) == bars
    assert [bar.words for bar in banners.together([*bars, bars[0]])] == ["2 alarms wait for an answer", "p"]
