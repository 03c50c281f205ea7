"""Whatever somebody with the whole database changes, `audit verify` names the entry."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F

from audit import chain, checkpoints
from audit.models import Checkpoint, Entry, Head, Salt
from audit.verify import COLUMNS, verify
from school.models import Term
from tests.audit.conftest import make_term, written
from tests.database import unguarded

pytestmark = pytest.mark.sqlite
ROW_COLUMNS = [field.attname for field in chain.columns(Term.history.model)]


@pytest.fixture(autouse=True)
def as_owner(log):
    """Every test here attacks as somebody who took the guards off."""
    with unguarded("audit_entry", "audit_salt", "audit_checkpoint", "school_historicalterm"):
        yield


def found(**options):
    finding = verify(**options).finding
    return finding and (finding.kind, finding.seq)


def flipped(value):
    """The value with one bit or letter changed."""
    if isinstance(value, int):
        return value + 10_000
    if isinstance(value, bytes | memoryview):
        return bytes([bytes(value)[0] ^ 1]) + bytes(value)[1:]
    if isinstance(value, str):
        return value[:-1] + ("e" if value[-1:] != "e" else "f")
    return value.replace(year=value.year - 1)


def flip(model, pk, column: str) -> None:
    row = model._base_manager.get(pk=pk)
    model._base_manager.filter(pk=pk).update(**{column: flipped(getattr(row, column))})


def test_unaltered(log):
    report = verify()
    assert (report.finding, report.entries, report.checkpoints) == (None, log.last, 2)


@pytest.mark.parametrize("column", COLUMNS)
def test_one_changed_column_of_an_entry(log, column):
    seq = log.first + 6
    flip(Entry, seq, column)
    assert found(reconcile=False) == ("gap" if column == "seq" else "hash", seq)


def test_a_changed_salt(log):
    for seq in (log.first + 6, log.first + 4):  # of a row, and of something only seen
        flip(Salt, seq, "salt")
        assert found(reconcile=False) == ("commitment", seq)


@pytest.mark.parametrize("column", ROW_COLUMNS)
def test_one_changed_column_of_a_row(log, column):
    row = log.terms[2].history.first()
    flip(type(row), row.pk, column)
    assert found(reconcile=False) == ("commitment", log.first + 7)


@pytest.mark.parametrize(("kind", "model"), [("gap", Entry), ("commitment", Salt)])
def test_something_in_the_middle_taken_out(log, kind, model):
    model.objects.filter(seq=log.first + 6).delete()
    assert found(reconcile=False) == (kind, log.first + 6)


def test_the_end_cut_off(log):
    Entry.objects.filter(seq__gt=log.last - 2).delete()
    assert found(reconcile=False) == ("gap", log.last - 1)


def test_the_end_cut_off_and_the_head_put_back(log):
    cut_off(log.last - 2)
    assert found(reconcile=False) == ("rollback", log.last - 1)


def cut_off(seq: int) -> None:
    Entry.objects.filter(seq__gt=seq).delete()
    Head.objects.update(seq=seq, hash=Entry.objects.get(seq=seq).hash)


def test_two_entries_swapped(log):
    one, two = Entry.objects.get(seq=log.first + 5), Entry.objects.get(seq=log.first + 6)
    Entry.objects.filter(seq__in=[one.seq, two.seq]).delete()
    one.seq, two.seq = two.seq, one.seq
    Entry.objects.bulk_create([one, two])
    assert found(reconcile=False) == ("hash", log.first + 5)


def test_an_entry_put_in(log):
    last = Entry.objects.last()
    last.seq, last.row, last.verb = last.seq + 1, None, "never happened"
    Entry.objects.bulk_create([last])
    assert found(reconcile=False) == ("hash", log.last + 1)


def test_the_whole_chain_reckoned_again_without_the_key(log):
    Entry.objects.filter(seq=log.first + 2).update(actor="ZZZZ-9999")
    reckon_again()
    assert found(reconcile=False) == ("signature", log.first + 4)


def reckon_again() -> None:
    prev = chain.START
    for entry in Entry.objects.order_by("seq"):
        entry.prev, entry.hash = prev, chain.entry_hash(prev, entry.seq, chain.header(entry))
        Entry.objects.filter(pk=entry.pk).update(prev=entry.prev, hash=entry.hash)
        prev = entry.hash
    Head.objects.update(hash=prev)


def test_a_head_that_says_otherwise(log):
    Head.objects.update(hash="f" * 64)
    assert found(reconcile=False) == ("hash", log.last)


@pytest.mark.parametrize("column", ["size", "head", "at", "prev_sig", "signature", "key"])
def test_one_changed_column_of_a_checkpoint(log, column):
    flip(Checkpoint, Checkpoint.objects.last().pk, column)
    kind, _ = found(reconcile=False)
    assert kind == "signature"


def test_a_checkpoint_taken_out(log):
    Checkpoint.objects.filter(pk=Checkpoint.objects.first().pk).delete()
    assert found(reconcile=False) == ("signature", log.last)


# --- Against what was kept elsewhere ------------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path):
    path = tmp_path / "kept.json"
    path.write_text(json.dumps(checkpoints.as_dict(Checkpoint.objects.last())))
    return path


def test_the_checkpoint_kept_elsewhere_fits(log, kept):
    assert found(against=kept) is None


def test_an_old_backup_put_back_is_a_rollback(log, kept):
    Checkpoint.objects.filter(size=log.last).delete()
    cut_off(log.first + 4)
    assert found(reconcile=False) is None
    assert found(reconcile=False, against=kept) == ("rollback", log.first + 5)


def test_another_chain_with_another_key_is_not_ours(log, kept, signing_key):
    for path in (signing_key, checkpoints.public_file()):
        path.unlink()
    checkpoints.make_key_if_absent()
    Checkpoint.objects.all().delete()
    checkpoints.seal()
    assert found(reconcile=False) is None
    assert found(reconcile=False, against=kept) == ("signature", log.last)


# --- The tables ---------------------------------------------------------------------------------------------


def test_a_row_changed_round_the_product(log):
    Term.objects.filter(pk=log.terms[1].pk).update(name="Rewritten")
    assert found(reconcile=False) is None
    assert found() == ("reconcile", log.first + 6)


def test_a_row_deleted_round_the_product(log):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM school_term WHERE id = %s", [log.terms[1].pk])
    assert found() == ("reconcile", log.first + 6)


def test_a_row_inserted_round_the_product(log):
    Term.objects.bulk_create([make_term(2099)])
    assert found() == ("reconcile", None)


def test_a_history_row_put_in(log):
    row = log.terms[0].history.first()
    row.pk, row.name = None, "Never"
    Term.history.bulk_create([row])
    assert found() == ("reconcile", None)


def test_the_newest_history_row_and_its_entry_taken_out(log):
    """Everything after it is cut off too, and the head put back: the tables still disagree."""
    Checkpoint.objects.filter(size=log.last).delete()
    for term in log.terms[1:]:
        Term.history.filter(pk=term.history.first().pk).delete()
    cut_off(log.first + 5)
    assert found()[0] == "reconcile"


# --- The command --------------------------------------------------------------------------------------------


def said(capsys, *arguments):
    try:
        call_command("audit", "verify", *arguments)
        code = 0
    except SystemExit as ended:
        code = ended.code
    out = capsys.readouterr()
    return code, out.out + out.err


def test_the_command_says_unaltered(log, capsys):
    code, words = said(capsys)
    assert code == 0
    assert words.startswith("Unaltered")


def test_the_command_names_the_first_bad_entry(log, capsys):
    Entry.objects.filter(seq__gte=log.first + 3, seq__lte=log.first + 5).update(ref=F("verb"))
    code, words = said(capsys, "--no-reconcile")
    assert code == 1
    assert f"hash at entry {log.first + 3}:" in words


def test_the_command_says_when_it_cannot_finish(log, capsys, tmp_path):
    assert said(capsys, "--against", str(tmp_path / "absent.json"))[0] == 2
    checkpoints.public_file().unlink()
    assert said(capsys)[0] == 2


def test_a_deletion_that_was_recorded_is_in_order(log):
    with written() as book:
        book.delete(log.terms[0])
    assert found() is None
