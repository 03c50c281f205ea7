"""Alarming words answered "no": whoever deals with it on one page reads them whole and answers as well (U12)."""

import pytest

from incidents import actions
from incidents.models import Incident, Outcome
from tests.dealing import address, do, open_steps, opened, refused
from tests.make import make_report, question, reread, write
from tests.pages import words_of
from tests.reporting import send

pytestmark = pytest.mark.django_db
LONG = "She sat on the wall and said nothing to anybody. " * 12
ALARM = f"{LONG}He drew a weapon."
ENDED = {"outcome": "advice", "told": "yes", "excuse": "Does not apply here"}
ASKED = "Might somebody be in danger, now or in the next days?"
AGAIN = "Words to read again"
Q = "q_immediate-danger"
BOXES = pytest.mark.parametrize("box", ["add", "answer"])


@pytest.fixture
def record(cast):
    record = make_report(cast.teacher, "acceptable-use")
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


@pytest.fixture
def added(record, cast, sign_in):
    """The reporter adds alarming words, and answers what they ask."""

    def added(box="add", value="no"):
        if box == "answer":
            actions.ask_reporter(record, "What happened?", by=cast.coordinator)
        typed = {f"{box}-text": ALARM, f"{box}-q-immediate-danger": value}
        answer = sign_in(cast.teacher).post(f"/reports/mine/{record.ref}/{box}/", typed)
        assert answer.status_code == 302
        return reread(record)

    return added


@BOXES
def test_what_was_added_is_read_whole_and_asked_again(added, cast, sign_in, box):
    record, desk = added(box), sign_in(cast.coordinator)
    words = words_of(desk.get(address(record, "deal-with-it")))
    for said in ("He drew a weapon.", ASKED, "Whoever wrote them answered no."):
        assert said in words
    assert f"Answer “{ASKED}”" in refused(desk, record, "deal-with-it", **ENDED)
    assert "it goes to other people" in refused(desk, record, "deal-with-it", **ENDED, **{Q: "unsure"})
    do(desk, record, "deal-with-it", **ENDED, **{Q: "no"})
    assert reread(record).state == "closed"


def test_whoever_is_not_sure_is_led_to_the_page_that_takes_it_to_others(added, record, cast, sign_in):
    desk, page = sign_in(cast.coordinator), address(record, "questions")
    assert page not in desk.get(address(record, "deal-with-it")).content.decode()
    added()
    assert f'href="{page}"' in desk.get(address(record, "deal-with-it")).content.decode()
    refused_page = opened(desk, record, "deal-with-it").send(desk, **ENDED, **{Q: "unsure"})
    assert f'href="{page}"' in refused_page.content.decode()
    assert desk.get(page).status_code == 200


def test_so_are_the_words_of_the_report(cast, sign_in):
    assert send(sign_in(cast.teacher), text=ALARM, answers={"immediate-danger": "no"}).status_code == 302
    record, desk = Incident.objects.get(), sign_in(cast.coordinator)
    assert "He drew a weapon." in words_of(desk.get(address(record, "deal-with-it")))
    assert f"Answer “{ASKED}”" in refused(desk, record, "deal-with-it", **ENDED)


def test_so_are_those_of_a_colleague_who_was_asked(record, cast, sign_in):
    line, desk = open_steps(record)[0], sign_in(cast.coordinator)
    actions.give(line, cast.colleague.person, by=cast.coordinator, instruction="Fay, 8B")
    typed = {"note": ALARM, "q-immediate-danger": "no"}
    assert sign_in(cast.colleague).post(f"/steps/{line.ref}/", typed).status_code == 302
    words = words_of(desk.get(address(record, "deal-with-it")))
    assert f"He drew a weapon. {cast.colleague.name}: {line.words}" in words
    assert f"Answer “{ASKED}”" in refused(desk, record, "deal-with-it", **ENDED)


def test_what_was_answered_here_since_is_not_asked_again(added, cast, sign_in):
    record, desk = added(), sign_in(cast.coordinator)
    do(desk, record, "questions", **{Q: "no"})
    assert Q not in opened(desk, record, "deal-with-it").offered
    added("answer")
    assert Q in opened(desk, record, "deal-with-it").offered


def test_the_queue_and_the_record_say_that_there_are_words_to_read_again(added, record, cast, sign_in):
    desk, lead = sign_in(cast.coordinator), sign_in(cast.dsl)
    pages = ("/records/", address(record))
    assert not any(AGAIN in words_of(desk.get(page)) for page in pages)
    added()
    assert all(AGAIN in words_of(browser.get(page)) for browser in (desk, lead) for page in pages)
    assert f"“{ASKED}” Whoever wrote them answered no." in words_of(lead.get(address(record)))
    do(desk, record, "questions", **{Q: "no"})
    assert not any(AGAIN in words_of(desk.get(page)) for page in pages)


def test_so_they_do_of_a_colleague_who_was_asked_and_of_nothing_that_is_over(record, cast, sign_in):
    line, desk = open_steps(record)[0], sign_in(cast.coordinator)
    actions.give(line, cast.colleague.person, by=cast.coordinator, instruction="Fay, 8B")
    sign_in(cast.colleague).post(f"/steps/{line.ref}/", {"note": ALARM, "q-immediate-danger": "no"})
    assert AGAIN in words_of(desk.get("/records/"))
    write(reread(record), state="resolved")
    assert not any(AGAIN in words_of(desk.get(page)) for page in ("/records/", address(record)))


def test_not_where_yes_was_said_nor_to_whoever_said_no_themselves(added, record, cast, sign_in):
    own = make_report(cast.coordinator, "acceptable-use")
    actions.add_words(
        own, ALARM, by=cast.coordinator, about=actions.About(answers={question("immediate-danger"): "no"})
    )
    added(value="unsure")
    assert AGAIN not in words_of(sign_in(cast.coordinator).get("/records/"))
    assert words_of(sign_in(cast.dsl).get("/records/")).count(AGAIN) == 1


def close(record, cast):
    must = list(record.steps.filter(required=True))
    ended = actions.Dealing(Outcome.objects.get(code="advice"), "yes", excused=must, excuse="A single time")
    actions.deal_here(record, ended, by=cast.coordinator)


def test_until_then_that_is_next_and_nobody_can_stop_for_today(added, record, cast, sign_in):
    for step in record.steps.filter(when="now"):
        actions.tick(step, by=cast.coordinator, note="Done")
    desk = sign_in(cast.coordinator)
    assert "You can stop for today" in words_of(desk.get(address(record)))
    record = added()
    assert "You can stop for today" not in words_of(desk.get(address(record)))
    for page in ("/records/", "/"):
        assert f"{AGAIN}: answer for yourself" in words_of(desk.get(page))


def test_of_what_has_ended_they_are_answered_before_nothing_more_has_to_be_done(added, record, cast, sign_in):
    close(record, cast)
    record, desk = added(), sign_in(cast.coordinator)
    assert ALARM in words_of(desk.get(address(record, "looked-again")))
    found = {"further": "no", "text": "It was a joke."}
    assert "Choose an answer" in refused(desk, record, "looked-again", **found)
    assert "Then more has to be done" in refused(desk, record, "looked-again", **found, **{Q: "unsure"})
    with pytest.raises(actions.Refused, match="Answer first"):
        actions.looked_again(record, False, "It was a joke.", by=cast.coordinator)
    do(desk, record, "looked-again", **found, **{Q: "no"})
    assert reread(record).follow_up_on is None
    assert record.answers.last().by == cast.coordinator


def test_where_more_has_to_be_done_they_are_read_on_the_record_opened_again(added, record, cast, sign_in):
    close(record, cast)
    record, desk = added(), sign_in(cast.coordinator)
    do(desk, record, "looked-again", further="yes", text="He meant it.")
    assert "Words to read again" in words_of(desk.get(address(record)))


def test_words_added_while_the_page_was_open_stop_it(record, added, cast, sign_in):
    desk = sign_in(cast.coordinator)
    form = opened(desk, record, "deal-with-it")
    added()
    answer = form.send(desk, **ENDED)
    assert (answer.status_code, reread(record).state) == (200, "acknowledged")
    assert "He drew a weapon." in words_of(answer)


def test_the_action_refuses_it_as_well(added, cast):
    record = added()
    ended = actions.Dealing(Outcome.objects.get(code="advice"), "yes", excused=open_steps(record), excuse="A joke")
    with pytest.raises(actions.Refused, match="Answer first: Might somebody be in danger"):
        actions.deal_here(record, ended, by=cast.coordinator)
    assert reread(record).state == "acknowledged"
