"""Page 2: what happened, who, when. Every mistake gets a sentence, nothing typed is lost."""

import html
import re

import pytest

from audit.ledger import ledger
from incidents.models import Category, Custody, Group, Incident
from school.models import Draft
from school.roles import Role
from tests.make import make_user
from tests.reporting import begin, press_send, said, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter(db):
    return make_user(Role.STAFF)


@pytest.fixture
def teacher(reporter, sign_in):
    return sign_in(reporter)


def errors(answer) -> dict:
    return {name: list(words) for name, words in answer.context["form"].errors.items()}


def test_three_answers_are_enough(teacher):
    url = begin(teacher)
    answer = teacher.post(url, said())
    assert (answer.status_code, answer.url) == (302, f"{url}check/")


def test_at_most_seven_kinds_show_before_a_group_is_opened(teacher):
    page = teacher.get(begin(teacher)).content.decode()
    shown = page.split("<details")[0].count('name="category"') + page.split("</details>")[-2].count('name="category"')
    assert shown <= 10
    assert "Something else, or I’m not sure" in page


def test_a_chosen_kind_shows_its_group_open(teacher):
    url = begin(teacher)
    teacher.post(url, said(category="gambling", unknown=None))
    page = teacher.get(url).content.decode()
    group = next(part for part in page.split("<details") if 'value="gambling"' in part)
    assert group.split(">")[0].strip().endswith("open")


def headings(page):
    """The groups of kinds, as they stand on the page."""
    return re.findall(r'app-kinds.*?summary-text">([^<]+)<', page, re.DOTALL)


def kinds(page):
    return sorted(re.findall(r'name="category"[^>]*value="([^"]+)"', page))


def test_the_groups_are_the_schools_in_its_order(teacher):
    with ledger("change", by=None, kind="test", ref="") as book:
        book.save(Group(code="phones", words="Phones & tablets", position=0))
        category = Category.objects.get(code="copying")
        category.group = "phones"
        book.save(category)
    words = [html.escape(group.words) for group in Group.objects.exclude(code="other")]
    assert headings(teacher.get(begin(teacher)).content.decode()) == words


def test_no_kind_is_lost_with_its_group(teacher):
    url = begin(teacher)
    before = kinds(teacher.get(url).content.decode())
    with ledger("change", by=None, kind="test", ref="") as book:
        group = Group.objects.get(code="commerce")
        group.retired = True
        book.save(group)
    page = teacher.get(url).content.decode()
    assert kinds(page) == before == sorted(Category.objects.values_list("code", flat=True))
    assert headings(page)[-1] == "More"
    assert 'value="gambling"' in page.split("More</span>")[1]


def test_nothing_filled_in_is_two_sentences(teacher):
    answer = teacher.post(begin(teacher), said(category=None, unknown=None))
    assert set(errors(answer)) == {"category", "find"}
    assert "describe them" in errors(answer)["find"][0]


def test_what_was_typed_is_kept_beside_the_sentences(teacher):
    url = begin(teacher)
    answer = teacher.post(url, said(category=None, text="Words worth keeping", place="Library"))
    assert "Words worth keeping" in answer.content.decode()
    again = teacher.get(url).content.decode()
    assert "Words worth keeping" in again
    assert "Library" in again
    assert "There is a problem" not in again


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("text", "x" * 5001, "5000"),
        ("description", "x" * 201, "200"),
        ("place", "x" * 121, "120"),
        ("reach_me", "x" * 41, "40"),
        ("at", "25:99", "Enter a time like"),
        ("at", "", "Answer"),
        ("day_month", "13", "real date"),
        ("day_year", "1066", "Check the year"),
        ("day_year", "9999", "future"),
        ("category", "made-up", "from the list"),
        ("text", "a\0b", "cannot be kept"),
    ],
)
def test_bad_input_is_a_sentence_and_no_record(teacher, name, value, words):
    answer = teacher.post(begin(teacher), said(**{name: value}))
    assert answer.status_code == 200
    assert words in str(errors(answer))
    assert not Incident.objects.exists()


def test_a_megabyte_is_a_sentence(teacher):
    answer = teacher.post(begin(teacher), said(text="é" * 500_000))
    assert "Shorten “In your own words” to 5000 characters: it has 500000" in errors(answer)["text"]


def test_words_that_run_from_right_to_left_and_broken_letters_are_kept(teacher):
    answer = teacher.post(begin(teacher), said(text="\u202eabc \u0645\u0631\u062d\u0628\u0627 \ufffd"))
    assert answer.status_code == 302


def test_something_else_has_to_be_said_in_words(teacher):
    url = begin(teacher)
    assert "text" in errors(teacher.post(url, said(category="other")))
    assert teacher.post(url, said(category="other", text="A strange parcel")).status_code == 302


def test_another_crime_has_to_be_said_in_words(teacher):
    """Scenario S03: "other criminal" without a description is refused."""
    url, crime = begin(teacher, "first-crime"), {"category": "other-crime"}
    assert "told" in errors(teacher.post(url, said("first-crime", **crime)))
    assert teacher.post(url, said("first-crime", told="Selling bank cards", **crime)).status_code == 302


def test_three_megabytes_are_refused_whole(teacher):
    url = begin(teacher)
    assert teacher.post(url, said(text="x" * 3_000_000)).status_code == 400
    assert "text" not in Draft.objects.get().fields


# --- Pictures -----------------------------------------------------------------------------------------------
def test_a_picture_shows_the_stop_notice_before_any_box(teacher):
    page = teacher.get(begin(teacher, "first-images")).content.decode()
    main = page[page.index("<main") :]
    assert main.index("Do not look at it again") < main.index("<input")
    assert "straight to the safeguarding lead" in main
    assert 'name="text"' not in main
    assert "Do not describe the picture" in main
    assert 'type="file"' not in main


def test_a_kind_that_is_a_picture_turns_the_story_into_small_fields(teacher):
    url = begin(teacher)
    answer = teacher.post(url, said(category="nudes", unknown=None, text="Somebody told me at break"))
    page = answer.content.decode()
    assert "Do not look at it again" in page
    assert 'name="told"' in page
    assert "Somebody told me at break" in page
    assert 'name="text"' not in page.split("<template")[0]


def test_a_crime_that_is_no_picture_is_told_first_and_nobody_asks_about_a_picture(teacher):
    """A threat has no device and nothing to look at again; nobody investigates it either."""
    url = begin(teacher, "first-crime")
    page = teacher.get(url).content.decode().split("<template")[0]
    assert "Leave everything as it is" in page
    assert "Do not look at it again." not in page
    assert page.index("What did you see, or who told you what?") < page.index("Whose device is it?")
    assert 'name="text"' not in page
    send(teacher, "first-crime", category="bullying", told="A note said he will be stabbed")
    assert (Incident.objects.get().cls, Custody.objects.get().told) == ("illegal", "A note said he will be stabbed")


def test_a_crime_that_turns_out_a_picture_says_so_before_the_boxes(teacher):
    answer = teacher.post(begin(teacher, "first-crime"), said("first-crime", category="nudes", unknown=None))
    page = answer.content.decode().split("<template")[0]
    assert "Do not look at it again." in page
    assert "Do not describe the picture." in page


def test_not_sure_says_to_leave_it_and_leaves_the_story(teacher):
    page = teacher.get(begin(teacher, "first-unsure")).content.decode().split("<template")[0]
    assert "Leave everything as it is" in page
    assert "Do not look at it again" not in page
    assert 'name="text"' in page


def test_not_sure_of_what_may_be_a_picture_is_about_the_picture(teacher):
    url = begin(teacher, "first-unsure")
    assert teacher.post(url, said("first-unsure", category="nudes")).status_code == 302
    pages = [teacher.get(url), teacher.get(f"{url}check/")]
    for page in [*pages, teacher.get(press_send(teacher, url).url)]:
        words = page.content.decode().split("<template")[0]
        assert "Do not look at it again" in words
        assert "Leave everything as it is" not in words


def test_not_sure_is_said_the_same_on_every_page(teacher):
    url = begin(teacher, "first-unsure")
    teacher.post(url, said("first-unsure", category="passwords"))
    receipt = press_send(teacher, url).url
    assert Incident.objects.get().cls == "child_protection", "not sure counts as yes"
    words = teacher.get(receipt).content.decode()
    assert "Leave everything as it is" in words
    assert "describe any picture" not in words


def test_none_of_these_beside_a_tick_says_nothing(teacher):
    page = teacher.get(begin(teacher, "first-none", "first-images"))
    assert [one.code for one in page.context["telling"].ticked] == ["first-images"]
    assert "Do not look at it again" in page.content.decode()


# --- Whose it is --------------------------------------------------------------------------------------------
def test_what_is_typed_is_nobody_elses(teacher, sign_in):
    url = begin(teacher)
    teacher.post(url, said(text="Mine alone", category=None))
    other = sign_in(make_user(Role.STAFF, Role.DSL)).get(url)
    assert (other.status_code, other.url) == (302, "/report/")


def test_a_page_whose_draft_is_gone_still_goes_on(teacher):
    url = begin(teacher)
    Draft.objects.all().delete()
    assert teacher.post(url, said()).status_code == 302
    assert teacher.get(f"{url}check/").status_code == 200


def test_without_ticks_it_starts_with_them(teacher):
    url = begin(teacher)
    assert teacher.post(url, said(ticks=[])).url == f"{url}first/"


def test_extra_fields_change_nothing(teacher, reporter):
    url = begin(teacher)
    crafted = {"cls": "illegal", "kind": "I", "reporter": 1, "state": "closed", "overlay": "AH", "wakes": "1"}
    teacher.post(url, said(**crafted))
    assert not set(crafted) & set(Draft.objects.get(owner=reporter).fields)


@pytest.mark.parametrize("where", ["", "first/", "check/"])
def test_a_page_that_is_not_there_is_a_page_that_says_so(teacher, where):
    assert teacher.get(f"/report/not-a-key/{where}").status_code == 404
