"""Columns that joined a table after its first migration: rows older than they are were committed to without them."""

from collections import defaultdict
from functools import cache
from itertools import accumulate

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField

from audit.guards import Guard


@cache
def _operations() -> tuple:
    """(migration, operation) of every migration on disk, in the order in which they apply."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    order = [key for leaf in sorted(loader.graph.leaf_nodes()) for key in loader.graph.forwards_plan(leaf)]
    return tuple(
        (key, operation) for key in dict.fromkeys(order) for operation in loader.get_migration(*key).operations
    )


def earlier(model) -> list[frozenset[str]]:
    """What to leave out to see a row as earlier versions did: what the newest migration added, what the newest two…"""
    label, name = model._meta.app_label, model._meta.model_name
    added = defaultdict(set)
    for (app, migration), operation in _operations():
        if isinstance(operation, AddField) and (app, operation.model_name_lower) == (label, name):
            added[migration].add(_attname(model, operation.name))
    return [frozenset(names) for names in accumulate(reversed(added.values()), set.union)]


def _attname(model, name: str) -> str:
    known = {field.name: field.attname for field in apps.get_model(model._meta.label)._meta.concrete_fields}
    return known.get(name, name)


def guarded_in_migrations() -> set[str]:
    """The tables for which some migration installs a guard."""
    return {operation.table for _, operation in _operations() if isinstance(operation, Guard)}
