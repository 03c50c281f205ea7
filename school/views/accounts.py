"""Pages of one's own account that allauth does not have, and the doors of the demo."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.ledger import note
from school import demo, idle, people, second_factor
from school.access import public, signed_in
from school.actions import accounts
from school.forms.accounts import FirstPasswordForm, MailForm
from school.models import Agency, User
from school.refusals import Refused
from school.roles import Perm
from school.views.form_page import form_page, saved

AFTERWARDS = "after_second_step"  # in the session: where the person was going when asked for the second step


@require_GET
@signed_in
def account(request):
    """How I sign in."""
    user = request.user
    context = {"factor": second_factor.exists(user), "needed": second_factor.needed_by(user)}
    context |= {"may_restore": user.can(Perm.RESTORE_FACTOR), "address_since": people.address_since(user)}
    return render(request, "school/account.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def mail(request):
    """Each as it comes, or one in the morning; what cannot wait comes at once either way."""
    chosen = MailForm.DAILY if request.user.daily_mail else "each"
    form = MailForm(request.POST or None, initial={"mail": chosen})
    if form.carries_out(lambda values: accounts.choose_mail(**values, by=request.user)):
        return saved(request, "Saved.", "school:account")
    note = "Alarms, and the first mail about a new report, always come at once, day and night."
    return form_page(request, form, "Your mail", back=reverse("school:account"), note=note)


@require_GET
@signed_in
def second_step(request):
    """Why a second step is asked for, and the ways to set one up; or to use the one there is."""
    going = get_next_redirect_url(request) or reverse("home")
    if not second_factor.is_missing(request):
        return redirect(going)
    if second_factor.exists(request.user):
        raise_if_reauthentication_required(request, app="allauth.mfa")
        return redirect(going)
    request.session[AFTERWARDS] = going
    return render(request, "school/account_second_step.html", {"needed": second_factor.needed_by(request.user)})


@require_http_methods(["GET", "POST"])
@signed_in
def recovery_codes(request):
    """How many are left; on pressing the button the codes themselves, to print. Looking changes nothing."""
    row = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).first()
    if row is None:
        return redirect("school:second_factor")
    codes, shown = row.wrap().get_unused_codes(), request.method == "POST"
    if shown:
        raise_if_reauthentication_required(request, app="allauth.mfa")
        note("recovery codes shown", by=request.user, kind="account", ref=request.user.ref)
    onwards = request.session.get(AFTERWARDS) or reverse("home")
    context = {"left": len(codes), "codes": codes if shown else [], "onwards": onwards}
    return render(request, "mfa/recovery_codes/index.html", context)


@sensitive_post_parameters("password1")
@require_http_methods(["GET", "POST"])
@public
def invitation(request, token):
    """Set the first password. Opening the link changes nothing: mail scanners open links too."""
    found = accounts.open_invitation(token)
    if found is None:
        return render(request, "school/account_invitation_over.html", status=404)
    form = FirstPasswordForm(request.POST or None, user=found.user)
    if form.is_valid():
        try:
            accounts.accept(found, form.cleaned_data["password1"])
        except Refused:
            return render(request, "school/account_invitation_over.html", status=404)
        messages.success(request, "Your password is saved. Now sign in with it and your e-mail address.")
        return redirect("account_login")
    return render(request, "school/account_invitation.html", {"form": form})


@require_POST
@signed_in
def stay(request):
    """“Stay signed in”: the middleware has seen the person; answers the seconds until the lock."""
    return JsonResponse({"seconds": int(idle.seconds_left(request.session))})


@require_GET
@public
def tell_someone(request):
    """What to do and whom to ring, signed in or not (people.md U8; M L127, T 6.20, 16.2)."""
    rung = Agency.objects.filter(retired=False, for_pupils=False).exclude(day_number="", night_number="")
    return render(request, "school/tell_someone.html", {"agencies": rung})


@require_GET
@public
def pupils_tell(request):
    """Whom pupils can tell: for the whiteboard and the wall (M L127, T 7.9, 9.4, 13.6, 19.4)."""
    theirs = Agency.objects.filter(retired=False, for_pupils=True)
    return render(request, "school/pupils_tell.html", {"agencies": theirs})


@require_POST
@public
def see_it_as(request, code):
    """A card of the demo: sign in as that invented person. 404 anywhere but in the demo."""
    card = next((card for card in demo.cards() if card.code == code), None)
    if card is None:
        raise Http404
    user = User.objects.get(email=card.email)
    return perform_login(request, user, redirect_url=reverse("home"))
