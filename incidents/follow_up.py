"""The line of a list that asks to look at a matter again some weeks later (T 6.9)."""

from collections.abc import Iterable

from incidents.models import Step, StepTemplate
from school import kept

LINE = "follow-up"  # as every profile calls it
WEEKS = 3  # unless somebody says another day


def line_of(steps: Iterable[Step]) -> Step | None:
    """That line, as long as it is open and may stay so."""
    line = kept.named(StepTemplate).get(LINE)
    rows = (row for row in steps if line and row.template_id == line.pk)
    return next((row for row in rows if row.state == Step.State.OPEN and not row.required), None)
