"""Somebody was warned before: who reads it, what it is filed under as well, for whom, and what is never looked up."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esafety.lib import clock
from incidents import actions
from incidents.reading import warned
from incidents.reading.showing import Shown
from incidents.when import Said, When
from tests.make import category, make_pupil, make_report, reread, write
from tests.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.proves("T-207")]
MONDAY = datetime(2026, 11, 9, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday():
    clock.set_to(MONDAY)


@pytest.fixture
def before(kinds, cast, pupil):
    """A pupil was warned for bullying; bullying after a warning is "disrepute" here, which is for it alone."""
    record = make_report(cast.teacher, "bullying", people=[pupil])
    actions.sanction(record, record.involved.get(), kinds["detention"], by=cast.coordinator)
    clock.set_to(MONDAY + timedelta(days=7))
    return reread(record)


def again(cast, pupil, *codes, **said):
    return make_report(cast.teacher, *(codes or ("bullying",)), people=[pupil], **said)


def filed(record) -> set[str]:
    return set(record.filed.filter(dropped=False).values_list("category__code", flat=True))


def in_question(record, by):
    actions.take_part(record.involved.get(), "subject", by=by)
    return reread(record)


def test_the_report_raises_nothing_and_who_is_in_question_does(before, cast, pupil):
    write(category("disrepute"), cls="child_protection", wakes=True)
    record = again(cast, pupil)
    assert (filed(record), record.cls) == ({"bullying"}, "serious")
    record = in_question(record, cast.coordinator)
    assert (filed(record), record.cls, record.state) == ({"bullying", "disrepute"}, "child_protection", "reported")


def test_the_timeline_says_so_and_not_where_the_warning_stands(before, cast, pupil):
    record = in_question(again(cast, pupil), cast.coordinator)
    event = record.events.get(verb="file")
    assert event.words == "After a warning, so filed under as well"
    assert before.ref not in event.words + event.detail


@pytest.mark.parametrize("part", ["victim", "witness", "discoverer", "unsure"])
def test_whoever_is_not_in_question_raises_nothing(before, cast, pupil, part):
    record = again(cast, pupil)
    if part != "unsure":
        actions.take_part(record.involved.get(), part, by=cast.coordinator)
    assert filed(record) == {"bullying"}


def test_put_under_the_same_conduct_later_it_is_looked_up_then(before, cast, pupil):
    record = in_question(again(cast, pupil, "gambling"), cast.coordinator)
    assert filed(record) == {"gambling"}
    actions.file_under(record, [category("gambling"), category("bullying")], by=cast.coordinator)
    assert filed(record) == {"gambling", "bullying", "disrepute"}


def test_taken_out_of_it_by_a_person_it_stays_out(before, cast, pupil):
    record = in_question(again(cast, pupil), cast.coordinator)
    actions.file_under(record, [category("bullying")], by=cast.coordinator)
    assert filed(record) == {"bullying"}


@pytest.mark.parametrize(
    "why", ["another person", "another conduct", "before the warning", "no warning", "unreadable"]
)
def test_nothing_is_found(before, cast, pupil, kinds, why):
    who, codes, said = pupil, ("bullying",), {}
    if why == "another person":
        who = make_pupil("Mia", family="Quenby")
    if why == "another conduct":
        codes = ("gambling",)
    if why == "before the warning":
        said = {"happened": When(MONDAY - timedelta(days=1))}
    if why == "no warning":
        write(before.sanctions.get(), warning=False)
    if why == "unreadable":
        actions.conflicted(before, cast.coordinator.person, by=cast.dsl, reason="Her aunt")
    record = in_question(again(cast, who, *codes, **said), cast.coordinator)
    assert filed(record) == set(codes)
    assert not any(one.conduct for _, one, _ in warned.of(Shown(record), cast.coordinator))


def test_the_record_says_when_and_where_to_those_who_may_read_it(before, cast, pupil, sign_in):
    record = again(cast, pupil)
    words = words_of(sign_in(cast.coordinator).get(f"/records/{record.ref}/"))
    assert f"Warned before Mia Quenby, 9B · 9 November, {before.ref} , for the same" in words
    actions.conflicted(before, cast.coordinator.person, by=cast.dsl, reason="Her aunt")
    page = sign_in(cast.coordinator).get(f"/records/{record.ref}/").content.decode()
    assert "Warned before" not in page
    assert before.ref not in page


def test_nobody_looks_up_a_victim(before, cast, pupil, sign_in):
    record = again(cast, pupil)
    actions.take_part(record.involved.get(), "victim", by=cast.coordinator)
    assert "Warned before" not in words_of(sign_in(cast.coordinator).get(f"/records/{record.ref}/"))


@pytest.mark.parametrize("page", ["", "deal-with-it/", "sanction/"])
def test_a_warning_for_something_else_is_read_with_what_it_was_for(before, cast, pupil, sign_in, page):
    record = again(cast, pupil, "acceptable-use")
    words = words_of(sign_in(cast.coordinator).get(f"/records/{record.ref}/{page}"))
    assert f"Warned before Mia Quenby, 9B · 9 November, {before.ref} : {category('bullying').title}" in words


def test_a_warning_for_the_like_names_what_it_was_for_and_counts_all_the_same(before, cast, pupil, sign_in):
    write(category("acceptable-use"), after_warning="disrepute")
    record = again(cast, pupil, "acceptable-use")
    words = words_of(sign_in(cast.coordinator).get(f"/records/{record.ref}/"))
    assert f"{before.ref} : {category('bullying').title}" in words
    assert "for the same" not in words
    assert filed(in_question(record, cast.coordinator)) == {"acceptable-use", "disrepute"}


def test_those_for_the_same_stand_first(before, cast, pupil, kinds, sign_in):
    other = make_report(cast.teacher, "acceptable-use", people=[pupil])
    actions.sanction(other, other.involved.get(), kinds["warning"], by=cast.coordinator)
    clock.set_to(MONDAY + timedelta(days=8))
    words = words_of(sign_in(cast.coordinator).get(f"/records/{again(cast, pupil).ref}/"))
    assert 0 < words.index(before.ref) < words.index(other.ref)


def test_about_an_adult_here_nobody_is_looked_up(before, cast, pupil, sign_in):
    record = again(cast, pupil, "acceptable-use", yes=["first-adult"], offices=frozenset({"other"}))
    assert record.kind == "A"
    assert before.ref not in words_of(sign_in(cast.head).get(f"/records/{record.ref}/"))


def test_an_adult_in_it_is_not_looked_up(before, cast, kinds, sign_in):
    adult = cast.colleague.person
    write(before.involved.get(), person=adult)
    record = again(cast, adult, "acceptable-use")
    assert record.kind == "N"
    assert "Warned before" not in words_of(sign_in(cast.coordinator).get(f"/records/{record.ref}/"))


@pytest.mark.parametrize("why", ["no warnings here", "nobody at fault", "child protection"])
def test_where_no_warning_could_matter_nothing_is_asked(kinds, cast, pupil, why):
    record = again(
        cast, pupil, {"nobody at fault": "accident-told", "child protection": "disclosure"}.get(why, "acceptable-use")
    )
    for kind in kinds.values() if why == "no warnings here" else ():
        write(kind, warning=False)
    write(category("accident-told"), no_fault=True)
    shown = Shown(reread(record))
    assert shown.filed
    assert shown.involved
    with CaptureQueriesContext(connection) as asked:
        assert warned.of(shown, cast.coordinator) == []
    assert [one["sql"] for one in asked if '"incidents_sanction"' in one["sql"]] == []


def test_in_question_since_the_report_it_is_looked_up_when_they_are_given_something(before, cast, pupil, kinds):
    record = again(cast, pupil)
    write(record.involved.get(), part="subject")
    assert filed(record) == {"bullying"}
    actions.sanction(record, record.involved.get(), kinds["detention"], by=cast.coordinator)
    assert filed(record) == {"bullying", "disrepute"}


@pytest.mark.parametrize("when", [When(MONDAY + timedelta(hours=2)), When(clock.at_school(MONDAY.date()), Said.DAY)])
def test_when_it_happened_is_corrected_it_is_looked_back_on(before, cast, pupil, when):
    earlier = When(MONDAY - timedelta(days=3))
    record = in_question(again(cast, pupil, happened=earlier), cast.coordinator)
    assert filed(record) == {"bullying"}
    actions.happened(record, when, by=cast.coordinator)
    assert filed(record) == {"bullying", "disrepute"}
