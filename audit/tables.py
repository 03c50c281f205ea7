"""Which tables the chain answers for, and reading their rows the way it commits to them."""

from collections.abc import Iterator

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from audit import chain
from audit.ledger import history_model
from audit.models import AppendOnly, Checkpoint, Entry, Salt

Model = type[models.Model]


def with_history() -> list[tuple[Model, Model]]:
    """Every model whose rows change, with the model of its history."""
    pairs = [(model, history_model(model)) for model in apps.get_models() if not model._meta.proxy]
    return [(model, history) for model, history in pairs if history]


def append_only() -> list[Model]:
    """Every model whose rows are written once."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnly) and not model._meta.proxy]


def committed() -> dict[str, Model]:
    """Table name to model, for every table whose rows have entries."""
    kept = [history for _, history in with_history()] + append_only()
    return {model._meta.db_table: model for model in kept}


def guarded() -> dict[str, Model]:
    """Table name to model, for every table the database itself must refuse to change."""
    return committed() | {model._meta.db_table: model for model in (Entry, Salt, Checkpoint)}


def rows(model: Model, keys) -> Iterator[tuple[str, list]]:
    """(key as the entry names it, values in the order of `chain.columns`) of those rows that are there."""
    names = [field.attname for field in chain.columns(model)]
    found = model._base_manager.filter(pk__in=list(_keys(model, keys))).values_list("pk", *names)
    return ((str(key), values) for key, *values in found.iterator(chunk_size=2000))


def _keys(model: Model, texts) -> Iterator:
    for text in texts:
        try:
            yield model._meta.pk.to_python(text)
        except ValidationError:
            continue  # no row can have it, so the entry will be found to have none
