"""What somebody began to add to their report and did not is said where a report left half done is said."""

from datetime import timedelta

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.models import Incident
from school.models import Draft
from tests.incidents.test_receipt_asks import ALARM, BOXES, DANGER
from tests.incidents.test_receipt_named import waiting_for, write
from tests.make import category, make_pupil, make_report
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
PAGES = pytest.mark.parametrize("page", ["/", "/reports/mine/"])
SAID = {"add": "You began to add something to {}", "answer": "You began to answer a question about {}"}
ANY = "You began to"


@pytest.fixture
def record(cast) -> Incident:
    record = make_report(cast.teacher, "acceptable-use", people=[make_pupil("Sam", family="Quillon")])
    actions.acknowledge(record, by=cast.coordinator)
    return record


@pytest.fixture
def teacher(cast, sign_in):
    return sign_in(cast.teacher)


def receipt(record) -> str:
    return f"/reports/mine/{record.ref}/"


@PAGES
@BOXES
def test_a_question_left_unanswered_is_said_with_the_way_back(teacher, record, cast, box, page):
    write(teacher, record, waiting_for(record, cast, box), ALARM)
    answer = teacher.get(page)
    at = clock.local(Draft.objects.get().begun)
    said = f"{SAID[box].format(record.ref)} today at {at:%H:%M} and did not send it . Go on with it"
    assert said in words_of(answer)
    assert f'href="{receipt(record)}">Go on with it</a>' in answer.content.decode()


@PAGES
def test_none_of_its_words_stand_there(teacher, record, page):
    before = words_of(teacher.get(page))
    write(teacher, record, text=ALARM)
    after = words_of(teacher.get(page))
    assert ANY in after
    assert ALARM not in after
    title = category("acceptable-use").title
    assert after.count(title) == before.count(title)


@PAGES
def test_once_it_is_added_it_is_said_no_more(teacher, record, page):
    asked = write(teacher, record, text=ALARM)
    form_with(asked, "add-text").send(teacher, **{f"add-{DANGER}": "no"})
    assert ANY not in words_of(teacher.get(page))


@PAGES
def test_a_page_that_was_left_is_said_too_and_an_empty_box_is_not(teacher, record, page):
    teacher.post(f"{receipt(record)}add/", {"add-text": "There were two", "left_unsent": "1"})
    assert ANY in words_of(teacher.get(page))
    teacher.post(f"{receipt(record)}add/", {"add-text": " ", "add-shown": "offices", "left_unsent": "1"})
    assert ANY not in words_of(teacher.get(page))


@PAGES
def test_what_was_emptied_before_it_was_left_is_not_wanted(teacher, record, page):
    teacher.post(f"{receipt(record)}add/", {"add-text": "There were two", "left_unsent": "1"})
    teacher.post(f"{receipt(record)}add/", {"add-text": "", "left_unsent": "1"})
    assert ANY not in words_of(teacher.get(page))
    assert not Draft.objects.exists()


def test_what_was_emptied_stays_away_while_another_box_holds_something(teacher, record, cast):
    actions.ask_reporter(record, "Where was it?", by=cast.coordinator)
    for box, words in (("answer", "In the gym"), ("add", "I thought better of this"), ("add", "")):
        page = {"referer": f"http://testserver{receipt(record)}"}
        teacher.post(f"{receipt(record)}{box}/", {f"{box}-text": words, "left_unsent": "1"}, headers=page)
    words = teacher.get(receipt(record)).content.decode()
    assert "thought better" not in words
    assert "In the gym" in words


@PAGES
def test_it_is_said_to_nobody_else_and_a_day_at_most(teacher, record, cast, sign_in, page):
    write(teacher, record, text=ALARM)
    assert ANY not in words_of(sign_in(cast.coordinator).get(page))
    Draft.objects.update(saved=clock.now() - timedelta(hours=25))
    assert ANY not in words_of(teacher.get(page))


@PAGES
def test_of_a_report_about_its_reporter_nothing_is_said(teacher, record, cast, page):
    write(teacher, record, text=ALARM)
    actions.involve(record, person=cast.teacher.person, part="subject", by=cast.coordinator)
    assert ANY not in words_of(teacher.get(page))


@PAGES
def test_an_answer_to_what_is_asked_no_longer_is_not_said(teacher, record, cast, page):
    write(teacher, record, waiting_for(record, cast, "answer"), ALARM)
    actions.answer_question(record, "In another window", by=cast.teacher)
    assert ANY not in words_of(teacher.get(page))


@PAGES
def test_begun_on_another_machine_it_stands_there_when_one_goes_on(teacher, record, cast, sign_in, page):
    phone = sign_in(cast.teacher)
    write(teacher, record, text=ALARM)
    assert ANY in words_of(phone.get(page))
    assert form_with(phone.get(receipt(record)), "add-text").values["add-text"] == [ALARM]


def test_the_first_page_says_two_and_how_many_more(teacher, cast):
    for _ in range(3):
        write(teacher, make_report(cast.teacher, "acceptable-use"), text=ALARM)
    assert words_of(teacher.get("/")).count(ANY) == 2
    assert "1 more that you began to add and did not send" in words_of(teacher.get("/"))
    assert words_of(teacher.get("/reports/mine/")).count(ANY) == 3
