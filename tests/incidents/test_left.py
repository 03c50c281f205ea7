"""Records of somebody who left, or gave up their office: those who deal with the kind are told once that it needs
another; lines given to somebody who left say so."""

from datetime import timedelta

import pytest

from esafety.lib import clock
from incidents import actions
from notices import sending
from notices.models import Delivery
from school.actions import people
from tests.dealing import step_of
from tests.make import make_report, make_user, reread, write
from tests.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def told(record) -> set[int]:
    about = Delivery.objects.filter(notice__kind="incident.left", notice__ref=record.ref)
    return set(about.values_list("user", flat=True))


@pytest.fixture
def gone(cast):
    """A second co-ordinator had a record, and leaves the school."""
    other = make_user("staff", "coordinator", given="Quinta")
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=other)
    assert actions.tell_left() == 0
    people.leave(other.person, clock.today(), by=cast.administrator)
    return record


def test_those_who_deal_with_it_are_told_once(gone, cast, mailoutbox):
    assert (actions.tell_left(), actions.tell_left()) == (1, 0)
    assert told(gone) == {cast.coordinator.pk, cast.dsl.pk, cast.deputy.pk}
    assert gone.events.filter(verb="left behind").count() == 1
    sending.send_due()
    mail = next(one for one in mailoutbox if one.to == [cast.coordinator.email] and "needs somebody" in one.subject)
    assert gone.ref in mail.subject
    assert f"/records/{gone.ref}/" in mail.body
    assert "Quinta" not in mail.subject + mail.body


def test_whoever_should_not_handle_it_hears_nothing(gone, cast):
    actions.conflicted(reread(gone), cast.deputy.person, by=cast.dsl, reason="Their own child")
    actions.tell_left()
    assert told(gone) == {cast.coordinator.pk, cast.dsl.pk}


def test_given_to_another_before_the_mail_went_nobody_hears_of_it(gone, cast, mailoutbox):
    actions.tell_left()
    actions.give_to(reread(gone), cast.coordinator.person, by=cast.dsl)
    sending.send_due()
    assert not [one for one in mailoutbox if "needs somebody" in one.subject]


def test_a_private_one_is_told_to_those_who_deal_with_private_ones_alone(cast):
    lead = make_user("staff", "dsl")
    record = make_report(cast.teacher, "grooming")
    actions.acknowledge(record, by=lead)
    people.leave(lead.person, clock.today(), by=cast.administrator)
    actions.tell_left()
    assert told(record) == {cast.dsl.pk, cast.deputy.pk}


def test_so_it_is_where_only_the_office_ended(cast):
    other = make_user("staff", "coordinator")
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=other)
    write(other.person.appointments.get(role="coordinator"), ends=clock.today() - timedelta(days=1))
    assert actions.tell_left() == 1


def test_what_is_closed_needs_nobody(gone):
    write(reread(gone), state="duplicate", duplicate_of=gone)
    assert actions.tell_left() == 0


def test_a_line_given_to_somebody_who_left_says_so(cast, sign_in):
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    actions.give(step_of(record, "keep-evidence"), cast.colleague.person, by=cast.coordinator, instruction="Mia, 8B")
    page = f"/records/{record.ref}/"
    assert "who has left" not in words_of(sign_in(cast.coordinator).get(page))
    people.leave(cast.colleague.person, clock.today(), by=cast.administrator)
    assert "who has left: ask somebody else" in words_of(sign_in(cast.coordinator).get(page))
