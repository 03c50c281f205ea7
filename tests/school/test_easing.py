"""What counts for less than before is asked about once, and told to the lead and the head."""

import pytest
from django.core import mail

from incidents.models import Category, Question, Target
from notices import sending
from notices.models import Task
from school.glossary import WORDS
from tests.make import category, reread, write
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
TITLE = "Pupil told me that somebody is hurting them or others"


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


def ease(admin, **typed):
    """Make it “Serious”, and wake nobody for it."""
    page = admin.get("/settings/categories/disclosure/")
    return form_with(page, "seen").send(admin, cls="serious", wakes=None, **typed)


def test_what_it_means_is_said_before_it_is_saved(admin):
    answer = ease(admin)
    said = words_of(answer)
    assert "Reports of this kind will be “Serious”, which is less serious than before." in said
    assert "Reports of this kind will not wake anybody any more" in said
    assert "Save all the same" in said
    assert category("disclosure").wakes
    assert not Task.objects.exists()


def test_saved_again_it_is_so_and_the_lead_and_the_head_are_told(admin, cast, sign_in):
    answer = ease(admin)
    assert form_with(answer, "sure").send(admin).status_code == 302
    assert (category("disclosure").cls, category("disclosure").wakes) == ("serious", False)
    assert sorted(Task.objects.values_list("for_role", flat=True)) == ["dsl", "headteacher"]
    for who in (cast.dsl, cast.head):
        page = words_of(sign_in(who).get("/tasks/"))
        assert f"“{TITLE}”. Before: Child protection, told day and night. Now: Serious." in page
    assert TITLE not in words_of(sign_in(cast.teacher).get("/tasks/"))


def test_the_mail_names_no_kind(admin, cast):
    form_with(ease(admin), "sure").send(admin)
    sending.send_due()
    told = {letter.to[0]: letter for letter in mail.outbox}
    assert {cast.dsl.email, cast.head.email} <= set(told)
    assert not any("hurting" in letter.subject + letter.body for letter in mail.outbox)


def test_what_was_said_of_one_change_does_not_do_for_another(admin):
    form = form_with(ease(admin), "sure")
    assert form.send(admin, cls="inappropriate").status_code == 200
    assert category("disclosure").cls == "child_protection"


def test_what_makes_it_no_less_serious_is_saved_at_once(admin):
    page = admin.get("/settings/categories/gambling/")
    assert form_with(page, "seen").send(admin, cls="serious", guidance="Betting").status_code == 302
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("code", "typed", "said"),
    [
        ("bullying", {"tell": ["coordinator"]}, "An office that was told of such reports at once will not be told"),
        ("other", {"place_first": None}, "Nobody has to say any more how serious such a report is"),
    ],
)
def test_an_office_told_no_more_and_a_step_left_out_are_asked_about(admin, code, typed, said):
    row = category(code)
    write(row, tell=["coordinator", "dsl"], place_first=True)
    asked = form_with(admin.get(f"/settings/categories/{code}/"), "seen").send(admin, **typed)
    assert said in words_of(asked)
    assert reread(row).place_first and reread(row).tell == ["coordinator", "dsl"]
    assert form_with(asked, "sure").send(admin).status_code == 302
    assert Task.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "model", "code", "said"),
    [
        ("categories", Category, "disclosure", "what it was for may wake nobody"),
        ("questions", Question, "extremism-crime", "no answer to it makes a report more serious"),
        ("targets", Target, "scam", "This limit counts no more."),
    ],
)
def test_what_is_no_longer_offered_is_asked_about_too(admin, kind, model, code, said):
    answer = admin.post(f"/settings/{kind}/{code}/retire/")
    assert said in words_of(answer)
    assert not model.objects.get(code=code).retired
    form_with(answer, "sure").send(admin)
    assert model.objects.get(code=code).retired
    assert Task.objects.count() == 2


def test_off_the_list_it_is_made_no_less_serious_unseen(admin):
    form_with(admin.post("/settings/categories/disclosure/retire/"), "sure").send(admin)
    assert "will not wake anybody any more" in words_of(ease(admin))
    assert category("disclosure").wakes


def test_a_longer_limit_is_asked_about_and_a_shorter_one_is_not(admin):
    target = Target.objects.get(code="serious")
    page = admin.get("/settings/targets/serious/")
    longer = form_with(page, "seen").send(admin, finish="90", finish_unit="days")
    assert "It may be longer than before until the action is finished." in words_of(longer)
    form_with(page, "seen").send(admin, finish="1", finish_unit="hours", acknowledge="1", acknowledge_unit="hours")
    assert (reread(target).finish, Task.objects.count()) == (1, 0)


def test_a_task_says_what_was_changed_then_whatever_is_changed_later(admin, cast, sign_in):
    form_with(ease(admin), "sure").send(admin)
    row = category("disclosure")
    page = admin.get("/settings/categories/disclosure/")
    form_with(page, "seen").send(admin, cls="child_protection", wakes="on")
    assert reread(row).wakes
    assert "Now: Serious." in words_of(sign_in(cast.dsl).get("/tasks/"))


@pytest.mark.parametrize(
    ("kind", "code", "said"),
    [
        ("agencies", "police", "Nobody is asked to ring it any more"),
        ("steps", "social-care", "New records are not asked to do this any more."),
    ],
)
def test_no_agency_or_line_goes_with_one_press(admin, cast, sign_in, kind, code, said):
    asked = admin.post(f"/settings/{kind}/{code}/retire/")
    assert said in words_of(asked)
    assert not Task.objects.exists()
    assert form_with(asked, "sure").send(admin).status_code == 302
    assert sorted(Task.objects.values_list("for_role", flat=True)) == ["dsl", "headteacher"]
    assert "Now: no longer offered." in words_of(sign_in(cast.dsl).get("/tasks/"))


def test_the_task_says_which_office_is_told_no_more_and_who_changed_it(admin, cast, sign_in):
    write(category("bullying"), tell=["coordinator", "dsl"])
    asked = form_with(admin.get("/settings/categories/bullying/"), "seen").send(admin, tell=["coordinator"])
    form_with(asked, "sure").send(admin)
    page = words_of(sign_in(cast.head).get("/tasks/"))
    assert f"Not told at once any more: {WORDS['dsl']}." in page
    assert f"by {cast.administrator.name}." in page and "Put back" not in page


def test_the_task_says_that_it_was_put_back_and_by_whom(admin, cast, sign_in):
    form_with(ease(admin), "sure").send(admin)
    page = admin.get("/settings/categories/disclosure/")
    form_with(page, "seen").send(admin, guidance="Something else")
    assert "Put back" not in words_of(sign_in(cast.dsl).get("/tasks/"))
    page = admin.get("/settings/categories/disclosure/")
    form_with(page, "seen").send(admin, cls="child_protection", wakes="on")
    said = words_of(sign_in(cast.dsl).get("/tasks/"))
    assert "Put back on" in said and said.count(f"by {cast.administrator.name}.") == 2


def test_an_office_told_no_more_of_a_whole_class_is_asked_about(admin):
    write(Target.objects.get(code="serious"), tell=["coordinator", "headteacher"])
    asked = form_with(admin.get("/settings/targets/serious/"), "seen").send(admin, tell=["coordinator"])
    assert "An office that was told of every one of these will not be told of them any more." in words_of(asked)
    assert form_with(asked, "sure").send(admin).status_code == 302
    assert Task.objects.count() == 2


def test_a_longer_limit_of_its_own_is_asked_about_and_a_shorter_one_is_not(admin, cast, sign_in):
    page = admin.get("/settings/targets/add/")
    longer = {"acknowledge": "9", "acknowledge_unit": "days", "finish": "90", "finish_unit": "days"}
    asked = form_with(page, "finish").send(admin, cls="", category="bullying", **longer)
    assert "Somebody may take longer than before to answer." in words_of(asked)
    assert not Target.objects.filter(category__code="bullying").exists()
    assert form_with(asked, "sure").send(admin).status_code == 302
    assert "Now: Answered within 9 school days" in words_of(sign_in(cast.dsl).get("/tasks/"))
    shorter = {"acknowledge": "5", "acknowledge_unit": "minutes", "finish": "1", "finish_unit": "hours"}
    form_with(page, "finish").send(admin, cls="", category="gambling", **shorter)
    assert Target.objects.filter(category__code="gambling").exists()
    assert Task.objects.count() == 2
