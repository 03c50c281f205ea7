"""The record of one matter. Words people wrote stand beside it and are never changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from audit.history import records
from esafety.lib import clock
from esafety.lib.refs import new_ref
from incidents import disclosure, when
from incidents.classes import Class, Kind, Overlay
from incidents.lifecycle import OPEN, State
from incidents.models.particulars import Certainty, DeviceKind, Equipment, Intent, Site, Source
from incidents.models.people import kept_from


class IncidentQuerySet(models.QuerySet):
    """The one place that decides what a user may know exists."""

    def not_barred(self, user):
        """Deny first: whoever is a subject or conflicted, or holds an office in question, finds no trace."""
        return self.exclude(pk__in=kept_from(user))

    def visible_to(self, user):
        """Records the user may know exist at all: by office, because they own it, or because they reported it."""
        known = Q(kind__in=disclosure.kinds_known(user.roles)) | Q(reporter=user.pk) | Q(owner=user.person_id)
        return self.not_barred(user).filter(known)

    def queued_for(self, user):
        """Records in the user's queue: known by office or owned, not merely reported by them."""
        return self.not_barred(user).filter(Q(kind__in=disclosure.kinds_known(user.roles)) | Q(owner=user.person_id))

    def readable_by(self, user):
        """Records shown to the user in full: all that may be searched, filtered by attribute, counted or exported."""
        return self.not_barred(user).filter(Q(kind__in=disclosure.kinds_read(user.roles)) | Q(owner=user.person_id))

    def reported_by(self, user):
        """The user's own reports: reference and date, whatever became of them (security.md R1, R3)."""
        return self.filter(reporter=user)

    def open(self):
        return self.filter(state__in=sorted(OPEN))


class Incident(models.Model):
    """One matter: its class and route, who has it, where it stands and what is next."""

    ref = models.CharField(max_length=9, unique=True, default=new_ref, editable=False)
    submission_key = models.UUIDField(editable=False)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reported")
    reported_at = models.DateTimeField(default=clock.now)
    happened_at = models.DateTimeField()
    happened_said = when.column()
    told_by = models.CharField("who told the reporter", max_length=120, blank=True)
    reach_me = models.CharField("number to reach the reporter today or tonight", max_length=40, blank=True)
    place = models.CharField("where it happened", max_length=120, blank=True)
    device = models.CharField("device", max_length=120, blank=True)
    addresses = models.TextField("web addresses, as text", blank=True)

    certainty = models.CharField("did it happen", max_length=9, choices=Certainty.choices, blank=True)
    attempted = models.BooleanField("tried and not managed", null=True, blank=True)
    intent = models.CharField("what was meant", max_length=13, choices=Intent.choices, blank=True)
    site = models.CharField("at school or outside", max_length=3, choices=Site.choices, blank=True)
    linked = models.BooleanField("linked to being a pupil or adult of the school", null=True, blank=True)
    equipment = models.CharField("whose equipment", max_length=14, choices=Equipment.choices, blank=True)
    device_kind = models.CharField("kind of device", max_length=7, choices=DeviceKind.choices, blank=True)
    source = models.CharField("who said it first", max_length=15, choices=Source.choices, blank=True)

    capture = models.CharField("reference of the monitoring software", max_length=60, blank=True)

    cls = models.CharField("class", max_length=20, choices=Class.choices)
    overlay = models.CharField(max_length=2, choices=Overlay.choices, blank=True)
    kind = models.CharField(max_length=2, choices=Kind.choices)
    wakes = models.BooleanField(default=False)
    no_story = models.BooleanField(default=False)

    state = models.CharField(max_length=14, choices=State.choices, default=State.REPORTED)
    owner = models.ForeignKey("school.Person", models.PROTECT, null=True, related_name="owned_incidents")
    acknowledged_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    outcome = models.ForeignKey("Outcome", models.PROTECT, null=True)
    outcome_note = models.TextField(blank=True)
    ground = models.ForeignKey("Ground", models.PROTECT, null=True, blank=True)
    parents_told = models.CharField(
        max_length=8, choices=[("yes", "Yes"), ("no", "No"), ("later", "Not yet")], blank=True
    )
    parents_reason = models.CharField(max_length=300, blank=True)
    external_ref = models.CharField("reference in the safeguarding or behaviour system", max_length=60, blank=True)
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="duplicates")

    # What the queue shows and sorts by, kept by the actions so that a page of rows needs no counting.
    next_step = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField(null=True)
    finish_by = models.DateTimeField("when it has to be finished", null=True, blank=True)
    follow_up_on = models.DateField("to be looked at again on", null=True, blank=True)
    urgency = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    history = records()
    objects = IncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reporter", "submission_key"], name="one_report_a_press_of_send"),
            models.CheckConstraint(
                condition=~Q(cls=Class.ILLEGAL, state=State.INVESTIGATING),
                name="nobody_here_evaluates_illegal_material",
            ),
            models.CheckConstraint(
                condition=Q(overlay="", kind__in=[Kind.NORMAL, Kind.TECHNICAL, Kind.SENSITIVE, Kind.ILLEGAL])
                | Q(kind=F("overlay")),
                name="the_overlay_decides_the_kind",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, outcome__isnull=False, closed_at__isnull=False)
                | ~Q(state=State.CLOSED),
                name="closed_means_an_outcome_and_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DUPLICATE, duplicate_of__isnull=False) | ~Q(state=State.DUPLICATE),
                name="a_duplicate_names_its_record",
            ),
            models.CheckConstraint(
                condition=Q(site=Site.OFF) | Q(linked=None), name="a_link_is_said_of_what_was_off_site"
            ),
        ]
        indexes = [
            models.Index(fields=["urgency", "due_at", "id"]),
            models.Index(fields=["kind", "urgency", "due_at", "id"]),
            models.Index(fields=["reporter", "-reported_at"]),
            models.Index(fields=["-reported_at", "kind", "owner", "id"], name="records_of_a_term"),
            models.Index(fields=["owner", "state"]),
            models.Index(fields=["state", "kind"]),
            models.Index(fields=["follow_up_on"], condition=Q(follow_up_on__isnull=False), name="to_look_at_again"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def when(self) -> when.When:
        """When it happened; the time of the report, where nobody said (U27)."""
        return when.When(self.happened_at, self.happened_said)

    @property
    def time_was_left(self) -> bool:
        """Nobody said when it happened."""
        return self.happened_said == when.Said.NOTHING

    @property
    def happened(self) -> str:
        """When it happened, as far as somebody said so."""
        return self.when.told

    @property
    def has_ended(self) -> bool:
        """Does its outcome say how it ended? One that was opened again keeps it, as how it had ended before."""
        return self.state in (State.RESOLVED, State.CLOSED)
