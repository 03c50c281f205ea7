"""What one said oneself: the receipt shows all of it, and nothing others made of it, until it is private."""

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.models import Incident
from school.roles import Role
from tests.incidents.test_receipt import page, text
from tests.make import category, make_pupil, make_user, question, reread
from tests.reporting import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter(db):
    return make_user(Role.STAFF)


def whole(cast, sign_in):
    """A report with something in every box, as its reporter sends it; the record and their browser."""
    browser, pupil = sign_in(cast.teacher), make_pupil("Zadie", family="Quillon", form="8K")
    send(
        browser,
        category="bullying",
        text="They laughed at her",
        people=[pupil.ref],
        description="A boy in a red coat",
        place="Bus stop",
        device="LT-12",
        addresses="https://bad.example/x",
        told_by="Ms Hill",
        reach_me="07700 900000",
        answers={"shared-indecent": "no", "bullying-harm": "no"},
    )
    return Incident.objects.get(), browser


SAID = (
    "None of these", "Online bullying", "They laughed at her", "Zadie Quillon, 8K", "A boy in a red coat", "Bus stop",
    "LT-12", "hxxps://bad[.]example/x", "Ms Hill", "07700 900000",
    "Might somebody come to harm",
)  # fmt: skip


def test_it_shows_what_its_reporter_ticked_chose_named_and_wrote(cast, sign_in):
    record, browser = whole(cast, sign_in)
    words = text(page(browser, record))
    assert not [said for said in SAID if said not in words]
    assert f"{clock.local(record.happened_at):%-d %B %Y, %H:%M}" in words
    assert "https://bad.example" not in words


def test_what_one_said_is_hidden_when_it_becomes_private(cast, sign_in):
    record, browser = whole(cast, sign_in)
    actions.raise_class(record, "child_protection", by=cast.coordinator, reason="It is worse than it looked")
    words = text(page(browser, record))
    assert not [said for said in SAID if said in words]
    assert "It is now private, so its words are not shown here, even to you." in words


def test_it_shows_nothing_of_what_others_added(cast, sign_in):
    """Who else is involved, what it is filed under now, what handlers answered and where the device went."""
    record, browser = whole(cast, sign_in)
    before = text(page(browser, record))
    other = make_pupil("Yusra", family="Secretly", form="9C")
    actions.involve(record, person=other, part="witness", by=cast.coordinator)
    actions.involve(reread(record), description="Secretly described", part="victim", by=cast.coordinator)
    actions.file_under(reread(record), [category("images-shared")], by=cast.coordinator)
    actions.answer(reread(record), {question("personal-data"): "no"}, by=cast.coordinator)
    actions.note(reread(record), "Secretly noted", by=cast.coordinator)
    assert text(page(browser, record)) == before


def test_nobody_named_is_said_so(reporter, sign_in):
    answer = send(sign_in(reporter), text="Games", unknown="on")
    assert "Name not known" in text(sign_in(reporter).get(answer.url).content.decode())
