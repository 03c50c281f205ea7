"""What happens around every page: a name for the log, headers that keep it private, the lock of an idle session."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.urls import reverse
from django.views.defaults import page_not_found

from school import drafts, idle, kept, request_ids
from school.views.drafts import kept_for_another, not_sent


def name_request(get_response):
    """A request has a name, which its log lines carry and an error page shows, and reads one edition of the school."""

    def middleware(request):
        request.id = request_ids.begin()
        with kept.for_a_request():
            response = get_response(request)
        response["X-Request-ID"] = request.id
        return response

    return middleware


def keep_private(get_response):
    """No page stays in a shared computer's memory; signing out clears what the browser kept (security.md 6.5)."""

    def middleware(request):
        response = get_response(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Cache-Control", "no-store")
        if getattr(request, "signed_out", False):
            # Not "cookies": that would forget that this device once passed the second step.
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


def own_not_found(get_response):
    """Somebody trying the product out, with DEBUG on, sees our page for what is not there, as everybody else does."""

    def middleware(request):
        response = get_response(request)
        if settings.DEBUG and response.status_code == 404 and b"DEBUG = True" in getattr(response, "content", b""):
            return page_not_found(request, Http404())
        return response

    return middleware


class IdleLock:
    """An idle session is locked, not deleted (product.md, Settled): it signs nobody in, and keeps what is posted."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Read before Django looks at it: a changed password makes Django empty the session on first sight.
        request.left_by = _owner(request.session)
        request.locked = bool(request.left_by) and idle.is_locked(request.session)
        if request.locked and request.path != reverse("account_logout"):  # all it can still do is end
            request.user = AnonymousUser()
        elif not request.locked and request.user.is_authenticated:
            idle.touch(request.session, request.user)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if "\0" in request.path:  # nothing of ours is called that, and PostgreSQL cannot even be asked
            raise Http404
        if request.method != "POST" or not getattr(view, "login_required", True):
            return None
        if request.user.is_authenticated and "keep_for_later" not in request.POST:
            return None
        return _keep(request)


def _owner(session) -> int | None:
    return int(session[SESSION_KEY]) if SESSION_KEY in session else None


def _keep(request):
    """Back to the page through the sign-in page, words kept; shown at once where nobody is known to own them."""
    owner = drafts.made_for(request) or request.left_by
    draft = drafts.keep(owner, request) if owner else None
    if draft and owner != request.left_by:
        return kept_for_another(request, draft)
    if draft or not drafts.words(request):
        return redirect_to_login(drafts.page(request))
    return not_sent(request)
