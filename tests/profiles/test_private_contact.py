"""An adult here in private contact with a pupil: they, and a parent, are told once the LADO or the police say so."""

from datetime import UTC, datetime

import pytest

from esafety.lib import clock
from tests.dealing import address, do, refused, step_of
from tests.make import make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
FIRST = "First record what police, social care or LADO advised"
LOW = "A question about homework, asked and answered where everybody reads it"
WITH = {"told": "yes", "with_whom": "Her mother", "means": "rang"}


@pytest.fixture
def record(cast, sign_in):
    clock.set_to(datetime(2026, 11, 9, 9, tzinfo=UTC))
    record = make_report(cast.teacher, "staff-contact", people=[cast.colleague.person])
    do(sign_in(cast.head), record, "have-this")
    return record


@pytest.fixture
def head(cast, sign_in, record):
    return sign_in(cast.head)


def test_police_and_lado_are_for_now_and_the_police_stand_first(record):
    now = list(record.steps.filter(when="now").values_list("template__code", flat=True))
    assert now == ["say-nothing", "threshold", "police-if-crime", "lado"]
    assert (step_of(record, "police-if-crime").required, step_of(record, "lado").required) == (False, True)


def test_until_one_of_them_advised_neither_the_adult_nor_a_parent_is_told(record, head):
    talk = step_of(record, "talk-when-advised")
    page = words_of(head.get(address(record)))
    assert page.count("Not before police, social care or LADO have advised.") == 2
    assert FIRST in refused(head, record, "done", talk.ref, note="Told her")
    assert FIRST in refused(head, record, "parents", step_of(record, "parents-of-pupil").ref, **WITH)
    assert FIRST in refused(head, record, "parents", **WITH), "nor beside the list"
    do(head, record, "rang", "lado", advice="Office closed", answered="nobody")
    assert FIRST in refused(head, record, "done", talk.ref, note="Told her")
    do(head, record, "rang", "lado", advice="Talk to her, then tell the mother", answered="yes")
    do(head, record, "done", talk.ref, note="Told her")
    do(head, record, "parents", step_of(record, "parents-of-pupil").ref, **WITH)
    assert (reread(talk).state, step_of(record, "parents-of-pupil").state) == ("done", "done")


def test_where_the_threshold_is_not_met_they_wait_for_nobody(record, head):
    talk = step_of(record, "talk-when-advised")
    clock.set_to(datetime(2026, 11, 12, 9, tzinfo=UTC))
    do(head, record, "threshold", reason=LOW)
    assert clock.local(reread(talk).due_at).day == 13, "they have until the end of the next working day"
    do(head, record, "done", talk.ref, note="Told her")
    assert reread(talk).state == "done"


def test_of_a_possible_crime_they_wait_all_the_same(record, head):
    do(head, record, "threshold", reason=LOW)
    do(head, record, "more-serious", to="illegal", reason="There was a picture")
    assert FIRST in refused(head, record, "parents", **WITH)


def test_a_low_level_concern_is_talked_over_as_before(cast, sign_in):
    record, head = make_report(cast.teacher, "low-level-concern", people=[cast.colleague.person]), sign_in(cast.head)
    do(head, record, "have-this")
    do(head, record, "done", step_of(record, "talk-with-adult").ref, note="Talked it over")
    assert step_of(record, "talk-with-adult").state == "done"


@pytest.mark.parametrize("profile", ["milestone", "toynbee"])
def test_the_two_schools_do_so_too(school_of, cast, sign_in, profile):
    school_of(profile)
    record, head = make_report(cast.teacher, "staff-contact", people=[cast.colleague.person]), sign_in(cast.head)
    do(head, record, "have-this")
    now = list(record.steps.filter(when="now").values_list("template__code", flat=True))
    assert now == ["say-nothing", "threshold", "police-if-crime", "lado"]
    first = "First record what police or LADO advised"
    assert first in refused(head, record, "done", step_of(record, "staff-conduct-advised").ref, note="Told her")
    assert first in refused(head, record, "parents", **WITH)
    friends = make_report(cast.teacher, "staff-online-conduct", people=[cast.colleague.person])
    assert not friends.steps.filter(after_advice=True).exists(), "nobody is rung there"


@pytest.mark.parametrize(
    ("profile", "lado"), [("england", "lado-if-adult"), ("milestone", "lado-now"), ("toynbee", "lado-now")]
)
def test_of_a_possible_crime_the_police_stand_above_the_lado(school_of, cast, profile, lado):
    school_of(profile)
    codes = list(
        make_report(cast.teacher, "child-abuse-images", text="").steps.values_list("template__code", flat=True)
    )
    assert codes.index("police") < codes.index(lado)


def test_of_a_child_at_risk_from_an_adult_here_no_parent_is_told_before_either(cast, sign_in):
    record = make_report(
        cast.teacher, "bullying", yes=["first-adult", "first-told-harm"], people=[cast.colleague.person]
    )
    head = sign_in(cast.head)
    do(head, record, "have-this")
    step = step_of(record, "parents-decided")
    page = words_of(head.get(address(record)))
    assert "Not before police, social care or LADO have advised." in page
    assert FIRST in refused(head, record, "parents", step.ref, **WITH)
    do(head, record, "rang", "lado", advice="Tell the mother", answered="yes")
    do(head, record, "parents", step.ref, **WITH)
    assert reread(step).state == "done"


@pytest.mark.parametrize("profile", ["england", "milestone", "toynbee"])
def test_the_line_about_taking_it_down_does_not_send_anybody_to_the_person(school_of, cast, sign_in, profile):
    """Beside “say nothing to the person yet”."""
    school_of(profile)
    record = make_report(cast.teacher, "bullying", yes=["first-adult"], people=[cast.colleague.person])
    page = words_of(sign_in(cast.head).get(address(record)))
    assert "say nothing to the person yet" in page
    assert "Ask the site; whoever posted it only once they may be told." in page
