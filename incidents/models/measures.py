"""What the school did beyond its checklist: sanctions, talks, take-downs, and looking back at what was done."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from audit.history import records
from audit.models import AppendOnly
from esafety.lib import clock
from esafety.lib.refs import new_ref
from incidents import when


class Sanction(models.Model):
    """What somebody was given for what they did, in the words and the weight it had then (M L258, T 20.6)."""

    ref = models.CharField(max_length=9, unique=True, default=new_ref, editable=False)
    incident = models.ForeignKey("Incident", models.PROTECT, related_name="sanctions")
    involved = models.ForeignKey("Involved", models.PROTECT, related_name="sanctions")
    kind = models.ForeignKey("SanctionKind", models.PROTECT, related_name="+")
    words = models.CharField(max_length=120)
    tier = models.PositiveSmallIntegerField()
    usual_tier = models.PositiveSmallIntegerField("tier of what is usually given", null=True, blank=True)
    reason = models.CharField("why another than the usual", max_length=300, blank=True)
    warning = models.BooleanField("counts as a warning", default=False)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=clock.now)
    taken_back = models.CharField("why it was taken back, where it was a mistake", max_length=300, blank=True)
    give_back_asked = models.BooleanField("asked to be given back", default=False)

    history = records()

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(usual_tier=None) | Q(usual_tier=F("tier")) | ~Q(reason=""),
                name="another_tier_than_usual_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="a_sanction_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["ends"], condition=Q(give_back_asked=False), name="sanctions_to_give_back")]

    def __str__(self) -> str:
        return self.ref


class Contact(AppendOnly):
    """Somebody was talked with: parents, a meeting, support that was offered, a restorative talk (T 20.1, T 28.4)."""

    class Kind(models.TextChoices):
        PARENTS = "parents", "Parents or carers"
        MEETING = "meeting", "Meeting"
        SUPPORT = "support", "Support"
        RESTORATIVE = "restorative", "Restorative talk"

    class Means(models.TextChoices):
        MET = "met", "Met"
        RANG = "rang", "Rang"
        WROTE = "wrote", "Wrote a letter"
        MESSAGE = "message", "Sent a message"

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    incident = models.ForeignKey("Incident", models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    involved = models.ForeignKey("Involved", models.PROTECT, null=True, blank=True, related_name="contacts")
    with_whom = models.CharField("with whom", max_length=120)
    at = models.DateTimeField()
    at_said = when.column()
    means = models.CharField("how", max_length=7, choices=Means.choices)
    answer = models.CharField("what they answered to an offer", max_length=8, choices=Answer.choices, blank=True)
    text = models.TextField("what was said", blank=True)
    letter = models.CharField("where a letter is kept", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="restorative") | ~Q(answer=""), name="an_offer_has_an_answer"),
        ]

    @property
    def when(self) -> when.When:
        return when.When(self.at, self.at_said)

    @property
    def said(self) -> str:
        """How, with whom and when: "Rang, his mother, 20 November"."""
        return f"{self.get_means_display()}, {self.with_whom}, {clock.words_of(clock.local(self.at).date())}"


class TakeDown(models.Model):
    """Somebody was asked to take something down, and it is watched until it is gone (T 23.3)."""

    incident = models.ForeignKey("Incident", models.PROTECT, related_name="take_downs")
    asked_of = models.CharField("who was asked", max_length=120)
    what = models.CharField("what has to go", max_length=300)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = records()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(removed_at__gte=F("asked_at")), name="removed_after_it_was_asked"
            ),
        ]


class FollowUp(AppendOnly):
    """A record was looked at again some time after it ended (T 6.9)."""

    incident = models.ForeignKey("Incident", models.PROTECT, related_name="follow_ups")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    further = models.BooleanField("more has to be done")
    text = models.TextField()

    class Meta:
        ordering = ["at", "id"]


class LogReview(AppendOnly):
    """A senior leader looked at the log of a month (T 6.9)."""

    month = models.DateField("first day of the month")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    text = models.TextField(blank=True)
    records = models.PositiveIntegerField("records of that month")

    class Meta:
        ordering = ["month", "id"]
        constraints = [models.CheckConstraint(condition=Q(month__day=1), name="a_month_begins_on_its_first")]


class SiteReview(models.Model):
    """Two people look at a suspected site, on a computer named for it, by the procedure (M L256)."""

    incident = models.ForeignKey("Incident", models.PROTECT, related_name="site_reviews")
    what = models.CharField("what is looked at", max_length=300)
    computer = models.CharField("the computer it is looked at on", max_length=80)
    followed = models.BooleanField("the procedure was followed", default=False)
    began = models.DateTimeField(default=clock.now)
    ended = models.DateTimeField(null=True, blank=True)
    first = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    found = models.TextField("what was found", blank=True)
    stopped = models.BooleanField("ended because it may be a crime", default=False)

    history = records()

    class Meta:
        ordering = ["began", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(second=None) | ~Q(second=F("first")), name="two_different_people"),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(stopped=True) | Q(second__isnull=False, agreed_at__isnull=False),
                name="ended_means_agreed",
            ),
        ]
