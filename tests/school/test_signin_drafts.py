"""What is typed into a session that has locked finds its owner (security.md AC-047; people.md U64)."""

import pytest
from django import forms
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import path

from esafety import urls as site
from esafety.lib.govuk.fields import DateField
from school import drafts
from school.access import signed_in
from school.models import Draft
from tests.signing_in import PASSWORD, after, code, is_in, post_code, post_password, with_app, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
WORDS = "He showed it to the others at the bus stop"


class StoryForm(forms.Form):
    story = forms.CharField()
    where = forms.MultipleChoiceField(choices=[("bus", "Bus"), ("hall", "Hall")], widget=forms.CheckboxSelectMultiple)
    day = DateField(required=False)


sent = []


@signed_in
def story(request):
    form = StoryForm(request.POST or None)
    if form.is_valid():
        sent.append(form.cleaned_data["story"])
        drafts.used(request)
        return redirect("/story/")
    drafts.fill(request, form)
    return HttpResponse(f"{form['story']} {form['where']} {form['day']}")


urlpatterns = [path("story/", story, name="story"), *site.urlpatterns]
TYPED = {
    "story": WORDS,
    "where": ["bus", "hall"],
    "day_day": "3",
    "day_month": "11",
    "day_year": "2026",
    "password": "s3cret",
}


@pytest.fixture(autouse=True)
def _nothing_sent():
    sent.clear()


def test_what_is_posted_is_kept_not_sent(desk, teacher):
    after(minutes=31)
    assert desk.post("/story/", TYPED).url == "/account/login/?next=/story/"
    assert not sent
    kept = Draft.objects.get(owner=teacher, path="/story/")
    assert kept.fields["story"] == [WORDS]
    assert "password" not in kept.fields


def test_and_stands_in_the_form_again_after_signing_in(desk, teacher):
    after(minutes=31)
    asked = desk.post("/story/", TYPED).url
    assert "What you typed is kept for you" in desk.get(asked).content.decode()
    form = desk.post(asked, {"login": teacher.email, "password": PASSWORD}, follow=True).content.decode()
    assert WORDS in form
    assert form.count("checked") == 2
    assert all(f'value="{part}"' in form for part in ("3", "11", "2026"))
    assert "s3cret" not in form


def test_it_is_shown_until_it_is_sent(desk, teacher):
    after(minutes=31)
    desk.post("/story/", TYPED)
    post_password(desk, teacher.email)
    assert WORDS in desk.get("/story/").content.decode()
    desk.post("/story/", TYPED)
    assert sent == [WORDS]
    assert WORDS not in desk.get("/story/").content.decode()


def test_a_handler_passes_the_second_step_too_before_they_see_it(cast):
    lead = with_app(cast.dsl)
    browser = Client()
    post_password(browser, lead.email)
    post_code(browser)
    after(minutes=16)
    asked = browser.post("/story/", TYPED).url
    assert browser.post(asked, {"login": lead.email, "password": PASSWORD}).url == "/account/second-step/use/"
    assert WORDS not in browser.get("/story/", follow=True).content.decode()
    assert browser.post("/account/second-step/use/", {"code": code(+1)}).url == "/story/"
    assert WORDS in browser.get("/story/").content.decode()


def test_somebody_else_who_signs_in_there_gets_nothing_of_it(desk, cast):
    session = desk.session
    session["half a report"] = WORDS
    session.save()
    after(minutes=31)
    desk.post("/story/", TYPED)
    colleague = with_password(cast.colleague)
    post_password(desk, colleague.email)
    assert WORDS not in desk.get("/story/").content.decode()
    assert "half a report" not in desk.session
    assert is_in(desk)


def test_nor_does_a_handler_lose_the_proof_of_the_second_step_there(desk, cast):
    lead = with_app(cast.dsl)
    after(minutes=31)
    post_password(desk, lead.email)
    assert post_code(desk).url == "/"


def test_unlocking_keeps_what_the_session_held(desk, teacher):
    session = desk.session
    session["half a report"] = WORDS
    session.save()
    before = desk.session.session_key
    after(minutes=31)
    post_password(desk, teacher.email)
    assert desk.session["half a report"] == WORDS
    assert desk.session.session_key != before


def test_unlocking_in_one_tab_does_not_break_the_form_in_another(teacher):
    browser = Client(enforce_csrf_checks=True)
    browser.get("/account/login/")
    post_password(browser, teacher.email, csrfmiddlewaretoken=browser.cookies["csrftoken"].value)
    token = browser.get("/account/password/change/").wsgi_request.META["CSRF_COOKIE"]
    after(minutes=31)
    post_password(browser, teacher.email, csrfmiddlewaretoken=token)
    assert browser.post("/story/", TYPED | {"csrfmiddlewaretoken": token}).status_code == 302
    assert sent == [WORDS]


def test_a_forged_post_into_a_locked_session_keeps_nothing(desk, teacher):
    after(minutes=31)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["sessionid"] = desk.cookies["sessionid"].value
    assert strict.post("/story/", TYPED).status_code == 403
    assert strict.post("/story/", TYPED, headers={"origin": "https://evil.example"}).status_code == 403
    assert not Draft.objects.exists()


OURS = {"origin": "http://testserver"}


def test_a_page_of_ours_whose_token_is_old_keeps_the_words_and_says_not_sent(teacher):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(teacher)
    page = browser.post("/story/", TYPED | {"made_for": drafts.mark(teacher)}, headers=OURS)
    assert page.status_code == 409
    assert "NOT SENT" in page.content.decode()
    assert not sent
    assert WORDS in browser.get("/story/").content.decode()


def test_the_words_of_a_page_made_for_another_are_theirs_and_shown_to_nobody_else(teacher, cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.colleague)
    page = browser.post("/story/", TYPED | {"made_for": drafts.mark(teacher)}, headers=OURS)
    assert page.status_code == 409
    assert WORDS not in page.content.decode()
    assert WORDS not in browser.get("/story/").content.decode()
    assert Draft.objects.get().owner == teacher


@pytest.mark.parametrize("mark", ["", "1", "1:1hello:forged", "\0"])
def test_a_page_that_does_not_say_whose_it_is_keeps_nothing(teacher, cast, mark):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.colleague)
    page = browser.post("/story/", TYPED | {"made_for": mark}, headers=OURS)
    assert "Copy your words now" in page.content.decode()
    assert not Draft.objects.exists()


def test_whose_session_is_gone_finds_the_words_again_where_the_page_says_whose_it_was(desk, teacher):
    Session.objects.all().delete()
    page = desk.post("/story/", TYPED | {"made_for": drafts.mark(teacher)}).content.decode()
    assert "NOT SENT" in page
    assert 'href="/account/login/?next=/story/"' in page
    assert WORDS not in page
    assert Draft.objects.get().owner == teacher


def test_a_changed_password_elsewhere_still_finds_the_owner(desk, teacher):
    with_password(teacher, "another quiet orchard")
    assert desk.post("/story/", TYPED).status_code == 302
    post_password(desk, teacher.email, "another quiet orchard")
    assert WORDS in desk.get("/story/").content.decode()


def test_where_nobody_is_known_the_words_are_shown_and_nothing_is_kept(desk):
    Session.objects.all().delete()
    page = desk.post("/story/", TYPED)
    assert page.status_code == 401
    assert WORDS in page.content.decode()
    assert "Copy your words now" in page.content.decode()
    assert not Draft.objects.exists()


def test_words_for_a_page_that_only_takes_posts_go_to_the_page_they_were_typed_on(desk, teacher):
    after(minutes=31)
    asked = desk.post("/story/send/", TYPED, headers={"referer": "http://testserver/story/?from=home"}, follow=False)
    assert asked.status_code in (302, 404)
    desk.post("/account/stay/", TYPED, headers={"referer": "http://testserver/story/"})
    assert Draft.objects.get(owner=teacher).path == "/story/"


def test_a_page_that_fills_no_form_shows_the_words_for_copying(desk, teacher):
    after(minutes=31)
    desk.post("/account/sessions/", {"words": WORDS})
    post_password(desk, teacher.email)
    page = desk.get("/account/sessions/")
    assert WORDS in page.content.decode()
    desk.post("/account/kept/drop/", headers={"referer": "http://testserver/account/sessions/"})
    assert WORDS not in desk.get("/account/sessions/").content.decode()


def test_keep_for_later_keeps_words_even_where_nothing_is_locked(desk, teacher):
    assert desk.post("/story/", TYPED | {"keep_for_later": "1"}).status_code == 302
    assert not sent
    assert WORDS in desk.get("/story/").content.decode()


def test_what_a_page_had_kept_there_itself_stays_beside_it(desk, teacher):
    Draft.objects.create(owner=teacher, path="/story/", fields={"ticks": ["danger"], "story": ["older words"]})
    after(minutes=31)
    desk.post("/story/", TYPED)
    kept = Draft.objects.get(owner=teacher, path="/story/").fields
    assert kept["ticks"] == ["danger"]
    assert kept["story"] == [WORDS]


def test_what_was_emptied_stays_empty(desk, teacher):
    Draft.objects.create(owner=teacher, path="/story/", fields={"story": ["older words"], "where": ["bus"]})
    after(minutes=31)
    desk.post("/story/", {"story": "", "where": ["hall"]})
    assert Draft.objects.get(owner=teacher, path="/story/").fields["story"] == [""]


def test_a_tick_that_was_taken_away_stays_away(desk, teacher, monkeypatch):
    monkeypatch.setitem(drafts._forms, "story", StoryForm)
    Draft.objects.create(owner=teacher, path="/story/", fields={"ticks": ["danger"], "where": ["bus"]})
    after(minutes=31)
    desk.post("/story/", {"story": WORDS})
    kept = Draft.objects.get(owner=teacher, path="/story/").fields
    assert (kept.get("where"), kept["ticks"]) == (None, ["danger"])


def test_after_a_day_it_is_gone(desk, teacher):
    after(minutes=31)
    desk.post("/story/", TYPED)
    after(hours=24, minutes=1)
    post_password(desk, teacher.email)
    assert WORDS not in desk.get("/story/").content.decode()
    assert drafts.purge() == 1
    assert not Draft.objects.exists()


def test_what_is_less_than_a_day_old_is_not_purged(desk):
    after(minutes=31)
    desk.post("/story/", TYPED)
    after(hours=23)
    assert drafts.purge() == 0


def test_far_too_much_is_shown_not_stored(desk):
    after(minutes=31)
    assert desk.post("/story/", {"story": "long words " * 30_000}).status_code == 401
    assert not Draft.objects.exists()


def test_a_character_no_database_holds_is_left_out(desk, teacher):
    after(minutes=31)
    assert desk.post("/story/", {"story": f"{WORDS}\0", "no\0name": "x"}).status_code == 302
    assert Draft.objects.get(owner=teacher).fields["story"] == [WORDS]


def test_nothing_typed_is_nothing_kept(desk):
    after(minutes=31)
    assert desk.post("/story/", {"story": " "}).url == "/account/login/?next=/story/"
    assert not Draft.objects.exists()
