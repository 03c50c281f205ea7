"""Somebody who works here is named in what is added to a report: they are asked about before anybody is told."""

import pytest
from django.core import mail

from incidents import actions
from incidents.models import Incident, Statement
from notices import sending
from school.roles import Role
from tests.incidents.test_receipt import finish
from tests.make import make_pupil, make_report, make_user, reread
from tests.pages import words_of
from tests.routes import paths

pytestmark = pytest.mark.django_db
HARM = "q-concern-threshold"  # asked once it is said to be about somebody here
WORDS = "Mrs Brindle messages him at night"


@pytest.fixture
def brindle(cast):
    """Who deals with ordinary reports, and has this one."""
    return make_user(Role.STAFF, Role.COORDINATOR, given="Olive", family="Brindle")


@pytest.fixture
def record(cast, brindle) -> Incident:
    record = make_report(cast.teacher, "acceptable-use", people=[make_pupil("Sam", family="Quillon")])
    actions.acknowledge(record, by=brindle)
    return reread(record)


@pytest.fixture
def teacher(cast, sign_in):
    return sign_in(cast.teacher)


def write(browser, record, box="add", text=WORDS, **answers):
    return browser.post(f"/reports/mine/{record.ref}/{box}/", {f"{box}-text": text, **answers})


def asked(page, box="add", value="about") -> dict:
    return {f"{box}-n-{code}": value for code in codes_of(page, box)} | {f"{box}-{HARM}": "no"}


def codes_of(page, box) -> list[str]:
    names = page.context[box].fields
    return [name.removeprefix("n-") for name in names if name.startswith("n-")]


def waiting_for(record, cast, box) -> str:
    if box == "answer":
        actions.ask_reporter(record, "Who was it?", by=cast.dsl)
    return box


@pytest.mark.parametrize("box", ["add", "answer"])
def test_it_asks_first_and_nothing_is_written_or_told(teacher, record, cast, box):
    write_to = waiting_for(record, cast, box)
    mail.outbox.clear()
    page = write(teacher, record, write_to)
    assert "You wrote “Mrs Brindle”. Is this somebody who works here" in words_of(page)
    assert WORDS in words_of(page)
    sending.send_due()
    assert not Statement.objects.filter(text=WORDS).exists()
    assert not reread(record).barred.exists()


@pytest.mark.parametrize("value", ["about", "unsure"])
@pytest.mark.parametrize("box", ["add", "answer"])
def test_whoever_it_is_about_finds_no_trace(teacher, record, brindle, cast, sign_in, box, value):
    waiting_for(record, cast, box)
    sending.send_due()
    mail.outbox.clear()
    assert write(teacher, record, box, **asked(write(teacher, record, box), box, value)).status_code == 302
    sending.send_due()
    told = {address for message in mail.outbox for address in message.to}
    assert cast.head.email in told
    assert brindle.email not in told
    record = reread(record)
    assert (record.kind, record.owner, record.state) == ("AD", None, "reported")
    assert record.involved.get(part="subject", person__family_name="Brindle").description == "Mrs Brindle"
    browser = sign_in(brindle)
    assert browser.get(f"/records/{record.ref}/").status_code == 404
    for name, path in paths({"ref": record.ref, "key": record.submission_key}):
        if name != "account_logout":
            for response in (browser.get(path), browser.post(path, {"words": "night", "text": "x"})):
                assert WORDS.encode() not in response.content, name
                assert record.ref.encode() not in response.content or record.ref in path, name
    assert WORDS in sign_in(cast.head).get(f"/records/{record.ref}/").content.decode()


@pytest.mark.parametrize("value", ["not-about", "else"])
def test_what_is_not_about_them_is_added_as_always(teacher, record, brindle, value):
    write(teacher, record, **asked(write(teacher, record), value=value))
    record = reread(record)
    assert record.statements.filter(text=WORDS).exists()
    assert (record.kind, record.owner) == ("N", brindle.person)
    assert not record.barred.exists()


def test_the_question_tells_nothing_that_was_found_since(teacher, record, brindle, cast):
    """Asked alike whether or not somebody else has found out already; and whoever is out already stays out."""
    actions.involve(record, person=brindle.person, part="subject", by=cast.dsl)
    page = write(teacher, record)
    assert codes_of(page, "add")
    assert write(teacher, record, **asked(page)).status_code == 302
    assert reread(record).involved.filter(part="subject").count() == 1
    assert reread(record).barred.get().person == brindle.person


def test_of_one_name_all_are_kept_out_and_nobody_is_let_in(teacher, record, brindle, cast):
    other = make_user(Role.STAFF, Role.DSL, family="Brindle")
    actions.involve(record, person=cast.head.person, part="subject", by=cast.dsl)
    write(teacher, record, **asked(write(teacher, record)))
    out = {row.person for row in reread(record).barred.filter(lifted=False)}
    assert out == {brindle.person, other.person, cast.head.person}
    assert reread(record).kind == "AH"


def test_what_was_closed_is_opened_again_for_those_who_may_know(teacher, brindle, cast):
    record = make_report(cast.teacher, "copying")
    finish(record, brindle)
    write(teacher, record, **asked(write(teacher, record)))
    assert (reread(record).state, reread(record).kind) == ("reported", "AD")


def test_a_pupil_of_the_report_is_not_asked_about(teacher, record):
    make_user(Role.STAFF, family="Quillon")
    assert write(teacher, record, text="Quillon did it again").status_code == 302
    assert write(teacher, record, text="Mrs Quillon did it again").status_code == 200
