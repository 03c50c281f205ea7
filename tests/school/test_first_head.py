"""A new school's first head needs nobody's agreement: the wrong one is taken back while they never signed in."""

import pytest

from audit.models import Entry
from esafety.lib import clock
from school.actions.accounts import new_token
from school.models import Appointment
from school.people import roles_of
from school.roles import Role
from tests.make import make_person, make_user, reread
from tests.pages import words_of
from tests.school.test_settings_pages import day
from tests.signing_in import with_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(sign_in):
    """The one administrator of a school that has nobody else yet."""
    return sign_in(make_user(Role.STAFF, Role.ADMINISTRATOR))


@pytest.fixture
def wrong(admin):
    """Somebody who was invited, and is not the head."""
    user = make_user(Role.STAFF)
    new_token(user)
    return user


def give(admin, person, role=Role.HEADTEACHER) -> Appointment:
    admin.post(f"/people/{person.ref}/appoint/", {"role": role} | day("starts", clock.today()))
    return Appointment.objects.get(person=person, role=role)


def take_back(admin, row) -> str:
    return words_of(admin.post(f"/offices/{row.pk}/take-back/", follow=True))


@pytest.mark.parametrize("role", [Role.HEADTEACHER, Role.CHAIR])
def test_it_is_taken_back_and_the_right_one_needs_nobody(admin, wrong, role):
    row = give(admin, wrong.person, role)
    assert "Take back" in words_of(admin.get(f"/people/{wrong.person.ref}/"))
    assert "Taken back. They do not hold the office." in take_back(admin, row)
    assert roles_of(wrong.person_id) == {Role.STAFF}
    assert give(admin, make_person()).approved


def test_it_stays_on_record_that_they_held_it(admin, wrong):
    row = give(admin, wrong.person)
    take_back(admin, row)
    assert list(row.history.order_by("history_id").values_list("approved", "withdrawn")) == [
        (True, False),
        (False, True),
    ]
    verbs = list(Entry.objects.filter(kind="appointment", ref=wrong.person.ref).values_list("verb", flat=True))
    assert verbs == ["appoint", "take back appointment"]


def test_somebody_without_an_account_never_signed_in_either(admin):
    row = give(admin, make_person())
    take_back(admin, row)
    assert reread(row).withdrawn


@pytest.mark.parametrize(
    "page", ["offices/{0.pk}/end/", "people/{0.person.ref}/leave/", "people/{0.person.ref}/account/"]
)
def test_where_it_cannot_end_the_page_says_so(admin, wrong, page):
    answer = admin.post("/" + page.format(give(admin, wrong.person)), day("day", clock.today()))
    assert "They never signed in. Take the office back on their page, then give it to whoever holds it." in words_of(
        answer
    )


def test_once_it_is_taken_back_they_leave_or_their_account_is_stopped(admin, wrong):
    take_back(admin, give(admin, wrong.person))
    admin.post(f"/people/{wrong.person.ref}/account/", {"pressed": "yes"})
    assert not reread(wrong).is_active


def test_never_once_the_head_has_signed_in(admin, wrong):
    row = give(admin, wrong.person)
    with_password(wrong)
    assert "Take back" not in words_of(admin.get(f"/people/{wrong.person.ref}/"))
    assert "Somebody has decided this appointment already." in take_back(admin, row)
    assert reread(row).approved


def test_nor_one_to_whom_somebody_agreed(admin, wrong, sign_in):
    head = make_user(Role.HEADTEACHER)
    row = give(admin, wrong.person)
    sign_in(head).post(f"/offices/{row.pk}/agree/")
    assert "Somebody has decided this appointment already." in take_back(admin, row)
    assert reread(row).approved


def test_nobody_but_an_administrator_takes_it_back(admin, wrong, sign_in):
    row = give(admin, wrong.person)
    assert sign_in(make_user(Role.CHAIR)).post(f"/offices/{row.pk}/take-back/").status_code == 403
    assert reread(row).approved
