"""What people wrote and answered. Inserted, never changed: a correction is another row."""

from django.conf import settings
from django.db import models

from audit.history import records
from audit.models import AppendOnly
from esafety.lib import clock


class Statement(AppendOnly):
    """Words somebody wrote about a matter: the report itself, what was added later, questions, answers, notes."""

    class Kind(models.TextChoices):
        REPORT = "report", "Report"
        ADDED = "added", "Added by the reporter"
        QUESTION = "question", "Question to the reporter"
        ANSWER = "answer", "Answer of the reporter"
        NOTE = "note", "Note"

    incident = models.ForeignKey("Incident", models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "id"]


class Custody(AppendOnly):
    """Where a device is and who holds it: the small fields in place of a story (U10). One row a change of hands."""

    incident = models.ForeignKey("Incident", models.PROTECT, related_name="custody")
    whose = models.CharField("whose device", max_length=120, blank=True)
    where_now = models.CharField("where it is now", max_length=120, blank=True)
    held_by = models.CharField("who holds it", max_length=120, blank=True)
    since = models.CharField("since when", max_length=60, blank=True)
    seen_by = models.CharField("who has seen the picture", max_length=200, blank=True)
    told = models.TextField("what you were told", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "id"]


class Answer(AppendOnly):
    """The answer to a question, by whoever was asked. The latest to a question counts; none can lower."""

    class Value(models.TextChoices):
        YES = "yes", "Yes"
        UNSURE = "unsure", "Not sure"
        NO = "no", "No"

    incident = models.ForeignKey("Incident", models.PROTECT, related_name="answers")
    question = models.ForeignKey("Question", models.PROTECT, related_name="+")
    value = models.CharField(max_length=6, choices=Value.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    @property
    def said(self) -> str:
        """The question with its answer, in words."""
        asked = self.question.words
        return f"{asked}{'' if asked.endswith('?') else ':'} {self.get_value_display()}"


class Filed(models.Model):
    """A matter stands under a category, until somebody puts it under another.

    Title and clause are what they were then: a category that is called otherwise later rewrites no record.
    """

    incident = models.ForeignKey("Incident", models.PROTECT, related_name="filed")
    category = models.ForeignKey("Category", models.PROTECT, related_name="+")
    title = models.CharField(max_length=120, blank=True)
    clause = models.CharField(max_length=80, blank=True)
    dropped = models.BooleanField(default=False)

    history = records()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "category"], name="filed_under_a_category_once")]

    @classmethod
    def under(cls, incident, category) -> "Filed":
        """The matter under that category, as it is called today."""
        return cls(incident=incident, category=category, title=category.title, clause=category.clause)


class Event(AppendOnly):
    """One line of a record's timeline: who did what when, in words for the reader."""

    incident = models.ForeignKey("Incident", models.PROTECT, related_name="events")
    verb = models.CharField(max_length=30)
    words = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["incident", "at"])]
