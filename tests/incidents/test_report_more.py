"""What page 2 folds away: how sure it is, where, on what, who said it first; and the procedure the school follows."""

import pytest

from audit.ledger import ledger
from incidents import actions
from incidents.models import Category, Incident
from school.models import Document
from school.roles import Role
from tests.incidents.test_report_named import answer, told
from tests.make import make_pupil, make_user
from tests.pages import words_of
from tests.reporting import begin, press_send, said, send

pytestmark = pytest.mark.django_db
KNOWN = {
    "certainty": "suspected",
    "attempted": "True",
    "site": "off",
    "equipment": "own_device",
    "device_kind": "phone",
    "source": "parent",
}
IN_WORDS = ("A suspicion", "Yes", "Outside school", "Their own device", "Phone", "A parent or carer")


@pytest.fixture
def teacher(sign_in):
    return sign_in(make_user(Role.STAFF))


def change(row, **values):
    vars(row).update(values)
    with ledger("made for a test", by=None, kind="test", ref="") as book:
        return book.save(row)


@pytest.fixture
def procedure(db):
    """Where copied work is dealt with under the behaviour policy."""
    change(Category.objects.get(code="copying"), document="behaviour-policy")
    return change(Document.objects.get(code="behaviour-policy"), address="https://oakfield.example/behaviour")


# --- How sure, where, on what -------------------------------------------------------------------------------
def test_nobody_has_to_open_it(teacher):
    page = teacher.get(begin(teacher)).content.decode()
    folded = page.split("Add what else you know")[1]
    assert all(f'name="{name}"' in folded for name in KNOWN)
    assert page.count('<details class="govuk-details">') == 1
    send(teacher)
    record = Incident.objects.get()
    assert (record.certainty, record.attempted, record.site, record.source) == ("", None, "", "")


def test_what_is_known_is_kept_and_read_again_on_every_page(teacher):
    url = begin(teacher)
    teacher.post(url, said(**KNOWN))
    check = teacher.get(f"{url}check/")
    receipt = teacher.get(press_send(teacher, url).url)
    for page in (check, receipt):
        assert not [words for words in IN_WORDS if words not in words_of(page)]
    record = Incident.objects.get()
    assert {name: str(getattr(record, name)) for name in KNOWN} == KNOWN


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_not_on_the_list_is_a_sentence_and_the_fold_is_open(teacher, name):
    answer = teacher.post(begin(teacher), said(**{name: "made up"}))
    assert answer.context["form"].errors[name]
    assert 'class="govuk-details" open' in answer.content.decode()


def test_a_receipt_keeps_what_its_reporter_said_whatever_is_found_out(teacher, cast):
    receipt = send(teacher, **KNOWN).url
    record = Incident.objects.get()
    change(record, certainty="confirmed", site="on")
    words = words_of(teacher.get(receipt))
    assert "A suspicion" in words
    assert "It happened" not in words


def test_other_particulars_under_the_same_key_are_another_report(teacher):
    url = begin(teacher)
    teacher.post(url, said(**KNOWN))
    receipt = press_send(teacher, url).url
    assert teacher.post(url, said(**KNOWN)).url == receipt
    answer = teacher.post(url, said(**KNOWN | {"certainty": "confirmed"}))
    assert answer.status_code == 409
    assert "It happened" in words_of(answer)


# --- The procedure ------------------------------------------------------------------------------------------
def test_the_procedure_is_named_before_and_after_send(teacher, procedure):
    url = begin(teacher)
    teacher.post(url, said(category="copying"))
    check = teacher.get(f"{url}check/").content.decode()
    receipt = teacher.get(press_send(teacher, url).url).content.decode()
    for page in (check, receipt):
        assert "Dealt with under" in page
        assert f'href="{procedure.address}"' in page


def test_it_is_not_named_once_the_record_is_private(teacher, procedure, cast):
    receipt = send(teacher, category="copying").url
    actions.raise_class(Incident.objects.get(), "child_protection", by=cast.coordinator, reason="Worse than it looked")
    assert "Dealt with under" not in words_of(teacher.get(receipt))


def test_a_kind_without_one_says_nothing_of_it(teacher):
    assert "Dealt with under" not in words_of(teacher.get(send(teacher).url))


# --- The part of whoever is named ---------------------------------------------------------------------------
def test_a_pupil_who_is_named_has_the_part_that_goes_with_the_kind(teacher):
    change(Category.objects.get(code="copying"), part="victim")
    send(teacher, category="copying", people=[make_pupil().ref], description="And another", unknown=None)
    assert set(Incident.objects.get().involved.values_list("part", flat=True)) == {"victim"}


def test_an_adult_who_is_named_stays_barred_whatever_goes_with_the_kind(teacher, cast):
    change(Category.objects.get(code="bullying"), part="victim")
    page, url = told(teacher, category="bullying", people=[cast.colleague.person.ref], unknown=None)
    answer(teacher, page, url, "not-about", **{"q-bullying-harm": "no", "q-shared-indecent": "no"})
    record = Incident.objects.get()
    assert record.involved.get().part == "unsure"
    assert record.barred.get().person == cast.colleague.person
