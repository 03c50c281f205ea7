"""What is said of a matter besides its story, as those who deal with it learn it."""

from typing import Any

from esafety.lib import clock
from incidents import particulars as known
from incidents import routing
from incidents.actions.checklist import ask_role, ask_unasked, ask_where_it_is, categories_of, is_for, take_up
from incidents.actions.record import Change, Refused, changing
from incidents.actions.rising import rise
from incidents.actions.steps import UNDER_WAY
from incidents.actions.warned import look_back
from incidents.models import Contact, Incident, Step
from incidents.models.particulars import Site
from incidents.when import When


def particulars(incident: Incident, values: dict[str, Any], *, by, version: int | None = None) -> None:
    """Say how sure it is, where it was, what was meant. "Deliberate" can raise it; nothing lowers it (T 16.2).

    `values` by the names of incidents.particulars, and `device`; those left out stay. What happened outside school
    has a list of its own (M L36).
    """
    with changing(incident, "particulars", by=by, version=version) as change:
        before, was = known.said(change.record), change.record.device
        _set(change.record, values)
        news, another = _news(before, known.said(change.record)), change.record.device != was
        if not news and not another:
            raise Refused("Change at least one of these, or go back to the record.")
        news += [f"Device: {change.record.device}"] if another and not was else []
        if news:
            change.say("particulars", "More is known of it", "\n".join(news))
        if another:
            _ask_for_device(change, was)
        _let_rise(change)


def happened(incident: Incident, when: When, *, by, version: int | None = None) -> None:
    """Say when it happened, once it is known better. What the reporter said of it stays on their receipt.

    Raises Refused where that is still to come, or what is known already.
    """
    if when.at > clock.now():
        raise Refused("It cannot be in the future.", "day" if clock.local(when.at).date() > clock.today() else "time")
    with changing(incident, "happened", by=by, version=version) as change:
        before = change.record.when
        if when.told == before.told:
            raise Refused("That is what the record says already. Change it, or go back to the record.", "day")
        _not_after_parents_were_told(change.record, when)
        change.record.happened_at, change.record.happened_said = when.at, when.said
        change.say("happened", "When it happened", f"{when.told}\nBefore: {before.told}")
        look_back(change)


def _not_after_parents_were_told(record: Incident, when: When) -> None:
    talks = record.contacts.filter(kind=Contact.Kind.PARENTS)
    if told := next((talk for talk in talks if talk.when.is_before(when)), None):
        raise Refused(f"Parents or carers were told before that: {told.when}. Check the day and the time.", "day")


def _set(record: Incident, values: dict[str, Any]) -> None:
    """Being linked to the school is said of what happened outside it alone."""
    for name in known.NAMES:
        setattr(record, name, values.get(name, getattr(record, name)))
    record.device = values.get("device", record.device)
    if record.site != Site.OFF:
        record.linked = None


def _news(before: dict[str, str], now: dict[str, str]) -> list[str]:
    return [f"{what}: {words or 'not known'}" for what, words in now.items() if words != before[what]]


def _ask_for_device(change: Change, was: str) -> None:
    """Whoever was asked for another one, or for none as nobody knew which, is asked for this one."""
    record, book, by = change.record, change.book, change.by
    if was:
        change.say("device", "The device was corrected", f"Device: {record.device or 'not known'}\nBefore: {was}")
        _do_again(change, was)
        ask_where_it_is(book, record, by=by, was=was)
    ask_unasked(book, record, by=by)


def _do_again(change: Change, was: str) -> None:
    """What was done at the wrong one is still to do at the right one, unless it is over or is none of the school's."""
    record, by = change.record, change.by
    if record.state not in UNDER_WAY or not record.device:
        return
    done = record.steps.filter(state=Step.State.DONE, template__task_words__contains="{device}")
    done = done.exclude(task__done_at=None).select_related("template", "task")
    for step in (row for row in done if is_for(row.task, was)):
        take_up(change.book, record, step, by=by)
        step.task = ask_role(change.book, record, step, by=by)
        change.book.save(step)
        change.say("step undone", f"To do again: {step.words}", "It was done at another device")


def _let_rise(change: Change) -> None:
    categories = categories_of(change.record)
    meant = [routing.Says.of_intent(category, change.record.intent) for category in categories]
    rise(change, meant, categories, "It was done on purpose")
