"""The profile's part of incidents: what can happen, what is asked, what must be done, by when."""

from django.db import models
from django.db.models import Q

from audit.history import records
from incidents.classes import Class
from school.models import Agency, ProfileRow


class Category(ProfileRow):
    """What may have happened, in a teacher's words. Its class is the school's decision, never the reporter's."""

    class Group(models.TextChoices):
        CONTENT = "content", "Something seen or searched for"
        CONTACT = "contact", "Somebody made contact"
        CONDUCT = "conduct", "Something somebody did or sent"
        COMMERCE = "commerce", "Money, scams or gambling"
        ADULT = "adult", "An adult who works here"
        SECURITY = "security", "Computers, accounts or data"
        OTHER = "other", "Something else"

    title = models.CharField(max_length=120)
    group = models.CharField(max_length=10, choices=Group.choices)
    guidance = models.CharField(max_length=300, blank=True)
    cls = models.CharField("class", max_length=20, choices=Class.choices)
    staff = models.BooleanField("concerns an adult of the school", default=False)
    wakes = models.BooleanField("wakes people", default=False)
    no_story = models.BooleanField("small fields instead of a story", default=False)
    in_hand = models.CharField("the phone in your hand", max_length=300, blank=True)
    tell = models.JSONField("roles told at once", default=list, blank=True)
    clause = models.CharField(max_length=80, blank=True)
    # Outcome offered first when somebody deals with it, for example "no breach" for accidental and reported.
    usual_outcome = models.ForeignKey("Outcome", models.PROTECT, null=True, blank=True)

    history = records()


class Question(ProfileRow):
    """A question whose answer can only raise. Asked on the first page, with a category, or when somebody decides."""

    class Asked(models.TextChoices):
        FIRST = "first", "Before any text box"
        CATEGORY = "category", "Of the reporter, with the category"
        DECIDING = "deciding", "Of whoever decides what happens"

    words = models.CharField(max_length=200)
    hint = models.CharField(max_length=300, blank=True)
    asked = models.CharField(max_length=10, choices=Asked.choices)
    raises_to = models.CharField(max_length=20, choices=Class.choices, blank=True)
    staff = models.BooleanField("concerns an adult of the school", default=False)
    wakes = models.BooleanField("wakes people", default=False)
    no_story = models.BooleanField("small fields instead of a story", default=False)
    stop_notice = models.BooleanField("shows what not to do", default=False)
    # "None of these" and "Not sure" are answers of the same list, told apart from the rest by this.
    means = models.CharField(
        max_length=8, choices=[("yes", "yes"), ("none", "none"), ("unsure", "not sure")], default="yes"
    )
    categories = models.JSONField("codes of the categories it is asked for", default=list, blank=True)

    history = records()


class WordCheck(ProfileRow):
    """Alarming words that make the last page ask one question before sending. They never raise silently (U12)."""

    words = models.JSONField()
    question = models.ForeignKey(Question, models.PROTECT)

    history = records()


class StepTemplate(ProfileRow):
    """One line of a checklist, and for which matters it is on the list."""

    class When(models.TextChoices):
        NOW = "now", "Now"
        NEXT = "next", "Next working day"

    words = models.CharField(max_length=200)
    hint = models.CharField(max_length=300, blank=True)
    when = models.CharField(max_length=4, choices=When.choices, default=When.NOW)
    classes = models.JSONField(default=list, blank=True)
    categories = models.JSONField(default=list, blank=True)
    staff = models.BooleanField("for every matter about an adult of the school", default=False)
    # Left out where every category of the matter has its own lines instead, or where it is about an adult here.
    not_for = models.JSONField("codes of the categories it is left out for", default=list, blank=True)
    not_staff = models.BooleanField("left out for matters about an adult of the school", default=False)
    required = models.BooleanField("done or excused before closing", default=True)
    # What to write down when it is done, as the label of the box: "What was decided, and why". Empty: nothing.
    asks = models.CharField("what to write when it is done", max_length=120, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True)
    # A task for another role that this step makes, in words that name nobody: "Disconnect {device} …".
    task_role = models.CharField(max_length=20, blank=True)
    task_words = models.CharField(max_length=300, blank=True)
    document = models.CharField("code of the document it points to", max_length=40, blank=True)

    history = records()


class Target(ProfileRow):
    """How soon a matter is acknowledged and how soon its next working-day steps are due."""

    class Unit(models.TextChoices):
        MINUTES = "minutes", "minutes, day and night"
        HOURS = "hours", "school hours"
        DAYS = "days", "school days"

    cls = models.CharField("class", max_length=20, choices=Class.choices, blank=True)
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True)
    acknowledge = models.PositiveSmallIntegerField()
    acknowledge_unit = models.CharField(max_length=8, choices=Unit.choices)
    finish = models.PositiveSmallIntegerField()
    finish_unit = models.CharField(max_length=8, choices=Unit.choices)

    history = records()

    class Meta(ProfileRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(category=None) ^ Q(cls=""), name="a_target_is_for_a_class_or_for_a_category"
            )
        ]


class Outcome(ProfileRow):
    """How a matter ended."""

    words = models.CharField(max_length=120)
    breach = models.BooleanField("a rule was broken", default=True)
    staff = models.BooleanField("for matters about an adult of the school", default=False)
    classes = models.JSONField(default=list, blank=True)

    history = records()


class Reason(ProfileRow):
    """A common reason the page offers, so that nobody types the same sentence forty times."""

    class For(models.TextChoices):
        EXCUSE = "excuse", "A step is not needed"
        PARENTS = "parents", "Parents were not told"
        REOPEN = "reopen", "A record is opened again"

    used_for = models.CharField(max_length=8, choices=For.choices)
    words = models.CharField(max_length=120)

    history = records()
