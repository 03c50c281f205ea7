"""The log of a month, for those who answer for what the school does about it (T 6.9)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from esafety.lib import clock
from incidents import actions, log
from incidents.forms.log import ReviewForm
from incidents.models import LogReview
from school.access import allow
from school.roles import Perm


@require_GET
@allow(Perm.REVIEW_LOG)
def log_page(request):
    """A month: who has what, what was reported, who looked at it."""
    month = log.month_of(request.GET.get("month", ""))
    return _page(request, month, ReviewForm(initial={"month": f"{month:%Y-%m}"}))


@require_POST
@allow(Perm.REVIEW_LOG)
def reviewed(request):
    """ "I have looked at it": a dated line that stays."""
    form, month = ReviewForm(request.POST), log.month_of(request.POST.get("month", ""))
    if not form.is_valid():
        return _page(request, month, form)
    actions.review_log(month, form.cleaned_data["text"], by=request.user)
    messages.success(request, f"It is on record that you looked at {month:%B %Y}.")
    return redirect(_address(month))


def _page(request, month, form):
    this = log.first_of(clock.today())
    rows, owed = log.of_month(request.user, month), log.not_looked_at(request.user)
    form.action = reverse("incidents:log_reviewed")
    context = {
        "form": form,
        "month": month,
        "is_over": month < this,
        "rows": rows,
        "late": sum(row.is_late_now for row in rows),
        "was_late": sum(bool(row.late) and not row.is_late_now for row in rows),
        "late_now": log.late_now(request.user),
        "loads": log.loads(request.user),
        "months": [one for one in owed if one != month],
        "reviews": LogReview.objects.filter(month=month).select_related("by__person"),
        "older_url": _address(log.before(month)),
        "newer_url": _address(log.after(month)) if month < this else "",
    }
    return render(request, "incidents/log.html", context)


def _address(month) -> str:
    return f"{reverse('incidents:log')}?month={month:%Y-%m}"
