"""Page 2 asks who it was: found and ticked, described, or not known; about an adult here, which pupil besides."""

import pytest

from audit.ledger import ledger
from audit.models import Entry
from incidents.models import Incident
from school.roles import Role
from tests.make import make_pupil, make_user, question
from tests.pages import form_with
from tests.reporting import begin, press_send, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(sign_in):
    return sign_in(make_user(Role.STAFF))


def errors(answer) -> dict:
    return {name: list(words) for name, words in answer.context["form"].errors.items()}


# --- Who ----------------------------------------------------------------------------------------------------
def test_somebody_is_found_by_name_and_form_and_chosen(teacher):
    pupil = make_pupil("Zadie", form="8K")
    url = begin(teacher)
    page = teacher.post(url, said(find="zad 8k", then="find", unknown=None, text="Kept"))
    assert pupil.name in page.content.decode()
    assert "Kept" in page.content.decode()
    assert not errors(page)
    assert teacher.post(url, said(people=[pupil.ref], unknown=None)).status_code == 302
    assert pupil.name in teacher.get(f"{url}check/").content.decode()


def test_a_name_nobody_ticked_is_a_sentence_beside_the_box_and_those_found(teacher):
    make_pupil("Zadie", form="8K")
    page = teacher.post(begin(teacher), said(find="zadie", unknown=None, category=None))
    assert errors(page)["find"] == ["Tick who you mean, or describe them"]
    assert "category" in errors(page), "all that is missing is said at once"
    assert "Zadie" in page.content.decode()
    assert 'value="zadie"' in page.content.decode()


def test_a_name_nobody_has_is_a_sentence_with_the_ways_out(teacher):
    answer = teacher.post(begin(teacher), said(find="qqqq", unknown=None))
    assert errors(answer)["find"] == [
        "Nobody fits these words. Try fewer letters, or the last name alone, describe them, or empty this box"
    ]


def test_words_that_find_nobody_become_the_description_by_one_press(teacher):
    url = begin(teacher)
    page = teacher.post(url, said(find="qqqq", then="find", unknown=None, description="Year 9"))
    assert "Use these words as the description" in page.content.decode()
    form = teacher.post(url, form_with(page, "find").values | {"then": "describe-find", "find": "qqqq"}).context[
        "form"
    ]
    assert (form["find"].value(), form["description"].value(), dict(form.errors)) == ("", "Year 9, qqqq", {})
    assert teacher.get(url).context["form"]["description"].value() == "Year 9, qqqq", "it is kept"
    assert teacher.post(url, said(unknown=None, description="Year 9, qqqq")).status_code == 302


def test_one_letter_asks_for_two(teacher):
    make_pupil("Zadie")
    page = teacher.post(begin(teacher), said(find="z", then="find", unknown=None))
    assert "Type at least two letters of the name" in page.content.decode()
    assert "fewer letters" not in page.content.decode()


@pytest.mark.parametrize("typed", ["zad", "qqqq", "z"])
def test_the_box_of_the_adult_and_that_of_the_pupil_each_say_their_own(teacher, typed):
    make_pupil("Zadie"), make_user(Role.STAFF, given="Zadok")
    about = {"category": "staff-contact", "unknown": None, "find": typed, "find_pupil": typed}
    found = errors(teacher.post(begin(teacher, "first-adult"), said("first-adult", **about)))
    assert "adult" in found["find"][0]
    assert "pupil" in found["find_pupil"][0]
    assert len({words[0] for words in found.values()}) == len(found)


def test_a_second_name_beside_a_tick_is_not_lost(teacher):
    first, _ = make_pupil("Zadie"), make_pupil("Yusra")
    url, ticked = begin(teacher), {"people": [first.ref], "unknown": None}
    assert "find" in errors(teacher.post(url, said(find="yusra", **ticked)))
    assert teacher.post(url, said(find="zad", **ticked)).status_code == 302, "the words that found whom they ticked"


@pytest.mark.parametrize("besides", [{"description": "One of the two Zadies"}, {"unknown": "on"}])
def test_whoever_is_described_needs_no_tick(teacher, besides):
    make_pupil("Zadie")
    assert teacher.post(begin(teacher), said(**{"find": "zadie", "unknown": None} | besides)).status_code == 302


def test_the_last_page_sends_back_to_whoever_was_not_ticked(teacher):
    make_pupil("Zadie", form="8K")
    url = begin(teacher)
    teacher.post(url, said(find="zadie", unknown=None))
    answer = teacher.get(f"{url}check/", follow=True)
    assert errors(answer)["find"] == ["Tick who you mean, or describe them"]
    assert "Zadie" in answer.content.decode()


def test_find_with_an_empty_box_goes_on(teacher):
    assert teacher.post(begin(teacher), said(find="", then="find")).status_code == 302


def test_nobody_found_says_what_to_do(teacher):
    page = teacher.post(begin(teacher), said(find="qqqq\0", then="find", unknown=None)).content.decode()
    assert "Nobody fits these words" in page


def test_those_chosen_stay_when_another_is_looked_up(teacher):
    first, second = make_pupil("Zadie"), make_pupil("Yusra")
    page = teacher.post(begin(teacher), said(find="yusra", then="find", people=[first.ref], unknown=None))
    form = page.context["form"]
    assert [ref for ref, _ in form.fields["people"].choices] == [first.ref, second.ref]
    assert form["people"].value() == [first.ref]


def test_each_look_up_is_logged_without_its_words(teacher):
    teacher.post(begin(teacher), said(find="Zadie", then="find", unknown=None))
    entry = Entry.objects.filter(verb="look up people").get()
    assert "Zadie" not in str(entry.__dict__)


@pytest.mark.parametrize("ref", ["0000-0000", "\0", "x" * 500, "'; DROP TABLE"])
def test_a_made_up_reference_is_nobody(teacher, ref):
    answer = teacher.post(begin(teacher), said(people=[ref], unknown=None))
    assert answer.status_code == 200
    assert errors(answer)


def test_a_description_is_enough(teacher):
    url = begin(teacher)
    assert teacher.post(url, said(unknown=None, description="Year 9, blue bag")).status_code == 302
    press_send(teacher, url)
    assert Incident.objects.get().involved.get().year_group == "9"


# --- An adult who works here --------------------------------------------------------------------------------
def test_an_adult_is_found_or_their_work_is_ticked(teacher):
    url = begin(teacher, "first-adult")
    about = {"category": "staff-contact", "unknown": None}
    answer = teacher.post(url, said("first-adult", **about))
    assert "tick what they do here" in errors(answer)["offices"][0]
    assert teacher.post(url, said("first-adult", offices=["head"], **about)).status_code == 302


def test_nobody_is_advised_to_describe_an_adult_where_that_is_not_enough(teacher):
    """What they do here decides who may read it, so words alone are refused: the page says so before and after."""
    zadok, url = make_user(Role.STAFF, given="Zadok").person, begin(teacher, "first-adult")
    about = {"category": "staff-contact", "unknown": None, "offices": [], "people": []}
    alone = teacher.post(url, said("first-adult", description="The man at the gate", **about))
    assert "tick what they do here" in errors(alone)["offices"][0]
    box = alone.context["form"]["description"]
    assert box.label == "Describe the adult as well"
    assert "Tick what they do here too" in box.help_text and "I don’t know" in box.help_text
    for typed, way_out in ((zadok.name, "Tick which adult you mean"), ("Zzyzx", "No adult here fits these words")):
        (error,) = errors(teacher.post(url, said("first-adult", find=typed, **about)))["find"]
        assert error.startswith(way_out) and "tick what they do here" in error
        assert "describe" not in error
    ticked = about | {"offices": ["unknown"]}
    assert teacher.post(url, said("first-adult", description="The man at the gate", **ticked)).status_code == 302


def test_a_pupil_is_not_the_adult(teacher):
    url, pupil = begin(teacher, "first-adult"), make_pupil()
    answer = teacher.post(url, said("first-adult", category="staff-contact", people=[pupil.ref], unknown=None))
    assert "offices" in errors(answer)


def test_a_pupil_is_said_besides_the_adult(teacher):
    pupil, adult, url = make_pupil("Zadie"), make_user(Role.STAFF, given="Zadok").person, begin(teacher, "first-adult")
    fields = {"category": "staff-contact", "unknown": None, "find": "zad", "find_pupil": "zad"}
    form = teacher.post(url, said("first-adult", then="find", **fields)).context["form"]
    assert list(form.looks["find"].found) == [adult.ref], "no pupil is taken for the adult"
    form = teacher.post(url, said("first-adult", then="find_pupil", **fields)).context["form"]
    assert list(form.looks["find_pupil"].found) == [pupil.ref]
    fields |= {"people": [adult.ref], "pupils": [pupil.ref], "pupil": "And a girl in Year 8"}
    teacher.post(url, said("first-adult", **fields))
    rows = dict(row[:2] for row in teacher.get(f"{url}check/").context["rows"])
    assert adult.name in rows["Who"]
    assert rows["Which pupil"] == f"{pupil.name}, 9B\nAnd a girl in Year 8"
    press_send(teacher, url, **{"concern-threshold": "no"})
    involved = Incident.objects.get().involved
    assert {row.person: row.part for row in involved.exclude(person=None)} == {adult: "subject", pupil: "unsure"}
    assert [(row.description, row.year_group) for row in involved.filter(person=None)] == [
        ("And a girl in Year 8", "8")
    ]
    assert [row.person for row in Incident.objects.get().barred.all()] == [adult]


def test_no_pupil_has_to_be_said(teacher):
    url = begin(teacher, "first-adult")
    about = {"category": "staff-contact", "unknown": None, "offices": ["other"], "description": "Teaches Year 9"}
    assert teacher.post(url, said("first-adult", **about)).status_code == 302
    press_send(teacher, url, **{"concern-threshold": "no"})
    assert Incident.objects.get().involved.get().year_group == "", "the year an adult teaches is not theirs"


def test_a_pupil_typed_and_not_ticked_is_a_sentence(teacher):
    make_pupil("Zadie")
    about = {"category": "staff-contact", "unknown": None, "offices": ["other"], "find_pupil": "zad"}
    answer = teacher.post(begin(teacher, "first-adult"), said("first-adult", **about))
    assert errors(answer) == {"find_pupil": ["Tick which pupil you mean, or describe them"]}


def test_an_office_does_not_stand_in_for_an_adult_who_was_found(teacher):
    """Named, they find no trace of it; by their work alone they might."""
    make_user(Role.STAFF, given="Zadok")
    about, url = {"category": "staff-contact", "unknown": None, "offices": ["other"]}, begin(teacher, "first-adult")
    assert set(errors(teacher.post(url, said("first-adult", find="zadok", **about)))) == {"find"}
    assert teacher.post(url, said("first-adult", find="qqqq", **about)).status_code == 302


def test_whoever_was_ticked_before_the_kind_was_chosen_stays(teacher):
    pupil, url = make_pupil(), begin(teacher)
    teacher.post(url, said(people=[pupil.ref], unknown=None))
    form = teacher.post(url, said(category="staff-contact", people=[pupil.ref], unknown=None)).context["form"]
    assert form["pupils"].value() == [pupil.ref]
    back = teacher.post(url, said(pupils=[pupil.ref], unknown=None, pupil="The tall one"))
    assert back.status_code == 302
    report = teacher.get(f"{url}check/").context["report"]
    assert (report.people, report.description, report.pupil) == ([pupil], "The tall one", "")


def test_an_answer_on_the_last_page_asks_which_adult_and_keeps_whoever_was_said(teacher):
    """Whoever was described or ticked until then is a pupil, and does not become the adult."""
    threshold = question("concern-threshold")
    threshold.categories = ["bullying"]
    with ledger("edit", by=None, kind="profile", ref="") as book:
        book.save(threshold)
    pupil, url = make_pupil(), begin(teacher)
    teacher.post(url, said(category="bullying", people=[pupil.ref], description="A girl in Year 8", unknown=None))
    answer = press_send(teacher, url, **{"concern-threshold": "yes"})
    form = teacher.get(answer.url).context["form"]
    assert "offices" in form.fields and not form.errors
    assert (form["pupils"].value(), form["pupil"].value()) == ([pupil.ref], "A girl in Year 8")
    assert not form["description"].value()
    assert not Incident.objects.exists()


def test_a_kind_about_an_adult_asks_for_them_too(teacher):
    answer = teacher.post(begin(teacher), said(category="low-level-concern"))
    assert "offices" in errors(answer)
    assert "A safeguarding lead" in answer.content.decode()


def test_a_made_up_office_is_a_sentence(teacher):
    answer = teacher.post(
        begin(teacher, "first-adult"), said("first-adult", category="staff-contact", offices=["pope"])
    )
    assert errors(answer)["offices"]


# --- Somebody who may not look people up --------------------------------------------------------------------
@pytest.fixture
def governor(sign_in):
    return sign_in(make_user(Role.GOVERNOR))


def test_whoever_may_not_look_people_up_describes_them(governor):
    url = begin(governor)
    page = governor.get(url).content.decode()
    assert "And what each did:" in page, "nobody asks them for parts one by one"
    assert "Find them" not in page
    assert "Say who it was, or describe them" in page
    answer = governor.post(url, said(unknown=None))
    assert "Say who it was, describe them, or tick" in errors(answer)["description"][0]
    assert governor.post(url, said(unknown=None, description="Sam in Year 9")).status_code == 302
    assert f'href="{url}#id_description_group"' in governor.get(f"{url}check/").content.decode()


def test_a_crafted_search_finds_nobody_for_them(governor):
    make_pupil("Zadie", form="8K")
    url = begin(governor)
    answer = governor.post(url, said(find="zadie", then="find", unknown=None))
    assert errors(answer)
    assert "Zadie" not in answer.content.decode().split("<form")[-1]
    assert not Entry.objects.filter(verb="look up people").exists()


def test_a_crafted_reference_is_nobody_for_them(governor):
    pupil, url = make_pupil("Zadie"), begin(governor)
    assert errors(governor.post(url, said(people=[pupil.ref], unknown=None)))
    assert governor.post(url, said(people=[pupil.ref])).status_code == 302
    page = governor.get(f"{url}check/")
    assert page.context["report"].people == []
    assert "Zadie" not in page.content.decode()


def test_about_an_adult_they_say_what_the_adult_does_here(governor):
    url, about = begin(governor, "first-adult"), {"category": "staff-contact", "unknown": None}
    assert errors(governor.post(url, said("first-adult", **about)))["offices"] == ["Tick what they do here"]
    answer = governor.post(url, said("first-adult", offices=["other"], description="The new coach", **about))
    assert answer.status_code == 302
    assert "The new coach" in governor.get(f"{url}check/").content.decode()
    assert "Year 9" not in governor.get(url).context["form"]["description"].help_text
