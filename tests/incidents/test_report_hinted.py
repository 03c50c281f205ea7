"""An adult here spoken of by office or by a name nobody has: one question, and "yes" asks which office it is."""

import pytest
from django.core import mail

from incidents.models import Incident
from notices import sending
from school.roles import Role
from tests.incidents.test_report_named import codes, told
from tests.make import make_pupil, make_user
from tests.pages import words_of
from tests.reporting import begin, press_send, said, seen_on

pytestmark = pytest.mark.django_db
TEXT = "The online safety co-ordinator messages pupils"


@pytest.fixture
def teacher(cast, sign_in):
    return sign_in(cast.teacher)


def asks(page) -> str:
    """What the answer of the question is called; nothing where it is not asked."""
    return next((name for name in page.context["form"].fields if name.startswith("n-adult")), "")


def answer(browser, page, url, value):
    return browser.post(f"{url}check/", {"seen": seen_on(page), asks(page): value})


@pytest.mark.parametrize("value", ["about", "unsure"])
def test_yes_leads_to_the_offices_and_whoever_holds_it_finds_no_trace(teacher, cast, sign_in, value):
    page, url = told(teacher, text=TEXT, description="Year 9, blue bag", unknown=None)
    assert f"You wrote “{TEXT[:30]}”. Is this report about somebody who works here?" in words_of(page)
    back = answer(teacher, page, url, value)
    assert back.url == url
    page = teacher.get(back.url)
    form = page.context["form"]
    assert not form.errors, "nobody has sent this page yet"
    assert "Nothing is sent yet. Say below which adult it is about" in words_of(page)
    assert form.telling.is_about_adult
    assert (form["text"].value(), form["pupil"].value(), form["description"].value()) == (TEXT, "Year 9, blue bag", "")
    assert "what do they do here" in words_of(page)
    assert not Incident.objects.exists()
    said_now = said("first-adult", text=TEXT, offices=["coordinator"], pupil="Year 9, blue bag")
    assert teacher.post(url, said_now).url == f"{url}check/"
    assert not asks(teacher.get(f"{url}check/"))
    press_send(teacher, url)
    record = Incident.objects.get()
    sending.send_due()
    assert record.kind == "AD"
    assert cast.coordinator.email not in {address for message in mail.outbox for address in message.to}
    browser = sign_in(cast.coordinator)
    assert browser.get(f"/records/{record.ref}/").status_code == 404
    for path in ("/", "/records/", "/log/"):
        assert record.ref not in browser.get(path).content.decode()


def test_no_sends_it_as_it_is(teacher, cast):
    page, url = told(teacher, text=TEXT)
    assert answer(teacher, page, url, "not-about").status_code == 302
    assert Incident.objects.get().kind == "N"


def test_without_an_answer_nothing_is_sent(teacher, cast):
    page, url = told(teacher, text=TEXT)
    for value in ("", "perhaps"):
        refused = answer(teacher, page, url, value)
        assert refused.status_code == 200
        assert TEXT in words_of(refused)
    assert not Incident.objects.exists()


def test_it_is_one_question_beside_names_too(teacher, cast):
    make_user(Role.STAFF, family="Kaplan")
    page, _ = told(teacher, text="Mr Kaplan laughed, the head texts girls")
    assert asks(page)
    assert not codes(page)
    assert "You wrote “Mr Kaplan” and “the head”." in words_of(page)


# --- What was answered --------------------------------------------------------------------------------------
def test_no_says_at_once_who_it_goes_to_though_a_name_stands_beside_it(teacher, cast):
    make_user(Role.STAFF, family="Kaplan")
    page, url = told(teacher, text="Mr Kaplan laughed, the head texts girls")
    assert "Answer the question below first" in words_of(page)
    answers = {"then": "look", asks(page): "not-about"}
    assert "Answer the question" not in words_of(teacher.post(f"{url}check/", answers))


def test_where_another_question_is_left_the_page_says_who_it_goes_to_with_what_was_answered(teacher, cast):
    page, url = told(teacher, text=f"{TEXT}. He drew a weapon")
    refused = answer(teacher, page, url, "not-about")
    assert "Answer “Might somebody be in danger" in words_of(refused)
    assert "Answer the question below first" not in words_of(refused)


def leave(browser, page, url, value):
    """Press Change after answering: the page sends what stands in it by itself."""
    left = {"seen": seen_on(page), asks(page): value, "left_unsent": "1"}
    assert browser.post(f"{url}check/", left).status_code == 204
    assert not Incident.objects.exists()


def chosen(browser, url) -> str:
    page = browser.get(f"{url}check/")
    return page.context["form"][asks(page)].value()


def test_an_answer_stays_when_an_earlier_page_is_changed(teacher, cast):
    page, url = told(teacher, text=TEXT)
    leave(teacher, page, url, "not-about")
    teacher.post(url, said(text=TEXT, place="Gym"))
    assert chosen(teacher, url) == "not-about"
    assert "Answer the question below first" not in words_of(teacher.get(f"{url}check/"))


def test_it_stands_for_nothing_that_was_written_since(teacher, cast):
    page, url = told(teacher, text=TEXT)
    leave(teacher, page, url, "not-about")
    teacher.post(url, said(text="The head messages pupils"))
    assert chosen(teacher, url) is None


def test_three_that_were_written_are_said_as_people_say_them(teacher, cast):
    page, _ = told(teacher, text="Mr Nobodysname, the head and our technician text girls")
    assert "You wrote “Mr Nobodysname”, “the head” and “our technician”." in words_of(page)


def test_what_the_words_say_of_an_adult_stays_where_it_is(teacher, cast):
    page, url = told(teacher, description="the head", unknown=None)
    answer(teacher, page, url, "about")
    assert teacher.get(url).context["form"]["description"].value() == "the head"


def test_nobody_is_asked_twice_nor_about_a_pupil_s_family(teacher, cast, sign_in):
    pupil = make_pupil("Sam", family="Quillon")
    assert not asks(told(teacher, text="Mrs Quillon rang home", people=[pupil.ref], unknown=None)[0])
    assert not asks(told(teacher, "first-adult", text=TEXT, category="low-level-concern", offices=["coordinator"])[0])
    assert not asks(told(teacher, text="TikTok", people=[cast.dsl.person.ref], unknown=None)[0])
    browser = sign_in(make_user(Role.STAFF, family="Quelch"))
    assert not asks(told(browser, text="I am Mr Quelch")[0])


# --- Spoken of without title or office ----------------------------------------------------------------------
@pytest.fixture
def mina(cast):
    return make_user(Role.STAFF, given="Mina", family="Vantongeren")


@pytest.mark.parametrize("text", ["Mina texts her at night", "MV messages girls", "The maths teacher messages girls"])
def test_a_given_name_initials_and_what_somebody_does_here_are_asked_about(teacher, mina, text):
    page, url = told(teacher, text=text)
    assert f"You wrote “{text.split(' texts')[0].split(' messages')[0]}”. Is this report about somebody" in words_of(
        page
    )
    assert answer(teacher, page, url, "about").url == url
    assert not Incident.objects.exists()


def test_not_where_it_may_be_the_pupil_who_was_found_or_the_reporter(teacher, mina, sign_in):
    for given, family in (("Mina", "Quillon"), ("Mo", "Vale")):
        pupil = make_pupil(given, family=family)
        text = "Mina texts her" if given == "Mina" else "MV texts her"
        assert not asks(told(teacher, text=text, people=[pupil.ref], unknown=None)[0])
        assert asks(told(teacher, text=text)[0])
    browser = sign_in(make_user(Role.STAFF, given="Mina", family="Vale"))
    assert not asks(told(browser, text="I am Mina, MV, and saw it")[0])


def test_beside_their_whole_name_it_is_no_other_question(teacher, mina):
    page, _ = told(teacher, text="Mina Vantongeren texts her. Mina is a friend of hers")
    assert not asks(page)
    assert codes(page)


# --- Of what says already which adult it is about -----------------------------------------------------------
BOTH = "He shouts at them, and the head texts girls"


@pytest.fixture
def shouter(cast):
    return make_user(Role.STAFF, family="Kaplan").person


def about_adult(browser, person, url=None, **more):
    """The last page of a report about an adult who was found by name, and its address; `url`: of one begun."""
    url = url or begin(browser, "first-adult")
    fields = {"people": [person.ref], "pupil": "Year 9", "unknown": None} | more
    answer = browser.post(url, said("first-adult", text=BOTH, **fields))
    assert answer.status_code == 302, answer.context["form"].errors
    return browser.get(f"{url}check/"), url


def test_another_adult_spoken_of_by_office_is_asked_about_and_finds_no_trace(teacher, cast, shouter, sign_in):
    page, url = about_adult(teacher, shouter)
    assert "You wrote “the head”. Is this report about them?" in words_of(page)
    back = answer(teacher, page, url, "about")
    page = teacher.get(back.url)
    assert "what do they do here" in words_of(page)
    assert not page.context["form"].errors
    assert not Incident.objects.exists()
    page, url = about_adult(teacher, shouter, url=url, offices=["head"])
    assert not asks(page)
    press_send(teacher, url)
    record = Incident.objects.get()
    assert sign_in(cast.head).get(f"/records/{record.ref}/").status_code == 404


@pytest.mark.parametrize("holder", ["network_manager", "coordinator", "dsl"])
def test_whatever_office_whoever_was_found_holds_another_one_is_asked_about(teacher, cast, holder):
    page, _ = about_adult(teacher, getattr(cast, holder).person)
    assert "You wrote “the head”. Is this report about them?" in words_of(page)


def test_so_it_is_where_another_office_was_ticked_until_this_one_is_or_it_is_not_about_them(teacher, cast, sign_in):
    fields = {"pupil": "Year 9, blue bag", "offices": ["network"]}
    page, url = told(teacher, "first-adult", text=BOTH, **fields)
    first = asks(page)
    back = answer(teacher, page, url, "unsure")
    assert not Incident.objects.exists()
    assert "Nothing is sent yet" in words_of(teacher.get(back.url))
    page, _ = told(teacher, "first-adult", url=url, text=BOTH, **fields | {"offices": ["network", "dsl"]})
    assert asks(page) not in ("", first), "an answer given before another office was ticked stands for nothing"
    page, _ = told(teacher, "first-adult", url=url, text=BOTH, **fields | {"offices": ["network", "head"]})
    assert not asks(page)
    press_send(teacher, url)
    assert sign_in(cast.head).get(f"/records/{Incident.objects.get().ref}/").status_code == 404


def test_no_sends_it_to_the_head(teacher, cast, shouter):
    page, url = about_adult(teacher, shouter)
    assert answer(teacher, page, url, "not-about").status_code == 302
    record = Incident.objects.get()
    assert Incident.objects.visible_to(cast.head).filter(pk=record.pk).exists()


def test_who_pressed_yes_by_mistake_is_asked_again(teacher, cast, shouter):
    page, url = about_adult(teacher, shouter)
    answer(teacher, page, url, "unsure")
    page, url = about_adult(teacher, shouter, url=url)
    assert asks(page)


def test_the_office_of_whoever_was_found_is_not_asked_about(teacher, cast):
    page, _ = about_adult(teacher, cast.head.person)
    assert not asks(page)
