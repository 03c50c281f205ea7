"""What is to do about a record: the lines of its list, for today, for later, finished or left out."""

from collections.abc import Container
from functools import cached_property, partial

from esafety.lib import clock
from esafety.lib.defang import defang_in
from esafety.lib.schooltime import close_of_next_day
from incidents import advice, follow_up, parents
from incidents.classes import Class
from incidents.models import Step, TakeDown
from incidents.models.work import How
from incidents.reading import beside, first_due, given_back
from incidents.reading.lists import Lists
from school import calendar, kept
from school.models import Document

NEXT_DAY = "For the next working day"


class Checklist(Lists):
    """A record with its list of what is to do, each line with what its row on the page says besides."""

    @cached_property
    def steps(self) -> list[Step]:
        """The checklist; a line that points to a document of the school has it as `points_to`."""
        rows = beside.steps(self.record)
        documents = kept.named(Document) if any(row.document for row in rows) else {}
        put_off = first_due.earlier(rows)
        for row in rows:
            row.first_due = put_off.get(row.pk)
            row.points_to = documents.get(row.document)
            row.given_back = partial(self._given_back, row)
            row.waits = self._waits(row)
            row.asked_down = self._asked_down() if row.how == How.TAKE_DOWN and row.state == Step.State.OPEN else ()
        return rows

    def _given_back(self, row: Step) -> given_back.Back | None:
        """What is said of whoever had it last and gave it back; read where a page asks for it."""
        return self._all_given_back.get(row.pk)

    @cached_property
    def _all_given_back(self) -> dict[int, given_back.Back]:
        return given_back.of(self.steps, self.events)

    def _waits(self, row: Step) -> str:
        """Whose advice the line waits for, in words; nothing where it waits for none."""
        about_adult = bool(self.record.overlay)
        held_back = parents.is_held_back(self.record.cls, row.how, row.after_advice, about_adult)
        return parents.not_before(advice.names()) if held_back and not self.may_be_told else ""

    def _asked_down(self) -> tuple[TakeDown, ...]:
        """What is waited for, read where a line of the list is about that, its addresses as text."""
        rows = tuple(beside.take_downs(self.record))
        for row in rows:
            row.what = defang_in(row.what)
        return rows

    @property
    def take_downs(self) -> list[TakeDown]:
        """What somebody was asked to take down and is not gone."""
        return list({row.pk: row for step in self.steps for row in step.asked_down}.values())

    @cached_property
    def advised(self) -> bool:
        """Have the police or the LADO said what may be done?"""
        return self._said_by(advice.USUAL)

    @cached_property
    def may_be_told(self) -> bool:
        """Has one of those who say when parents may be told advised, or is none of them to be asked?"""
        return self._said_by(advice.advisers()) or (self._below_threshold and self.record.cls != Class.ILLEGAL)

    @cached_property
    def _below_threshold(self) -> bool:
        """Was it decided, with the reason, that what an adult here did does not meet the harm threshold?"""
        return any(row.verb == "threshold not met" for row in self.events)

    def _said_by(self, codes: Container[str]) -> bool:
        return any(call.agency.code in codes and call.advised for call in self.calls)

    @property
    def still_to_do(self) -> list[Step]:
        return [step for step in self.steps if step.state == Step.State.OPEN]

    @property
    def tonight(self) -> list[Step]:
        """What is to do now or before the day ends; when it is empty, whoever is on call can stop (U21)."""
        return [step for step in self.still_to_do if self._is_for_today(step)]

    @property
    def next_day(self) -> list[Step]:
        """What is left for another day; of what has ended, what did not have to be done."""
        lines = self.passed_over if self.record.has_ended else self.still_to_do
        return [step for step in lines if not self._is_for_today(step)]

    @property
    def for_later(self) -> str:
        """What stands over those, by the days they are due; what waits for advice is for no day."""
        if self.record.has_ended:
            return "Not done, as it did not have to be"
        day = clock.local(close_of_next_day(clock.now(), calendar.current())).date()
        soon = {not step.waits and step.due_on <= day for step in self.next_day if step.due_on}
        return "Later" if True not in soon else NEXT_DAY if soon == {True} else f"{NEXT_DAY} and after"

    def _is_for_today(self, step: Step) -> bool:
        """What is for the next working day is for today once that is this day, though nobody woken at two in the
        morning does it then (U21); what waits for advice, or was left when the matter ended, is for no day."""
        has_come = step.required and step.due_at is not None and step.due_at < clock.end_of_evening()
        return not self.record.has_ended and not step.waits and (step.when == "now" or has_come)

    @property
    def then(self) -> Step | None:
        """What is next on another day: the first that has to be done and waits for nobody's advice."""
        return next((step for step in self.next_day if step.required and not step.waits), None)

    @property
    def finished(self) -> list[Step]:
        return [step for step in self.steps if step.state != Step.State.OPEN]

    @property
    def left_out(self) -> list[Step]:
        """What had to be done and was marked as not needed, each with its reason."""
        return [step for step in self.steps if step.required and step.state == Step.State.EXCUSED]

    @property
    def passed_over(self) -> list[Step]:
        """What did not have to be done, and was not; a day to look again is no such thing."""
        later = follow_up.line_of(self.steps) if self.record.follow_up_on else None
        return [step for step in self.still_to_do if not step.required and step != later]
