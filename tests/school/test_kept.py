"""What the school has settled is read once, and never older than what stands in the database."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.ledger import ledger
from esafety.lib import clock
from school import calendar, kept
from school.models import Document, Edition, Person, School, Term
from tests.make import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def save(row):
    with ledger("edit", by=None, kind="profile", ref="") as book:
        return book.save(row)


def titles() -> list[str]:
    return [row.title for row in kept.rows(Document)]


def queries(read) -> int:
    with CaptureQueriesContext(connection) as asked:
        read()
    return len(asked)


@pytest.fixture
def document():
    return save(Document(code="new", title="Before"))


def test_it_is_read_once(document):
    titles()
    assert queries(titles) == 1, "the stamp, and nothing else"


def test_the_school_as_it_is_called_now():
    with kept.for_a_request():
        assert kept.school().name != "Renamed"
        school = School.current()
        school.name = "Renamed"
        save(school)
        assert kept.school().name == "Renamed"


def test_a_page_asks_for_the_stamp_once(document):
    with kept.for_a_request():
        titles()
        assert queries(titles) == 0


def test_a_change_shows_at_once(document):
    assert "Before" in titles()
    document.title = "After"
    save(document)
    assert "After" in titles()
    assert "Before" not in titles()


def test_a_change_shows_within_the_request_that_makes_it(document):
    with kept.for_a_request():
        assert "Before" in titles()
        document.title = "After"
        save(document)
        assert "After" in titles()


def test_what_goes_by_the_day_is_read_again_on_another_and_when_somebody_comes(document):
    def here():
        return kept.for_today("people", lambda: set(Person.objects.here()))

    kim = make_person("Kim", left_on=clock.today() + timedelta(days=1))
    assert kim in here()
    assert queries(here) == 1, "the stamp, and nothing else"
    assert make_person("Lee") in here()
    clock.set_to(clock.now() + timedelta(days=1))
    assert kim not in here()
    assert queries(here) == 1


def test_what_is_out_of_use_is_not_kept(document):
    document.retired = True
    save(document)
    assert "Before" not in titles()


def test_a_change_that_was_undone_leaves_what_was(document):
    before = titles()
    with transaction.atomic():
        save(Document(code="undone", title="Undone"))
        assert "Undone" in titles()
        transaction.set_rollback(True)
    assert titles() == before


def test_another_process_wrote(document):
    """All it leaves here is another stamp."""
    titles()
    Document.objects.filter(pk=document.pk).update(title="Written elsewhere")
    assert "Before" in titles()
    Edition.objects.update(stamp=uuid4())
    assert "Written elsewhere" in titles()


def test_a_page_is_made_of_one_edition(document):
    with kept.for_a_request():
        titles()
        Document.objects.filter(pk=document.pk).update(title="Written elsewhere")
        Edition.objects.update(stamp=uuid4())
        assert "Before" in titles()
    assert "Written elsewhere" in titles()


def test_without_a_stamp_nothing_is_kept(document):
    Edition.objects.all().delete()
    titles()
    Document.objects.filter(pk=document.pk).update(title="After")
    assert "After" in titles()


def test_many_at_once_and_what_is_taken_out(document):
    with ledger("edit", by=None, kind="profile", ref="") as book:
        book.save_all([Document(code="one", title="One"), Document(code="two", title="Two")])
    assert {"One", "Two"} <= set(titles())
    with ledger("edit", by=None, kind="profile", ref="") as book:
        book.delete(document)
    assert "Before" not in titles()


def test_the_calendar_follows_terms_and_hours():
    calendar.current()
    term = save(Term(name="A later term", starts="2090-01-05", ends="2090-03-01"))
    assert term.starts in [str(starts) for starts, _ in calendar.current().terms]
    school = School.current()
    school.opens = "07:15"
    save(school)
    assert str(calendar.current().opens) == "07:15:00"
