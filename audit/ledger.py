"""The one way to write: rows, their history and their entries commit together, or not at all.

    with ledger("acknowledge", by=user, kind="incident", ref=incident.ref) as book:
        book.save(incident)

Open the ledger around the whole action: the head of the chain is locked when the outermost one is left, last of all
locks, so that writers wait for each other a moment and never in a circle.
"""

import secrets
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from asgiref.local import Local
from django.db import connection, models, transaction
from django.db.models.signals import post_save, pre_save

from audit import chain, followers
from audit.models import AppendOnly, Entry, Head, Salt
from esafety.lib import clock
from esafety.lib.prepared import insert, insert_new

SYSTEM = "system"  # the product itself: a timer, an import nobody pressed a button for
_open = Local(thread_critical=True)  # as Django's own connections are


class WrittenOutsideLedger(Exception):
    """A row that must leave a trace was about to be written where none would be left."""


@dataclass(slots=True)
class Line:
    """An entry that waits for its place in the chain."""

    actor: str
    verb: str
    kind: str
    ref: str
    table: str | None = None
    row: str | None = None
    content: bytes = b"null"
    at: object = None


class Pending(list):
    """Lines waiting among the connection's on-commit hooks: the one list from which Django itself
    drops what a savepoint rolled back. They are taken out again when the ledger is left."""

    def __call__(self) -> None:
        """Nothing is left to do at commit."""


def actor_of(by) -> str:
    """The opaque reference of whoever acts; None is the product itself."""
    return SYSTEM if by is None else by if isinstance(by, str) else by.ref


@dataclass(frozen=True)
class Book:
    """What an open ledger writes into."""

    verb: str
    actor: str
    kind: str
    ref: str
    reason: str = ""

    def save(self, obj, reason: str = ""):
        """Save one object of a model with history; `reason` in place of the ledger's own."""
        if not tracks(type(obj), None):
            raise TypeError(f"{obj._meta.label} keeps no history: save it as any other model.")
        with self._in_use(reason):
            obj.save()
        return obj

    def add(self, obj: AppendOnly):
        """Insert one append-only row."""
        with self._in_use():
            obj.save(force_insert=True)
        return obj

    def delete(self, obj):
        """Delete one object of a model with history; its history stays."""
        with self._in_use():
            obj.delete()

    def save_all(self, objs, reason: str = "") -> list:
        """Save many at once, new ones and known ones: an insert, an update and their history for each model."""
        objs = list(objs)
        with self._in_use(reason) as book:
            for model, alike in _by_model(objs):
                book._save_alike(model, alike)
        return objs

    def _save_alike(self, model, objs) -> None:
        new = [obj for obj in objs if obj._state.adding]
        known = [obj for obj in objs if not obj._state.adding]
        insert_new(model, new)
        _overwrite(model, known)
        rows = [history_row(self, obj, "+") for obj in new] + [history_row(self, obj, "~") for obj in known]
        self._wait(insert_new(history_model(model), rows))

    def add_all(self, objs) -> list:
        """Insert many append-only rows at once."""
        objs = list(objs)
        with self._in_use() as book:
            for model, alike in _by_model(objs):
                book._wait(insert_new(model, alike))
        return objs

    def note(self, verb: str, *, kind: str = "", ref: str = "") -> None:
        """One entry without a row: something was seen, sent or refused."""
        with self._in_use():
            transaction.on_commit(Pending([Line(self.actor, verb, kind or self.kind, ref or self.ref)]))

    def record(self, obj, history_type: str) -> models.Model:
        """Write the history row of an object just saved or deleted (called by audit.history)."""
        row = history_row(self, obj, history_type)
        row.save(force_insert=True)
        self._wait([row])
        return row

    @contextmanager
    def _in_use(self, reason: str = ""):
        """This book writes, whichever ledger was opened inside it; a book that was closed does not."""
        current()
        book = replace(self, reason=reason or self.reason)
        with _at_hand(book):
            yield book

    def _wait(self, rows) -> None:
        rows = list(rows)
        transaction.on_commit(Pending(self._line(row) for row in rows))
        followers.tell({getattr(row, "instance_type", type(row)) for row in rows})

    def _line(self, row) -> Line:
        table, content = row._meta.db_table, chain.content_of(row)
        return Line(self.actor, self.verb, self.kind, self.ref, table, str(row.pk), content)


@contextmanager
def ledger(verb: str, *, by, kind: str, ref: str, reason: str = ""):
    """Everything written inside commits with its history and entries. Nested ones join the outermost."""
    book = Book(verb, actor_of(by), kind, ref, reason)
    outermost = not _stack()
    with transaction.atomic():
        with _at_hand(book):
            yield book
        if outermost:
            _append_pending()


def note(verb: str, *, by, kind: str, ref: str = "") -> None:
    """One entry without a row: a restricted record was read, somebody signed in, an attempt was refused."""
    with ledger(verb, by=by, kind=kind, ref=ref) as book:
        book.note(verb)


def current() -> Book:
    """The book now open. Raises WrittenOutsideLedger where there is none."""
    if not _stack():
        raise WrittenOutsideLedger("Open a ledger around this write: see audit/ledger.py.")
    return _stack()[-1]


def _stack() -> list[Book]:
    if not hasattr(_open, "books"):
        _open.books = []
    return _open.books


@contextmanager
def _at_hand(book: Book):
    _stack().append(book)
    try:
        yield
    finally:
        _stack().pop()


# --- Rows and their history ---------------------------------------------------------------------------------


@cache
def history_model(model: type[models.Model]) -> type[models.Model] | None:
    """The model of the history of `model`, where it keeps one."""
    name = getattr(model._meta, "simple_history_manager_attribute", None)
    return getattr(model, name).model if name else None


def history_row(book: Book, obj, history_type: str) -> models.Model:
    """An unsaved history row: the object's tracked columns as they are now, who, why and when."""
    history = history_model(type(obj))
    return history(
        history_date=clock.now(),
        history_type=history_type,
        history_user_id=book.actor,
        history_change_reason=book.reason or None,
        **{field.attname: getattr(obj, field.attname) for field in history.tracked_fields},
    )


def _by_model(objs):
    return [(model, list(alike)) for model, alike in groupby(sorted(objs, key=_name), key=type)]


def _name(obj) -> str:
    return obj._meta.label


def _overwrite(model, objs) -> None:
    """One statement for all of them; bulk_update needs a CASE for every column and row."""
    fields = [field.name for field in model._meta.concrete_fields if not field.primary_key and not field.generated]
    if objs:
        model._base_manager.bulk_create(
            objs, update_conflicts=True, unique_fields=[model._meta.pk.name], update_fields=fields
        )


def tracks(model: type[models.Model], update_fields) -> bool:
    """Does a save of these fields leave a trace? Not when every one of them is kept out of the history."""
    if issubclass(model, AppendOnly):
        return True
    history = history_model(model)
    return history is not None and not (update_fields and set(update_fields) <= set(history._history_excluded_fields))


def _refuse_outside(sender, update_fields=None, **kwargs) -> None:
    if tracks(sender, update_fields):
        current()


def _await_entry(sender, instance, **kwargs) -> None:
    if issubclass(sender, AppendOnly):
        current()._wait([instance])


# Not rules but the mechanism: a save that went round the book is refused before it reaches the database.
pre_save.connect(_refuse_outside, dispatch_uid="audit.refuse_outside")
post_save.connect(_await_entry, dispatch_uid="audit.await_entry")


# --- The end of the chain -----------------------------------------------------------------------------------


def _append_pending() -> None:
    hooks = connection.run_on_commit
    lines = [line for _, hook, _ in hooks if isinstance(hook, Pending) for line in hook]
    connection.run_on_commit = [hook for hook in hooks if not isinstance(hook[1], Pending)]
    if lines:
        append(lines)


def append(lines: list[Line]) -> None:
    """Give the lines their places at the end of the chain: four statements, however many lines."""
    head, now = locked_head(), clock.now()
    prev, entries, salts = head.hash, [], []
    for seq, line in enumerate(lines, head.seq + 1):
        salt = secrets.token_bytes(32)
        entries.append(_entry(line, seq, salt, prev, line.at or now))
        salts.append({"seq": seq, "salt": salt})
        prev = entries[-1]["hash"]
    insert(Entry, entries)
    insert(Salt, salts)
    Head.objects.filter(pk=1).update(seq=head.seq + len(lines), hash=prev)


def locked_head() -> Head:
    """The head, locked until the transaction ends. SQLite's IMMEDIATE transactions have it locked already."""
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None:
        Head.objects.bulk_create([Head(pk=1)], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(pk=1)
    return head


def _entry(line: Line, seq: int, salt: bytes, prev: str, at) -> dict:
    """The columns of an entry. What its hash covers is what `chain.header` reads of it again."""
    header = {
        "version": chain.VERSION,
        "at": at,
        "actor": line.actor,
        "verb": line.verb,
        "kind": line.kind,
        "ref": line.ref,
        "table": line.table,
        "row": line.row,
        "commitment": chain.commitment(salt, line.content),
    }
    return {"seq": seq, **header, "prev": prev, "hash": chain.entry_hash(prev, seq, header)}
