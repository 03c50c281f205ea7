"""Is the log as it was written? Streamed: memory stays flat however long the chain is."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from audit import chain, checkpoints, shapes, tables
from audit.models import Checkpoint, Entry, ErasureOrder, Head, Salt
from audit.reconcile import reconcile_findings

AT_ONCE = 2000
COLUMNS = ("seq", "version", "at", "actor", "verb", "kind", "ref", "table", "row", "commitment", "prev", "hash")


@dataclass(frozen=True)
class Finding:
    """Something is not as it was written. `kind`: gap, hash, commitment, signature, rollback or reconcile."""

    kind: str
    seq: int | None
    words: str

    def __str__(self) -> str:
        return f"{self.kind} at entry {self.seq}: {self.words}" if self.seq else f"{self.kind}: {self.words}"


@dataclass
class Report:
    """What a verification found, and how much it looked at."""

    entries: int
    checkpoints: int
    keys: tuple[str, ...]
    finding: Finding | None


def verify(*, reconcile: bool = True, against: Path | None = None) -> Report:
    """Look at all of it, stop at the first thing wrong. Raises where it cannot finish: no public key, no database."""
    with snapshot():
        finding = next(findings(reconcile=reconcile, against=against), None)
        keys = tuple(Checkpoint.objects.order_by("key").values_list("key", flat=True).distinct())
        return Report(Entry.objects.count(), Checkpoint.objects.count(), keys, finding)


def findings(*, reconcile: bool = True, against: Path | None = None) -> Iterator[Finding]:
    """Everything wrong with the log: the chain in order, then its checkpoints, then the tables it answers for."""
    yield from chain_findings()
    yield from checkpoint_findings()
    if against:
        yield from witness_findings(against)
    if reconcile:
        yield from (Finding("reconcile", seq, words) for seq, words in reconcile_findings())


@contextmanager
def snapshot():
    """Everything read inside is as it was at one moment, and nobody who writes has to wait."""
    if connection.in_atomic_block:
        yield
        return
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode


# --- The chain ----------------------------------------------------------------------------------------------


def chain_findings() -> Iterator[Finding]:
    """Gaps, hashes and commitments in order, then whether the head agrees."""
    seq, prev = 0, chain.START
    for portion in _portions():
        uncommitted = dict(_uncommitted(portion))
        for entry in portion:
            yield from _entry_findings(entry, seq + 1, prev)
            if entry.seq in uncommitted:
                yield Finding("commitment", entry.seq, uncommitted[entry.seq])
            seq, prev = entry.seq, entry.hash
    yield from _head_findings(seq, prev)


def _portions() -> Iterator[list]:
    entries = Entry.objects.order_by("seq").values_list(*COLUMNS, named=True).iterator(chunk_size=AT_ONCE)
    while portion := list(islice(entries, AT_ONCE)):
        yield portion


def _entry_findings(entry, expected: int, prev: str) -> Iterator[Finding]:
    if entry.seq != expected:
        yield Finding("gap", expected, f"the next entry there is has number {entry.seq}")
    elif entry.prev != prev:
        yield Finding("hash", entry.seq, "it does not follow the entry before it")
    elif not _fits(entry):
        yield Finding("hash", entry.seq, "it does not say what it said when it was written")


def _fits(entry) -> bool:
    try:
        return chain.entry_hash(entry.prev, entry.seq, chain.header(entry)) == entry.hash
    except ValueError:  # not hexadecimal any more
        return False


def _head_findings(seq: int, prev: str) -> Iterator[Finding]:
    head = Head.objects.filter(pk=1).first() or Head()
    if head.seq != seq:
        yield Finding("gap", min(head.seq, seq) + 1, f"the chain ends at {seq} and its head says {head.seq}")
    elif head.hash != prev:
        yield Finding("hash", seq, "the head of the chain is another")


# --- What the entries commit to -----------------------------------------------------------------------------


def _uncommitted(portion: list) -> Iterator[tuple[int, str]]:
    """(seq, words) of the entries in this portion whose row is not the row they were written for."""
    ends = (portion[0].seq, portion[-1].seq)
    salts = {seq: bytes(salt) for seq, salt in Salt.objects.filter(seq__range=ends).values_list("seq", "salt")}
    for entry in (entry for entry in portion if entry.table is None):
        if entry.seq not in salts or chain.commitment(salts[entry.seq], b"null") != entry.commitment:
            yield entry.seq, "its salt is not the one it was written with"
    for table in {entry.table for entry in portion if entry.table is not None}:
        yield from _table_uncommitted(table, [entry for entry in portion if entry.table == table], salts)


def _table_uncommitted(table: str, entries: list, salts: dict) -> Iterator[tuple[int, str]]:
    model = tables.committed().get(table)
    found = dict(tables.rows(model, [entry.row for entry in entries])) if model else {}
    bad = [entry for entry in entries if not _is_committed(model, found.get(entry.row), entry, salts.get(entry.seq))]
    erased = _erased(table, [entry.row for entry in bad])
    for entry in bad:
        if entry.row not in erased:
            yield (
                entry.seq,
                f"row {entry.row} of {table} is not what was written"
                if entry.row in found
                else (f"row {entry.row} of {table} is gone"),
            )


def _is_committed(model, values, entry, salt: bytes | None) -> bool:
    if values is None or salt is None:
        return False
    if chain.commitment(salt, chain.content(model, values)) == entry.commitment:
        return True
    return any(
        chain.commitment(salt, chain.content(model, values, without)) == entry.commitment
        for without in shapes.earlier(model)
    )


def _erased(table: str, rows: list[str]) -> set[str]:
    """Two people agreed to those; only the fact that they were written can still be checked."""
    return set(ErasureOrder.objects.filter(table=table, row__in=rows).values_list("row", flat=True)) if rows else set()


# --- Checkpoints --------------------------------------------------------------------------------------------


def checkpoint_findings() -> Iterator[Finding]:
    """Each checkpoint is signed, follows the one before, and is of this chain."""
    if not Checkpoint.objects.exists():
        return
    keys, prev_sig, end = checkpoints.public_keys(), "", Head.objects.values_list("seq", flat=True).first() or 0
    hashes = Entry.objects.filter(seq=OuterRef("size")).values("hash")
    for point in Checkpoint.objects.order_by("pk").annotate(sealed=Subquery(hashes)).iterator(chunk_size=AT_ONCE):
        point.sealed = point.sealed if point.size else chain.START
        yield from _point_findings(point, keys, prev_sig, end)
        prev_sig = point.signature


def _point_findings(point, keys, prev_sig: str, end: int) -> Iterator[Finding]:
    if not checkpoints.is_signed(point, keys) or point.prev_sig != prev_sig:
        yield Finding("signature", point.size, "a checkpoint was changed, taken out, or signed with another key")
    elif point.size > end:
        yield Finding("rollback", end + 1, f"a checkpoint was signed at {point.size} and the chain ends at {end}")
    elif point.head != point.sealed:
        yield Finding("signature", point.size, "the chain up to here is not the one that was signed")


def witness_findings(path: Path) -> Iterator[Finding]:
    """Is this the chain that the checkpoints kept elsewhere were made of? Raises ValueError when it holds none."""
    keys, end = checkpoints.public_keys(), Head.objects.values_list("seq", flat=True).first() or 0
    for point in _kept_elsewhere(path):
        if not checkpoints.is_signed(point, keys):
            yield Finding("signature", point.size, f"the checkpoint in {path.name} is not signed with our key")
        elif point.size > end:
            yield Finding("rollback", end + 1, f"{path.name} was signed at {point.size} and the chain ends at {end}")
        elif point.size and Entry.objects.get(seq=point.size).hash != point.head:
            yield Finding("rollback", point.size, f"{path.name} was signed over another chain")


def _kept_elsewhere(path: Path) -> list[SimpleNamespace]:
    """One checkpoint, or an export: one JSON object a line, of which only the checkpoints matter."""
    objects = (json.loads(line) for line in path.read_text("utf-8").splitlines() if '"prev_sig"' in line)
    points = [SimpleNamespace(**one) for one in objects]
    if not points:
        raise ValueError(f"{path.name} holds no checkpoint.")
    return points
