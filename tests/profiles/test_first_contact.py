"""Who has every report first, and who sorts them: whoever the school appoints (T 6.11, 6.12)."""

from datetime import date

import pytest
from django.core import mail

from audit.ledger import ledger
from incidents.classes import RESTRICTED
from incidents.models import Category, Incident
from notices import sending
from school.models import Appointment
from school.roles import Role
from tests.dealing import address, do
from tests.make import make_report, reread
from tests.profiles.procedures import became, report
from tests.reporting import send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _school(school_of):
    school_of("toynbee")


def appoint(user, role, **said):
    with ledger("made for a test", by=None, kind="appointment", ref="") as book:
        book.save(Appointment(person=user.person, role=role, starts=date(2020, 9, 1), **said))


@pytest.mark.proves("T-45")
def test_a_report_nobody_could_place_is_for_whoever_holds_the_office(cast, sign_in):
    appoint(cast.senior_leader, Role.COORDINATOR)
    assert send(sign_in(cast.teacher), category="other", text="Something odd on the screens").status_code == 302
    sending.send_due()
    told = {address for message in mail.outbox for address in message.to}
    assert told == {cast.coordinator.email, cast.senior_leader.email}


@pytest.mark.proves("T-45")
def test_of_every_kind_the_lead_is_told_and_of_private_ones_the_safeguarding_leads(cast):
    """4.1: the leads of the school are who hold these offices; a concern about one of them is for others."""
    first = {}
    for row in Category.objects.filter(retired=False):
        record = report(cast, row.code)
        lead = "dsl" if record.kind in RESTRICTED else "coordinator"
        first[row.code] = lead in became(cast, record)[2]
    assert [code for code, told in first.items() if not told] == []


@pytest.mark.proves("T-46")
def test_senior_leaders_sort_reports_once_they_are_appointed_to(cast, sign_in):
    record = make_report(cast.teacher, "phone")
    leader = sign_in(cast.senior_leader)
    assert [leader.get(path).status_code for path in ("/records/", address(record))] != [200, 200]
    assert not Incident.objects.visible_to(cast.senior_leader).exists()

    appoint(cast.senior_leader, Role.COORDINATOR, deputy=True)
    leader = sign_in(type(cast.senior_leader).objects.get(pk=cast.senior_leader.pk))
    assert record.ref in [row.record.ref for row in leader.get("/records/").context["page"].rows]
    do(leader, record, "have-this")
    do(leader, record, "category", categories=["video-call"])
    do(leader, record, "more-serious", to="serious", reason="It was shown to the whole form")
    record = reread(record)
    assert (record.owner, record.cls) == (cast.senior_leader.person, "serious")
    assert sign_in(cast.coordinator).get(address(record)).status_code == 200
