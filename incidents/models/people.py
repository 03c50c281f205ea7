"""Who had a part in a matter, and who must find no trace of it."""

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from audit.history import records
from esafety.lib import clock
from school.roles import Role


class Involved(models.Model):
    """A person with a part in the matter, from the register or described in words."""

    class Part(models.TextChoices):
        SUBJECT = "subject", "Person whose conduct is in question"
        VICTIM = "victim", "Person harmed or targeted"
        WITNESS = "witness", "Witness"
        DISCOVERER = "discoverer", "Person who found or told"
        UNSURE = "unsure", "Not sure yet"

    class Said(models.TextChoices):
        """The same in a reporter's words."""

        SUBJECT = "subject", "Did it"
        VICTIM = "victim", "It was done to them"
        WITNESS = "witness", "Saw it"
        DISCOVERER = "discoverer", "Found it or told somebody"

    incident = models.ForeignKey("Incident", models.PROTECT, related_name="involved")
    person = models.ForeignKey("school.Person", models.PROTECT, null=True, related_name="involved_in")
    description = models.CharField(max_length=200, blank=True)
    year_group = models.CharField(max_length=10, blank=True)
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.UNSURE)
    part_said = models.CharField("part the reporter said they had", max_length=10, choices=Said.choices, blank=True)
    added_at = models.DateTimeField(default=clock.now)

    history = records()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(description=""), name="involved_is_named_or_described"
            ),
            models.UniqueConstraint(fields=["incident", "person", "part"], name="one_part_once"),
        ]
        indexes = [
            models.Index(fields=["incident"], condition=~Q(description=""), name="described_in_words"),
            models.Index(fields=["person", "added_at"], name="parts_of_a_term"),
        ]

    @property
    def said(self) -> str:
        """As pages show them: by name and form, or with the words they were described with."""
        return self.person.said if self.person else self.description


# Asked in every list and every count, once a page and more: the ORM needs longer to write it than the database to
# answer it. A test holds it against `Barred.bars` for everybody.
_AGAINST = "SELECT incident_id FROM incidents_barred WHERE NOT lifted AND (person_id = %s OR office IN ({}))"


def kept_from(user) -> RawSQL:
    """The records this person is kept from; `Barred.bars` asks the same of a row that was read."""
    offices = sorted(user.roles) or [None]
    places = ", ".join(["%s"] * len(offices))
    return RawSQL(_AGAINST.format(places), [user.person_id, *offices])  # noqa: S611  all of them are parameters


class Barred(models.Model):
    """Somebody, or whoever holds an office, is denied every trace of a record (security.md S1, S2)."""

    class Because(models.TextChoices):
        SUBJECT = "subject", "Their conduct is in question"
        CONFLICTED = "conflicted", "Should not handle this"
        OFFICE = "office", "They hold the office the reporter named"
        NAME = "name", "They have the name the reporter wrote"

    incident = models.ForeignKey("Incident", models.PROTECT, related_name="barred")
    person = models.ForeignKey("school.Person", models.PROTECT, null=True, related_name="barred_from")
    office = models.CharField(max_length=20, choices=Role.choices, blank=True)
    because = models.CharField(max_length=10, choices=Because.choices)
    reason = models.CharField(max_length=300, blank=True)
    lifted = models.BooleanField(default=False)

    history = records()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, office="") | (Q(person=None) & ~Q(office="")),
                name="a_bar_is_for_a_person_or_an_office",
            ),
        ]
        indexes = [
            models.Index(fields=["incident", "lifted", "person"]),
            models.Index(fields=["office"], name="barred_by_office"),  # `kept_from`, on every page
        ]

    def bars(self, user) -> bool:
        """Does it keep this person from its record?"""
        return not self.lifted and (self.person_id == user.person_id or self.office in user.roles)
