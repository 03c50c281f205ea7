"""A name typed in words: the last page asks whether it is about them, and whoever it is about finds no trace."""

import re

import pytest
from django.core import mail

from incidents import actions
from incidents.models import Barred, Incident, Involved
from notices import sending
from school.models import Draft, Person
from school.roles import Role
from tests.make import make_person, make_pupil, make_report, make_user, reread, write
from tests.pages import words_of
from tests.reporting import begin, press_send, said, seen_on
from tests.routes import paths

pytestmark = pytest.mark.django_db
ASKED = re.compile(r'name="n-([0-9a-f]+)"')


@pytest.fixture
def governor(cast, sign_in):
    return sign_in(cast.governor)


def told(browser, *ticks, url=None, **fields):
    """The last page of a report in which somebody is named in words alone, and its address; `url`: of one begun."""
    url = url or begin(browser, *ticks)
    answer = browser.post(url, said(*ticks, **fields))
    assert answer.status_code == 302, answer.context["form"].errors
    return browser.get(f"{url}check/"), url


def codes(page) -> list[str]:
    return list(dict.fromkeys(ASKED.findall(page.content.decode())))


def answer(browser, page, url, value, **more):
    """Send, with this answer about every name that is asked about; and again where it goes to others now."""
    response = press(browser, page, url, value, **more)
    if response.status_code == 302 and response.url == f"{url}check/":
        return press(browser, browser.get(response.url), url, value, **more)
    return response


def press(browser, page, url, value, **more):
    """Send, once."""
    answers = {f"n-{code}": value for code in codes(page)}
    answers |= {name: "no" for name in page.context["form"].fields if name.startswith("q-")}
    return browser.post(f"{url}check/", {"seen": seen_on(page), "told": page.context["told"], **answers, **more})


def sent(browser, value, text="Mr Kaplan hides a phone in the lesson") -> Incident:
    page, url = told(browser, text=text)
    assert answer(browser, page, url, value).status_code == 302
    return Incident.objects.get()


@pytest.fixture
def kaplan(db):
    """Somebody who holds every office."""
    return make_user(*Role, given="Jonathan", family="Kaplan")


@pytest.mark.parametrize(("tick", "code"), [("first-none", "acceptable-use"), ("first-adult", "low-level-concern")])
def test_a_parent_who_holds_an_office_is_kept_out_when_ticked_as_when_named(cast, kaplan, sign_in, tick, code):
    """Whoever holds one is an adult of the school, whatever the register says; a parent without one is none."""
    write(kaplan.person, kind=Person.Kind.PARENT)
    teacher = sign_in(cast.teacher)
    named = sent(teacher, "about")
    who = {"unknown": None, "people": [kaplan.person.ref], "text": "Seen at lunch"}
    page, url = told(teacher, tick, category=code, **who)
    answer(teacher, page, url, "about")
    ticked = Incident.objects.exclude(pk=named.pk).get()
    for record in (named, ticked):
        assert record.barred.get().person == kaplan.person
        assert sign_in(kaplan).get(f"/records/{record.ref}/").status_code == 404
    other = make_person(kind=Person.Kind.PARENT)
    assert not Person.objects.adults().filter(pk=other.pk).exists()
    assert not make_report(kaplan, "acceptable-use", people=[other]).barred.exists()


@pytest.mark.parametrize(("value", "private"), [("about", True), ("unsure", True), ("not-about", False)])
def test_it_is_asked_whether_it_is_about_an_adult_who_was_ticked(cast, sign_in, kaplan, value, private):
    """Under a kind for pupils too, and with no line of page 1 ticked: else the co-ordinator would read it whole."""
    teacher = sign_in(cast.teacher)
    who = {"unknown": None, "people": [kaplan.person.ref], "text": "He messages girls at night"}
    page, url = told(teacher, **who)
    assert f"You named “{kaplan.name}”" in words_of(page)
    assert 'value="else"' not in page.content.decode()
    assert press_send(teacher, url).status_code == 200
    assert not Incident.objects.exists(), "it has to be answered"
    answer(teacher, page, url, value)
    record = Incident.objects.get()
    assert bool(record.overlay) == private
    assert (sign_in(cast.coordinator).get(f"/records/{record.ref}/").status_code == 404) == private
    assert sign_in(kaplan).get(f"/records/{record.ref}/").status_code == 404, "kept from it either way"


@pytest.mark.parametrize("value", ["about", "unsure"])
def test_whoever_is_named_in_words_finds_no_trace(governor, kaplan, sign_in, value):
    record = sent(governor, value)
    sending.send_due()
    assert mail.outbox
    assert kaplan.email not in {address for message in mail.outbox for address in message.to}
    browser = sign_in(kaplan)
    for name, path in paths({"ref": record.ref, "key": record.submission_key}):
        if name == "account_logout":
            continue
        for response in (browser.get(path), browser.post(path, {"words": "phone", "text": "x"})):
            assert b"hides a phone" not in response.content, name
            assert record.ref.encode() not in response.content or record.ref in path, name
    assert browser.get(f"/records/{record.ref}/").status_code == 404
    for words in ("Kaplan", "phone"):
        found = browser.post("/records/search/", {"words": words}, follow=True).content.decode()
        assert record.ref not in found


def test_it_is_a_concern_about_an_adult_as_if_they_were_chosen(governor, cast):
    """The network manager is not for the network manager, nor are they told."""
    cast.network_manager.person.family_name = "Kaplan"
    write(cast.network_manager.person)
    record = sent(governor, "about")
    chosen = make_report(cast.teacher, "acceptable-use", "staff-contact", people=[cast.network_manager.person])
    assert (record.overlay, record.kind) == (chosen.overlay, chosen.kind)
    involved = record.involved.get(part=Involved.Part.SUBJECT)
    assert (involved.person, involved.description) == (cast.network_manager.person, "Mr Kaplan")
    assert record.barred.get().person == cast.network_manager.person
    assert record.steps.filter(words__in=chosen.steps.values("words")).exists()


@pytest.mark.parametrize("value", ["not-about", "else"])
def test_not_about_them_keeps_the_class_and_who_reads_it(governor, kaplan, cast, sign_in, value):
    record = sent(governor, value)
    assert (record.cls, record.overlay, record.kind) == ("inappropriate", "", "N")
    assert not record.barred.exists()
    assert sign_in(cast.coordinator).get(f"/records/{record.ref}/").status_code == 200


def test_only_the_words_that_were_typed_are_said_again(governor, kaplan):
    page, url = told(governor, text="KAPLAN hides a phone", description="Kaplan")
    assert "You wrote “KAPLAN”" in words_of(page)
    receipt = governor.get(answer(governor, page, url, "about").url)
    for shown in (page, receipt, governor.get("/reports/mine/")):
        assert "Jonathan" not in shown.content.decode()
        assert "aplan" not in shown.request["PATH_INFO"] + shown.request["QUERY_STRING"]


def test_nobody_is_promised_to_read_it_before_it_is_said_whom_it_is_about(cast, sign_in, kaplan):
    teacher = sign_in(cast.teacher)
    page, url = told(teacher, "first-adult", category="low-level-concern", offices=["other"], text="Mr Kaplan again")
    words = words_of(page)
    assert "Answer the question below first" in words
    assert "This goes to" not in words and "may read it too" not in words
    words = words_of(answer(teacher, page, url, "about", seen=""))
    assert "Answer the question below first" not in words and "This goes to: Chair of governors" in words
    assert "This goes to" in words_of(told(teacher, text="A phone")[0])


def test_two_names_are_two_questions(cast, sign_in, kaplan):
    make_user(Role.STAFF, family="Ostrander")
    page, _url = told(sign_in(cast.teacher), text="Mr Kaplan and Ms Ostrander hide a phone")
    assert len(codes(page)) == 2
    assert "Answer the questions below first : they decide who this goes to" in words_of(page)


def test_it_asks_before_send_and_keeps_what_was_typed(governor, kaplan):
    page, url = told(governor, text="Mr Kaplan hides a phone")
    refused = governor.post(f"{url}check/", {"seen": seen_on(page)})
    assert "Say whether it is about “Mr Kaplan”" in words_of(refused)
    assert "Mr Kaplan hides a phone" in words_of(refused)
    assert not Incident.objects.exists()
    assert Draft.objects.exists()


def test_of_one_name_all_are_kept_out_until_somebody_says_who_it_is(governor, kaplan, cast, sign_in):
    other = make_user(Role.STAFF, Role.COORDINATOR, family="Kaplan")
    record = sent(governor, "about")
    assert {row.person for row in record.barred.all()} == {kaplan.person, other.person}
    assert record.involved.filter(description="Mr Kaplan", person=None).exists()
    assert sign_in(other).get(f"/records/{record.ref}/").status_code == 404
    actions.involve(reread(record), person=other.person, part="subject", by=cast.chair)
    assert [row.person for row in record.barred.filter(lifted=False)] == [other.person]


def test_where_it_was_none_of_them_all_are_let_in_again(governor, kaplan, cast):
    make_user(Role.STAFF, family="Kaplan")
    record = sent(governor, "unsure")
    actions.take_part(record.involved.get(description="Mr Kaplan"), "witness", by=cast.chair)
    assert not record.barred.filter(lifted=False).exists()


@pytest.mark.parametrize("sure", ["unsure", "about"])
def test_an_office_said_is_kept_out_beside_the_name(governor, kaplan, cast, sure):
    page, url = told(governor, "first-adult", category="low-level-concern", offices=["dsl"], description="Mr Kaplan")
    answer(governor, page, url, sure)
    assert set(Barred.objects.values_list("because", flat=True)) == {"subject", "office"}


def test_nobody_is_asked_about_a_pupil_or_themselves(cast, sign_in, kaplan):
    pupil, teacher = make_pupil("Sam", family="Quillon"), sign_in(cast.teacher)
    make_person("Ada", family="Quillon")
    assert not codes(told(teacher, text="Sam Quillon swore")[0])
    assert not codes(told(teacher, text="Quillon swore", people=[pupil.ref], unknown=None)[0])
    assert not codes(told(teacher, text=f"I am Mr {cast.teacher.person.family_name}")[0])
    assert codes(told(teacher, text="Mrs Quillon swore")[0])


def test_alarming_words_and_names_are_asked_together(governor, kaplan):
    page, url = told(governor, text="Mr Kaplan has a weapon")
    answer(governor, page, url, "about", **{"q-immediate-danger": "no"})
    assert Incident.objects.get().overlay


def test_a_form_sent_without_the_question_is_not_sent(governor, kaplan):
    page, url = told(governor, text="Mr Kaplan")
    assert press_send(governor, url).status_code == 200
    assert not Incident.objects.exists()
    assert answer(governor, page, url, "perhaps").status_code == 200
