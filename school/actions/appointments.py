"""Appointing people to offices: asked for by an administrator, agreed to by the head or the chair (security.md R6)."""

from datetime import date, timedelta

from django.db import transaction

from audit.ledger import ledger
from esafety.lib import clock
from school import appointing, notifications
from school.editing import locked
from school.glossary import in_a_sentence, labels_of
from school.models import Absence, Appointment, Person, School, User
from school.people import answerable, first_day_without, never_signed_up
from school.refusals import Refused, demand, refuse_far
from school.roles import Perm, Role

ONE_DAY = timedelta(days=1)
COULD_AGREE = (Role.HEADTEACHER, Role.CHAIR)
UNUSED = "They never signed in. Take the office back on their page, then give it to whoever holds it."
LONGEST = 10  # years: a governor is appointed for four, and no office is given for longer than a few such terms


def appoint(
    person: Person, role: str, *, by: User, starts: date | None = None, ends: date | None = None, deputy: bool = False
) -> Appointment:
    """Give an office, or ask for it where a second person has to agree; `approved` says which. Refused in words."""
    demand(by, Perm.MANAGE_ACCOUNTS)
    starts = starts or clock.today()
    if by.person_id == person.pk:
        raise Refused("Nobody gives an office to themselves. Ask another administrator.")
    if not person.is_adult_of_school:
        raise Refused("Pupils and parents hold no office. A parent governor is entered as a governor.", "person")
    refuse_far(starts, "starts")
    if ends and ends < starts:
        raise Refused("The last day cannot be before the first.", "ends")
    if ends:
        refuse_far(ends, "ends", LONGEST)
        if not (deputy and role in appointing.NOT_BY_A_DEPUTY):
            _check_somebody_follows(role, ends + ONE_DAY)
    with ledger("appoint", by=by, kind="appointment", ref=person.ref) as book:
        locked(person)  # so that a second press of the button waits, and then finds the first
        if _overlapping(person, role, starts, ends, deputy):
            raise Refused("They hold this office already, or it waits for agreement.", "role")
        agreed = not appointing.needs_second_person(role) or _is_first_of_all(role)
        new = Appointment(person=person, role=role, deputy=deputy, starts=starts, ends=ends)
        new.asked_by, new.approved = by.ref, agreed
        return book.save(new)


def agree(appointment: Appointment, *, by: User) -> Appointment:
    """The second person agrees: from its first day on the office is held."""
    with ledger("agree to appointment", by=by, kind="appointment", ref=appointment.person.ref) as book:
        waiting = _waiting(appointment, by)
        _check_nobody_slips_in(waiting)
        waiting.approved = True
        return book.save(waiting)


def decline(appointment: Appointment, *, by: User, reason: str) -> Appointment:
    """The second person does not agree, and says why: whoever asked is told."""
    held = {"by": by, "kind": "appointment", "ref": appointment.person.ref, "reason": reason}
    with ledger("decline appointment", **held) as book:
        waiting = _waiting(appointment, by)
        if not reason.strip():
            raise Refused("Write why you do not agree.", "reason")
        waiting.withdrawn = True
        asked = User.objects.filter(ref=waiting.asked_by, is_active=True).first()
        if asked:
            transaction.on_commit(lambda: notifications.appointment_declined(asked))
        return book.save(waiting)


def take_back(appointment: Appointment, *, by: User) -> Appointment:
    """Whoever asked, or another administrator, thinks better of it: while it waits, or nobody could decide by it."""
    demand(by, Perm.MANAGE_ACCOUNTS)
    with ledger("take back appointment", by=by, kind="appointment", ref=appointment.person.ref) as book:
        _lock_account(appointment.person)  # so that they do not come in with it at this very moment
        row = locked(appointment)
        if not is_unused_first(row):
            _check_waits(row)
        row.approved, row.withdrawn = False, True
        return book.save(row)


def is_unused_first(row: Appointment) -> bool:
    """Is it the first head's or chair's, to which nobody agreed, and have they never signed in?"""
    others = Appointment.objects.filter(role__in=COULD_AGREE, approved=True).exclude(pk=row.pk)
    if not row.approved or row.role not in COULD_AGREE or others.exists():
        return False
    return not User.objects.filter(person=row.person_id).exclude(never_signed_up()).exists()


def end(appointment: Appointment, first_day_without: date, *, by: User) -> Appointment:
    """End an office; from that day on the person holds it no more. The last holder of some offices stays (Refused)."""
    demand(by, Perm.MANAGE_ACCOUNTS)
    if first_day_without < clock.today():
        raise Refused("Choose today or a later day: what was held in the past stays on record.", "day")
    with ledger("end appointment", by=by, kind="appointment", ref=appointment.person.ref) as book:
        lock_office(appointment.role)
        row = locked(appointment)
        if row.approved and (why := _why_they_stay(row, first_day_without)):
            raise Refused(why, "day")
        return book.save(ended(row, first_day_without))


def ended(row: Appointment, first_day_without: date) -> Appointment:
    """The appointment, unsaved, as it stands after it was ended; one that has not begun is taken back."""
    if row.starts >= first_day_without:
        row.approved, row.withdrawn = False, True
    elif row.ends is None or row.ends >= first_day_without:
        row.ends = first_day_without - ONE_DAY
    return row


def lock_office(role: str) -> None:
    """Two people ending the last two holders at once must wait for each other."""
    list(Appointment.objects.select_for_update().filter(role=role).order_by("pk").values_list("pk"))


def why_they_stay(person: Person, first_day_without: date) -> list[str]:
    """A sentence for each office of theirs that somebody must always hold, and on some day from then nobody would."""
    mine = Appointment.objects.filter(person=person, approved=True).order_by("role", "starts")
    return list(dict.fromkeys(filter(None, (_why_they_stay(row, first_day_without) for row in mine))))


def alone_in(person: Person, day: date) -> list[str]:
    """Every office of theirs that nobody else with an account holds on that day."""
    mine = Appointment.objects.in_force(day).filter(person=person, approved=True)
    return sorted({row.role for row in mine if not _others(row).in_force(day).exists()})


def before_they_leave(person: Person, day: date) -> list[str]:
    """What to do before whoever alone holds an office leaves."""
    roles = [role for role in alone_in(person, day) if role not in appointing.NEVER_EMPTY]
    return [*why_they_stay(person, day), *(_nobody_else(role, person, day) for role in roles)]


def _nobody_else(role: str, person: Person, day: date) -> str:
    others = Appointment.objects.in_force(day).filter(role=role, approved=True).exclude(person=person)
    if others.exists():
        return f"Nobody else who can sign in is {in_a_sentence(role)}. Invite another before they leave."
    return f"Nobody else is {in_a_sentence(role)}. Appoint another before they leave."


def _last_holder_sentence(role: str, gap: date | None) -> str:
    """`gap`: from when on nobody would hold it, where others do until then."""
    deputy = " A deputy does not stand in their place." if role in appointing.NOT_BY_A_DEPUTY else ""
    if gap:
        return f"{_nobody_from(role, gap)} Appoint another from then on first.{deputy}"
    return f"They are the last {in_a_sentence(role)}. Appoint another first.{deputy}"


def _nobody_from(role: str, day: date) -> str:
    return f"Nobody who can sign in would be {in_a_sentence(role)} from {clock.words_of(day)}."


def clashes_of(person: Person, *asked: str) -> list[str]:
    """What to warn of, because this person's offices, and those `asked` for them, check each other."""
    held = Appointment.objects.in_force().filter(person=person, withdrawn=False).values_list("role", flat=True)
    return appointing.clashes({*held, *asked}, labels_of(School.current()))


def _waiting(appointment: Appointment, by: User) -> Appointment:
    """The appointment under lock, if `by` may be its second person."""
    demand(by, Perm.APPROVE_APPOINTMENTS)
    if appointment.asked_by == by.ref:
        raise Refused("You asked for this appointment, so another person has to agree.")
    if appointment.person_id == by.person_id:
        raise Refused("This appointment is your own, so another person has to agree.")
    return _still_waiting(appointment)


def _still_waiting(appointment: Appointment) -> Appointment:
    row = locked(appointment)
    _check_waits(row)
    return row


def _check_waits(row: Appointment) -> None:
    if row.approved or row.withdrawn:
        raise Refused("Somebody has decided this appointment already.")


def _lock_account(person: Person) -> None:
    list(User.objects.select_for_update().filter(person=person).values_list("pk"))


def _check_nobody_slips_in(row: Appointment) -> None:
    """Whoever covers for the person would hold the office as well, and nobody was asked about them."""
    covered = Absence.objects.filter(person=row.person_id, ends__gte=clock.today()).exclude(cover=None)
    holders = Appointment.objects.in_force().filter(role=row.role, approved=True).values("person")
    stranger = covered.exclude(cover__in=holders).select_related("cover").first()
    if stranger and appointing.needs_second_person(row.role):
        raise Refused(
            f"They are entered as away until {stranger.ends:%-d %B}, and {stranger.cover.name}, who covers, "
            "would hold this office too. Have the cover taken out first."
        )


def _overlapping(person: Person, role: str, starts: date, ends: date | None, deputy: bool) -> bool:
    """A deputy may be given the office itself: so it passes on without a day between."""
    same = Appointment.objects.filter(person=person, role=role, withdrawn=False)
    if not deputy:
        same = same.filter(deputy=False)
    if ends:
        same = same.filter(starts__lte=ends)
    return same.exclude(ends__lt=starts).exists()


def _is_first_of_all(role: str) -> bool:
    """The first head or chair of a new school, when there is nobody yet who could agree."""
    return role in COULD_AGREE and not Appointment.objects.filter(role__in=COULD_AGREE, approved=True).exists()


def _check_somebody_follows(role: str, day: date) -> None:
    if role in appointing.NEVER_EMPTY and (gap := first_day_without(answerable(role), day)):
        raise Refused(f"{_nobody_from(role, gap)} Leave the last day empty, or appoint whoever follows first.", "ends")


def _why_they_stay(row: Appointment, day: date) -> str:
    """The sentence where ending it leaves a day without anybody; one after its own last day is not its doing."""
    if row.role not in appointing.NEVER_EMPTY:
        return ""
    begins = max(row.starts, day)
    gap = first_day_without(_others(row), begins)
    if gap is None or (row.ends and row.ends < gap):
        return ""
    return UNUSED if is_unused_first(row) else _last_holder_sentence(row.role, gap if gap > begins else None)


def _others(row: Appointment):
    """What others hold the office by; beside a deputy another deputy counts."""
    return answerable(row.role, deputies=row.deputy).exclude(person=row.person_id)
