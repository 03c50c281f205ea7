"""Guessing is slowed, nobody is locked out (security.md AC-040, AC-041, AC-042; Cyber Essentials: 10 in 5 minutes)."""

from datetime import UTC, datetime, timedelta
from time import perf_counter, sleep

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.test import Client, RequestFactory

from audit.models import Entry
from esafety.lib import clock
from school import devices, notifications, throttle
from school.models import SignInFailure, TrustedDevice
from tests.signing_in import from_address, is_in, post_code, post_password, with_app, with_password

pytestmark = pytest.mark.django_db
LIBRARY, HOME = "10.0.0.7", "81.2.69.142"
MONDAY = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)


def request_from(address: str):
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    request.COOKIES = {}
    return request


def guess(account="lead@oakfield.example", address=LIBRARY, what="password") -> float:
    """Guess once: 0, or the seconds one is told to wait."""
    try:
        throttle.charge(request_from(address), account, what)
    except throttle.TooSoon as wait:
        return float(str(wait).split("Wait ")[1].split(" ")[0])
    return 0


def soonest(now: datetime) -> datetime:
    """When the next guess is looked at again: somebody who tries as often as they can."""
    return max(now, SignInFailure.objects.order_by("-count").first().until)


def test_fifty_guesses_from_a_pupils_computer_do_not_keep_the_lead_out(cast):
    lead = with_app(cast.dsl)
    own = from_address(HOME)
    post_password(own, lead.email)
    assert post_code(own).url == "/"
    own.post("/account/logout/")
    pupil = from_address(LIBRARY)
    answers = [post_password(pupil, lead.email, f"guess {n}").content for n in range(50)]
    assert b"too many wrong tries" in answers[-1]
    TrustedDevice.objects.get(user=lead)
    assert post_password(own, lead.email).url == "/account/second-step/use/"


def test_nor_on_her_own_trusted_computer_in_the_same_library(cast):
    lead = with_app(cast.dsl)
    own, pupil = from_address(LIBRARY), from_address(LIBRARY)
    post_password(own, lead.email)
    post_code(own)
    own.post("/account/logout/")
    for n in range(10):
        post_password(pupil, lead.email, f"guess {n}")
    assert b"too many wrong tries" in post_password(pupil, lead.email).content
    assert post_password(own, lead.email).url == "/account/second-step/use/"


def test_the_right_password_does_not_help_while_one_must_wait(cast):
    teacher = with_password(cast.teacher)
    pupil = from_address(LIBRARY)
    for n in range(4):
        post_password(pupil, teacher.email, f"guess {n}")
    post_password(pupil, teacher.email)
    assert not is_in(pupil)
    assert is_in_after(pupil, teacher, seconds=20)


def is_in_after(browser, user, seconds: int) -> bool:
    with clock.standing_at(clock.now() + timedelta(seconds=seconds)):
        post_password(browser, user.email)
        return is_in(browser)


def test_at_most_ten_guesses_fit_into_any_five_minutes(db):
    moments, now = [], MONDAY
    while now < MONDAY + timedelta(minutes=40):
        with clock.standing_at(now):
            assert not guess()
        moments.append(now)
        now = soonest(now)
    windows = [sum(start <= at < start + timedelta(minutes=5) for at in moments) for start in moments]
    assert max(windows) <= 10


def test_each_wait_is_longer_than_the_one_before(db):
    waits, now = [], MONDAY
    for _ in range(9):
        with clock.standing_at(now):
            assert not guess()
        waits.append((soonest(now) - now).total_seconds())
        now = soonest(now)
    assert waits[:3] == [0, 0, 5]
    assert waits[2:] == sorted(waits[2:])


def test_an_hour_later_all_is_forgotten(db):
    with clock.standing_at(MONDAY):
        while not guess():
            pass
    with clock.standing_at(MONDAY + timedelta(minutes=61)):
        assert [guess(), guess()] == [0, 0]


def test_trying_one_account_after_another_is_noticed_and_slowed(db):
    with clock.standing_at(MONDAY):
        answers = [guess(f"person{n}@oakfield.example") for n in range(250)]
    assert answers.index(next(wait for wait in answers if wait)) <= throttle.MANY_ACCOUNTS + 1
    assert all(answers[throttle.MANY_ACCOUNTS + 1 :])
    assert Entry.objects.filter(verb="many accounts tried from one network").count() == 1


def test_and_it_stays_slow_for_whoever_waits_it_out(db):
    now, tried = MONDAY, 0
    while now < MONDAY + timedelta(hours=1):
        with clock.standing_at(now):
            assert not guess(f"person{tried}@oakfield.example")
        tried, now = tried + 1, soonest(now)
    assert tried < 100


def test_another_network_is_not_slowed(db):
    for n in range(30):
        guess(f"person{n}@oakfield.example")
    assert guess("lead@oakfield.example", HOME) == 0


def test_a_staff_room_full_of_typing_errors_is_not_slowed(cast):
    """Who gets in after a typing error counts no longer."""
    teacher = with_password(cast.teacher)
    for n in range(throttle.MANY_ACCOUNTS - 1):
        guess(f"person{n}@oakfield.example")
    for _ in range(3):
        assert post_password(from_address(LIBRARY), teacher.email).status_code == 302
    assert guess("one.more@oakfield.example") == 0


def test_a_whole_house_of_new_addresses_is_one_network(db):
    request = request_from("2001:db8:1:2:aaaa::1")
    assert devices.network(request) == devices.network(request_from("2001:db8:1:2:bbbb::9"))
    assert devices.network(request) != devices.network(request_from("2001:db8:1:3::1"))


def test_a_made_up_forwarding_header_is_not_believed(db):
    forged = RequestFactory().post("/", REMOTE_ADDR=LIBRARY, HTTP_X_FORWARDED_FOR=HOME)
    assert devices.address(forged) == LIBRARY


def test_no_address_and_no_account_is_stored(db):
    guess("lead@oakfield.example")
    stored = str(list(SignInFailure.objects.values()))
    assert LIBRARY not in stored
    assert "lead" not in stored


def test_codes_are_slowed_like_passwords(cast):
    lead = with_app(cast.dsl)
    browser = from_address(LIBRARY)
    post_password(browser, lead.email)
    answers = [post_code(browser, f"{n:06}").content for n in range(5)]
    assert b"not right, or was used before" in answers[0]
    assert b"too many wrong tries" in answers[-1]
    assert not is_in(browser)


def test_a_mailbox_cannot_be_filled_with_reset_links(cast):
    teacher = with_password(cast.teacher)
    pages = {Client().post("/account/password/reset/", {"email": teacher.email}).url for _ in range(8)}
    notifications.wait_until_posted()
    assert pages == {"/account/password/reset/sent/"}
    assert len(mail.outbox) == throttle.FREE


def seconds(act) -> float:
    started = perf_counter()
    act()
    return perf_counter() - started


def test_unknown_and_wrong_cost_one_look_at_the_password_each(cast, monkeypatch, settings, own_hashers):
    """That look takes far longer than all the rest together: with the product's own hasher."""
    settings.PASSWORD_HASHERS = own_hashers
    teacher, looks = with_password(cast.teacher), []
    hashed = PBKDF2PasswordHasher.encode
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 10)
    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", lambda *given: looks.append(given) or hashed(*given))
    post_password(from_address("10.1.1.1"), teacher.email, "wrong")
    known = len(looks)
    post_password(from_address("10.1.1.2"), "nobody@oakfield.example", "wrong")
    assert (known, len(looks)) == (1, 2)


def gap(attempt, email: str) -> float:
    """Seconds by which a known address takes longer than an unknown one: the quickest of nine each, by turns."""
    attempt(email, 99)
    pairs = [(attempt(email, n), attempt("nobody@oakfield.example", 50 + n)) for n in range(9)]
    known, unknown = (min(times) for times in zip(*pairs, strict=True))
    return known - unknown


def test_and_the_rest_takes_the_same_time(cast):
    def attempt(email, n):
        return seconds(lambda: post_password(from_address(f"10.1.{n}.1"), email, "wrong"))

    assert abs(gap(attempt, with_password(cast.teacher).email)) < 0.05


def test_asking_for_a_link_takes_the_same_time_for_an_unknown_address(cast, monkeypatch):
    """However slow the mail server is."""
    monkeypatch.setattr(notifications, "_hand_over", lambda letter: sleep(0.2))

    def ask(email, n):
        browser = from_address(f"10.2.{n}.1")
        return seconds(lambda: browser.post("/account/password/reset/", {"email": email}))

    assert abs(gap(ask, with_password(cast.teacher).email)) < 0.05
    notifications.wait_until_posted()
