"""What somebody typed into a page that had locked: kept for its owner, shown after they sign in, gone after a day.

A view that shows a form asks `waiting(request)` (or lets `fill(request, form)` do it) and calls `used(request)` once
the words are safely sent. A page that does neither shows the words for copying, through the base template.
"""

import json
from datetime import timedelta
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.signing import BadSignature, TimestampSigner
from django.http import QueryDict
from django.urls import reverse

from esafety.lib import clock
from school.models import Draft

KEPT_FOR = timedelta(hours=24)
NUL = "\0"  # no database holds it
LARGEST = 200_000  # characters: more is no form of ours
FLAG = "has_drafts"  # in the session, so that a page without any asks nothing of the database
LEFT = "left_unsent"  # sent by the page itself as it was left: nobody pressed anything
MADE_FOR = "made_for"  # no field of a form is called that
SECRET = {"csrfmiddlewaretoken", "code", "credential", "keep_for_later", MADE_FOR, LEFT}  # and every password

_signer = TimestampSigner(salt="whose page")
_forms: dict[str, type] = {}
_pages: dict[str, str] = {}


def register(view: str, form: type) -> None:
    """The form a page is made of, so that words that could not be sent stand under its questions."""
    _forms[view] = form


def stands_on(page: str, *views: str) -> None:
    """Views that are only posted to, from that page: nobody can come back to where they draw it again."""
    _pages.update(dict.fromkeys(views, page))


def mark(user) -> str:
    """What a page carries of whom it was made for: on a shared computer somebody else may send it."""
    return _signer.sign(user.pk)


def made_for(request) -> int | None:
    """The key of the person whose page was posted, by its mark; None where it has none that is a day old at most."""
    try:
        return int(_signer.unsign(request.POST.get(MADE_FOR, ""), max_age=KEPT_FOR))
    except BadSignature:
        return None


def labels_of(request) -> dict[str, str]:
    """What the page posted to calls its boxes, as far as its form is known."""
    return {name: field.label for name, field in _boxes(request).items()}


def _boxes(request) -> dict:
    form = _forms.get(request.resolver_match.view_name) if request.resolver_match else None
    return form.base_fields if form else {}


def words(request) -> dict[str, list[str]]:
    """The posted fields worth keeping: no password, no code, no file, nothing empty."""
    return _said(_typed(request))


def _said(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: values for name, values in fields.items() if any(value.strip() for value in values)}


def _typed(request) -> dict[str, list[str]]:
    fields = {name: values for name, values in request.POST.lists() if name not in SECRET and "password" not in name}
    return {name.replace(NUL, ""): [value.replace(NUL, "") for value in values] for name, values in fields.items()}


def page(request) -> str:
    """The path of the page the form was on: the one posted from where that is ours, else the one posted to."""
    match = request.resolver_match
    if match and match.view_name in _pages:
        return reverse(_pages[match.view_name], kwargs=match.captured_kwargs)
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.get_host() else request.path


def keep(owner: int, request) -> Draft | None:
    """Keep what was posted for the person with that key, over what was kept there before: a tick that was taken away
    is not posted at all, and stays away. None where there is nothing, or far too much.
    """
    path, boxes = page(request), _boxes(request)
    before = Draft.objects.filter(owner=owner, path=path, saved__gt=clock.now() - KEPT_FOR).first()
    stays = {name: values for name, values in before.fields.items() if name not in boxes} if before else {}
    fields = stays | _typed(request)
    by_itself = (
        before and LEFT in request.POST
    )  # a page sends so only what somebody changed: a box emptied by hand too
    something = _said(fields) if by_itself else words(request)
    if by_itself and not something:
        before.delete()
    if not something or len(path) > 200 or len(json.dumps(fields)) > LARGEST:
        return None
    if owner == request.left_by:
        request.session[FLAG] = True
    kept = {"fields": fields, "saved": clock.now()}
    return Draft.objects.update_or_create(owner_id=owner, path=path, defaults=kept)[0]


def look(request) -> None:
    """At sign-in: note in the session whether anything waits for this person."""
    if Draft.objects.filter(owner=request.user, saved__gt=clock.now() - KEPT_FOR).exists():
        request.session[FLAG] = True


def draft_of(request) -> Draft | None:
    """What waits for this person on this page."""
    if not hasattr(request, "session") or not request.session.get(FLAG) or not request.user.is_authenticated:
        return None
    fresh = Draft.objects.filter(saved__gt=clock.now() - KEPT_FOR)
    return fresh.filter(owner=request.user, path=request.path).first()


def under(request, address: str) -> list[Draft]:
    """What waits for this person on the pages under that address, newest first; this session knows of it from then on,
    wherever it was typed."""
    mine = Draft.objects.filter(owner=request.user, saved__gt=clock.now() - KEPT_FOR)
    found = list(mine.filter(path__startswith=address).order_by("-saved"))
    if found and not request.session.get(FLAG):
        request.session[FLAG] = True
    return found


def waiting(request) -> dict:
    """What was typed here, ready to be a form's `initial`; empty where nothing waits."""
    draft = draft_of(request)
    if draft is None:
        return {}
    request.draft_shown = True
    messages.info(request, "This page had locked, or you left it. What you typed is still here; it is not sent yet.")
    return {name: values if len(values) > 1 else values[0] for name, values in draft.fields.items()}


def fill(request, form, *others):
    """Put what was typed here back into the unbound forms of the page, dates in three boxes and all. Answers the
    first."""
    typed = waiting(request)
    for one in (form, *others):
        if typed and not one.is_bound:
            _put(one, posted(typed))
    return form


def _put(form, data: QueryDict) -> None:
    for name, field in form.fields.items():
        value = field.widget.value_from_datadict(data, {}, form.add_prefix(name))
        if value not in (None, "", [], ()):
            form.initial[name] = value


def posted(typed: dict) -> QueryDict:
    """What `waiting` answered, as it was posted."""
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def used(request) -> None:
    """The words are sent, or not wanted: drop what waits on this page."""
    if request.session.get(FLAG):
        Draft.objects.filter(owner=request.user, path__in={request.path, page(request)}).delete()


def purge() -> int:
    """Drop what nobody came back for within a day. How many."""
    return Draft.objects.filter(saved__lte=clock.now() - KEPT_FOR).delete()[0]
