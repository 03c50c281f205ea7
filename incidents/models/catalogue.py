"""The profile's part of incidents: what can happen, what is asked, what must be done, by when, how it may end."""

from django.db import models
from django.db.models import Q

from audit.history import records
from incidents.classes import Class
from incidents.models.people import Involved
from school.models import Agency, ProfileRow


class Group(ProfileRow):
    """A heading under which a reporter finds categories, in a teacher's words."""

    words = models.CharField(max_length=80)

    history = records()


class Category(ProfileRow):
    """What may have happened, in a teacher's words. Its class is the school's decision, never the reporter's."""

    title = models.CharField(max_length=120)
    group = models.CharField("code of the group it stands in", max_length=40)
    guidance = models.CharField(max_length=300, blank=True)
    also = models.JSONField("other words people type to find it", default=list, blank=True)
    cls = models.CharField("class", max_length=20, choices=Class.choices)
    staff = models.BooleanField("concerns an adult of the school", default=False)
    wakes = models.BooleanField("wakes people", default=False)
    no_story = models.BooleanField("small fields instead of a story", default=False)
    in_hand = models.CharField("the phone in your hand", max_length=300, blank=True)
    tell = models.JSONField("roles told at once", default=list, blank=True)
    clause = models.CharField(max_length=80, blank=True)
    document = models.CharField("code of the document it is dealt with under", max_length=40, blank=True)
    # Outcome offered first when somebody deals with it, for example "no breach" for accidental and reported.
    usual_outcome = models.ForeignKey("Outcome", models.PROTECT, null=True, blank=True)
    usual_sanction = models.ForeignKey("SanctionKind", models.PROTECT, null=True, blank=True)
    part = models.CharField(
        "part of whoever the reporter names",
        max_length=10,
        choices=Involved.Part.choices,
        default=Involved.Part.UNSURE,
    )
    nobody = models.BooleanField("a thing is missing, so nobody has to be named", default=False)
    no_fault = models.BooleanField("nobody here is at fault", default=False)
    place_first = models.BooleanField("somebody says first how serious it is", default=False)
    if_deliberate = models.CharField("class if it was deliberate", max_length=20, choices=Class.choices, blank=True)
    # Those with the same word here are the same conduct; the one whose code it is stands for it after a warning.
    after_warning = models.CharField("code of the category after a warning", max_length=40, blank=True)

    history = records()

    @property
    def of_a_device(self) -> bool:
        """Is it asked openly which device: where one is missing, or computers are all it is about?"""
        return self.nobody or self.cls == Class.SECURITY


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

    @property
    def only_adds(self) -> bool:
        """Asked with its kinds and raising nothing, it puts lines on the list and does no more."""
        return self.asked == self.Asked.CATEGORY and not (self.raises_to or self.staff or self.wakes)


class WordCheck(ProfileRow):
    """Alarming words that make the last page ask one question before sending. They never raise silently (U12)."""

    words = models.JSONField()
    question = models.ForeignKey(Question, models.PROTECT)
    # Asked with a category, they ask the same: there one of them has to be answered, and its answer is the answer.
    same_as = models.JSONField("codes of the questions of a category that ask the same", default=list, blank=True)

    history = records()


class StepTemplate(ProfileRow):
    """One line of a checklist, and for which matters it is on the list."""

    class When(models.TextChoices):
        NOW = "now", "Now"
        NEXT = "next", "Next working day"

    class How(models.TextChoices):
        """What ends it: a press, unless it has a page of its own."""

        TICK = "tick", "Done"
        DECISION = "decision", "Decided, yes or no"
        SANCTION = "sanction", "A sanction was given"
        PARENTS = "parents", "Parents or carers were told"
        MEETING = "meeting", "A meeting was held"
        SUPPORT = "support", "Support was offered"
        RESTORATIVE = "restorative", "A restorative talk was offered"
        TAKE_DOWN = "take_down", "Asked to be taken down"
        REFERENCE = "reference", "Its reference elsewhere is known"
        REVIEW = "review", "Two people looked at the site"

    words = models.CharField(max_length=200)
    hint = models.CharField(max_length=300, blank=True)
    when = models.CharField(max_length=4, choices=When.choices, default=When.NOW)
    classes = models.JSONField(default=list, blank=True)
    categories = models.JSONField(default=list, blank=True)
    staff = models.BooleanField("for every matter about an adult of the school", default=False)
    # Left out where every category of the matter has its own lines instead, or where it is about an adult here.
    not_for = models.JSONField("codes of the categories it is left out for", default=list, blank=True)
    not_staff = models.BooleanField("left out for matters about an adult of the school", default=False)
    # Left out until one of them was answered "yes" or "not sure".
    questions = models.JSONField("codes of the questions it waits for", default=list, blank=True)
    off_site = models.BooleanField("only for what happened off the site", default=False)
    after_advice = models.BooleanField("waits for the advice of police or LADO", default=False)
    required = models.BooleanField("done or excused before closing", default=True)
    excusable = models.BooleanField("may be marked as not needed", default=True)
    how = models.CharField("what ends it", max_length=11, choices=How.choices, default=How.TICK)
    hours = models.PositiveSmallIntegerField("due in so many hours, day and night", null=True, blank=True)
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
    tell = models.JSONField("roles told of every matter of the class", default=list, blank=True)

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
    ground = models.BooleanField("it was allowed, so a ground is needed", default=False)
    sanction = models.BooleanField("somebody was given a sanction", default=False)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True)  # that found it, where it says so

    history = records()


class Ground(ProfileRow):
    """What makes allowed what is otherwise not: part of a lesson, the teacher's leave (M L266, T 31.6)."""

    words = models.CharField(max_length=120)
    hint = models.CharField(max_length=300, blank=True)
    categories = models.JSONField("codes of the categories it can be given for")

    history = records()


class SanctionKind(ProfileRow):
    """A sanction the school gives, how heavy it is, and what another role takes away and gives back for it."""

    words = models.CharField(max_length=120)
    tier = models.PositiveSmallIntegerField("how heavy it is: 1 is the lightest")
    staff = models.BooleanField("for adults of the school", default=False)
    warning = models.BooleanField("counts as a warning", default=False)
    task_role = models.CharField(max_length=20, blank=True)
    take_words = models.CharField("what that role takes away", max_length=300, blank=True)
    give_back_words = models.CharField("what that role gives back", max_length=300, blank=True)

    history = records()


class Reason(ProfileRow):
    """A common reason the page offers, so that nobody types the same sentence forty times."""

    class For(models.TextChoices):
        EXCUSE = "excuse", "A step is not needed"
        PARENTS = "parents", "Parents were not told"
        REOPEN = "reopen", "A record is opened again"
        TIER = "tier", "A sanction is not the usual one"

    used_for = models.CharField(max_length=8, choices=For.choices)
    words = models.CharField(max_length=120)

    history = records()
