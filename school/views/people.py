"""The register of people: find, add, correct, leave, and whether they can sign in."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from audit.ledger import note
from esafety.lib import clock
from school import lookup, people, second_factor
from school.access import allow
from school.actions import accounts, appointments
from school.actions import people as acts
from school.declined import declined
from school.forms.editing import Act
from school.forms.people import AddressForm, FindForm, FromDayForm, InviteForm, PersonForm
from school.models import Person, User
from school.notifications import NotSent, leave_the_machine
from school.panels import gather
from school.refusals import Refused
from school.roles import Perm
from school.views.form_page import form_page, saved
from school.views.links import lines_for

A_PAGE = 50
STOPPED = (
    "{} is signed out at once and cannot sign in. Nothing they wrote is lost, and offices stay until they are ended."
)
LEFT = "left"
KINDS = [*Person.Kind.choices, (LEFT, "People who left")]
# Whom other pages speak of: the words of the list, and their accounts.
SPOKEN_OF = {
    "no-second-step": ("Without a second step for signing in", people.without_second_factor),
    "left-with-account": ("People who left and whose account is open", people.left_with_account),
}


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_ACCOUNTS)
def register(request):
    """Everybody here, or those who left, by kind and page; or those whom typed words fit, gone or not."""
    form = FindForm(request.POST or None)
    words = form.cleaned_data["words"].strip() if form.is_valid() else ""
    kind = request.GET.get("kind", "") if not words else ""
    found = lookup.matching(words, Person.objects.all()) if words else _of_kind(kind)
    page = Paginator(found.select_related("user"), A_PAGE).get_page(request.GET.get("page") if not words else 1)
    context = {"form": form, "page": page, "kind": kind, "kinds": _kinds(kind), "words": words, "today": clock.today()}
    context |= {"spoken_of": kind in SPOKEN_OF}
    return render(request, "school/people.html", context | _turning(page, kind))


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_ACCOUNTS)
def add(request):
    form = PersonForm(request.POST or None)
    added = []
    if form.carries_out(lambda values: added.append(acts.add(values, sure=form.said_other, by=request.user))):
        invite = " Now invite them, if they should sign in." if added[0].is_adult_of_school else ""
        return saved(request, f"They are on the register.{invite}", "school:person_edit", added[0].ref)
    return form_page(request, form, "Add a person", back=reverse("school:people"))


@require_http_methods(["GET"])
@allow(Perm.MANAGE_ACCOUNTS)
def person(request, ref):
    """One person: what the register says, their account, their offices, to whom they are linked."""
    person = _person(ref)
    user = User.objects.filter(person=person).first()
    offices = person.appointments.filter(withdrawn=False).order_by("ends", "role")
    context = {
        "person": person,
        "facts": _facts(person),
        "gone": person.left_on and person.left_on <= clock.today(),
        "today": clock.today(),
        "account": user,
        "invited": bool(user and not user.has_usable_password()),
        "factor": user and second_factor.exists(user),
        "needs_factor": user and second_factor.needed_by(user),
        "offices": offices,
        "unused": [row for row in offices if appointments.is_unused_first(row)],
        "clashes": appointments.clashes_of(person),
        "declined": declined(person=person),
        "links": lines_for(person),
    }
    return render(request, "school/person.html", context)


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_ACCOUNTS)
def change(request, ref):
    person = _person(ref)
    form = PersonForm(request.POST or None, instance=person)
    if form.carries_out(lambda values: acts.change(_person(ref), values, seen=form.version, by=request.user)):
        return _done(request, ref, "Saved.")
    return _form(request, ref, form, "Change what the register says")


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_ACCOUNTS)
@second_factor.fresh
def leave(request, ref):
    """They leave: said first what they hold here. Offices end; where it is today the account is stopped at once."""
    person = _person(ref)
    form = FromDayForm(request.POST or None, label="From which day are they no longer here?", submit="They leave")
    if form.carries_out(lambda values: acts.leave(person, values["day"], by=request.user)):
        ends = " Their offices end, and their account with them." if person.is_adult_of_school else ""
        return _done(request, ref, f"Saved.{ends} Their record stays.")
    return _form(request, ref, form, "They leave the school", above=("school/_leaves.html", _held(request, person)))


def _held(request, person: Person) -> dict:
    """What somebody who leaves holds: offices, for which of them nobody else is there, and what other rooms count."""
    offices = person.appointments.filter(withdrawn=False).exclude(ends__lt=clock.today()).order_by("role")
    last = appointments.before_they_leave(person, clock.today())
    return {"offices": offices, "last": last, "held": gather("leaving", request, person=person)}


@require_POST
@allow(Perm.MANAGE_ACCOUNTS)
def come_back(request, ref):
    return _press(request, ref, lambda: acts.come_back(_person(ref), by=request.user), _here_again(_person(ref)))


def _here_again(person: Person) -> str:
    """What coming back does not bring back, and what to do."""
    account = User.objects.filter(person=person).first()
    said = ["They are here again."]
    if account and not account.is_active:
        said.append("Their account is still stopped: start it again on this page.")
    if person.has_left and person.is_adult_of_school:
        said.append("Offices they held have ended: give them again on this page.")
    elif person.left_on and acts.other_offices_to(person, person.left_on):
        day = f"{person.left_on:%-d %B}"
        said.append(f"Their other offices still end before {day}: give them again on this page, from {day} on.")
    return " ".join(said)


# --- Their account ------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_ACCOUNTS)
@second_factor.fresh
def invite(request, ref):
    person = _person(ref)
    form = InviteForm(request.POST or None, mail_leaves=leave_the_machine())
    try:
        if form.carries_out(lambda values: accounts.invite(person, values["email"], by=request.user)):
            return _done(request, ref, "The invitation is on its way.")
    except NotSent as why:
        return _hand_over(request, ref, why)
    return _form(request, ref, form, "Invite them to sign in")


@require_POST
@allow(Perm.MANAGE_ACCOUNTS)
def invite_again(request, ref):
    user = _user(ref)
    try:
        return _press(request, ref, lambda: accounts.invite_again(user, by=request.user), "A new link is on its way.")
    except NotSent as why:
        return _hand_over(request, ref, why)


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_ACCOUNTS)
@second_factor.fresh
def change_address(request, ref):
    user = _user(ref)
    form = AddressForm(request.POST or None, initial={"email": user.email})
    if form.carries_out(lambda values: accounts.change_address(user, values["email"], by=request.user)):
        return _done(request, ref, "Saved. They sign in with the new address.")
    return _form(request, ref, form, "Change the e-mail address")


@require_http_methods(["GET", "POST"])
@allow(Perm.MANAGE_ACCOUNTS)
@second_factor.fresh
def stop(request, ref):
    """Stop an account, or start it again: asked once more before it happens."""
    user = _user(ref)
    act = accounts.stop if user.is_active else accounts.restart
    words = "Stop the account" if user.is_active else "Start the account again"
    form = Act(request.POST or None)
    form.submit = words
    if form.carries_out(lambda values: act(user, by=request.user)):
        return _done(request, ref, "Saved.")
    note = STOPPED if user.is_active else "They sign in with the password they had."
    return _form(request, ref, form, f"{words}?", note=note.format(user.name))


def _hand_over(request, ref: str, why: NotSent):
    """The mail reached nobody: its link once, on this answer alone, for the administrator to hand over."""
    if not why.link:
        messages.warning(request, str(why))
        return redirect("school:person_edit", ref)
    user = _user(ref)
    note("invitation link shown", by=request.user, kind="account", ref=user.ref)
    return render(request, "school/invitation_link.html", {"why": why, "person": user.person})


def _facts(person: Person) -> list[tuple[str, object]]:
    born = f"{person.born:%-d %B %Y}" if person.born else ""
    year_group = [("Year group", person.year_group)] if person.kind == Person.Kind.PUPIL else []
    return [
        ("Here as", person.get_kind_display()),
        ("Form or team", person.form),
        *year_group,
        ("Date of birth", born),
        ("Number in the school’s system", person.external_id),
    ]


def _press(request, ref: str, act, done: str):
    try:
        act()
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("school:person_edit", ref)
    return _done(request, ref, done)


def _done(request, ref: str, words: str):
    return saved(request, words, "school:person_edit", ref)


def _form(request, ref: str, form, heading: str, **more):
    back = reverse("school:person_edit", args=[ref])
    return form_page(request, form, heading, back=back, person=_person(ref), **more)


def _person(ref: str) -> Person:
    return get_object_or_404(Person, ref=ref)


def _user(ref: str) -> User:
    return get_object_or_404(User.objects.select_related("person"), person__ref=ref)


def _of_kind(kind: str):
    if kind == LEFT:
        return Person.objects.gone()
    if kind in SPOKEN_OF:
        return Person.objects.filter(user__in=SPOKEN_OF[kind][1]())
    here = Person.objects.here()
    return here.filter(kind=kind) if kind in Person.Kind.values else here


def _kinds(kind: str) -> list[tuple[str, str]]:
    """The filters; a list another page led to is among them while it is looked at."""
    return KINDS + ([(kind, SPOKEN_OF[kind][0])] if kind in SPOKEN_OF else [])


def _turning(page, kind: str) -> dict:
    """Addresses of the pages before and after; neither holds a word that was typed."""

    def address(number: int) -> str:
        return f"{reverse('school:people')}?page={number}" + (f"&kind={kind}" if kind else "")

    return {
        "newer_url": address(page.previous_page_number()) if page.has_previous() else "",
        "older_url": address(page.next_page_number()) if page.has_next() else "",
    }
