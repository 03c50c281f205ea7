"""A report about an adult here: say nothing to anybody, and ring nobody it may be about."""

import re

import pytest

from audit.ledger import ledger
from incidents import actions
from incidents.models import Incident
from school.roles import Role
from tests.make import category, make_report, make_user, reread
from tests.pages import words_of
from tests.reporting import begin, press_send, said

pytestmark = pytest.mark.django_db
NOTHING = "Say nothing about this"
USUAL = {"01632960204"}
COMPUTER = "A computer: close the lid or switch off only the screen, leave it on and stay with it."


@pytest.fixture
def teacher(sign_in):
    return sign_in(make_user(Role.STAFF))


def about(browser, **who):
    """The last page of a report about this adult, its receipt, and the numbers to press on each."""
    url = begin(browser, "first-adult")
    assert browser.post(url, said("first-adult", category="staff-contact", unknown=None, **who)).status_code == 302
    check = browser.get(f"{url}check/")
    receipt = browser.get(press_send(browser, url, **{"concern-threshold": "no"}).url)
    return check, receipt


def to_press(page) -> set[str]:
    return set(re.findall(r'href="tel:(\+?\d+)"', page.content.decode().split("<main", 1)[1])) - {"999"}


def stop(page) -> str:
    return page.content.decode().split('class="app-stop"', 1)[1].split("</div>", 1)[0]


def test_about_a_colleague_nothing_is_said_and_the_lead_may_be_rung(teacher, numbers):
    for page in about(teacher, offices=["other"]):
        assert NOTHING in stop(page)
        assert "Not to the person it is about, and not to anyone else" in words_of(page)
        assert "not the safeguarding lead" not in words_of(page)
        assert "instead" not in stop(page)


def test_about_the_head_the_chair_is_rung_and_whoever_is_outside(teacher, numbers, cast):
    for who in ({"offices": ["head"]}, {"people": [cast.head.person.ref]}):
        for page in about(teacher, **who):
            assert "Not to the headteacher, and not to anyone else" in words_of(page)
            assert "ring the chair of governors. If a child is in danger now, ring" in words_of(page)
            assert to_press(page) == {"01632960205", "07700900123", "01632960300", "01632960301", "01632960999"}
            assert "ext 204" not in page.content.decode().split("<main", 1)[1]


def test_somebody_found_and_an_office_besides_are_two_people_and_both_kept_out(teacher, cast, sign_in):
    about(teacher, people=[cast.colleague.person.ref], offices=["head"])
    record = Incident.objects.get()
    assert record.kind == "AH"
    for user in (cast.colleague, cast.head):
        assert not Incident.objects.visible_to(user).exists()
        assert sign_in(user).get(f"/records/{record.ref}/").status_code in (403, 404)
    assert Incident.objects.visible_to(cast.chair).exists()


def test_the_office_of_whoever_was_found_keeps_nobody_else_out(teacher, cast):
    about(teacher, people=[cast.dsl.person.ref], offices=["dsl", "unknown"])
    record = Incident.objects.get()
    assert record.kind == "AD", "not that of somebody nobody knows"
    assert list(record.barred.values_list("person", "office")) == [(cast.dsl.person.pk, "")]


@pytest.mark.parametrize("office", ["dsl", "coordinator", "unknown"])
def test_nobody_is_told_to_ring_who_it_may_be_about(teacher, numbers, office):
    for page in about(teacher, offices=[office]):
        assert not USUAL & to_press(page)
        assert "ext 204" not in page.content.decode().split("<main", 1)[1], "not where a failed send says so either"


def test_about_a_lead_it_is_the_head_who_is_asked(teacher, numbers):
    for page in about(teacher, offices=["dsl"]):
        assert "ring the headteacher, not the safeguarding lead" in words_of(page)
        assert "01632960206" in to_press(page)
        assert "01632960205" not in to_press(page)


def test_without_numbers_it_says_whom_to_ask_for(teacher):
    for office, asked in (("head", "chair of governors"), ("dsl", "headteacher")):
        for page in about(teacher, offices=[office]):
            assert f"ask for the {asked} without saying why" in words_of(page)
            assert not to_press(page)


@pytest.mark.parametrize(("contact", "agreed"), [("07700 900123", False), ("trust@example.org", True)])
def test_whoever_is_outside_is_rung_only_where_they_agreed_and_can_be(teacher, numbers, contact, agreed):
    with ledger("numbers", by=None, kind="school", ref="") as book:
        numbers.outside_contact, numbers.outside_agreed = contact, agreed
        book.save(numbers)
    for page in about(teacher, offices=["head"]):
        assert "07700900123" not in to_press(page)
        assert "trust@" not in page.content.decode()


def test_while_one_types_about_an_adult_no_number_of_a_lead_is_given(teacher, numbers):
    url = begin(teacher, "first-adult", "first-danger")
    page = teacher.get(url).content.decode().split("<main", 1)[1]
    assert 'data-send-safely="tell the headteacher, or the chair of governors if it is about them"' in page
    assert "204" not in page


def test_other_matters_say_none_of_it(teacher, numbers):
    url = begin(teacher)
    teacher.post(url, said(category="copying"))
    assert NOTHING not in teacher.get(f"{url}check/").content.decode()
    assert NOTHING not in teacher.get(press_send(teacher, url).url).content.decode()


# --- What handlers find out is not the reporter's to know ---------------------------------------------------
def test_a_receipt_does_not_say_that_it_became_a_matter_about_an_adult(cast, sign_in, numbers):
    record, browser = make_report(cast.teacher, "bullying"), sign_in(cast.teacher)
    actions.involve(record, person=cast.head.person, part="subject", by=cast.dsl)
    assert reread(record).kind == "AH"
    page = browser.get(f"/reports/mine/{record.ref}/")
    assert NOTHING not in page.content.decode()
    assert "01632960205" not in to_press(page)


def test_a_receipt_does_not_say_that_it_became_a_matter_not_to_look_at(cast, sign_in):
    record, browser = make_report(cast.teacher, "bullying"), sign_in(cast.teacher)
    actions.raise_class(record, "illegal", by=cast.coordinator, reason="It is worse than it looked")
    actions.file_under(reread(record), [category("nudes")], by=cast.dsl)
    assert reread(record).no_story
    assert "Do not look at it again" not in browser.get(f"/reports/mine/{record.ref}/").content.decode()


# --- The phone in one's hand --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("tick", "category"), [("first-images", "images-on-device"), ("first-none", "nudes"), ("first-images", "bullying")]
)
def test_what_to_do_with_the_phone_or_computer_stays_on_every_page(teacher, tick, category):
    url = begin(teacher, tick)
    teacher.post(url, said(tick, category=category))
    pages = [teacher.get(url), teacher.get(f"{url}check/")]
    answers = {question.code: "no" for question in pages[1].context["telling"].to_ask([])}
    pages.append(teacher.get(press_send(teacher, url, **answers).url))
    for page in pages:
        words = words_of(page)
        assert "A phone or tablet you hold: take it, as it is, straight to the safeguarding lead (DSL)." in words
        assert COMPUTER in words


def test_it_is_not_said_where_nobody_said_anything_of_a_picture(teacher):
    url = begin(teacher)
    teacher.post(url, said())
    assert "straight to the safeguarding lead" not in words_of(teacher.get(press_send(teacher, url).url))


@pytest.mark.parametrize("office", ["dsl", "unknown"])
def test_the_phone_is_not_taken_to_who_it_may_be_about(teacher, office):
    ticks = ["first-adult", "first-images"]
    url = begin(teacher, *ticks)
    teacher.post(url, said(*ticks, category="nudes", unknown=None, offices=[office]))
    pages = [teacher.get(url), teacher.get(f"{url}check/")]
    pages.append(teacher.get(press_send(teacher, url).url))
    for page in pages:
        assert "straight to the safeguarding lead" not in page.content.decode()
        assert "give it to nobody yet" in words_of(page)
        assert COMPUTER in words_of(page)
