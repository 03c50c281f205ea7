"""This app's part of a profile file: what can happen, what is asked, what must be done, by when, how it ends.

Every check answers with what to write. None asks the database: a file is right or wrong by itself.
"""

from incidents.classes import Class
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
    WordCheck,
)
from incidents.profile import categories, ends, questions, steps
from incidents.profile.categories import LADO
from incidents.profile.reading import each
from incidents.profile.steps import TASK_WORDS
from school import profile
from school.profile import codes_of, one_of, texts
from school.roles import Role

__all__ = ["LADO", "TASK_WORDS", "register"]

IN_CLASSES, OF_CATEGORIES, IN_DOCUMENTS = one_of(Class), codes_of("categories"), codes_of("documents")
OF_A_CATEGORY = {
    "group": codes_of("groups"),
    "also": texts,
    "tell": one_of(Role),
    "document": IN_DOCUMENTS,
    "after_warning": OF_CATEGORIES,
}
OF_A_WORD_CHECK = {"words": texts, "same_as": codes_of("questions")}
OF_A_STEP = {
    "classes": IN_CLASSES,
    "categories": OF_CATEGORIES,
    "not_for": OF_CATEGORIES,
    "questions": codes_of("questions"),
    "document": IN_DOCUMENTS,
    "task_role": one_of(Role),
}


def register() -> None:
    """Called when the app is ready."""
    profile.register("groups", profile.Rows(Group, 20))
    profile.register("outcomes", profile.Rows(Outcome, 20, {"classes": IN_CLASSES}, ends.outcomes))
    profile.register("sanctions", profile.Rows(SanctionKind, 20, {"task_role": one_of(Role)}, each(ends.sanction)))
    profile.register("reasons", profile.Rows(Reason, 20))
    profile.register("categories", profile.Rows(Category, 30, OF_A_CATEGORY, categories.check))
    profile.register("questions", profile.Rows(Question, 40, {"categories": OF_CATEGORIES}, questions.check))
    profile.register("grounds", profile.Rows(Ground, 40, {"categories": OF_CATEGORIES}, each(ends.ground)))
    profile.register("word_checks", profile.Rows(WordCheck, 50, OF_A_WORD_CHECK, each(questions.word_check)))
    profile.register("steps", profile.Rows(StepTemplate, 50, OF_A_STEP, each(steps.step)))
    profile.register("targets", profile.Rows(Target, 50, {"tell": one_of(Role)}, ends.targets))
