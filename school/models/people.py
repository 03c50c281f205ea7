"""The register of people, and which office each holds from when to when."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from audit.history import records
from esafety.lib import clock
from esafety.lib.refs import new_ref
from school.roles import Role


class PersonQuerySet(models.QuerySet):
    def here(self):
        """People who have not left."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=clock.today()))

    def gone(self):
        """People who have left."""
        return self.filter(left_on__lte=clock.today())

    def adults(self):
        """People whose conduct falls under the staff overlay: adults of the school, accounts or not, and a parent
        who holds an office here."""
        return self.filter(~Q(kind__in=Person.OUTSIDE) | Q(self._holds_office))

    def pupils_and_parents(self):
        """Everybody else."""
        return self.filter(kind__in=Person.OUTSIDE).exclude(self._holds_office)

    @property
    def _holds_office(self) -> Q:
        appointed = Appointment.objects.in_force().filter(approved=True)
        return Q(kind=Person.Kind.PARENT, pk__in=appointed.values("person").order_by())


class Person(models.Model):
    """Somebody the school knows: pupil, member of staff, governor, parent. Not all of them have an account."""

    class Kind(models.TextChoices):
        PUPIL = "pupil", "Pupil"
        STAFF = "staff", "Member of staff"
        GOVERNOR = "governor", "Governor"
        PARENT = "parent", "Parent or carer"
        VOLUNTEER = "volunteer", "Volunteer"
        VISITOR = "visitor", "Visitor"
        CONTRACTOR = "contractor", "Contractor or agency"

    OUTSIDE = (Kind.PUPIL, Kind.PARENT)  # whose conduct is no matter of staff, unless they hold an office here

    ref = models.CharField(max_length=9, unique=True, default=new_ref, editable=False)
    given_name = models.CharField("first name", max_length=80)
    family_name = models.CharField("last name", max_length=80)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    form = models.CharField("form or team", max_length=40, blank=True)
    year_group = models.CharField(max_length=10, blank=True)
    born = models.DateField("date of birth", null=True, blank=True)
    external_id = models.CharField("number in the school's information system", max_length=40, null=True, unique=True)
    left_on = models.DateField(null=True, blank=True)
    linked = models.ManyToManyField("self", through="Link", symmetrical=False, related_name="linked_from")

    history = records()
    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name"]
        indexes = [models.Index(fields=["family_name", "given_name"]), models.Index(fields=["kind", "form"])]

    def __str__(self) -> str:
        return self.ref  # never a name: __str__ reaches logs

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def said(self) -> str:
        """As pages tell two people of one name apart: name and form, or what they are to the school."""
        return f"{self.name}, {self.form or self.get_kind_display().lower()}"

    @property
    def has_left(self) -> bool:
        return bool(self.left_on and self.left_on <= clock.today())

    @property
    def is_adult_of_school(self) -> bool:
        """The same rule as `adults`."""
        if self.kind != self.Kind.PARENT or self._state.adding:
            return self.kind not in self.OUTSIDE
        return self.appointments.in_force().filter(approved=True).exists()


class Linked(models.QuerySet):
    def in_force(self):
        """Those that have not ended."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=clock.today()))


class Link(models.Model):
    """Person A stands in this relation to person B, for example a parent to a pupil."""

    class Relation(models.TextChoices):
        PARENT_OF = "parent_of", "Parent or carer of"
        LINE_MANAGER_OF = "line_manager_of", "Line manager of"
        TUTOR_OF = "tutor_of", "Tutor of"

    person = models.ForeignKey(Person, models.PROTECT, related_name="links")
    other = models.ForeignKey(Person, models.PROTECT, related_name="links_to")
    relation = models.CharField(max_length=16, choices=Relation.choices)
    ended_on = models.DateField(null=True, blank=True)

    history = records()
    objects = Linked.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "other", "relation"], condition=Q(ended_on=None), name="one_live_link_of_a_kind"
            ),
            models.CheckConstraint(condition=~Q(person=F("other")), name="nobody_is_linked_to_themselves"),
        ]

    @property
    def is_over(self) -> bool:
        return bool(self.ended_on and self.ended_on <= clock.today())


class Dated(models.QuerySet):
    def in_force(self, day=None):
        """Those that have begun and not ended on `day` (today where none is given); the last day counts."""
        day = day or clock.today()
        return self.filter(starts__lte=day).filter(Q(ends=None) | Q(ends__gte=day))


class Appointment(models.Model):
    """A person holds a role from a day, until a day where one is given; a deputy holds the same rights."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role.choices)
    deputy = models.BooleanField(default=False)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    asked_by = models.CharField(max_length=9, blank=True)
    # Empty until the second person agrees, where the role needs one; then the appointment is in force.
    approved = models.BooleanField(default=True)
    # Refused by the second person, or taken back the day it was given. Never approved at the same time.
    withdrawn = models.BooleanField(default=False)

    history = records()
    objects = Dated.as_manager()

    class Meta:
        ordering = ["role", "deputy", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="an_appointment_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(approved=True, withdrawn=True), name="approved_or_withdrawn_not_both"),
        ]
        indexes = [models.Index(fields=["person", "starts", "ends"]), models.Index(fields=["role", "starts", "ends"])]

    @property
    def last_day(self) -> date | None:
        """The last day they held it, for people to read; `ends` is the last whole day, by which rights are reckoned.

        One that was ended at once has its rights gone at once, so its last whole day was yesterday; and they still
        held it on the day on which that was written.
        """
        written = list(self.history.order_by("history_id").values_list("ends", "history_date"))
        if not self.ends or not written or written[0][0] == self.ends:
            return self.ends
        when = next((at for ends, at in written if ends == self.ends), None)
        return max(self.ends, clock.local(when).date()) if when else self.ends


class Absence(models.Model):
    """Somebody is away. It only ever adds people: whoever covers holds the absent person's offices meanwhile."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    cover = models.ForeignKey(Person, models.PROTECT, related_name="covering", null=True, blank=True)
    starts = models.DateField()
    ends = models.DateField()

    history = records()
    objects = Dated.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="an_absence_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(person=F("cover")), name="nobody_covers_for_themselves"),
        ]


class OnCall(models.Model):
    """The weekend and holiday rota: on these days the person acts in this role besides those who hold it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="on_call")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.DSL)
    starts = models.DateField()
    ends = models.DateField()

    history = records()
    objects = Dated.as_manager()

    class Meta:
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="a_turn_on_call_ends_after_it_starts"),
        ]
