"""The deny rule is asked of the database and of rows already read: both must say the same of everybody."""

import pytest

from audit.ledger import ledger
from incidents.models import Barred, Incident
from school.models import User
from school.roles import Role
from tests.make import make_report, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def bar(record, **who) -> Barred:
    with ledger("made for a test", by=None, kind="incident", ref=record.ref) as book:
        return book.save(Barred(incident=record, because=Barred.Because.CONFLICTED, **who))


def kept_from(record) -> set[User]:
    """Asked of the database; that the rows read say the same is asserted on the way."""
    bars = list(record.barred.all())
    by_rows = {user for user in User.objects.all() if any(one.bars(user) for one in bars)}
    by_database = {
        user for user in User.objects.all() if not Incident.objects.not_barred(user).filter(pk=record.pk).exists()
    }
    assert by_rows == by_database
    return by_database


def test_a_person(cast, accused):
    record = make_report(cast.teacher, "bullying")
    bar(record, person=accused.person)
    assert kept_from(record) == {accused}


@pytest.mark.parametrize("office", [Role.DSL, Role.HEADTEACHER, Role.NETWORK_MANAGER])
def test_whoever_holds_an_office(cast, office):
    record = make_report(cast.teacher, "bullying")
    bar(record, office=office)
    assert kept_from(record) == {user for user in User.objects.all() if office in user.roles} != set()


def test_nobody_once_it_is_lifted(cast, accused):
    record = make_report(cast.teacher, "bullying")
    bar(record, person=accused.person, lifted=True)
    assert kept_from(record) == set()


def test_nobody_from_another_record(cast, accused):
    bar(make_report(cast.teacher, "bullying"), person=accused.person)
    assert kept_from(make_report(cast.teacher, "bullying")) == set()


def test_not_whoever_holds_no_office_today(cast):
    record = make_report(cast.teacher, "bullying")
    bar(record, office=Role.DSL)
    someone = make_user()
    assert not someone.roles
    assert someone not in kept_from(record)
    bar(record, person=someone.person)
    assert someone in kept_from(record)
