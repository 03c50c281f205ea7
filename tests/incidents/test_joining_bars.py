"""Two records become one matter: whoever is kept from one of them is kept from both."""

import pytest

from audit.ledger import ledger
from incidents import actions
from incidents.models import Barred
from notices.models import Task
from school.roles import Role
from tests.dealing import address, do
from tests.make import make_report, make_user, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(cast):
    """The one that goes and the one that stays; the co-ordinator has both."""
    made = [make_report(by, "bullying", device="OAK-L-0117") for by in (cast.teacher, cast.colleague)]
    for record in made:
        actions.acknowledge(record, by=cast.coordinator)
    return made


@pytest.fixture
def lead(cast, sign_in):
    return sign_in(cast.dsl)


def take_off(record, user, by, reason="His nephew"):
    actions.conflicted(record, user.person, by=by, reason=reason)


def finds_nothing(browser, *records) -> bool:
    """No page of any of them, and no reference of one on the pages that list records and tasks."""
    pages = "".join(browser.get(where).content.decode() for where in ("/", "/records/", "/tasks/"))
    gone = all(browser.get(address(record)).status_code == 404 for record in records)
    return gone and not any(record.ref in pages for record in records)


@pytest.mark.parametrize("of", [0, 1])
def test_whoever_was_taken_off_one_finds_no_trace_of_either(two, cast, sign_in, lead, of):
    goes, stays = two
    take_off(two[of], cast.coordinator, cast.dsl)
    do(lead, reread(goes), "join", other=stays.ref)
    assert finds_nothing(sign_in(cast.coordinator), goes, stays)
    for record in two:
        row = record.barred.get(lifted=False)
        assert (row.person, row.because, row.reason) == (cast.coordinator.person, "conflicted", "His nephew")
        assert row.history.count() == 1
        assert reread(record).owner is None
    assert "Somebody was taken off this record" in words_of(lead.get(address(two[1 - of])))


def test_whoever_holds_an_office_that_is_kept_from_one_is_kept_from_both(two, cast, sign_in, lead):
    goes, stays = two
    with ledger("made for a test", by=None, kind="incident", ref=goes.ref) as book:
        book.save(Barred(incident=goes, office=Role.COORDINATOR, because=Barred.Because.OFFICE))
    do(lead, reread(goes), "join", other=stays.ref)
    assert finds_nothing(sign_in(cast.coordinator), goes, stays)
    assert reread(stays).owner is None


def test_what_was_lifted_on_the_one_is_in_force_again_and_said_once(two, cast, lead):
    goes, stays = two
    take_off(stays, cast.coordinator, cast.dsl)
    actions.no_longer_conflicted(stays.barred.get(), by=cast.dsl, reason="It was another boy")
    take_off(goes, cast.coordinator, cast.dsl, "A friend of the father")
    do(lead, reread(goes), "join", other=stays.ref)
    row = stays.barred.get()
    assert (row.lifted, row.reason) == (False, "A friend of the father")


def test_what_was_lifted_on_both_stays_lifted(two, cast, sign_in, lead):
    goes, stays = two
    take_off(goes, cast.coordinator, cast.dsl)
    actions.no_longer_conflicted(goes.barred.get(), by=cast.dsl, reason="It was another boy")
    do(lead, reread(goes), "join", other=stays.ref)
    assert sign_in(cast.coordinator).get(address(stays)).status_code == 200
    assert "taken off" not in words_of(lead.get(address(stays)))


def test_nor_of_what_was_joined_to_either_before(two, cast, sign_in, lead):
    goes, stays = two
    earlier, other = (make_report(cast.teacher, "bullying") for _ in range(2))
    do(lead, earlier, "join", other=goes.ref)
    do(lead, other, "join", other=stays.ref)
    take_off(reread(goes), cast.coordinator, cast.dsl)
    take_off(reread(stays), cast.head, cast.dsl)
    do(lead, reread(goes), "join", other=stays.ref)
    assert finds_nothing(sign_in(cast.coordinator), goes, stays, other)
    assert finds_nothing(sign_in(cast.head), goes, stays, earlier)


def test_a_colleague_with_a_step_of_the_one_has_it_no_longer(two, cast, sign_in, lead):
    goes, stays = two
    helper = make_user(Role.STAFF)
    step = stays.steps.get(template__code="ring-home")
    actions.give(step, helper.person, by=cast.coordinator, instruction="Ring her mother")
    take_off(goes, helper, cast.dsl)
    do(lead, reread(goes), "join", other=stays.ref)
    assert step.words not in words_of(sign_in(helper).get("/"))


def test_the_page_says_so(two, lead):
    goes, stays = two
    page = words_of(lead.get(address(goes, "join", stays.ref)))
    assert "Whoever is kept from one is kept from both." in page


def test_nor_a_task_of_either(cast, sign_in):
    goes, stays = (make_report(by, "images-on-device", device="OAK-L-0117") for by in (cast.teacher, cast.colleague))
    take_off(goes, cast.network_manager, cast.dsl)
    do(sign_in(cast.dsl), reread(goes), "join", other=stays.ref)
    task = Task.objects.open().get(kind="incident", ref=stays.ref)
    assert task.words not in words_of(sign_in(cast.network_manager).get("/tasks/"))
