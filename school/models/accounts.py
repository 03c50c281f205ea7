"""Who can sign in. No permission flags: what somebody may do follows from the offices they hold."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from audit.history import records
from esafety.lib import clock
from esafety.lib.refs import new_ref
from school import this_machine
from school.models.offices import roles_of
from school.roles import Perm, Role, permissions_of


class UserManager(BaseUserManager):
    def get_queryset(self):
        return super().get_queryset().select_related("person")

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """An account: one person, one e-mail address. Accounts are stopped, never deleted."""

    ref = models.CharField(max_length=9, unique=True, default=new_ref, editable=False)
    person = models.OneToOneField("school.Person", models.PROTECT, related_name="user")
    email = models.EmailField("e-mail address", unique=True)
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(default=clock.now, editable=False)
    daily_mail = models.BooleanField("one mail at 07:45 on school days instead of one a record", default=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    history = records(excluded_fields=["password", "last_login"])
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_an_address")]

    def __str__(self) -> str:
        return self.ref  # never a name or address: __str__ reaches logs

    @property
    def name(self) -> str:
        return self.person.name

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The offices held today: appointments, cover for absence, turns on call."""
        return roles_of(self.person_id) if self.is_active else frozenset()

    @cached_property
    def permissions(self) -> frozenset[Perm]:
        return permissions_of(self.roles) if self.is_active else frozenset()

    def get_session_auth_hash(self) -> str:
        """No session outlives its password, nor is honoured by a copy of the machine it began on (security.md P7)."""
        return super().get_session_auth_hash() + this_machine.mark()

    def get_session_auth_fallback_hash(self):
        mark = this_machine.mark()
        yield from (earlier + mark for earlier in super().get_session_auth_fallback_hash())

    def can(self, perm: Perm) -> bool:
        """May somebody in these offices do such a thing at all."""
        return perm in self.permissions


class Invitation(models.Model):
    """A single-use link with which a person sets the password of a new account. The token is kept as a hash."""

    user = models.ForeignKey(User, models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)


class FactorReset(models.Model):
    """Somebody lost their second step: one person asks, another agrees, then it is removed (people.md U5)."""

    class Outcome(models.TextChoices):
        OPEN = "open", "Waiting for a second person"
        APPROVED = "approved", "Agreed"
        REFUSED = "refused", "Refused or taken back"

    user = models.ForeignKey(User, models.PROTECT, related_name="factor_resets")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    decided = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)

    history = records()

    class Meta:
        ordering = ["asked"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(outcome="open"), name="one_open_reset_a_person"),
            models.CheckConstraint(condition=~Q(asked_by=F("user")), name="nobody_asks_for_their_own_reset"),
            models.CheckConstraint(
                condition=~Q(outcome="approved")
                | Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("user")),
                name="a_reset_takes_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"second step of {self.user.ref}"


class TrustedDevice(models.Model):
    """A browser that completed the second factor: others' failed attempts never slow it (product.md, Settled)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="devices")
    token_hash = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()


class SignInFailure(models.Model):
    """Failed sign-ins of one account from one network, and until when the next is refused."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    last = models.DateTimeField()
    until = models.DateTimeField()


class Draft(models.Model):
    """What was posted from a locked session: shown to its owner after they sign in again, purged after 24 hours."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    path = models.CharField(max_length=200)
    fields = models.JSONField()
    begun = models.DateTimeField(default=clock.now)
    saved = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "path"], name="one_draft_a_page")]
