"""What a profile file fills: the school itself, agencies, documents, and the shape every such row shares."""

from datetime import time

from django.db import models
from django.db.models import Q

from audit.history import records


class ProfileRow(models.Model):
    """A row that came from a profile file or was added by an administrator. Retired, never deleted.

    `loaded` is the fingerprint of the row as the file last wrote it: a row that no longer matches was edited by hand.
    """

    code = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False)
    loaded = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "code"]


class School(models.Model):
    """The one school of this deployment. One row, ever."""

    UNNAMED = "Your school"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    profile = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120)
    opens = models.TimeField(default=time(8))
    closes = models.TimeField(default=time(16, 30))
    extension = models.CharField("number staff ring inside the school", max_length=40, blank=True)
    telephone = models.CharField("number of the safeguarding lead from outside", max_length=40, blank=True)
    out_of_hours = models.CharField("out-of-hours number of children's social care", max_length=40, blank=True)
    # Rung in the place of the others where the concern is about the headteacher (KCSIE Part 4).
    chair_number = models.CharField("number of the chair of governors", max_length=40, blank=True)
    # Rung where it is about the safeguarding lead.
    head_number = models.CharField("number of the headteacher", max_length=40, blank=True)
    # What the pages that need no signing in say besides, one thing a line (M L127, T 6.20).
    staff_help = models.TextField("what staff do who come upon something", blank=True)
    pupil_help = models.TextField("whom pupils can tell", blank=True)
    line_managers_told = models.BooleanField("line managers hear that their staff reported", default=False)
    labels = models.JSONField(default=dict, blank=True)  # role code or word -> what this school calls it
    idle_minutes = models.PositiveSmallIntegerField(default=15)
    idle_minutes_staff = models.PositiveSmallIntegerField(default=30)
    absolute_hours = models.PositiveSmallIntegerField(default=8)
    # The last step of who is told next: somebody outside, without an account, told only once they agreed (U4).
    outside_contact = models.CharField("number or address of the outside contact", max_length=120, blank=True)
    outside_agreed = models.BooleanField("agreed with them", default=False)
    is_demo = models.BooleanField(default=False)
    # Field by field what the profile file last wrote: a field that differs now was edited by hand.
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    history = records()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_deployment_is_one_school")]

    @classmethod
    def current(cls) -> "School":
        """The school's row; before a profile is loaded, an unsaved one with the defaults."""
        return cls.objects.first() or cls(name=cls.UNNAMED)


class Agency(ProfileRow):
    """A body outside the school that is rung: police, social care, LADO. Day and night numbers, what to have ready."""

    SOCIAL_CARE = "social-care"  # its number at night stands among the school's own, on every page that needs one

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, blank=True)
    day_number = models.CharField(max_length=40, blank=True)
    night_number = models.CharField(max_length=40, blank=True)
    day_hours = models.CharField(max_length=80, blank=True)
    have_ready = models.TextField(blank=True)
    address = models.CharField("web address", max_length=200, blank=True)
    for_pupils = models.BooleanField("pupils can turn to it themselves", default=False)
    advises = models.BooleanField("says when parents may be told", default=False)

    history = records()

    @property
    def link(self) -> str:
        """Its web address to press; nothing where it is none."""
        return _web(self.address)

    @property
    def lacks_number(self) -> bool:
        """Is there no way to reach it? One that is reached online says so in its hours or has an address."""
        return not (self.day_number or self.night_number or self.day_hours or self.address)


class Document(ProfileRow):
    """A document of the school the pages point to: safeguarding policy, behaviour policy, privacy notice."""

    title = models.CharField(max_length=120)
    address = models.CharField("where it is kept", max_length=300, blank=True)

    history = records()

    @property
    def link(self) -> str:
        """Its web address; nothing where it is kept on paper or nobody has said where."""
        return _web(self.address)


def _web(address: str) -> str:
    return address if address.startswith(("https://", "http://")) else ""
