"""Row history as this product keeps it: django-simple-history, written through the open ledger."""

from django.db import models
from simple_history.models import HistoricalRecords

from audit import ledger


def records(**kwargs) -> HistoricalRecords:
    """`history = records()` on every model whose rows change. `excluded_fields=[...]` for what must not be copied."""
    return Records(**kwargs)


class Records(HistoricalRecords):
    """History rows name the actor by reference, hold the reason as text and no key the database enforces.

    There is no way to save without leaving one: the library's switches for that are not asked.
    """

    def _get_history_user_fields(self):
        return {
            "history_user_id": models.CharField(max_length=40, default=ledger.SYSTEM, editable=False),
            "history_user": property(_actor, _set_actor),
        }

    def _get_history_id_field(self):
        return models.BigAutoField(primary_key=True, editable=False)

    def _get_history_change_reason_field(self):
        return models.TextField(null=True)

    def get_history_user(self, instance) -> str:
        return ledger.current().actor

    def post_save(self, instance, created, using=None, update_fields=None, **kwargs):
        if ledger.tracks(type(instance), update_fields):
            ledger.current().record(instance, "+" if created else "~")

    def pre_delete(self, instance, **kwargs):
        ledger.current()
        super().pre_delete(instance, **kwargs)

    def post_delete(self, instance, using=None, **kwargs):
        ledger.current().record(instance, "-")

    def m2m_changed(self, *args, **kwargs):
        raise NotImplementedError("Give the relation a model of its own with a history.")


def _actor(row) -> str:
    return row.history_user_id


def _set_actor(row, by) -> None:
    row.history_user_id = ledger.actor_of(by)
