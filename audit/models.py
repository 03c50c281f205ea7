"""The chain, and what keeps it honest. Headers hold no name and no text; nothing here points at a person."""

from django.db import models
from django.db.models import F, Q

from audit import chain
from esafety.lib import clock


class AppendOnly(models.Model):
    """Rows that are written once, inside a ledger, and never changed. Its migration ends with `Guard(table)`."""

    class Meta:
        abstract = True


class Entry(models.Model):
    """One thing that happened: who did what to which record, when, and which row proves it."""

    seq = models.BigIntegerField(primary_key=True)
    version = models.PositiveSmallIntegerField(default=chain.VERSION)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    ref = models.CharField(max_length=40, blank=True)
    # Both empty where something was only looked at, or refused.
    table = models.CharField(max_length=100, null=True)
    row = models.CharField(max_length=40, null=True)
    commitment = models.CharField(max_length=64)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["table", "row"], name="one_entry_a_row")]
        indexes = [
            models.Index(fields=["kind", "ref", "seq"], name="entry_by_record"),
            models.Index(fields=["at"], name="entry_by_time"),
        ]

    def __str__(self) -> str:
        return f"entry {self.seq}"


class Salt(models.Model):
    """What makes a commitment impossible to guess. Erasing it with the row leaves the chain whole."""

    seq = models.BigIntegerField(primary_key=True)
    salt = models.BinaryField(max_length=32)


class Head(models.Model):
    """Where the chain ends. One row, locked last by whoever writes."""

    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=chain.START)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_head")]


class Checkpoint(models.Model):
    """The size and head of the chain at a moment, signed with a key the web process cannot read."""

    size = models.BigIntegerField()
    head = models.CharField(max_length=64)
    at = models.DateTimeField()
    prev_sig = models.CharField(max_length=128, blank=True, unique=True)
    signature = models.CharField(max_length=128)
    key = models.CharField("fingerprint of the key", max_length=64)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"


class ErasureOrder(AppendOnly):
    """Two people agreed that the personal columns of this row go. The triggers let exactly that through."""

    table = models.CharField(max_length=100)
    row = models.CharField(max_length=40)
    approved_by = models.CharField(max_length=40)
    also_approved_by = models.CharField(max_length=40)
    at = models.DateTimeField(default=clock.now)
    basis = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "row"], name="one_erasure_a_row"),
            models.CheckConstraint(
                condition=~Q(approved_by=F("also_approved_by")) & ~Q(approved_by="") & ~Q(also_approved_by=""),
                name="erasure_takes_two_people",
            ),
        ]
