"""S07: what is permitted in some circumstances closes as allowed with a ground that fits, and with no other."""

import pytest

from incidents import actions
from incidents.actions.record import facts_of
from incidents.models import Ground, Question
from tests.make import make_pupil, make_report, reread
from tests.profiles import test_milestone, test_toynbee

pytestmark = pytest.mark.django_db
ADULTS = {"staff-own-phone"}  # ended by the head, and closed by another: tests/incidents/test_allowed.py


def filed(cast, code):
    """A report of that kind, by whom and about whom it would be."""
    people = [cast.colleague.person] if code in ADULTS else [make_pupil()]
    return make_report(cast.teacher, code, people=people)


def decided(record, by):
    """What its kind must have answered is: nothing of the sort."""
    asked = Question.objects.filter(asked="deciding", retired=False)
    kinds = set(record.filed.values_list("category__code", flat=True))
    if no := {one: "no" for one in asked if kinds & set(one.categories)}:
        actions.answer(record, no, by=by)


def allowed(cast, code, ground):
    """The record, once it is ended with that ground by whoever deals with it."""
    record = filed(cast, code)
    decided(record, cast.coordinator)
    actions.allow(record, ground, by=cast.coordinator)
    return reread(record)


TABLES = {"toynbee": test_toynbee.ALLOWED, "milestone": test_milestone.ALLOWED}


@pytest.mark.proves(
    "M-151", "M-182", "T-141", "T-158", "T-159", "T-165", "T-220", "T-221", "T-222", "T-223", "T-224", "T-225"
)
@pytest.mark.parametrize("profile", TABLES)
def test_each_kind_ends_as_allowed_with_each_of_its_grounds_and_with_no_other(school_of, cast, profile):
    school_of(profile)
    grounds = {row.code: row for row in Ground.objects.filter(retired=False)}
    for kind, fitting in TABLES[profile].items():
        assert set(facts_of(filed(cast, kind)).grounds) == fitting, kind
        for code in fitting if kind not in ADULTS else ():
            record = allowed(cast, kind, grounds[code])
            assert (record.state, record.outcome.breach, record.ground) == ("closed", False, grounds[code]), kind
            assert not record.sanctions.exists()
        for code in sorted(set(grounds) - fitting)[:1] if kind not in ADULTS else ():
            with pytest.raises(actions.Refused, match="does not fit"):
                allowed(cast, kind, grounds[code])


@pytest.mark.parametrize(("profile", "offered"), [("toynbee", True), ("milestone", False)])
def test_buying_online_is_allowed_with_a_ground_in_one_school_and_never_in_the_other(
    school_of, cast, profile, offered
):
    school_of(profile)
    record = filed(cast, "shopping")
    assert record.cls == "inappropriate"
    assert bool(facts_of(record).grounds) == offered


@pytest.mark.proves("T-220")
def test_without_a_ground_it_takes_the_way_of_its_class(school_of, cast):
    school_of("toynbee")
    lines = {kind: _lines(filed(cast, kind)) for kind in ("phone", "password-shared")}
    assert {"behaviour", "sanction"} <= lines["phone"]
    assert {"contain", "advice", "prevent-again"} <= lines["password-shared"]


def _lines(record) -> set[str]:
    return set(record.steps.values_list("template__code", flat=True))
