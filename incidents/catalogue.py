"""Which rows about incidents an administrator keeps on pages, and how their lists are arranged."""

from incidents import easing
from incidents.actions.eased import eased
from incidents.classes import Class
from incidents.forms import ends
from incidents.forms import settings as forms
from incidents.forms.kinds import MORE
from incidents.models import (
    Category,
    Ground,
    Group,
    Outcome,
    Question,
    Reason,
    SanctionKind,
    StepTemplate,
    Target,
)
from school import catalogue
from school.catalogue import Grouped, Kind
from school.forms.settings import AgencyForm
from school.models import Agency

ONE = {
    Target.Unit.MINUTES: "minute, day and night",
    Target.Unit.HOURS: "school hour",
    Target.Unit.DAYS: "school day",
}
ABOUT_ADULTS, ONLY_KINDS = "Concerns about adults here", "Certain kinds only"


class Targets(Kind):
    def name(self, row: Target) -> str:
        return row.category.title if row.category else Class(row.cls).label


def register() -> None:
    """Called when the app is ready, in the order of the list on the settings page."""
    for kind in (
        Kind(
            "categories",
            Category,
            forms.CategoryForm,
            "title",
            "category",
            "Categories",
            CATEGORIES,
            of_category,
            by_group,
            eases=easing.of_category,
            eased=eased,
        ),
        Kind("groups", Group, forms.GroupForm, "words", "group", "Groups of categories", GROUPS),
        Kind(
            "questions",
            Question,
            forms.QuestionForm,
            "words",
            "question",
            "Questions",
            QUESTIONS,
            of_question,
            by_asked,
            changes=False,
            eases=easing.of_question,
            eased=eased,
        ),
        Kind(
            "steps",
            StepTemplate,
            forms.StepForm,
            "words",
            "line",
            "Lines to be done",
            LINES,
            of_line,
            by_list,
            eases=easing.of_line,
            eased=eased,
        ),
        Targets(
            "targets",
            Target,
            forms.TargetForm,
            "",
            "time limit",
            "Time limits",
            TARGETS,
            of_target,
            eases=easing.of_target,
            eased=eased,
            instead=limit_of_class,
        ),
        Kind("outcomes", Outcome, ends.OutcomeForm, "words", "outcome", "How it ended", OUTCOMES, of_outcome),
        Kind("sanctions", SanctionKind, ends.SanctionForm, "words", "sanction", "Sanctions", SANCTIONS, of_sanction),
        Kind(
            "grounds",
            Ground,
            ends.GroundForm,
            "words",
            "reason why it was allowed",
            "Reasons why it was allowed",
            GROUNDS,
            of_ground,
        ),
        Kind("reasons", Reason, ends.ReasonForm, "words", "reason", "Reasons offered", REASONS, grouped=by_use),
        Kind(
            "agencies",
            Agency,
            AgencyForm,
            "name",
            "agency",
            "Agencies",
            says=of_agency,
            template="school/agencies.html",
            eases=easing.of_agency,
            eased=eased,
        ),
    ):
        catalogue.register(kind)


CATEGORIES = (
    "What can happen, in the words staff choose from. How serious it is decides who reads it and what is done."
)
GROUPS = "The headings under which staff find the categories."
QUESTIONS = (
    "A question is not changed: what was answered would then be another question. Take it off, and add the new one."
)
LINES = "What stands on the list of a record, by how serious it is and what kind it is."
TARGETS = (
    "By when somebody answers a report, and by when the action is finished. A category may have a limit of its own."
)
OUTCOMES = "What can be chosen when the action is finished."
SANCTIONS = "What the school gives, the lightest first."
GROUNDS = "What makes allowed what is otherwise not, and for which kinds it is offered."
REASONS = "Common reasons, so that nobody types the same sentence twice."


# --- A few words about a row --------------------------------------------------------------------------------
def of_category(row: Category) -> str:
    return _said(Class(row.cls).label, row.staff and "about an adult here", row.wakes and "told day and night")


def of_question(row: Question) -> str:
    return f"“Yes” makes it: {Class(row.raises_to).label.lower()}" if row.raises_to else "Changes nothing by itself"


def of_line(row: StepTemplate) -> str:
    return _said(
        row.get_when_display(),
        row.task_role and "asks another office",
        not row.required and "may stay open",
        not row.excusable and "cannot be left out",
    )


def of_agency(row: Agency) -> str:
    return _said(row.day_number, row.night_number, row.address) or "no number yet"


def of_target(row: Target) -> str:
    answered = _time(row.acknowledge, row.acknowledge_unit)
    return f"Answered {answered}; finished {_time(row.finish, row.finish_unit)}"


def limit_of_class(row: Target) -> Target | None:
    """What counts for a kind that has no limit of its own."""
    return row.category and Target.objects.filter(cls=row.category.cls, retired=False).first()


def _time(number: int, unit: str) -> str:
    if not number:
        return "by the end of the school day"
    if unit == Target.Unit.MINUTES and number % 60 == 0:
        return f"within {number // 60} {'hour' if number == 60 else 'hours'}, day and night"
    return f"within {number} {ONE[unit] if number == 1 else Target.Unit(unit).label}"


def of_outcome(row: Outcome) -> str:
    classes = " or ".join(Class(cls).label.lower() for cls in row.classes)
    # Not "no rule was broken": that it could not be established says neither. This is what the tick decides.
    rule = "Allowed, with a reason" if row.ground else "" if row.breach else "Not where a sanction was given"
    return "; ".join(filter(None, [rule, row.staff and ABOUT_ADULTS.lower(), classes and f"for what is: {classes}"]))


def of_sanction(row: SanctionKind) -> str:
    return _said(f"Weight {row.tier}", row.staff and "for adults here", row.warning and "counts as a warning")


def of_ground(row: Ground) -> str:
    return f"{len(row.categories)} {'kind' if len(row.categories) == 1 else 'kinds'}"


def _said(*words) -> str:
    return ", ".join(filter(None, words))


# --- Long lists ---------------------------------------------------------------------------------------------
def by_group(rows: list[Category]) -> Grouped:
    """In the groups of the report form; those of a group that is no longer offered together at the end."""
    headings = dict(Group.objects.filter(retired=False).values_list("code", "words"))
    return _under([*headings.values(), MORE], rows, lambda row: headings.get(row.group, MORE))


def by_list(rows: list[StepTemplate]) -> Grouped:
    """Under the most serious class whose lists it is on, else where it stands without one."""
    return _under([*Class.labels, ABOUT_ADULTS, ONLY_KINDS], rows, _list_of)


def _list_of(row: StepTemplate) -> str:
    of = [cls for cls in Class if cls in row.classes]
    return of[0].label if of else ABOUT_ADULTS if row.staff else ONLY_KINDS


def by_asked(rows: list[Question]) -> Grouped:
    return _under(Question.Asked.labels, rows, lambda row: row.get_asked_display())


def by_use(rows: list[Reason]) -> Grouped:
    return _under(Reason.For.labels, rows, lambda row: row.get_used_for_display())


def _under(headings: list[str], rows: list, heading_of) -> Grouped:
    found = {heading: [row for row in rows if heading_of(row) == heading] for heading in headings}
    return [(heading, rows) for heading, rows in found.items() if rows]
