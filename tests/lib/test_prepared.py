"""A query put into SQL once answers as the same query written each time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Entry, Salt
from esafety.lib import clock
from esafety.lib.prepared import insert, insert_new, prepared
from incidents.asking import asked_by
from incidents.models import Barred, Incident, Involved
from incidents.reading import beside
from school.models import Person
from tests.make import make_pupil, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def involved(key):
    return Involved.objects.filter(incident=key).select_related("person")


@pytest.fixture
def two(cast):
    return [make_report(cast.teacher, "bullying", people=[make_pupil(name), make_pupil("Other")]) for name in "AB"]


def test_each_asking_has_its_own_key(two):
    ask = prepared(involved)
    for record in (*two, two[0]):
        assert [row.person.name for row in ask(record.pk)] == [row.person.name for row in involved(record.pk)]
    assert ask(two[0].pk)[0].person.given_name == "A"
    assert ask(0) == []


def test_the_query_is_written_once(two):
    written = []
    ask = prepared(lambda key: written.append(key) or involved(key))
    assert ask(two[0].pk) != ask(two[1].pk)
    assert len(written) == 1


def test_every_asking_asks_the_database(two):
    ask = prepared(involved)
    before = len(ask(two[0].pk))
    Involved.objects.bulk_create([Involved(incident=two[0], description="Somebody else")])
    assert len(ask(two[0].pk)) == before + 1


def test_values_are_given_as_values(two):
    ask = prepared(lambda key: Incident.objects.filter(pk=key).values_list("ref", flat=True))
    assert [ask(record.pk) for record in two] == [[record.ref] for record in two]


def test_a_moment_and_a_day_are_keys_too(two):
    Incident.objects.filter(pk=two[0].pk).update(follow_up_on=clock.today())
    asked = prepared(lambda now, day: Incident.objects.filter(due_at__gt=now, follow_up_on=day).values_list("ref"))
    due, day = two[0].due_at, timedelta(days=1)
    assert asked(due - day, clock.today()) == [(two[0].ref,)]
    assert asked(due + day, clock.today()) == []
    assert asked(due - day, clock.today() + day) == []


def test_what_nothing_can_answer_is_not_asked(two, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert prepared(lambda key: Incident.objects.filter(pk=key, pk__in=[]))(two[0].pk) == []


def test_each_set_of_offices_has_a_query_of_its_own(cast, two):
    ask = asked_by(lambda user: Incident.objects.readable_by(user))
    assert len(ask(cast.coordinator)) == 2
    assert ask(cast.governor) == []
    Barred.objects.bulk_create([Barred(incident=two[0], person=cast.coordinator.person, because="subject")])
    assert ask(cast.coordinator) == [two[1]]


def test_a_row_beside_a_record_asks_nothing_to_know_it(two):
    rows = beside.involved(two[0])
    with CaptureQueriesContext(connection) as asked:
        assert rows[0].incident == two[0]
        assert rows[0].person.name
    assert not asked.captured_queries


def test_rows_inserted_by_value_are_read_as_those_saved():
    said = {"version": 1, "at": clock.now(), "actor": "Ünal's", "verb": "%s", "kind": "", "ref": "", "row": None}
    hashes = {"table": None, "commitment": "c" * 64, "prev": "p" * 64, "hash": "h" * 64}
    insert(Entry, [{"seq": 2**40, **said, **hashes}])
    Entry(seq=2**40 + 1, **said, **hashes).save()
    one, other = Entry.objects.filter(seq__gte=2**40).values(*said, *hashes)
    assert one == other == said | hashes


def test_more_rows_than_one_statement_holds_are_all_inserted():
    insert(Salt, [{"seq": 2**40 + n, "salt": bytes([n % 256])} for n in range(1200)])
    assert [bytes(row.salt) for row in Salt.objects.filter(seq__gte=2**40).order_by("seq")[::300]] == [
        bytes([n % 256]) for n in range(0, 1200, 300)
    ]


def test_new_objects_know_their_keys_in_their_order(two):
    new = [Involved(incident=record, description=record.ref) for record in two]
    assert insert_new(Involved, new) == new
    assert [Involved.objects.get(pk=row.pk).description for row in new] == [record.ref for record in two]
    assert not any(row._state.adding for row in new)


def test_what_a_new_object_points_to_may_be_saved_after_it_was_made(two):
    person = Person(given_name="Later", family_name="Made")
    row = Involved(incident=two[0], person=person)
    insert_new(Person, [person])
    insert_new(Involved, [row])
    assert Involved.objects.get(pk=row.pk).person == person
