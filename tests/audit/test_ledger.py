"""Rows, history and entries commit together, or not at all."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.ledger import WrittenOutsideLedger, ledger, note
from audit.models import Entry, ErasureOrder, Salt
from audit.verify import verify
from school.models import Term
from tests.audit.conftest import BY, make_order, make_term, written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def newest() -> Entry:
    return Entry.objects.last()


def counted():
    return Entry.objects.count(), Salt.objects.count(), Term.objects.count(), Term.history.count()


def test_a_save_leaves_history_and_an_entry():
    with written("open the year") as book:
        term = book.save(make_term(2090))
    row, entry = term.history.get(), newest()
    assert (row.history_user_id, row.history_change_reason, row.history_type) == (BY.ref, "because", "+")
    assert (entry.actor, entry.verb, entry.kind, entry.ref) == (BY.ref, "open the year", "term", "T3RM-0001")
    assert (entry.table, entry.row) == ("school_historicalterm", str(row.pk))


def test_an_append_only_row_leaves_an_entry_however_it_is_inserted():
    with written() as book:
        book.add(make_order("a", 1))
        ErasureOrder.objects.create(**_said(make_order("a", 2)))
    assert [entry.row for entry in Entry.objects.filter(table="audit_erasureorder").order_by("-seq")[:2]] == [
        str(order.pk) for order in ErasureOrder.objects.order_by("-pk")[:2]
    ]


def _said(order):
    return {name: getattr(order, name) for name in ("table", "row", "approved_by", "also_approved_by", "basis")}


@pytest.mark.parametrize("made", [lambda: make_term(2090), lambda: make_order("a", 1)])
def test_nothing_is_saved_outside_a_ledger(made):
    before = counted()
    with pytest.raises(WrittenOutsideLedger):
        made().save()
    assert counted() == before


def test_nothing_is_deleted_outside_a_ledger():
    with written() as book:
        term = book.save(make_term(2090))
    for delete in (term.delete, Term.objects.all().delete):
        with pytest.raises(WrittenOutsideLedger), transaction.atomic():
            delete()
    assert Term.objects.filter(pk=term.pk).exists()


def test_a_closed_book_writes_nothing():
    with written() as book:
        pass
    for write in (
        lambda: book.save(make_term(2090)),
        lambda: book.save_all([make_term(2090)]),
        lambda: book.note("x"),
    ):
        with pytest.raises(WrittenOutsideLedger):
            write()


def test_a_model_without_history_is_not_the_books_to_save():
    with written() as book, pytest.raises(TypeError):
        book.save(Salt(seq=1, salt=b""))


def test_a_delete_keeps_the_history():
    with written() as book:
        term = book.save(make_term(2090))
        pk = term.pk
        book.delete(term)
    assert [row.history_type for row in Term.history.filter(id=pk)] == ["-", "+"]
    assert verify().finding is None


def test_a_row_has_its_own_reason_where_one_is_given():
    with written() as book:
        first, second = book.save(make_term(2090), reason="its own"), book.save(make_term(2091))
        third = book.save_all([make_term(2092)], reason="theirs")[0]
    assert [term.history.get().history_change_reason for term in (first, second, third)] == [
        "its own",
        "because",
        "theirs",
    ]


def test_the_librarys_switches_are_not_asked(settings):
    settings.SIMPLE_HISTORY_ENABLED = False
    with written() as book:
        term = make_term(2090)
        term.skip_history_when_saving = True
        book.save(term)
    assert term.history.count() == 1


def test_a_save_of_untracked_fields_alone_leaves_no_trace(django_user_model):
    with written() as book:
        person = book.save(_person())
        user = book.save(django_user_model(person=person, email="robin@oakfield.example"))
    before = Entry.objects.count()
    user.save(update_fields=["last_login"])
    assert (user.history.count(), Entry.objects.count()) == (1, before)
    with pytest.raises(WrittenOutsideLedger):
        user.save(update_fields=["last_login", "is_active"])


def _person():
    from school.models import Person

    return Person(given_name="Robin", family_name="Testley", kind="staff")


def fail_in(opened) -> None:
    with opened as book:
        book.save(make_term(2091))
        book.save_all([make_term(2092)])
        book.note("look")
        raise ZeroDivisionError


def test_an_exception_leaves_nothing():
    before = counted()
    with pytest.raises(ZeroDivisionError):
        fail_in(written())
    assert counted() == before
    note("look", by=BY, kind="term")
    assert Entry.objects.count() == before[0] + 1


def test_nested_ledgers_join_the_outermost():
    before = Entry.objects.count()
    with written("outer") as outer:
        with ledger("inner", by=None, kind="other", ref="R") as inner:
            inner.save(make_term(2090))
            outer.save(make_term(2091))
        assert Entry.objects.count() == before
        outer.save(make_term(2092))
    assert list(Entry.objects.order_by("seq")[before:].values_list("verb", "actor")) == [
        ("inner", "system"),
        ("outer", BY.ref),
        ("outer", BY.ref),
    ]


def test_what_a_nested_ledger_rolled_back_has_no_entry():
    before = Entry.objects.count()
    with written("outer") as book:
        book.save(make_term(2090))
        with pytest.raises(ZeroDivisionError):
            fail_in(ledger("inner", by=None, kind="other", ref="R"))
    assert list(Entry.objects.order_by("seq")[before:].values_list("verb", flat=True)) == ["outer"]
    assert verify().finding is None


def save_two_together(book, *terms) -> None:
    with transaction.atomic():
        for term in terms:
            book.save(term)


def test_what_a_savepoint_rolled_back_has_no_entry():
    with written() as book:
        book.save(make_term(2090))
        with pytest.raises(IntegrityError):
            save_two_together(book, make_term(2091), make_term(2090))
        book.save(make_term(2092))
    assert set(Term.objects.filter(starts__year__gte=2090).values_list("starts__year", flat=True)) == {2090, 2092}
    assert verify().finding is None


def test_bulk_saves_keep_history_of_new_and_known(django_assert_max_num_queries):
    with written("open the years") as book:
        terms = book.save_all(make_term(2100 + n) for n in range(20))
    for term in terms:
        term.name = "Winter"
    with written("rename"):
        pass
    with written("rename") as book, django_assert_max_num_queries(4):  # the fourth is a follower's: school.kept
        book.save_all([*terms, make_term(2150)])
    assert Term.objects.filter(name="Winter").count() == 20
    assert [row.history_type for row in terms[3].history.all()] == ["~", "+"]
    assert Entry.objects.filter(verb="rename").count() == 21
    assert verify().finding is None


def test_bulk_append_only_rows(django_assert_max_num_queries):
    with written("order") as book, django_assert_max_num_queries(1):
        book.add_all([make_order("a", n) for n in range(40)])
    assert Entry.objects.filter(verb="order").count() == 40
    assert verify().finding is None


def test_four_statements_end_a_ledger_however_many_rows():
    note("begin", by=BY, kind="term")
    with (
        CaptureQueriesContext(
            connection,
        ) as seen,
        written() as book,
    ):
        for _ in range(60):
            book.note("look")
    statements = [query["sql"] for query in seen if "SAVEPOINT" not in query["sql"]]
    assert len(statements) == 4, statements


def test_hooks_of_others_stay_and_ours_go(django_capture_on_commit_callbacks):
    told = []
    with django_capture_on_commit_callbacks(execute=True) as hooks, written() as book:
        book.save(make_term(2090))
        transaction.on_commit(lambda: told.append(1))
    assert (len(hooks), told) == (1, [1])


def test_relations_without_a_model_of_their_own_are_refused():
    from audit.history import Records

    with pytest.raises(NotImplementedError):
        Records().m2m_changed()
