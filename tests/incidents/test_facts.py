"""What the guards are told of a record, and that an ordinary one is not asked for what cannot matter."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.ledger import ledger
from esafety.lib import clock
from incidents import actions
from incidents.actions.record import facts_of
from incidents.models import Contact, Ground, Question
from school.models import Agency
from tests.make import category, make_report, reread, write

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def record(cast):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


def change(row, **values):
    vars(row).update(values)
    with ledger("made for a test", by=None, kind="profile", ref="") as book:
        return book.save(row)


def ground(code: str, *categories: str) -> Ground:
    return change(Ground(code=code, words=code, categories=list(categories)))


def test_an_ordinary_record_says_nothing_of_all_this(record):
    facts = facts_of(record)
    assert (facts.off_site, facts.parents_contacted, facts.advised, facts.unplaced, facts.no_fault) == (False,) * 5
    assert (facts.unanswered, facts.grounds, facts.has_ground) == ((), (), False)


def test_parents_were_talked_with_about_what_was_off_the_site(record, cast):
    talk = {"kind": "parents", "with_whom": "Her mother", "means": "rang", "at": clock.now(), "by": cast.coordinator}
    change(record, site="off")
    assert facts_of(record).off_site
    assert not facts_of(record).parents_contacted
    with ledger("made for a test", by=None, kind="incident", ref="") as book:
        book.add(Contact(incident=record, **(talk | {"kind": "support"})))
        assert not facts_of(record).parents_contacted
        book.add(Contact(incident=record, **talk))
    assert facts_of(record).parents_contacted


@pytest.mark.parametrize(
    ("agency", "advice", "advised"),
    [
        ("police", "Wait until we ring", True),
        ("lado", "Do not ask her", True),
        ("police", "", False),
        ("iwf", "x", False),
    ],
)
def test_advised_is_what_police_or_lado_said(cast, agency, advice, advised):
    record = make_report(cast.teacher, "nudes")
    actions.acknowledge(record, by=cast.dsl)
    call = actions.rang(record, Agency.objects.get(code=agency), by=cast.dsl, advice=advice)
    assert facts_of(reread(record)).advised == advised
    actions.agency_answered(call, by=cast.dsl, answer="Wait until we ring")
    assert facts_of(reread(record)).advised == (agency != "iwf")


def test_when_parents_may_be_told_the_school_s_agencies_say_or_where_it_marks_none_the_usual_ones(cast):
    record = make_report(cast.teacher, "nudes")
    actions.acknowledge(record, by=cast.dsl)
    actions.rang(record, Agency.objects.get(code="social-care"), by=cast.dsl, advice="Tell the mother")
    assert (facts_of(reread(record)).advised, facts_of(reread(record)).may_be_told) == (False, True)
    for agency in Agency.objects.filter(advises=True):
        write(agency, advises=False)
    assert not facts_of(reread(record)).may_be_told
    actions.rang(record, Agency.objects.get(code="lado"), by=cast.dsl, advice="Tell the mother")
    assert facts_of(reread(record)).may_be_told


def test_a_deciding_question_for_its_kind_waits_for_an_answer(record, cast):
    asked = change(_deciding(), categories=["bullying"])
    assert facts_of(record).unanswered == (asked.words,)
    actions.answer(record, {asked: "no"}, by=cast.coordinator)
    assert facts_of(reread(record)).unanswered == ()


def _deciding() -> Question:
    return Question.objects.filter(asked="deciding").first()


def test_a_question_for_other_kinds_does_not(record):
    change(_deciding(), categories=["bullying-of-staff", "scam"])
    assert facts_of(record).unanswered == ()


def test_once_it_is_finished_nothing_is_asked_any_more(record):
    change(_deciding(), categories=["bullying"])
    record.state = "resolved"
    assert facts_of(record).unanswered == ()


def test_somebody_has_to_say_first_how_serious_it_is(record):
    change(category("bullying"), place_first=True)
    assert facts_of(record).unplaced


def test_nobody_is_at_fault_where_all_its_kinds_say_so(record, cast):
    change(category("bullying"), no_fault=True)
    assert facts_of(record).no_fault
    actions.file_under(record, [category("bullying"), category("scam")], by=cast.coordinator)
    assert not facts_of(record).no_fault


def test_a_ground_fits_every_kind_or_none(record, cast):
    for code, *kinds in (("sums", "bullying"), ("leave", "bullying", "scam"), ("other", "scam", "bullying-x")):
        ground(code, *kinds)
    assert facts_of(record).grounds == ("leave", "sums")
    actions.file_under(record, [category("bullying"), category("scam")], by=cast.coordinator)
    assert facts_of(record).grounds == ("leave",)
    change(record, ground_id=Ground.objects.get(code="leave").pk)
    assert facts_of(record).has_ground


def test_what_other_kinds_have_costs_an_ordinary_record_no_query(record):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            facts_of(record)
        return len(asked)

    queries()
    before = queries()
    ground("sums", "scam")
    change(_deciding(), categories=["scam"])
    queries()  # what was just settled is read once
    assert queries() == before
    change(record, site="off")
    assert queries() == before + 1, "whether parents were talked with is asked off the site alone"
