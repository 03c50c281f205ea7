"""The page before somebody leaves: what is in their name, and which offices nobody else holds."""

from datetime import timedelta

import pytest

from audit.ledger import ledger
from esafety.lib import clock
from incidents.models import Barred
from notices.models import Task
from school.models import Appointment
from school.roles import Role
from tests.make import make_person, make_report, make_user, write
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.administrator)


def test_the_page_before_somebody_leaves_counts_what_is_in_their_name(admin, cast):
    record = make_report(cast.teacher, "scam")
    write(record, owner=cast.dsl.person)
    page = words_of(admin.get(f"/people/{cast.dsl.person.ref}/leave/"))
    assert "Open records in their name: 1" in page
    assert "They are the last designated safeguarding lead. Appoint another first." in page
    assert record.ref not in page


@pytest.mark.parametrize(
    ("who", "office"),
    [("network_manager", "network manager"), ("chair", "chair of governors"), ("coordinator", "online safety")],
)
def test_the_page_before_somebody_leaves_warns_of_every_office_nobody_else_holds(admin, cast, who, office):
    page = words_of(admin.get(f"/people/{getattr(cast, who).person.ref}/leave/"))
    assert f"Nobody else is {office}" in page
    assert "Appoint another before they leave." in page
    assert "Nobody else is member of staff" not in page


def test_where_others_hold_it_who_cannot_sign_in_it_is_not_said_that_nobody_does(sign_in):
    alone = make_user(Role.STAFF, Role.ADMINISTRATOR)
    write(Appointment(person=make_person(), role=Role.STAFF, starts=clock.today()))
    page = words_of(sign_in(alone).get(f"/people/{alone.person.ref}/leave/"))
    assert "Nobody else is member of staff" not in page
    assert "Nobody else who can sign in is member of staff. Invite another before they leave." in page


def test_that_who_follows_has_a_last_day_is_said_before_they_leave(admin, cast):
    until = clock.today() + timedelta(days=1)
    write(Appointment(person=make_user().person, role=Role.DSL, starts=clock.today(), ends=until))
    page = words_of(admin.get(f"/people/{cast.dsl.person.ref}/leave/"))
    assert (
        f"Nobody who can sign in would be designated safeguarding lead from {until + timedelta(days=1):%-d %B}" in page
    )


def test_what_an_office_nobody_else_holds_is_asked_to_do_is_counted(admin, cast):
    make_report(cast.teacher, "malware", device="OAK-L-0117", place="Library")
    address = f"/people/{cast.network_manager.person.ref}/leave/"
    asked = Task.objects.open().filter(for_role=Role.NETWORK_MANAGER).count()
    assert asked
    assert f"Things to do: {asked}" in words_of(admin.get(address))
    make_user(Role.NETWORK_MANAGER)
    assert "Things to do" not in words_of(admin.get(address))


def test_records_about_whoever_asks_are_not_counted(admin, cast):
    record = make_report(cast.teacher, "scam")
    with ledger("keep from", by=None, kind="test", ref="") as book:
        book.save(Barred(incident=record, person=cast.administrator.person))
    write(record, owner=cast.dsl.person)
    assert "Open records in their name" not in words_of(admin.get(f"/people/{cast.dsl.person.ref}/leave/"))
