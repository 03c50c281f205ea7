"""Sanctions, talks, take-downs and reviews: what the database refuses, in the words of its constraints."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.ledger import ledger
from incidents.models import Contact, Involved, LogReview, Sanction, SanctionKind, SiteReview, Step, TakeDown
from tests.make import make_pupil, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
LATER = AT + timedelta(days=1)
TODAY = date(2026, 11, 2)


@pytest.fixture
def record(cast):
    return make_report(cast.teacher, "bullying", people=[make_pupil()])


def written(row):
    with transaction.atomic(), ledger("made for a test", by=None, kind="incident", ref="") as book:
        return book.add(row) if isinstance(row, Contact | LogReview) else book.save(row)


def refused(row) -> str:
    with pytest.raises(IntegrityError) as error:
        written(row)
    return str(error.value)


@pytest.fixture
def sanction(record, cast):
    """A sanction with these values."""
    kind = written(SanctionKind(code="detention-of-a-test", words="Detention", tier=2))
    person = Involved.objects.get(incident=record)
    fixed = {"incident": record, "involved": person, "kind": kind, "words": kind.words, "given_by": cast.coordinator}
    return lambda **values: Sanction(**fixed, **({"tier": 2, "starts": TODAY} | values))


def test_another_tier_than_usual_says_why(sanction):
    assert "another_tier_than_usual_says_why" in refused(sanction(usual_tier=3))
    for values in ({}, {"usual_tier": 2}, {"usual_tier": 3, "reason": "It was the first time"}):
        assert written(sanction(**values)).pk


def test_a_sanction_ends_after_it_starts(sanction):
    assert "a_sanction_ends_after_it_starts" in refused(sanction(ends=TODAY - timedelta(days=1)))
    assert written(sanction(ends=TODAY)).pk


@pytest.mark.parametrize(
    ("kind", "answer", "fits"),
    [("restorative", "", False), ("restorative", "declined", True), ("support", "", True), ("parents", "", True)],
)
def test_an_offer_has_an_answer(record, cast, kind, answer, fits):
    row = Contact(
        incident=record, kind=kind, with_whom="Her mother", at=AT, means="rang", answer=answer, by=cast.coordinator
    )
    assert written(row).pk if fits else "an_offer_has_an_answer" in refused(row)


@pytest.mark.parametrize(("removed", "fits"), [(None, True), (LATER, True), (AT - timedelta(hours=1), False)])
def test_removed_after_it_was_asked(record, cast, removed, fits):
    asked = {"asked_of": "The site", "what": "A post", "asked_at": AT, "due_at": LATER}
    row = TakeDown(incident=record, by=cast.coordinator, removed_at=removed, **asked)
    assert written(row).pk if fits else "removed_after_it_was_asked" in refused(row)


@pytest.mark.parametrize(("day", "fits"), [(1, True), (2, False), (30, False)])
def test_a_month_begins_on_its_first(cast, day, fits):
    row = LogReview(month=date(2026, 11, day), by=cast.senior_leader, records=3)
    assert written(row).pk if fits else "a_month_begins_on_its_first" in refused(row)


def test_two_different_people_look_at_a_site(record, cast):
    review = {"incident": record, "what": "A site", "computer": "OAK-D-1", "first": cast.coordinator}
    assert "two_different_people" in refused(SiteReview(second=cast.coordinator, **review))
    assert "ended_means_agreed" in refused(SiteReview(ended=LATER, **review))
    assert "ended_means_agreed" in refused(SiteReview(ended=LATER, second=cast.dsl, **review))
    assert written(SiteReview(**review)).pk
    assert written(SiteReview(ended=LATER, stopped=True, **review)).pk
    assert written(SiteReview(ended=LATER, second=cast.dsl, agreed_at=LATER, **review)).pk


@pytest.mark.parametrize(
    ("values", "fits"),
    [
        ({}, False),
        ({"decision": "yes"}, False),
        ({"reason": "Nobody is at risk"}, False),
        ({"decision": "no", "reason": "Nobody is at risk"}, True),
        ({"how": "tick"}, True),
    ],
)
def test_a_decision_says_yes_or_no_and_why(record, cast, values, fits):
    done = {"how": "decision", "state": "done", "done_by": cast.coordinator, "done_at": AT}
    row = Step(incident=record, words="Tell the ICO?", **(done | values))
    assert written(row).pk if fits else "a_decision_says_yes_or_no_and_why" in refused(row)


@pytest.mark.parametrize(
    ("site", "linked", "fits"),
    [
        ("", None, True),
        ("on", None, True),
        ("off", None, True),
        ("off", False, True),
        ("on", True, False),
        ("", False, False),
    ],
)
def test_a_link_is_said_of_what_was_off_site(record, site, linked, fits):
    record.site, record.linked = site, linked
    assert written(record).pk if fits else "a_link_is_said_of_what_was_off_site" in refused(record)
