"""Two people look at a page or device: begun by one, agreed by the other, or stopped."""

from crispy_forms.layout import Layout
from django import forms

from esafety.lib import clock
from esafety.lib.defang import defang_in
from esafety.lib.govuk.fields import LongText
from esafety.lib.govuk.layout import Words
from esafety.lib.govuk.widgets import Radios
from incidents import actions, guards
from incidents.actions.record import facts_of
from incidents.actions.reviews import may_agree
from incidents.classes import Class
from incidents.forms.record.base import RecordForm
from incidents.forms.record.steps import line_after
from incidents.models import SiteReview
from incidents.models.work import How
from school.models import Document

PROCEDURE = "incidents/_procedure.html"


class _OfReview(RecordForm):
    """It names the procedure the school has for this, where the line does."""

    def prepare(self) -> None:
        super().prepare()
        lines = self.record.steps.filter(how=How.REVIEW).select_related("incident")
        self.step = lines.filter(ref=self.about).first() or lines.first()
        self.procedure = Document.objects.filter(code=self.step.document).first() if self.step else None

    def line_after(self) -> str:
        return line_after(self.step) if self.step else ""


class Begin(_OfReview):
    asks = {"looked_at": "Write what you look at", "computer": "Write on which computer you look at it"}
    title = "Look at a page or device together"
    words = (
        "Two people, one clean computer kept for this, and no other. Stop at once if you see what may be a crime: "
        "then nobody looks again, copies or prints it."
    )
    submit = "We begin"
    looked_at = forms.CharField(
        label="What do you look at?", max_length=300, help_text="A web address as text, or which device it is"
    )
    computer = forms.CharField(label="On which computer?", max_length=80, help_text="Its name or number")
    layout = Layout(Words(PROCEDURE), "looked_at", "computer")

    def prepare(self) -> None:
        super().prepare()
        self.refusal = guards.may_review_site(facts_of(self.record)) or ""

    def act(self) -> None:
        actions.begin_review(self.record, self.cleaned_data["looked_at"], self.cleaned_data["computer"], **self.by)

    @property
    def done_words(self) -> str:
        return "Begun. The other person who looks writes what was found, under “What you found”."

    def line_after(self) -> str:
        return "checklist"


class _OfOpenReview(_OfReview):
    asks = {"review": "Choose which one it is"}
    review = forms.ModelChoiceField(label="Which one?", queryset=SiteReview.objects.none(), widget=forms.RadioSelect)

    @classmethod
    def fits(cls, shown, user) -> bool:
        return bool(shown.reviews) and may_agree(shown.record, user)

    def prepare(self) -> None:
        super().prepare()
        field = self.fields["review"]
        field.queryset = self.record.site_reviews.filter(ended=None).select_related("first__person", "incident")
        field.label_from_instance = _said
        field.initial = field.queryset.first()


def _said(review: SiteReview) -> str:
    began = clock.local(review.began)
    return f"{defang_in(review.what)} On {review.computer}, begun by {review.first.name} at {began:%H:%M}."


class Agree(_OfOpenReview):
    asks = {"found": "Write what you both found, and what follows from it"}
    title, where = "What you found", "Checklist"
    words = "Written by the other of the two who looked. Do not describe a picture."
    submit = "We are done"
    found = LongText(label="What did you both find, and what follows from it?", rows=4, max_length=2000)
    followed = forms.BooleanField(label="We followed the procedure, both of us, on that computer alone")
    layout = Layout(Words(PROCEDURE), "review", "found", "followed")

    @classmethod
    def fits(cls, shown, user) -> bool:
        return super().fits(shown, user) and any(review.first_id != user.pk for review in shown.reviews)

    def act(self) -> None:
        typed = self.cleaned_data
        actions.agree_review(typed["review"], typed["found"], followed=typed["followed"], **self.by)


CRIME = "crime"


class Stop(_OfOpenReview):
    asks = {"why": "Choose why you stop", "reason": "Write what happened"}
    title, where = "Stop looking", "Checklist"
    words = "If it may be a crime, the record becomes that at once and goes to those who deal with it."
    submit = "Stop looking"
    why = forms.ChoiceField(
        label="Why do you stop?",
        choices=[(CRIME, "It may be a crime"), ("other", "Something else")],
        widget=Radios(hints={CRIME: "Do not look again, copy, print or delete it."}),
    )
    reason = forms.CharField(label="What happened?", max_length=300, help_text="Do not describe a picture")
    layout = Layout("review", "why", "reason")

    def act(self) -> None:
        typed = self.cleaned_data
        if typed["why"] == CRIME:
            actions.raise_class(self.record, Class.ILLEGAL, reason=typed["reason"], **self.by)
        else:
            actions.stop_review(typed["review"], reason=typed["reason"], **self.by)


FORMS = {"site-review": Begin, "site-review-found": Agree, "site-review-stop": Stop}
