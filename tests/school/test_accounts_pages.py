"""Pages anybody may open, the cards of the demo, and what every answer carries (AC-049, AC-055, AC-056; U8, U67)."""

import logging
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client

from audit.ledger import ledger
from audit.models import Entry
from esafety.demo.people import OTHERS, STAFF
from esafety.lib import clock
from school import account_urls, request_ids, tidying
from school.demo import CARDS
from school.models import Agency, Draft, School, SignInFailure, TrustedDevice
from school.roles import Role
from school.views import errors
from tests.make import make_user
from tests.signing_in import is_in, with_app, with_password

pytestmark = pytest.mark.django_db


def change_school(**values) -> None:
    school = School.current()
    for name, value in values.items():
        setattr(school, name, value)
    with ledger("made for a test", by=None, kind="school", ref="") as book:
        book.save(school)


@pytest.fixture
def demo(settings, db):
    settings.DEBUG = True
    change_school(is_demo=True)


def demo_account(card):
    """The account behind a card."""
    user = make_user()
    user.email = card.email
    with ledger("made for a test", by=None, kind="account", ref="") as book:
        return book.save(user)


@pytest.mark.parametrize("address", ["/tell-someone/", "/account/login/"])
def test_whom_to_ring_stands_where_nobody_is_signed_in(address):
    change_school(extension="204", telephone="01632 960001", out_of_hours="01632 960002")
    page = Client().get(address).content.decode()
    assert all(number in page for number in ("999", "204", "01632 960001", "01632 960002"))


def test_tell_someone_gives_the_numbers_of_those_outside():
    with ledger("made for a test", by=None, kind="agency", ref="") as book:
        book.save(Agency(code="helpline", name="A helpline", day_number="0300 123 4567", night_number="0300 765 4321"))
    page = Client().get("/tell-someone/").content.decode()
    assert "tel:03001234567" in page
    assert "tel:03007654321" in page


def test_a_missing_page_gives_the_numbers_too():
    change_school(extension="204")
    page = Client().get("/no-such-page/")
    assert page.status_code == 404
    assert "204" in page.content.decode()


def test_a_card_of_the_demo_signs_in_with_one_press(demo):
    user = demo_account(CARDS[0])
    browser = Client()
    assert "See it as a teacher" in browser.get("/account/login/").content.decode()
    assert browser.post("/account/see-it-as/teacher/").url == "/"
    assert is_in(browser)
    assert Entry.objects.filter(verb="signed in", actor=user.ref).exists()


def test_a_card_without_an_account_is_not_shown(demo):
    demo_account(CARDS[0])
    page = Client().get("/account/login/").content.decode()
    assert "See it as the headteacher" not in page
    assert Client().post("/account/see-it-as/headteacher/").status_code == 404


def test_every_office_can_be_seen_through_a_card():
    """Whoever at Oakfield holds more than a teacher does; the card's label is unlike every other's."""
    people = {code: roles for code, _, _, _, roles, _ in STAFF} | {code: roles for code, *_, roles in OTHERS}
    doors = {card.email.split("@")[0] for card in CARDS}
    assert {code for code, roles in people.items() if set(roles) != {Role.STAFF}} <= doors <= set(people)
    assert set().union(*(people[code] for code in doors)) == set(Role)
    assert len({card.label for card in CARDS}) == len(CARDS)
    assert len({card.description for card in CARDS}) == len(CARDS), "each says what one can do there"


def test_looking_at_a_card_signs_nobody_in(demo):
    demo_account(CARDS[0])
    browser = Client()
    assert browser.get("/account/see-it-as/teacher/").status_code == 405
    assert not is_in(browser)


def test_what_is_wrong_stands_below_the_cards_just_above_the_boxes(demo, client):
    demo_account(CARDS[0])
    page = client.post("/account/login/", {"login": "nobody@oakfield.example", "password": "wrong"}).content.decode()
    doors, wrong, box = (page.index(words) for words in ("See it as", "There is a problem", 'name="login"'))
    assert doors < wrong < box
    assert page.count("There is a problem") == 1


@pytest.mark.parametrize(("debug", "is_demo"), [(True, False), (False, True), (False, False)])
def test_there_is_no_card_outside_the_demo(settings, debug, is_demo):
    settings.DEBUG = debug
    change_school(is_demo=is_demo)
    demo_account(CARDS[0])
    assert "See it as" not in Client().get("/account/login/").content.decode()
    assert Client().post("/account/see-it-as/teacher/").status_code == 404


SAFE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize(
    "address", ["/", "/account/", "/account/login/", "/tell-someone/", "/no-such-page/", "/account/invitation/x/"]
)
def test_every_answer_carries_the_safe_headers(address, cast):
    browser = Client()
    browser.force_login(cast.teacher)
    for who in (Client(), browser):
        answer = who.get(address)
        assert {name: answer.get(name) for name in SAFE} == SAFE
        assert "no-store" in answer["Cache-Control"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert "Permissions-Policy" in answer


def test_a_failure_of_ours_carries_them_too(cast, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("broken for a test")

    monkeypatch.setattr("school.second_factor.exists", fail)
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.teacher)
    answer = browser.get("/account/")
    assert answer.status_code == 500
    assert {name: answer.get(name) for name in SAFE} == SAFE
    assert "broken for a test" not in answer.content.decode()


def test_and_the_numbers_to_ring_and_a_name_to_find_it_by(cast, monkeypatch):
    """AC-094."""
    change_school(extension="204")
    monkeypatch.setattr("school.second_factor.exists", None)
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.teacher)
    answer = browser.get("/account/")
    assert answer.status_code == 500
    assert "204" in answer.content.decode()
    assert answer["X-Request-ID"] in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_it_says_so_even_where_the_database_is_gone(rf, monkeypatch):
    def gone():
        raise OperationalError

    monkeypatch.setattr("school.models.School.current", gone)
    page = errors.failed(rf.get("/")).content.decode()
    assert "999" in page
    assert "ring the school and ask for the designated safeguarding lead." in page


@pytest.mark.parametrize("address", ["/account/invitation/%00/", "/account/see-it-as/x%00/", "/%00"])
def test_an_address_no_database_can_look_for_is_not_found(address):
    assert Client().get(address).status_code == 404


def test_every_door_says_who_may_knock():
    doors = [line for line in account_urls.urlpatterns if not hasattr(line.callback, "access")]
    assert doors == []


def test_what_is_over_is_dropped(cast):
    old = clock.now() - timedelta(days=100)
    with clock.standing_at(old):
        Draft.objects.create(owner=cast.teacher, path="/x/", fields={})
        SignInFailure.objects.create(key="k", last=old, until=old)
        TrustedDevice.objects.create(user=cast.teacher, token_hash="h", expires=old + timedelta(days=90))
    browser = Client()
    browser.force_login(cast.teacher)
    UserSession.objects.create(user=cast.teacher, ip="10.0.0.1", session_key="gone", user_agent="x")
    tidying.purge()
    left = [model.objects.count() for model in (Draft, SignInFailure, TrustedDevice, UserSession)]
    assert left == [0, 0, 0, 0]
    assert is_in(browser)


def test_every_request_has_a_name_in_the_log_and_in_the_answer(caplog):
    answer = Client().get("/no-such-page/")
    line = next(record for record in caplog.records if record.name == "django.request")
    assert request_ids.WithRequestId().filter(line)
    assert line.request_id == answer["X-Request-ID"]
    assert Client().get("/tell-someone/")["X-Request-ID"] != answer["X-Request-ID"]


def test_no_address_or_password_reaches_the_log(cast, caplog):
    caplog.set_level(logging.DEBUG)
    teacher = with_password(cast.teacher)
    Client().post("/account/login/", {"login": teacher.email, "password": "wrong words here"})
    assert teacher.email not in caplog.text
    assert "wrong words here" not in caplog.text


PAGES = [
    "/account/",
    "/account/login/",
    "/account/logout/",
    "/account/again/",
    "/account/password/change/",
    "/account/password/reset/",
    "/account/second-step/",
    "/account/second-step/app/",
    "/account/second-step/app/remove/",
    "/account/second-step/codes/",
    "/account/second-step/codes/new/",
    "/account/second-step/passkeys/",
    "/account/second-step/passkeys/add/",
    "/account/second-step/passkeys/again/",
    "/account/second-step/passkeys/sign-in/",
    "/account/second-step/why/",
    "/account/sessions/",
    "/tell-someone/",
]


@pytest.mark.parametrize("address", PAGES)
def test_looking_changes_nothing_but_record_session_and_throttle(address, cast):
    """AC-049."""
    free = (Session, UserSession, SignInFailure, TrustedDevice)
    tables = [model for model in apps.get_models() if model not in free and not model.__module__.startswith("audit")]
    browser = Client()
    browser.force_login(with_app(cast.coordinator))
    before = {model: list(model._base_manager.order_by("pk").values()) for model in tables}
    browser.get(address)
    browser.head(address)
    assert {model: list(model._base_manager.order_by("pk").values()) for model in tables} == before
