"""What stands under "More you can do": each form says where, and whether it fits."""

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.forms.record import MODULES, ON_RECORD
from incidents.offers import offers
from incidents.reading.showing import Shown
from school.models import Agency
from tests.dealing import address, do, refused
from tests.incidents.test_report_questions import change, question
from tests.make import make_pupil, make_report, reread, write
from tests.pages import words_of

pytestmark = pytest.mark.django_db


def offered(record, user) -> dict[str, str]:
    """By heading, the names of the forms."""
    found = offers(Shown(reread(record)), user).others
    return {where: " ".join(offer.what for offer in group) for where, group in found.items()}


@pytest.fixture
def record(cast):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    return record


ORDINARY = {
    "Words": "note correct ask-reporter",
    "What it is": "category questions more-serious adult-here particulars happened",
    "People": "involve part should-not-handle parents talked give",
    "Agencies and devices": "rang device take-down",
    "Checklist": "add-step join",
}


def test_an_ordinary_record_offers_these_in_this_order(record, cast):
    found = offered(record, cast.coordinator)
    assert found == ORDINARY
    assert list(found) == list(ORDINARY)


def test_they_are_called_as_the_page_calls_them(record, cast):
    found = offers(Shown(record), cast.coordinator).others["What it is"]
    assert [offer.words for offer in found] == [
        "Change what it was",
        "Answer the deciding questions",
        "Make it more serious",
        "It is about an adult here",
        "Say where it was, on which device, what was meant",
        "Correct when it happened",
    ]


def test_only_a_lead_may_make_it_less_serious(record, cast):
    assert "less-serious" in offered(record, cast.dsl)["What it is"].split()
    assert "less-serious" not in offered(record, cast.coordinator)["What it is"]


def test_nothing_is_more_serious_than_what_may_be_a_crime(cast):
    record = make_report(cast.teacher, "nudes")
    assert offered(record, cast.dsl)["What it is"] == "category questions less-serious adult-here particulars happened"


def test_what_waits_for_somebody_is_offered_while_it_waits(record, cast):
    call = actions.rang(record, Agency.objects.get(code="police"), by=cast.coordinator)
    assert offered(record, cast.coordinator)["Agencies and devices"] == "rang answered chase device take-down"
    actions.agency_answered(call, by=cast.coordinator, answer="No")
    assert offered(record, cast.coordinator)["Agencies and devices"] == "rang device take-down"


def test_a_concern_about_an_adult_offers_the_threshold_and_not_itself(cast):
    record = make_report(cast.teacher, "staff-allegation", people=[cast.colleague.person])
    assert offered(record, cast.head)["What it is"] == "category questions more-serious particulars happened threshold"


def test_the_second_person_is_asked_once_another_asked(cast):
    record = make_report(cast.teacher, "nudes")
    actions.acknowledge(record, by=cast.dsl)
    actions.lower(record, "serious", reason="It was a picture of a cat, seen by two", by=cast.dsl)
    assert "second-person" not in offered(record, cast.dsl)["What it is"]
    assert "second-person" in str(offers(Shown(reread(record)), cast.head))


@pytest.mark.parametrize("who", ["deputy", "head"])
def test_whoever_may_agree_that_it_is_no_crime_is_asked_that_first(cast, sign_in, who):
    """Also whoever deals with it; the other buttons are not green then, and the link stands once."""
    record, user = make_report(cast.teacher, "images-on-device"), getattr(cast, who)
    actions.acknowledge(record, by=cast.dsl)
    actions.lower(record, "serious", reason="It was a picture of a cat, seen by two", by=cast.dsl)
    assert first(record, user)[0] == ("second-person", None)
    assert first(record, cast.dsl) == [("line", None)]
    page = sign_in(user).get(address(record)).content.decode()
    assert page.count(f'href="{address(record, "second-person")}') == 1
    head = page.split("app-sticky-action", 1)[1].split("</div>")[0]
    assert head.count("govuk-button--secondary") == head.count('role="button"') - 1


def first(record, user) -> list[tuple]:
    """The buttons at the head of the page."""
    return [(offer.what, offer.why_not) for offer in offers(Shown(reread(record)), user).first]


def test_whoever_signs_may_close_it_or_open_it_again(cast, sign_in):
    record = write(make_report(cast.teacher, "grooming"), state="resolved", resolved_by=cast.dsl)
    assert first(record, cast.head) == [("close", None), ("open-again", None)]
    page = sign_in(cast.head).get(address(record)).content.decode()
    assert f'href="{address(record, "open-again")}"' in page
    do(sign_in(cast.head), record, "open-again", reason="Nobody has rung the parents")
    assert reread(record).state == "acknowledged"


def test_once_the_list_is_done_the_page_says_so_and_leads_on(cast, sign_in):
    record, desk = make_report(cast.teacher, "grooming"), sign_in(cast.dsl)
    do(desk, record, "have-this")
    done = "Everything on the list is done."
    assert first(record, cast.dsl) == [("line", None)]
    assert done not in words_of(desk.get(address(record)))
    for step in record.steps.filter(state="open"):
        write(step, state="excused", reason="It was a game, played at home", done_by=cast.dsl, done_at=clock.now())
    assert first(record, cast.dsl) == [("finish", None)]
    assert f"{done} Next: Action finished." in words_of(desk.get(address(record)))
    assert f"{done} Finished" in words_of(sign_in(cast.head).get(address(record))), "who only reads has no next"
    do(desk, record, "finish", outcome="partners", told="no", why_not="Telling them could put the child at risk")
    assert reread(record).state == "resolved"
    assert list(record.events.values_list("verb", flat=True))[-3:] == ["investigate", "parents", "resolve"]


def test_what_may_be_a_crime_is_passed_on_before_it_is_finished(cast, sign_in):
    record, desk = make_report(cast.teacher, "images-on-device"), sign_in(cast.dsl)
    do(desk, record, "have-this")
    for step in record.steps.filter(state="open"):
        write(step, state="excused", reason="It was a game, played at home", done_by=cast.dsl, done_at=clock.now())
    assert "finish" not in str(first(record, cast.dsl))
    typed = {"outcome": "partners", "told": "no", "why_not": "Telling them could put the child at risk"}
    assert "do not look into it" in refused(desk, record, "finish", **typed)


def test_what_is_still_to_do_stops_it_and_nothing_is_half_written(cast, sign_in):
    record, desk = make_report(cast.teacher, "grooming"), sign_in(cast.dsl)
    do(desk, record, "have-this")
    typed = {"outcome": "partners", "told": "no", "why_not": "Telling them could put the child at risk"}
    assert "Still to do" in refused(desk, record, "finish", **typed)
    assert not record.events.filter(verb="investigate").exists()


def test_once_somebody_has_it_the_button_leads_to_the_line_that_is_next(cast, sign_in):
    record, desk = make_report(cast.teacher, "grooming"), sign_in(cast.dsl)
    assert first(record, cast.dsl)[0][0] == "have-this"
    do(desk, record, "have-this")
    record = reread(record)
    line = record.steps.filter(words=record.next_step).first()
    page = desk.get(address(record))
    assert f"Next: {record.next_step}" in words_of(page)
    assert f'href="#step-{line.ref}"' in page.content.decode()
    assert f'id="step-{line.ref}"' in page.content.decode()
    assert "Next: " not in words_of(sign_in(cast.head).get(address(record))), "who only reads is led nowhere"


@pytest.mark.parametrize(("kind", "who"), [("staff-allegation", "head"), ("grooming", "dsl")])
def test_of_a_private_record_button_and_queue_name_the_same_line(cast, kind, who):
    """Also while a question waits: the child is made safe before it is asked."""
    change(question("criminal"), categories=[kind])
    user, about = getattr(cast, who), {"offices": frozenset({"other"})} if who == "head" else {}
    record = make_report(cast.teacher, kind, **about)
    actions.acknowledge(record, by=user)
    for _ in range(3):
        shown = Shown(reread(record))
        assert shown.facts.unanswered
        (button,) = offers(shown, user).first
        assert button.words == f"Next: {shown.record.next_step}"
        actions.excuse(step_at(shown.record, button.at), by=user, reason="Social care have it and do this themselves")


def step_at(record, line: str):
    return record.steps.get(ref=line.removeprefix("step-"))


def test_what_can_be_dealt_with_here_leads_there_and_not_to_a_line(record, cast):
    assert first(record, cast.coordinator)[0] == ("deal-with-it", None)
    assert "line" not in dict(first(record, cast.coordinator))


@pytest.mark.parametrize("who", ["deputy", "head"])
def test_whoever_is_asked_to_agree_reads_what_it_is_what_it_becomes_and_who_asks(cast, sign_in, who):
    record = make_report(cast.teacher, "images-on-device")
    lead, other = sign_in(cast.dsl), sign_in(getattr(cast, who))
    do(lead, record, "have-this")
    assert "Nobody has asked for this" in words_of(other.get(address(record, "second-person")))
    why = "It was a picture of a cat, seen by two"
    do(lead, record, "less-serious", to="serious", reason=why)
    words = words_of(other.get(address(record, "second-person")))
    above, question, _ = words.partition("Do you agree?")
    title = record.filed.get().title
    for said in (f"What was reported {title}", "It is now May be a crime", "It becomes Serious", why):
        assert question and above.count(said) == 1, said
    assert f"Asked by {cast.dsl.name}" in above


def test_what_is_over_offers_nothing(record, cast):
    other = make_report(cast.teacher, "bullying", people=[make_pupil()])
    actions.join(record, other, by=cast.coordinator)
    assert offered(record, cast.coordinator) == {}


def test_no_two_forms_have_one_name():
    assert len(ON_RECORD) == sum(len(module.FORMS) for module in MODULES)
    assert len(set(ON_RECORD.values())) == len(ON_RECORD)


@pytest.mark.parametrize("what", ON_RECORD)
def test_each_has_a_title(what):
    assert ON_RECORD[what].title
