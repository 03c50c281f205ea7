"""When it happened, as page 2 of a report asks: set to now, and no more than that where nobody changes it (U27)."""

from datetime import UTC, datetime, timedelta

import pytest

from esafety.lib import clock
from incidents.models import Incident
from incidents.reading.papers import freeze
from runs.models import Run
from school.roles import Role
from tests.dealing import address
from tests.make import make_user
from tests.pages import words_of
from tests.reporting import begin, press_send, said

pytestmark = pytest.mark.django_db
LEFT = "About when it was reported"


@pytest.fixture
def teacher(db, sign_in):
    return sign_in(make_user(Role.STAFF))


def errors(answer) -> dict:
    return {name: list(words) for name, words in answer.context["form"].errors.items()}


@pytest.mark.parametrize(
    ("now", "typed", "happened"),
    [
        (
            datetime(2026, 10, 25, 9, tzinfo=UTC),
            "01:30",
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        ),  # twice that night
        (datetime(2027, 3, 28, 9, tzinfo=UTC), "01:30", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),  # never that night
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "01:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # the second
    ],
)
def test_times_of_a_clock_change_are_accepted(teacher, now, typed, happened):
    with clock.standing_at(now):
        url = begin(teacher)
        assert teacher.post(url, said(at=typed)).status_code == 302
        form = teacher.get(f"{url}check/").context["report"]
    assert form.happened.at == happened


def test_the_day_and_time_are_set_to_now(teacher):
    with clock.standing_at(datetime(2026, 6, 1, 12, 5, 40, tzinfo=UTC)):
        page = teacher.get(begin(teacher)).content.decode()
    assert 'value="13:05"' in page


def left_as_set(browser, **fields):
    """A report on whose page 2 nobody touched day and time."""
    url = begin(browser)
    browser.post(url, said(set_to=browser.get(url).context["form"]["set_to"].value(), **fields))
    return url


def test_a_time_nobody_changed_is_not_said_to_be_when_it_happened(cast, teacher, sign_in):
    url = left_as_set(teacher)
    assert "About now: the time is left as it was set" in words_of(teacher.get(f"{url}check/"))
    receipt = press_send(teacher, url)
    record = Incident.objects.get()
    assert (record.happened_at, record.happened_said) == (record.reported_at, "nothing")
    pages = teacher.get(receipt.url), sign_in(cast.coordinator).get(address(record))
    assert all(LEFT in words_of(page) for page in pages)
    assert freeze(Run(ref=record.ref))["happened"].startswith(LEFT)


def test_one_that_was_changed_is(teacher):
    then = clock.local(clock.now() - timedelta(minutes=20))
    press_send(teacher, left_as_set(teacher, at=f"{then:%H:%M}", day_day=then.day, day_month=then.month))
    record = Incident.objects.get()
    assert f"{clock.local(record.happened_at):%H:%M}" == f"{then:%H:%M}"
    assert record.happened == f"{then:%-d %B %Y, %H:%M}"


def test_of_another_day_the_time_the_page_was_set_to_is_not_said_to_be_when(cast, teacher, sign_in):
    with clock.standing_at(datetime(2026, 11, 20, 16, 2, tzinfo=UTC)):
        url = left_as_set(teacher, day_day=19)
        assert "19 November 2026: the time is left as it was set" in words_of(teacher.get(f"{url}check/"))
        receipt = press_send(teacher, url)
        record = Incident.objects.get()
        pages = teacher.get(receipt.url), sign_in(cast.coordinator).get(address(record))
        paper = freeze(Run(ref=record.ref))["happened"]
        for words in (*map(words_of, pages), paper):
            assert "19 November 2026, and nobody said at what time" in words
            assert "19 November 2026, 16:02" not in words
        typed = said(set_to=f"{clock.now():%Y-%m-%d %H:%M}", day_day=19)
        assert teacher.post(url, typed).url == receipt.url, "sent twice it is one report"


def test_a_page_gone_on_with_another_day_keeps_when_it_was_begun(cast, sign_in):
    with clock.standing_at(datetime(2026, 11, 19, 16, 0, tzinfo=UTC)):
        url = left_as_set(sign_in(cast.teacher))
    with clock.standing_at(datetime(2026, 11, 20, 8, 0, tzinfo=UTC)):
        press_send(sign_in(cast.teacher), url)
    assert Incident.objects.get().happened == "19 November 2026, 16:00"


def test_sent_twice_with_its_time_left_it_is_one_report(teacher):
    clock.set_to(datetime(2026, 11, 20, 10, 0, tzinfo=UTC))  # not on a minute's turn
    url = left_as_set(teacher)
    typed = said(set_to=teacher.get(url).context["form"]["set_to"].value())
    receipt = press_send(teacher, url)
    assert teacher.post(url, typed).url == receipt.url


def test_the_future_is_refused(teacher):
    with clock.standing_at(datetime(2026, 11, 20, 10, 0, tzinfo=UTC)):
        answer = teacher.post(begin(teacher), said(at="10:01"))
    assert "cannot be in the future" in errors(answer)["at"][0]
