"""What the person sees when a page could not be sent because its session had locked or gone."""

from urllib.parse import urlsplit

from django.shortcuts import redirect, render
from django.views.csrf import csrf_failure
from django.views.decorators.http import require_POST

from school import drafts
from school.access import signed_in


def not_sent(request):
    """Nobody is known to own these words: show them to whoever sent them, keep nothing."""
    return render(request, "school/account_not_sent.html", {"words": _shown(request)}, status=401)


def kept_for_another(request, draft):
    """The words are for whoever opened the page, who is not signed in here now: whoever sent it reads none of them."""
    context = {"anothers": bool(request.left_by), "signed_out": not request.left_by, "draft": draft}
    return render(request, "school/account_not_sent.html", context, status=409)


def stale_page(request, reason=""):
    """The form's own token is out of date, for example after signing in again in another tab.

    Words are kept only where the browser itself says they come from a page of ours: no other site can make it say so;
    for whoever the page was made for, and shown to nobody else who signed in here since. Never those a page sent by
    itself.
    """
    ours = urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
    if not ours or drafts.LEFT in request.POST:
        return csrf_failure(request, reason, template_name="403_csrf.html")
    owner = drafts.made_for(request)
    kept = drafts.keep(owner, request) if owner else None
    if owner not in (None, request.left_by):
        return kept_for_another(request, kept)
    context = {"words": _shown(request), "page": kept and kept.path}
    return render(request, "school/account_not_sent.html", context, status=409)


@require_POST
@signed_in
def drop_draft(request):
    """The person does not want what was kept for this page."""
    drafts.used(request)
    return redirect(drafts.page(request))


def _shown(request) -> list[tuple[str, str]]:
    """(question, words) of what a person typed; not the hidden fields and choices a form sends along."""
    labels, typed = drafts.labels_of(request), drafts.words(request)
    return [(labels.get(name, ""), value) for name in typed for value in typed[name] if " " in value.strip()]
