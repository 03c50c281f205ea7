"""S19: late, told once, counted; a security matter that cannot end before its steps have; looked at again later."""

from datetime import UTC, date, datetime, timedelta

import pytest

from esafety.lib import clock
from incidents import actions
from notices.models import Notice
from tests.dealing import address, do, finish_steps, open_steps, refused
from tests.make import make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 9, 9, tzinfo=UTC)


@pytest.mark.proves("M-166", "T-32", "T-40")
@pytest.mark.parametrize("school", ["milestone", "toynbee"])
def test_not_answered_in_time_it_is_told_once_and_counted(school, school_of, cast, sign_in):
    school_of(school)
    clock.set_to(MONDAY)
    record = make_report(cast.teacher, "chain-messages")
    assert clock.local(record.due_at).date() == date(2026, 11, 11), "two school days"
    clock.set_to(MONDAY + timedelta(days=3))
    assert (actions.tell_late(), actions.tell_late()) == (1, 0)
    told = Notice.objects.get(kind="incident.late").deliveries.values_list("user", flat=True)
    assert set(told) == {cast.senior_leader.pk, cast.head.pk}
    assert f"{record.ref} Mon 9 Nov" not in words_of(sign_in(cast.senior_leader).get("/records/"))
    assert "Overdue since Wed 11 Nov" in words_of(sign_in(cast.coordinator).get("/records/"))
    log = words_of(sign_in(cast.senior_leader).get("/records/log/"))
    assert "Not answered in time" in log
    assert "1 record reported, 1 of them late now" in log
    actions.review_log(date(2026, 11, 1), "Ask the co-ordinator what she needs.", by=cast.senior_leader)
    assert "Ask the co-ordinator" in words_of(sign_in(cast.head).get("/records/log/"))


@pytest.mark.proves("T-41", "T-42")
def test_a_security_matter_ends_with_its_steps_and_is_looked_at_again(cast, sign_in):
    """Pupils' data at risk, with the lines of `england`."""
    clock.set_to(MONDAY)
    record = make_report(cast.teacher, "data-breach")
    lead = sign_in(cast.coordinator)
    do(lead, record, "have-this")
    do(lead, record, "look-into")
    said = refused(lead, record, "finish", outcome="advice", told="yes")
    assert all(step.words in said for step in open_steps(record))
    assert reread(record).state == "investigating"
    finish_steps(lead, record)
    outcome = next(value for value, _ in lead.get(address(record, "finish")).context["form"].fields["outcome"].choices)
    do(lead, record, "finish", outcome=str(outcome), told="yes")
    do(lead, record, "close")
    do(lead, record, "look-again", day_day=7, day_month=12, day_year=2026)
    clock.set_to(datetime(2026, 12, 7, 9, tzinfo=UTC))
    assert f"{record.ref} Today" in words_of(sign_in(cast.head).get("/"))
    do(sign_in(cast.coordinator), record, "looked-again", further="yes", text="The list is still on the old drive.")
    assert reread(record).state == "acknowledged"
    verbs = list(record.events.values_list("verb", flat=True))
    for verb in ("report", "acknowledge", "resolve", "close", "look again on", "looked again", "reopen"):
        assert verb in verbs, "one timeline"
