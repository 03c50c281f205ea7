"""What is said of a matter besides its story, as those who deal with it learn it."""

from typing import Any

from esafety.lib import clock
from incidents import particulars as known
from incidents import routing
from incidents.actions.checklist import categories_of
from incidents.actions.record import Change, Refused, changing
from incidents.actions.rising import rise
from incidents.models import Incident
from incidents.models.particulars import Site
from incidents.when import When


def particulars(incident: Incident, values: dict[str, Any], *, by, version: int | None = None) -> None:
    """Say how sure it is, where it was, what was meant. "Deliberate" can raise it; nothing lowers it (T 16.2).

    `values` by the names of incidents.particulars; those left out stay. What happened outside school has a list of
    its own (M L36).
    """
    with changing(incident, "particulars", by=by, version=version) as change:
        before = known.said(change.record)
        _set(change.record, values)
        now = known.said(change.record)
        if now == before:
            raise Refused("Change at least one of these, or go back to the record.")
        change.say("particulars", "More is known of it", "\n".join(_news(before, now)))
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
        change.record.happened_at, change.record.happened_said = when.at, when.said
        change.say("happened", "When it happened", f"{when.told}\nBefore: {before.told}")


def _set(record: Incident, values: dict[str, Any]) -> None:
    """Being linked to the school is said of what happened outside it alone."""
    for name in known.NAMES:
        setattr(record, name, values.get(name, getattr(record, name)))
    if record.site != Site.OFF:
        record.linked = None


def _news(before: dict[str, str], now: dict[str, str]) -> list[str]:
    return [f"{what}: {words or 'not known'}" for what, words in now.items() if words != before[what]]


def _let_rise(change: Change) -> None:
    categories = categories_of(change.record)
    meant = [routing.Says.of_intent(category, change.record.intent) for category in categories]
    rise(change, meant, categories, "It was done on purpose")
