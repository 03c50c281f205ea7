"""How much a report may demand: three answers besides the first tick (U27).

One more only where it cannot wait, and page 1 has not asked it: nobody says twice what they left unticked.
"""

import pytest

from audit.ledger import ledger
from incidents.models import Answer, Category, Incident, Question
from incidents.reporting.telling import BRINGS_THE_LEAD
from school.roles import Role
from tests.make import make_user, question
from tests.reporting import begin, press_send, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(sign_in):
    return sign_in(make_user(Role.STAFF))


def last_page(browser, category: str, *ticks, **fields):
    """The form of the last page, and the address of the report."""
    url = begin(browser, *ticks)
    if Category.objects.get(code=category).staff:
        fields |= {"unknown": None, "offices": ["other"]}
    answer = browser.post(url, said(*ticks, category=category, **{"text": "x", "told": "x"} | fields))
    assert answer.status_code == 302, answer.context["form"].errors
    return browser.get(f"{url}check/").context["form"], url


def change(row, **values):
    vars(row).update(values)
    with ledger("edit", by=None, kind="profile", ref="") as book:
        book.save(row)


def asked(form) -> dict[str, bool]:
    """Code of each question, and whether it has to be answered."""
    return {name.removeprefix("q-"): field.required for name, field in form.fields.items() if name.startswith("q-")}


@pytest.fixture
def every_kind(db):
    return list(Category.objects.filter(retired=False))


def test_no_kind_demands_more_than_one_answer_and_that_only_where_it_cannot_wait(teacher, every_kind):
    for kind in every_kind:
        demanded = [code for code, must in asked(last_page(teacher, kind.code)[0]).items() if must]
        assert len(demanded) <= 1, kind.code
        for code in demanded:
            raised = question(code).raises_to
            assert raised in BRINGS_THE_LEAD and raised != kind.cls, (kind.code, code)


def test_a_picture_is_not_taken_for_granted_where_there_may_be_none(teacher):
    for kind in ("bullying", "disrepute"):
        assert last_page(teacher, kind)[0]["q-shared-indecent"].label.startswith("If there is a picture or video:")


def test_what_is_neither_serious_nor_about_an_adult_demands_none(teacher, every_kind):
    ordinary = [kind.code for kind in every_kind if kind.cls in ("inappropriate", "security") and not kind.staff]
    assert len(ordinary) > 8
    assert not [code for code in ordinary if any(asked(last_page(teacher, code)[0]).values())]


def test_not_sure_is_always_offered(teacher, every_kind):
    for kind in every_kind:
        for field in last_page(teacher, kind.code)[0].fields.values():
            assert "unsure" in dict(getattr(field, "choices", [("unsure", "")])), kind.code


def test_what_need_not_be_answered_says_so_and_is_left(teacher):
    form, url = last_page(teacher, "scam")
    assert asked(form) == {"scam-given": False}
    page = teacher.get(f"{url}check/").content.decode()
    assert "Did anybody give away a password, bank details or money? (optional)" in " ".join(page.split())
    assert press_send(teacher, url).status_code == 302
    assert Incident.objects.get().cls == "inappropriate"
    assert not Answer.objects.filter(question__asked=Question.Asked.CATEGORY).exists()


@pytest.mark.parametrize("kind", ["bullying", "images-shared", "disrepute"])
def test_what_page_1_has_asked_is_offered_and_not_demanded(teacher, kind):
    """A picture of somebody under 18 is the first line of page 1."""
    questions = asked(last_page(teacher, kind)[0])
    assert questions["shared-indecent"] is False
    assert not any(questions.values())


def test_only_two_kinds_demand_a_fourth_answer(teacher, every_kind):
    """Whether a child is at risk from an adult here is nowhere on page 1, and decides who may know of it."""
    demanding = {kind.code for kind in every_kind if any(asked(last_page(teacher, kind.code)[0]).values())}
    assert demanding == {"staff-contact", "low-level-concern"}


def test_of_two_that_come_with_a_kind_the_graver_one_is_demanded(teacher):
    graver, other = question("extremism-crime"), question("concern-threshold")
    change(graver, categories=["bullying"], staff=True)
    change(other, categories=["bullying"])
    questions = asked(last_page(teacher, "bullying")[0])
    assert (questions[graver.code], questions[other.code]) == (True, False)


@pytest.mark.parametrize("words", ["There was a nude of her in the chat", "He sent a dick pic round"])
def test_words_of_a_picture_demand_the_answer_to_the_question_of_the_kind_and_ask_no_second(teacher, words):
    form, url = last_page(teacher, "bullying", text=words)
    assert asked(form) == {"shared-indecent": True, "bullying-harm": False}
    refused = press_send(teacher, url)
    assert "Answer “If there is a picture or video: might it be nude" in refused.content.decode()
    assert not Incident.objects.exists()


@pytest.mark.parametrize(("value", "cls"), [("yes", "illegal"), ("unsure", "illegal"), ("no", "serious")])
def test_its_answer_is_the_answer_to_the_words(teacher, value, cls):
    _, url = last_page(teacher, "bullying", text="There was a nude of her in the chat")
    assert press_send(teacher, url, **{"shared-indecent": value}).status_code == 302
    assert Incident.objects.get().cls == cls
    assert [(one.question.code, one.value) for one in Answer.objects.all() if one.question.asked != "first"] == [
        ("shared-indecent", value)
    ]


@pytest.mark.parametrize(
    ("kind", "words", "code"),
    [
        ("bullying", "He hits him at the bus stop", "bullying-harm"),
        ("low-level-concern", "They are meeting up", "concern-threshold"),
        ("extremism", "He shared a beheading", "extremism-crime"),
        ("extremism", "He calls himself a terrorist", "extremism-crime"),
    ],
)
def test_each_check_finds_its_question_where_the_kind_asks_it(teacher, kind, words, code):
    form, _ = last_page(teacher, kind, text=words)
    assert [one for one, must in asked(form).items() if must] == [code]


def test_of_the_same_class_is_not_the_same(teacher):
    """Both raise it to child protection, and no check names the one as the other: only one says to ring 999."""
    form, _ = last_page(teacher, "bullying", text="He has a knife")
    assert asked(form) == {"shared-indecent": False, "bullying-harm": False, "immediate-danger": True}


def test_the_other_still_raises_where_it_is_answered(teacher):
    _, url = last_page(teacher, "bullying")
    press_send(teacher, url, **{"shared-indecent": "no", "bullying-harm": "unsure"})
    assert Incident.objects.get().cls == "child_protection"


def test_what_alarming_words_ask_is_demanded_whatever_the_kind(teacher):
    form, _ = last_page(teacher, "scam", text="He sent nudes")
    assert asked(form) == {"scam-given": False, "may-be-indecent": True}


def test_what_raises_no_class_is_not_demanded(teacher):
    """A question that makes a matter private at once, and no graver."""
    change(question("concern-threshold"), raises_to="", categories=["copying"])
    assert asked(last_page(teacher, "copying")[0]) == {"concern-threshold": False}
