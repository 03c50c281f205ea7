"""An adult here is spoken of by office in what is added to a report: one question, and "yes" asks which office."""

import pytest
from django.core import mail

from incidents import actions
from incidents.models import Incident, Involved, Statement
from notices import sending
from school.roles import Role
from tests.incidents.test_receipt_named import HARM, codes_of, waiting_for, write
from tests.make import make_pupil, make_report, make_user, reread
from tests.pages import form_with, words_of
from tests.routes import paths

pytestmark = pytest.mark.django_db
WORDS = "Later the online safety co-ordinator texts him"
BOXES = pytest.mark.parametrize("box", ["add", "answer"])


@pytest.fixture
def record(cast) -> Incident:
    record = make_report(cast.teacher, "acceptable-use", people=[make_pupil("Sam", family="Quillon")])
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


@pytest.fixture
def teacher(cast, sign_in):
    return sign_in(cast.teacher)


def say(browser, record, box="add", value="about", text=WORDS, **more):
    return write(browser, record, box, text, **{f"{box}-n-adult": value, f"{box}-{HARM}": "no", **more})


@BOXES
def test_it_asks_first_and_nothing_is_written(teacher, record, cast, box):
    page = write(teacher, record, waiting_for(record, cast, box), WORDS)
    assert "You wrote “the online safety co-ordinator”. Is this report about somebody who" in words_of(page)
    assert codes_of(page, box) == ["adult"]
    assert form_with(page, f"{box}-text").values[f"{box}-text"] == [WORDS]
    assert not Statement.objects.filter(text=WORDS).exists()
    assert not reread(record).barred.exists()


@pytest.mark.parametrize("value", ["about", "unsure"])
@BOXES
def test_yes_asks_which_office_and_whoever_holds_it_finds_no_trace(teacher, record, cast, sign_in, box, value):
    waiting_for(record, cast, box)
    sending.send_due()
    mail.outbox.clear()
    page = say(teacher, record, box, value)
    assert "What do they do here?" in words_of(page)
    assert not Statement.objects.filter(text=WORDS).exists()
    assert say(teacher, record, box, value, **{f"{box}-offices": ["nobody"]}).status_code == 200
    form = form_with(page, f"{box}-offices")
    assert form.send(teacher, **{f"{box}-offices": ["coordinator"]}).status_code == 302
    sending.send_due()
    told = {address for message in mail.outbox for address in message.to}
    assert cast.head.email in told
    assert cast.coordinator.email not in told
    record = reread(record)
    assert (record.overlay, record.owner, record.state) == ("AD", None, "reported")
    assert WORDS in sign_in(cast.head).get(f"/records/{record.ref}/").content.decode()
    browser = sign_in(cast.coordinator)
    for name, path in paths({"ref": record.ref, "key": record.submission_key}):
        if name != "account_logout":
            for response in (browser.get(path), browser.post(path, {"words": "texts", "text": "x"})):
                assert WORDS.encode() not in response.content, name
                assert record.ref.encode() not in response.content or record.ref in path, name


def test_no_adds_it_as_always(teacher, record, cast):
    assert say(teacher, record, value="not-about").status_code == 302
    record = reread(record)
    assert record.statements.filter(text=WORDS).exists()
    assert (record.kind, record.owner) == ("N", cast.coordinator.person)
    assert not record.barred.exists()


def test_whoever_does_not_know_which_sends_it_to_the_chair(teacher, record, cast, sign_in):
    assert say(teacher, record, **{"add-offices": ["unknown"]}).status_code == 302
    assert reread(record).overlay == "AU"
    assert sign_in(cast.head).get(f"/records/{record.ref}/").status_code == 404
    assert sign_in(cast.chair).get(f"/records/{record.ref}/").status_code == 200


def test_the_one_who_has_it_is_out_though_it_was_private_already(teacher, record, cast):
    """The kind stays what it was, so nothing else would take it from them."""
    actions.involve(record, person=cast.colleague.person, part="subject", by=cast.dsl)
    actions.acknowledge(reread(record), by=cast.head)
    assert say(teacher, record, text="The head texts him", **{"add-offices": ["head"]}).status_code == 302
    record = reread(record)
    assert (record.overlay, record.owner) == ("AH", None)
    assert {(row.person, row.office) for row in record.barred.all()} == {
        (cast.colleague.person, ""),
        (None, Role.HEADTEACHER),
    }


def test_beside_a_name_it_is_one_question_and_yes_asks_about_the_name(teacher, record, cast):
    kaplan = make_user(Role.STAFF, family="Kaplan")
    text = "Mr Kaplan laughed, the head texts girls"
    page = write(teacher, record, text=text)
    assert "You wrote “Mr Kaplan” and “the head”." in words_of(page)
    page = say(teacher, record, text=text)
    [_, code] = codes_of(page, "add")
    assert say(teacher, record, text=text, **{f"add-n-{code}": "not-about"}).status_code == 200
    assert say(teacher, record, text=text, **{f"add-n-{code}": "about"}).status_code == 302
    assert reread(record).barred.get().person == kaplan.person


def test_of_what_is_about_an_adult_it_is_asked_whether_it_is_about_them_as_well(teacher, cast, sign_in):
    record = make_report(cast.teacher, "acceptable-use", people=[cast.colleague.person])
    page = write(teacher, record, text=WORDS)
    assert "You wrote “the online safety co-ordinator”. Is this report about them?" in words_of(page)
    assert say(teacher, record).status_code == 200
    assert say(teacher, record, **{"add-offices": ["coordinator"]}).status_code == 302
    assert reread(record).barred.filter(office=Role.COORDINATOR).exists()
    assert sign_in(cast.coordinator).get(f"/records/{record.ref}/").status_code == 404


def test_it_is_not_asked_where_the_report_said_which_office_it_is(teacher, cast):
    record = make_report(cast.teacher, "other", yes=["first-adult"], offices=frozenset({"coordinator"}))
    assert write(teacher, record, text=WORDS).status_code == 302


@pytest.mark.parametrize("given", [{"offices": frozenset({"network"})}, {"people": "network"}])
def test_it_is_where_the_report_said_another_one(teacher, cast, given, sign_in):
    given = given | ({"people": [cast.network_manager.person]} if "people" in given else {})
    record = make_report(cast.teacher, "other", yes=["first-adult"], **given)
    text = "Our deputy safeguarding lead does the same"
    page = write(teacher, record, text=text)
    assert "You wrote “Our deputy safeguarding lead”. Is this report about them?" in words_of(page)
    assert say(teacher, record, text=text, **{"add-offices": ["dsl"]}).status_code == 302
    assert sign_in(cast.dsl).get(f"/records/{record.ref}/").status_code == 404


def test_nor_of_who_was_told_nor_of_a_pupil_s_family(teacher, record):
    for text in ("I told the head", "Mrs Quillon rang home"):
        assert write(teacher, record, text=text).status_code == 302


@BOXES
def test_a_given_name_is_asked_about_too(teacher, record, cast, box):
    make_user(Role.STAFF, given="Mina", family="Vantongeren")
    page = write(teacher, record, waiting_for(record, cast, box), "Mina texts him")
    assert "You wrote “Mina”. Is this report about somebody who works here?" in words_of(page)


def test_the_question_tells_nothing_that_was_found_since(teacher, record, cast):
    actions.involve(record, person=cast.coordinator.person, part="subject", by=cast.dsl)
    assert codes_of(write(teacher, record, text=WORDS), "add") == ["adult"]
    assert say(teacher, record, **{"add-offices": ["coordinator"]}).status_code == 302
    assert not reread(record).involved.filter(part=Involved.Part.SUBJECT).exclude(person=cast.coordinator.person)
