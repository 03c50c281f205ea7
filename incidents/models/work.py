"""What has to be done about a matter, who was rung, and what waits for a second person."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from audit.history import records
from esafety.lib import clock
from esafety.lib.refs import new_ref
from incidents.classes import Class
from incidents.models.catalogue import StepTemplate
from notices.models.task import A_WHILE

How = StepTemplate.How
# What one presses to end a line, for those that are not ended by a call: the form's name in the address, its words.
PAGES = {
    How.TICK: ("done", "Done"),
    How.DECISION: ("decide", "Decide"),
    How.SANCTION: ("sanction", "Give a sanction"),
    How.PARENTS: ("parents", "Parents or carers"),
    How.MEETING: ("talked", "Note it"),
    How.SUPPORT: ("talked", "Note it"),
    How.RESTORATIVE: ("talked", "Note it"),
    How.TAKE_DOWN: ("take-down", "Ask for it"),
    How.REFERENCE: ("reference", "Note it"),
    How.REVIEW: ("site-review", "Begin"),
}

GONE = ("gone", "It is gone")  # what ends a line once somebody was asked to take it down


class Step(models.Model):
    """One line of a record's checklist: done, or excused with a reason, before closing."""

    class State(models.TextChoices):
        OPEN = "open", "To do"
        DONE = "done", "Done"
        EXCUSED = "excused", "Not needed, because"

    ref = models.CharField(max_length=9, unique=True, default=new_ref, editable=False)
    incident = models.ForeignKey("Incident", models.PROTECT, related_name="steps")
    template = models.ForeignKey("StepTemplate", models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=200)
    hint = models.CharField(max_length=300, blank=True)
    when = models.CharField(max_length=4, default="now")
    required = models.BooleanField(default=True)
    excusable = models.BooleanField(default=True)
    after_advice = models.BooleanField(default=False)
    how = models.CharField(max_length=11, choices=How.choices, default=How.TICK)
    hours = models.PositiveSmallIntegerField("due in so many hours, day and night", null=True, blank=True)
    document = models.CharField("code of the document it points to", max_length=40, blank=True)
    asks = models.CharField("what to write when it is done", max_length=120, blank=True)
    agency = models.ForeignKey("school.Agency", models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("school.Person", models.PROTECT, null=True, related_name="steps")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    instruction = models.CharField("what the person needs to know", max_length=300, blank=True)
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    decision = models.CharField(max_length=3, choices=[("yes", "Yes"), ("no", "No")], blank=True)
    reason = models.CharField("what was written when it was done or excused", max_length=4000, blank=True)
    task = models.ForeignKey("notices.Task", models.PROTECT, null=True, related_name="+")  # asked of another role
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    history = records()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="excused") | ~Q(reason=""), name="an_excused_step_says_why"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(done_at__isnull=False, done_by__isnull=False),
                name="a_finished_step_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(how="decision", state="done") | (Q(decision__in=["yes", "no"]) & ~Q(reason="")),
                name="a_decision_says_yes_or_no_and_why",
            ),
        ]
        indexes = [models.Index(fields=["owner", "state"])]

    def __str__(self) -> str:
        return self.ref

    asked_down: tuple = ()  # what somebody was asked to take down and is not gone, where the page has read it

    @property
    def late(self) -> bool:
        """Still to do, and its time has passed."""
        return self.state == self.State.OPEN and self.due_at is not None and self.due_at < clock.now()

    @property
    def due_on(self) -> date | None:
        """The day it is due; none of what may be left out, unless somebody was asked to do it by then."""
        return clock.local(self.due_at).date() if self.due_at and (self.required or self.owner_id) else None

    @property
    def is_just_done(self) -> bool:
        """May the colleague who ticked it still say that it was a mistake?"""
        ticked = self.how == How.TICK and self.state == self.State.DONE
        return ticked and clock.now() - self.done_at < A_WHILE

    @property
    def page(self) -> tuple[str, str]:
        """What ends it: the form's name in the address, and the words to press."""
        return GONE if self.asked_down else PAGES[self.how]


class ReferralQuerySet(models.QuerySet):
    def waiting(self):
        """Calls that were taken and are not answered in full yet."""
        return self.filter(answered_at=None).exclude(heard=Referral.Heard.NOBODY)


class Referral(models.Model):
    """ "I rang": which agency, who, what they said, their reference, when to chase or try again (U22)."""

    class Heard(models.TextChoices):
        """What came of the call, as people read it before what was noted."""

        ADVICE = "advice", "They advised"
        NOTHING = "nothing", "They said"  # and not yet what to do
        NOBODY = "nobody", "Nobody answered"

    incident = models.ForeignKey("Incident", models.PROTECT, related_name="referrals")
    agency = models.ForeignKey("school.Agency", models.PROTECT, related_name="+")
    rang_at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    spoke_to = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=60, blank=True)  # empty reads as "pending"
    heard = models.CharField("what came of the call", max_length=7, choices=Heard.choices, default=Heard.ADVICE)
    advice = models.TextField(blank=True)  # their words, whatever came of it
    chase_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    objects = ReferralQuerySet.as_manager()
    history = records()

    class Meta:
        ordering = ["rang_at", "id"]

    @property
    def reached(self) -> bool:
        """Did anybody take the call?"""
        return self.heard != self.Heard.NOBODY

    @property
    def waits(self) -> bool:
        """The same as `waiting`, of one."""
        return self.reached and self.answered_at is None

    @property
    def advised(self) -> bool:
        """Have they said what may be done, all or part of it?"""
        return bool(self.answer or (self.advice and self.heard == self.Heard.ADVICE))

    @property
    def said(self) -> str:
        """What came of the call, in words; nothing where they took it and said nothing that was noted."""
        if self.advice:
            return f"{self.get_heard_display()}: {self.advice}"
        return "" if self.reached else f"{self.get_heard_display()}."


class Proposal(models.Model):
    """A change that takes two people: asked by one, agreed or refused by another."""

    incident = models.ForeignKey("Incident", models.PROTECT, related_name="proposals")
    to_class = models.CharField(max_length=20, choices=Class.choices)
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    history = records()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="another_person_decides"
            ),
            models.UniqueConstraint(fields=["incident"], condition=Q(agreed=None), name="one_open_proposal_a_record"),
        ]
