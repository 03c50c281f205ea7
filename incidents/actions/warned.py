"""Whoever was warned for the same before: it is more serious this time."""

from incidents import routing, sanctions
from incidents.actions.checklist import categories_of
from incidents.actions.record import Change
from incidents.actions.rising import rise
from incidents.models import Filed, Involved
from incidents.reading import warned


def look_back(change: Change) -> None:
    """File it also under the kind that stands for going on after a warning, which raises it (T 31.3).

    Only for somebody whose conduct is in question, and so never at the report: that a victim was warned once must
    raise nothing. The timeline does not say where the warning stands: its readers may not be this record's.
    """
    record, categories = change.record, categories_of(change.record)
    subjects = record.involved.filter(part=Involved.Part.SUBJECT, person__isnull=False).values_list(
        "person", flat=True
    )
    conduct = sanctions.conduct(categories)
    found = warned.before(record, change.by, set(subjects), conduct) if conduct else []
    more = warned.makes_it(found, record)
    if more:
        change.book.save_all([Filed.under(record, category) for category in more])
        change.say("file", "After a warning, so filed under as well", ", ".join(one.title for one in more))
        rise(change, [routing.Says.of_category(category) for category in more], [*categories, *more])
