"""Who it goes to, for which answer: said beside each question of the last page, and in the summary as one chooses."""

import pytest

from incidents.models import Incident
from school.models import Draft
from school.roles import Role
from tests.incidents.test_report_hinted import TEXT, asks
from tests.incidents.test_report_named import codes, told
from tests.incidents.test_report_questions import change, question
from tests.make import make_user
from tests.pages import words_of
from tests.reporting import press_send

pytestmark = pytest.mark.django_db
BULLIED = {"category": "bullying"}
LEAD = "Designated safeguarding lead and deputy"


@pytest.fixture
def teacher(cast, sign_in):
    make_user(Role.STAFF, Role.COORDINATOR, family="Kaplan")
    return sign_in(cast.teacher)


def look(browser, url, **answers) -> str:
    """The summary with these answers chosen and nothing sent."""
    page = browser.post(f"{url}check/", {"then": "look"} | {name.replace("_", "-"): v for name, v in answers.items()})
    assert page.status_code == 200
    return words_of(page)


def hint(page, name) -> str:
    return page.context["form"][name].help_text


def test_each_question_says_who_it_goes_to_for_which_answer(teacher):
    page, _ = told(teacher, **BULLIED)
    assert f"If you answer “Yes” or “Not sure”, it goes to: {LEAD}" in hint(page, "q-bullying-harm")
    assert "its words may then be hidden, from you too" in hint(page, "q-bullying-harm")
    assert "Headteacher" in hint(page, "q-shared-indecent")
    assert hint(page, "q-shared-indecent") in words_of(page)


def test_whoever_is_told_beside_the_others_goes_too(teacher):
    page, _ = told(teacher, category="scam")
    assert "If you answer “Yes” or “Not sure”, it goes to Network manager too." in hint(page, "q-scam-given")


def test_an_answer_that_sends_it_to_the_same_people_says_so_not_again(teacher):
    page, _ = told(teacher, category="lost-device")
    assert "You need not be sure." in hint(page, "q-pupil-data")
    assert "goes to" not in hint(page, "q-pupil-data")


def test_words_that_may_be_hidden_are_said_though_it_goes_to_the_same(teacher, monkeypatch):
    monkeypatch.setattr("incidents.destination.Destination.after", lambda self, before: "")
    page, _ = told(teacher, **BULLIED)
    assert "“Not sure”, its words may then be hidden, from you too." in hint(page, "q-bullying-harm")


def test_what_is_asked_next_is_said_where_it_turns_to_an_adult(teacher):
    change(question("bullying-harm"), staff=True)
    page, url = told(teacher, **BULLIED)
    assert "the next page asks what they do here, which decides who it goes to" in hint(page, "q-bullying-harm")
    assert "It is not sent yet when you press Send" in look(teacher, url, q_bullying_harm="yes")


def test_a_name_says_who_it_goes_to_and_the_summary_where_it_is_not_about_them(teacher):
    page, _ = told(teacher, text="Mr Kaplan texts her")
    (code,) = codes(page)
    assert "they cannot see this report. Then it goes to: Headteacher, and its words may then be hidden" in hint(
        page, f"n-{code}"
    )
    assert "If it is not about them, it goes to: Online safety co-ordinator." in words_of(page)


def test_no_accused_is_named_as_one_it_does_not_go_to(teacher):
    page, url = told(teacher, text="Mr Kaplan texts her")
    (code,) = codes(page)
    summary = look(teacher, url, **{f"n-{code}": "about"})
    assert "This goes to: Headteacher" in summary
    assert "Kaplan" not in summary and "co-ordinator" not in summary


@pytest.mark.parametrize("value", ["yes", "unsure"])
def test_the_summary_follows_the_answer_and_nothing_is_kept(teacher, value):
    _, url = told(teacher, **BULLIED)
    before = Draft.objects.values_list("fields", "saved").get()
    assert "This goes to: Online safety co-ordinator" in look(teacher, url, q_bullying_harm="no")
    assert f"This goes to: {LEAD}" in look(teacher, url, q_bullying_harm=value)
    assert Draft.objects.values_list("fields", "saved").get() == before
    assert not Incident.objects.exists()


def test_what_the_summary_says_is_where_send_sends_it(teacher):
    _, url = told(teacher, **BULLIED)
    press_send(teacher, url, **{"bullying-harm": "yes"})
    assert Incident.objects.get().kind == "S"


@pytest.mark.parametrize(
    ("value", "words"), [("about", "the next page asks what they do here"), ("not-about", "This goes to")]
)
def test_an_office_written_of_follows_too(teacher, value, words):
    page, url = told(teacher, text=TEXT)
    assert words in look(teacher, url, **{asks(page): value})


def test_an_answer_that_is_none_changes_nothing(teacher):
    _, url = told(teacher, **BULLIED)
    assert "This goes to: Online safety co-ordinator" in look(teacher, url, q_bullying_harm="per\0haps", q_none="yes")
