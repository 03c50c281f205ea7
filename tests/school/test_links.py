"""Parents and pupils, line managers, tutors: linked on pages, ended by a day, never deleted."""

from datetime import timedelta

import pytest

from audit.models import Entry
from esafety.lib import clock
from school import linking
from school.actions import links
from school.models import Link, Person
from school.refusals import Refused
from tests.make import make_person, make_pupil, reread
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
PARENT = Person.Kind.PARENT


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


@pytest.fixture
def sam():
    return make_pupil("Sam", family="Zwiebel")


@pytest.fixture
def parent():
    return make_person("Pat", "Zwiebel", kind=PARENT)


@pytest.fixture
def linked(sam, parent, cast):
    return links.link(parent, Link.Relation.PARENT_OF, sam, by=cast.administrator)


def the_day(when) -> dict:
    return {"day_day": when.day, "day_month": when.month, "day_year": when.year}


def test_a_pupil_is_linked_to_a_parent_by_looking_them_up(admin, sam, parent, cast):
    page = admin.get(f"/people/{sam.ref}/link/")
    chosen = form_with(page, "link").send(admin, link="parent", find="zwiebel")
    assert "Choose which person you mean" in words_of(chosen)
    assert form_with(chosen, "link").send(admin, person=parent.ref).url == f"/people/{sam.ref}/"
    link = Link.objects.get()
    assert (link.person, link.relation, link.other) == (parent, "parent_of", sam)
    assert Entry.objects.filter(verb="link people", actor=cast.administrator.ref, ref=parent.ref).exists()


def test_one_found_is_chosen_and_asked_about_once_more(admin, sam):
    make_person("Only", "Quark", kind=PARENT)
    page = admin.post(f"/people/{sam.ref}/link/", {"link": "parent", "find": "quark"})
    assert "One person found" in words_of(page)
    assert form_with(page, "link").send(admin).status_code == 302


def test_it_stands_on_the_page_of_both(admin, linked, sam, parent):
    assert "Parent or carer of Sam Zwiebel 9B No end" in words_of(admin.get(f"/people/{parent.ref}/"))
    assert "Parent or carer Pat Zwiebel No end" in words_of(admin.get(f"/people/{sam.ref}/"))


def test_ending_it_from_either_page_keeps_it_on_record(admin, linked, sam, parent, cast):
    page = admin.get(f"/people/{sam.ref}/links/{linked.pk}/end/")
    assert "Parent or carer: Pat Zwiebel" in words_of(page)
    assert form_with(page, "day_day").send(admin).url == f"/people/{sam.ref}/"
    assert reread(linked).ended_on == clock.today()
    words = words_of(admin.get(f"/people/{parent.ref}/"))
    assert f"Ended {clock.today():%-d %b %Y}" in words
    assert Entry.objects.filter(verb="end link", ref=parent.ref).exists()
    assert linked.history.count() == 2


def test_one_that_ended_may_begin_again_and_one_that_will_end_may_not(linked, sam, parent, cast):
    by = {"by": cast.administrator}
    links.end(linked, clock.today() + timedelta(days=3), **by)
    with pytest.raises(Refused, match="linked like this already"):
        links.link(parent, Link.Relation.PARENT_OF, sam, **by)
    links.end(linked, clock.today(), **by)
    links.link(parent, Link.Relation.PARENT_OF, sam, **by)
    assert Link.objects.count() == 2


def test_what_was_so_in_the_past_stays(linked, admin, sam):
    page = admin.post(f"/people/{sam.ref}/links/{linked.pk}/end/", the_day(clock.today() - timedelta(days=1)))
    assert "Choose today or a later day" in words_of(page)
    assert reread(linked).ended_on is None


def test_it_ends_once(linked, cast):
    links.end(linked, clock.today(), by=cast.administrator)
    with pytest.raises(Refused, match="ended already"):
        links.end(linked, clock.today() + timedelta(days=9), by=cast.administrator)


def test_each_is_not_the_line_manager_of_the_other(cast):
    links.link(cast.head.person, "line_manager_of", cast.teacher.person, by=cast.administrator)
    with pytest.raises(Refused, match="linked like this already"):
        links.link(cast.teacher.person, "line_manager_of", cast.head.person, by=cast.administrator)


@pytest.mark.parametrize(
    ("one", "relation", "other", "words"),
    [
        ("pupil", "parent_of", "pupil", "Parents and carers"),
        ("parent", "parent_of", "staff", "Parents and carers"),
        ("parent", "line_manager_of", "staff", "A line manager"),
        ("staff", "line_manager_of", "pupil", "A line manager"),
        ("parent", "tutor_of", "pupil", "A tutor"),
        ("staff", "tutor_of", "parent", "A tutor"),
        ("staff", "parent_of", "pupil", ""),
        ("staff", "line_manager_of", "governor", ""),
        ("contractor", "tutor_of", "pupil", ""),
    ],
)
def test_who_may_be_what_to_whom(one, relation, other, words):
    people = [Person(pk=number, kind=kind) for number, kind in enumerate((one, other), 1)]
    assert linking.why_not(people[0], relation, people[1]).startswith(words)
    assert bool(linking.why_not(people[0], relation, people[1])) == bool(words)


def test_nobody_is_linked_to_themselves(admin, sam):
    page = admin.post(f"/people/{sam.ref}/link/", {"link": "parent", "person": sam.ref})
    assert "Nobody is linked to themselves" in words_of(page)


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        ("pupil", {"parent", "tutor"}),
        ("parent", {"parent-of"}),
        ("staff", {"parent-of", "manager-of", "manager", "tutor-of"}),
    ],
)
def test_only_what_makes_sense_is_offered(kind, offered):
    assert {code for code, _ in linking.choices_for(Person(kind=kind))} == offered


@pytest.mark.parametrize("typed", [{}, {"link": "cousin", "find": "x\0"}, {"link": "parent", "person": "\0"}])
def test_nonsense_links_nobody(typed, admin, sam):
    assert admin.post(f"/people/{sam.ref}/link/", {"csrfmiddlewaretoken": "x"} | typed).status_code == 200
    assert not Link.objects.exists()


def test_a_link_of_others_is_not_found_on_this_page(admin, linked):
    assert admin.get(f"/people/{make_pupil().ref}/links/{linked.pk}/end/").status_code == 404


def test_a_page_costs_the_same_with_many_links(admin, cast, django_assert_max_num_queries):
    tutor = cast.teacher.person
    for _ in range(12):
        links.link(tutor, "tutor_of", make_pupil(), by=cast.administrator)
    admin.get(f"/people/{tutor.ref}/")  # what the school has settled is read once
    with django_assert_max_num_queries(20):
        admin.get(f"/people/{tutor.ref}/")
