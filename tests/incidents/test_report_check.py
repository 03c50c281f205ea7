"""The last page: who it goes to, what still has to be asked, and Send, which makes one report however often."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audit.models import Entry
from esafety.lib import clock
from incidents.models import Answer, Custody, Incident, Statement
from notices.models import Notice
from school.models import Draft, School
from school.roles import Role
from tests.make import make_pupil, make_report, make_user
from tests.reporting import PAGE, begin, press_send, said, seen_on, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter(db):
    return make_user(Role.STAFF)


@pytest.fixture
def teacher(reporter, sign_in):
    return sign_in(reporter)


def checked(browser, *ticks, **fields):
    """The last page of a report with these fields, and its address."""
    url = begin(browser, *ticks)
    assert browser.post(url, said(*ticks, **fields)).status_code == 302
    return browser.get(f"{url}check/"), url


def test_send_makes_one_record_and_leads_to_its_receipt(teacher, reporter):
    answer = send(teacher, text="Games in the lesson", place="Library", description="Year 8, back row", unknown=None)
    record = Incident.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/reports/mine/{record.ref}/")
    assert (record.reporter, record.place, record.state) == (reporter, "Library", "reported")
    assert Statement.objects.get().text == "Games in the lesson"
    assert record.involved.get().year_group == "8"
    assert Notice.objects.filter(ref=record.ref).exists()


def test_the_page_shows_all_that_was_said(teacher):
    pupil = make_pupil("Zadie", form="8K")
    page, url = checked(
        teacher, text="Games", people=[pupil.ref], addresses="https://bad.example/x", told_by="Ms Hill", unknown=None
    )
    words = page.content.decode()
    assert all(said in words for said in ("None of these", "Games", pupil.name, "Ms Hill", "hxxps://bad[.]example/x"))
    assert "https://bad.example" not in words
    assert f'href="{url}#id_text_group"' in words
    assert f'href="{url}first/"' in words


def test_whoever_names_themselves_is_told_before_send_that_they_will_not_see_it(teacher, reporter):
    """Every adult named is barred until somebody says what part they had: also one to whom it was done."""
    page, url = checked(teacher, people=[reporter.person.ref], unknown=None)
    assert "You named yourself" in page.content.decode()
    assert f'href="{url}#who"' in page.content.decode()
    page, _ = checked(teacher, people=[make_user(Role.STAFF).person.ref], unknown=None)
    assert "You named yourself" not in page.content.decode()


def test_script_and_bidi_in_words_stay_words(teacher):
    page, _ = checked(teacher, text="<script>alert(1)</script>", description="\u202e<img src=x>", unknown=None)
    assert b"<script>alert" not in page.content
    assert b"<img src=x" not in page.content


def test_the_same_press_twice_is_one_report_and_one_receipt(teacher):
    page, url = checked(teacher)
    posted = {"seen": seen_on(page)}
    first, second = (teacher.post(f"{url}check/", posted) for _ in range(2))
    assert first.url == second.url
    assert Incident.objects.count() == 1


def test_two_presses_at_once_are_one_report(reporter):
    """Nobody looks first, so both may write: the table itself refuses the second."""
    key = uuid4()
    record = make_report(reporter, "copying", key=key)
    entries = Entry.objects.count()
    assert make_report(reporter, "copying", key=key) == record
    assert (Incident.objects.count(), Entry.objects.count()) == (1, entries)


def test_the_same_words_again_lead_to_the_same_receipt(teacher):
    url = begin(teacher)
    fields = said(text="Once", description="Year 7", unknown=None)
    teacher.post(url, fields)
    receipt = press_send(teacher, url).url
    assert teacher.post(url, fields).url == receipt


def test_other_words_under_the_same_key_are_shown_beside_what_was_sent(teacher):
    url = begin(teacher)
    teacher.post(url, said(text="Once"))
    press_send(teacher, url)
    answer = teacher.post(url, said(text="Once and more", place="Gym"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Once and more" in page
    assert "You reported" in page
    assert "Gym" in page
    assert Incident.objects.count() == 1


def test_nothing_of_the_other_words_is_lost(teacher):
    url = begin(teacher)
    teacher.post(url, said(text="Once"))
    press_send(teacher, url)
    page = teacher.post(url, said(text="Another thing"))
    assert ("text", "Another thing") in page.context["typed"]
    onward = teacher.post(f"/report/{page.context['key']}/", said(text="Another thing"))
    assert onward.status_code == 302
    assert press_send(teacher, f"/report/{page.context['key']}/").status_code == 302
    assert Incident.objects.count() == 2


def test_words_changed_in_another_window_are_shown_before_they_are_sent(teacher):
    page, url = checked(teacher, text="First")
    teacher.post(url, said(text="Changed"))
    answer = teacher.post(f"{url}check/", {"seen": seen_on(page)})
    assert answer.status_code == 200
    assert "changed in another window" in answer.content.decode()
    assert not Incident.objects.exists()


def test_after_send_the_draft_is_gone_and_back_shows_an_empty_start(teacher):
    _, url = checked(teacher, text="Gone after Send")
    press_send(teacher, url)
    assert not Draft.objects.exists()
    assert [teacher.get(url).url, teacher.get(f"{url}check/").url] == [PAGE, PAGE]
    assert "Gone after Send" not in teacher.get(PAGE).content.decode()
    assert "no-store" in teacher.get(PAGE)["Cache-Control"]


def test_a_check_page_with_nothing_behind_it_starts_anew(teacher):
    assert teacher.get(f"/report/{uuid4()}/check/").url == PAGE
    assert teacher.post(f"/report/{uuid4()}/check/", {}).url == PAGE


def test_page_two_has_to_be_right_first(teacher):
    url = begin(teacher)
    teacher.post(url, said(unknown=None))
    answer = teacher.get(f"{url}check/")
    assert answer.url == f"{url}?again"
    assert "Find who it was" in teacher.get(answer.url).content.decode()


def test_titles_say_nothing(teacher):
    page, _ = checked(teacher, "first-images", category="nudes")
    assert "<title>Report something" in page.content.decode()
    receipt = teacher.get(send(teacher).url).content.decode()
    assert "<title>Receipt" in receipt


# --- What still has to be asked -----------------------------------------------------------------------------
def test_alarming_words_ask_one_question_and_raise_nothing_by_themselves(teacher):
    page, url = checked(teacher, text="They drew a weapon in history")
    assert "Might somebody be in danger, now or in the next days?" in page.content.decode()
    answer = teacher.post(f"{url}check/", {"seen": seen_on(page)})
    assert "Answer “Might somebody be in danger, now or in the next days?”" in answer.content.decode()
    assert not Incident.objects.exists()
    press_send(teacher, url, **{"immediate-danger": "no"})
    assert Incident.objects.get().cls == "inappropriate"


@pytest.mark.parametrize("value", ["yes", "unsure"])
def test_yes_and_not_sure_raise(teacher, value):
    send(teacher, text="They drew a weapon", answers={"immediate-danger": value})
    record = Incident.objects.get()
    assert (record.cls, record.wakes) == ("child_protection", True)
    assert Answer.objects.get(question__code="immediate-danger").value == value


def test_an_answer_that_is_none_is_a_sentence(teacher):
    page, url = checked(teacher, text="a weapon")
    answer = teacher.post(f"{url}check/", {"seen": seen_on(page), "q-immediate-danger": "perhaps\0"})
    assert answer.status_code == 200
    assert not Incident.objects.exists()


def test_ordinary_words_ask_nothing(teacher):
    page, _ = checked(teacher, text="Games in the lesson")
    assert 'type="radio"' not in page.content.decode()


def test_what_can_raise_no_more_is_not_asked(teacher):
    page, _ = checked(teacher, "first-images", category="nudes", told="He has a knife and nudes")
    assert 'type="radio"' not in page.content.decode()


def test_a_kind_asks_its_own_questions(teacher):
    page, url = checked(teacher, category="scam")
    assert "Did anybody give away a password" in page.content.decode()
    press_send(teacher, url, **{"scam-given": "yes"})
    assert Incident.objects.get().cls == "security"


def test_an_answer_that_makes_it_a_picture_sends_it_and_the_receipt_says_stop(teacher):
    answer = send(teacher, text="a topless photo", answers={"may-be-indecent": "unsure"})
    record = Incident.objects.get()
    assert record.cls == "illegal"
    assert Statement.objects.get().text == "a topless photo", "what was written is kept"
    assert "Do not look at it again" in teacher.get(answer.url).content.decode()


def test_small_fields_are_kept_as_they_are(teacher):
    send(teacher, "first-images", category="nudes", whose="A pupil’s", held_by="Me", told="Told at break")
    held = Custody.objects.get()
    assert (held.whose, held.held_by, held.told) == ("A pupil’s", "Me", "Told at break")
    assert not Statement.objects.exists()
    assert Incident.objects.get().no_story


# --- Bad doors ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("where", ["/report/", "{url}", "{url}check/", "{url}first/", "{url}throw-away/"])
def test_a_file_at_any_door_is_refused_and_nothing_is_stored(teacher, where, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    url = begin(teacher)
    Draft.objects.all().delete()
    fields = said() | {"picture": SimpleUploadedFile("a.jpg", b"\xff\xd8" * 2_000_000, "image/jpeg")}
    answer = teacher.post(where.format(url=url), fields)
    assert answer.status_code == 400
    assert not Draft.objects.exists()
    assert not Incident.objects.exists()
    assert not list(tmp_path.glob("*.upload*"))


def test_words_in_another_alphabet_than_utf8_are_refused(teacher):
    url = begin(teacher)
    body = '--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n+2AA-\r\n--b--\r\n'
    answer = teacher.generic("POST", url, body.encode(), "multipart/form-data; boundary=b; charset=utf-7")
    assert answer.status_code == 400


def test_extra_fields_at_send_change_nothing(teacher, reporter):
    page, url = checked(teacher)
    crafted = {"cls": "illegal", "kind": "I", "reporter": 1, "state": "closed", "overlay": "AH"}
    teacher.post(f"{url}check/", {"seen": seen_on(page), **crafted, "text": "Slipped in", "category": "nudes"})
    record = Incident.objects.get()
    assert (record.cls, record.kind, record.reporter, record.state) == ("inappropriate", "N", reporter, "reported")
    assert not Statement.objects.exists()


def test_a_form_without_its_token_is_no_report(reporter):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reporter)
    assert browser.post(PAGE, {"ticks": ["first-none"]}).status_code == 403
    assert not Draft.objects.exists()


# --- The lock -----------------------------------------------------------------------------------------------
def test_what_is_posted_from_a_locked_page_is_there_after_signing_in(reporter, teacher, sign_in):
    url = begin(teacher)
    typed = said(text="Typed before the bell", category=None)
    with clock.standing_at(clock.now() + timedelta(hours=2)):
        answer = teacher.post(url, typed, headers={"referer": f"http://testserver{url}", "host": "testserver"})
        assert "/login/" in answer.url
        page = sign_in(reporter).get(url).content.decode()
    assert "Typed before the bell" in page
    assert 'name="ticks" value="first-none"' in page


def test_the_school_may_have_no_numbers_yet(teacher):
    assert School.current().extension == ""
    page, url = checked(teacher)
    assert "ring the school" in page.content.decode()
    assert "ring the school" in teacher.get(press_send(teacher, url).url).content.decode()


def test_the_key_is_the_reporters_own(reporter, sign_in):
    """Two people with one key make two reports: nobody can take another's key away."""
    key = UUID(int=5)
    for user in (reporter, make_user(Role.STAFF)):
        browser = sign_in(user)
        browser.post(PAGE, {"key": key, "ticks": ["first-none"]})
        browser.post(f"/report/{key}/", said())
        press_send(browser, f"/report/{key}/")
    assert Incident.objects.filter(submission_key=key).count() == 2


def test_sending_writes_no_more_queries_than_it_needs(teacher, django_assert_max_num_queries):
    page, url = checked(teacher, text="Games")
    with django_assert_max_num_queries(36):
        teacher.post(f"{url}check/", {"seen": seen_on(page)})
