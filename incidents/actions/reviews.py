"""Two people look at a suspected page or device, by the procedure, on one clean computer (M L256, R-ROUTE-9).

It ends at once if the matter becomes one that nobody here looks into.
"""

from esafety.lib import clock
from esafety.lib.defang import defang_in
from incidents import guards
from incidents.actions import lines
from incidents.actions.record import Change, Refused, answers, changing, facts_of, manages
from incidents.models import Incident, SiteReview
from incidents.models.work import How


def begin_review(incident: Incident, what: str, computer: str, *, by, version: int | None = None) -> SiteReview:
    """What is looked at, and on which computer: on no other."""
    with changing(incident, "site review begun", by=by, version=version) as change:
        if refusal := guards.may_review_site(facts_of(change.record)):
            raise Refused(refusal)
        review = SiteReview(incident=change.record, what=what, computer=computer, first=by)
        change.book.save(review)
        change.say("site review begun", "Two people began to look at it", f"{defang_in(what)} On: {computer}.")
        return review


def may_agree(record: Incident, user) -> bool:
    """Whoever deals with the record, or reads it by office."""
    return manages(record, user) or answers(record, user)


def agree_review(review: SiteReview, found: str, *, followed: bool, by, version: int | None = None) -> None:
    """The other of the two says what was found, and that the procedure was followed; the line is done."""
    with changing(review.incident, "site review agreed", by=by, version=version, may=may_agree) as change:
        held = _open(change.record, review)
        if held.first_id == by.pk:
            raise Refused("You began this, so the other person who looked has to write what was found.")
        if not followed:
            raise Refused("The procedure has to be followed. If it was not, stop and begin again.", "followed")
        held.followed, held.found = True, found
        held.second, held.agreed_at = by, clock.now()
        held.ended = held.agreed_at
        change.book.save(held)
        if not change.record.site_reviews.filter(ended=None).exists():
            lines.end_all(change, How.REVIEW, found)
        change.say("site review agreed", "Two people looked at it", defang_in(found))


def stop_review(review: SiteReview, *, by, reason: str, version: int | None = None) -> None:
    """It goes no further, for example because the procedure could not be followed; the line stays open."""
    with changing(
        review.incident, "site review stopped", by=by, version=version, reason=reason, may=may_agree
    ) as change:
        _stop(change, _open(change.record, review), reason)


def stop_all(change: Change) -> None:
    """Nobody goes on looking at what has become a crime or a child-protection matter, or is about an adult here."""
    reviews = list(change.record.site_reviews.select_for_update(of=("self",)).filter(ended=None))
    refusal = guards.may_review_site(facts_of(change.record)) if reviews else None
    for review in reviews if refusal else ():
        _stop(change, review, refusal)


def _open(record: Incident, review: SiteReview) -> SiteReview:
    held = record.site_reviews.select_for_update(of=("self",)).get(pk=review.pk)
    if held.ended:
        raise Refused("This is over already. Read the record again.")
    return held


def _stop(change: Change, review: SiteReview, reason: str) -> None:
    review.ended, review.stopped, review.found = clock.now(), True, reason
    change.book.save(review)
    change.say("site review stopped", "Nobody looks at it any more", reason)
