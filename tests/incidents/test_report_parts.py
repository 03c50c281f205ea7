"""Where several are named, the reporter may say what part each had: the record begins with it."""

import pytest
from django.urls import reverse

from incidents import actions
from incidents.models import Incident
from school.roles import Role
from tests.incidents.test_report_named import answer, told
from tests.make import make_pupil, make_user
from tests.pages import words_of
from tests.reporting import begin, press_send, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return make_pupil("Mia", family="Quenby"), make_pupil("Leo", family="Varden")


@pytest.fixture
def teacher(sign_in, cast):
    return sign_in(cast.teacher)


def typed(two, category="acceptable-use", **fields) -> dict:
    """Page 2 with both ticked."""
    return said(category=category, unknown=None, people=[one.ref for one in two]) | fields


def parts(two, *had) -> dict:
    return {f"part-{one.ref}": part for one, part in zip(two, had, strict=True)}


def sent(browser, fields) -> Incident:
    url = begin(browser)
    answer = browser.post(url, fields)
    assert answer.status_code == 302, answer.context["form"].errors
    press_send(browser, url)
    return Incident.objects.get()


def had(record) -> dict:
    return {row.said.split(",")[0]: (row.part, row.part_said) for row in record.involved.all()}


def test_the_record_begins_with_what_was_said_of_each(teacher, two):
    record = sent(teacher, typed(two, **parts(two, "subject", "victim")))
    assert had(record) == {"Mia Quenby": ("subject", "subject"), "Leo Varden": ("victim", "victim")}


def test_nobody_has_to_say(teacher, two):
    record = sent(teacher, typed(two, **parts(two, "", "witness")))
    assert had(record) == {"Mia Quenby": ("unsure", ""), "Leo Varden": ("witness", "witness")}


def test_of_whoever_is_described_too(teacher, two):
    fields = typed(two[:1], description="A boy in Year 8", part="victim", **parts(two[:1], "subject"))
    assert had(sent(teacher, fields)) == {
        "Mia Quenby": ("subject", "subject"),
        "A boy in Year 8": ("victim", "victim"),
    }


def test_the_last_page_and_the_receipt_say_it(teacher, two):
    url, fields = begin(teacher), typed(two, **parts(two, "subject", "victim"))
    teacher.post(url, fields)
    words = "Mia Quenby, 9B: did it Leo Varden, 9B: it was done to them"
    assert words in words_of(teacher.get(f"{url}check/"))
    press_send(teacher, url)
    assert words in words_of(teacher.get(reverse("incidents:receipt", args=[Incident.objects.get().ref])))


def test_whoever_deals_with_it_reads_who_said_so_also_after_they_found_otherwise(teacher, two, cast, sign_in):
    record = sent(teacher, typed(two, **parts(two, "subject", "victim")))
    desk = sign_in(cast.coordinator)
    for page in ("", "deal-with-it/"):
        words = words_of(desk.get(f"/records/{record.ref}/{page}"))
        assert "Person whose conduct is in question, Year 9. The reporter said: did it" in words
    actions.take_part(record.involved.get(person=two[0]), "witness", by=cast.coordinator)
    assert "Witness, Year 9. The reporter said: did it" in words_of(desk.get(f"/records/{record.ref}/"))


def test_it_stands_beside_each_who_was_found_and_is_kept_when_somebody_else_is_looked_for(teacher, two):
    url = begin(teacher)
    fields = typed(two[:1], find="varden", then="find", **parts(two[:1], "subject"))
    page = teacher.post(url, fields).content.decode()
    for one in two:
        assert f'name="part-{one.ref}"' in page
        assert f"What part did {one.name} have?" in page
    assert '<option value="subject" selected>Did it</option>' in page
    assert '<option value="subject" selected>Did it</option>' in teacher.get(url).content.decode()


def test_an_adult_here_is_not_asked_about_so(teacher):
    adult = make_user(Role.STAFF, family="Zander").person
    page = teacher.post(begin(teacher), said(find="zander", then="find", unknown=None)).content.decode()
    assert adult.name in page
    assert f"part-{adult.ref}" not in page


def test_said_of_an_adult_it_is_nothing(teacher, two):
    adult = make_user(Role.STAFF).person
    page, url = told(teacher, **typed([two[0], adult], **{f"part-{adult.ref}": "victim"}))
    answer(teacher, page, url, "not-about")
    record = Incident.objects.get()
    assert had(record)[adult.name] == ("unsure", "")


def test_a_part_nobody_offers_is_refused_with_a_sentence(teacher, two):
    answer = teacher.post(begin(teacher), typed(two, **parts(two, "subject", "chief")))
    assert "Choose their part from the list" in answer.content.decode()


def test_the_same_report_with_another_part_is_not_taken_for_the_same(teacher, two):
    url, fields = begin(teacher), typed(two, **parts(two, "subject", "victim"))
    teacher.post(url, fields)
    press_send(teacher, url)
    assert teacher.post(url, fields).status_code == 302
    assert teacher.post(url, fields | parts(two, "victim", "subject")).status_code == 409
