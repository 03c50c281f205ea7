"""What people read, word for word (people.md U4, U18, U19, U35, U45); nothing else (AC-075)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from audit.ledger import ledger
from esafety.lib import clock
from notices import actions, audience, sending, watch

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 6, 21, 28, tzinfo=UTC)
REF = "K7QF-2MXD"


@pytest.fixture(autouse=True)
def _friday_evening(school, settings):
    settings.SITE_URL = "https://oakfield.example"
    clock.set_to(START)


def sent():
    sending.send_due()
    return mail.outbox[-1].subject, mail.outbox[-1].body.strip().split("\n")


def test_an_alarm(cast, matter):
    matter.tell(cast.dsl)
    assert sent() == (
        "Action needed now: K7QF-2MXD",
        [
            "Oakfield: something reported at 21:28 needs you now.",
            "https://oakfield.example/matters/K7QF-2MXD/, or open the site as you usually do.",
            "Press 'I have this'. If nobody has by 21:43, the next person is told.",
            "If a child is in danger now, ring 999.",
            "Details are left out on purpose. Please do not forward.",
        ],
    )


def test_after_midnight_it_says_which_day(cast, matter):
    matter.tell(cast.dsl)
    clock.set_to(START + timedelta(hours=5))
    watch.climb_due()
    assert sent()[1][0] == "Oakfield: something reported at 21:28 on Friday 6 November needs you now."


def test_after_the_last_rung_everyone_is_told_again(cast, matter):
    matter.tell(cast.dsl)
    clock.set_to(START + timedelta(minutes=60))
    watch.climb_due()
    assert "If nobody has by 22:58, everyone is told again." in sent()[1][2]


def test_a_stand_down(cast, matter):
    matter.tell(cast.dsl)
    sending.send_due()
    clock.set_to(START + timedelta(minutes=8))
    actions.answer("matter", REF, by=cast.dsl)
    assert sent() == ("K7QF-2MXD: answered", ["Someone answered this at 21:36. You need do nothing now."])


def test_the_outside_contact(cast, matter, school):
    school.outside_contact, school.outside_agreed = "trust@example.org", True
    with ledger("made for a test", by=None, kind="school", ref="") as book:
        book.save(school)
    matter.tell()
    assert sent()[1] == ["Please ring the school's safeguarding lead on 01632 960001 about reference K7QF-2MXD."]


@pytest.mark.parametrize(
    ("words", "subject", "body"),
    [
        (
            "dealt_with",
            "K7QF-2MXD: dealt with",
            "Your report has been dealt with. Thank you. To protect those involved we cannot say more. "
            "If you are still worried, add to it: https://oakfield.example/matters/K7QF-2MXD/.",
        ),
        ("someone_has_it", "K7QF-2MXD: someone has it", "Someone has your report (21:28)."),
    ],
)
def test_what_the_reporter_hears(cast, matter, words, subject, body):
    audience.register("matter", matter.resolver, link=lambda ref: f"/matters/{ref}/", words=words)
    matter.tell(cast.teacher, wakes=False)
    assert sent() == (subject, [body])


@pytest.mark.parametrize(
    ("ahead", "subject"),
    [
        ({"minutes": -8}, "Action needed, late since 21:20 today: K7QF-2MXD"),
        ({"minutes": 1}, "Action needed by 21:29 today: K7QF-2MXD"),
        ({"hours": 3}, "Action needed by 00:28 on Saturday 7 November: K7QF-2MXD"),
        ({"hours": 12}, "Action needed by Saturday: K7QF-2MXD"),
        ({"days": 6}, "Action needed by Thursday: K7QF-2MXD"),
        ({"days": 13}, "Action needed by Thursday 19 November: K7QF-2MXD"),
    ],
)
def test_what_is_due_says_by_when(cast, matter, ahead, subject):
    """The hour where it is today or this night: "today" says too little of what is due within the hour."""
    audience.register("matter", matter.resolver, words="due")
    matter.tell(cast.dsl, wakes=False, due=START + timedelta(**ahead))
    assert sent()[0] == subject


def test_a_school_s_apostrophe_stays_one(cast, matter, school):
    school.name = "St Mary's & All Saints"
    with ledger("made for a test", by=None, kind="school", ref="") as book:
        book.save(school)
    matter.tell(cast.dsl)
    assert sent()[1][0].startswith("St Mary's & All Saints: something")


def test_no_mail_names_anybody(cast, matter):
    matter.tell(cast.dsl, cast.head, by=cast.teacher)
    sending.send_due()
    actions.answer("matter", REF, by=cast.dsl)
    sending.send_due()
    for message in mail.outbox:
        whole = message.message().as_string().replace(message.to[0], "")
        assert not any(user.person.family_name in whole or user.email in whole for user in vars(cast).values())
