"""Reporting: three pages, nothing in front of them, nothing stored as a record before Send (U6, U9, U27)."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from incidents import actions, receipts
from incidents.classes import Kind
from incidents.forms.named import IT_IS, MAY_BE
from incidents.forms.reporting import FirstForm, SendForm
from incidents.forms.told import after_answers, told_by_names, who_for
from incidents.forms.what import WhatForm
from incidents.forms.who import DESCRIBE, as_description
from incidents.mentions.named import NAMED
from incidents.reading.said import procedure_of
from incidents.reporting import ringing, unsent
from incidents.reporting.telling import ANSWER
from incidents.resent import Resent
from school import drafts, kept
from school.access import allow
from school.glossary import labels_of
from school.roles import Perm


@require_http_methods(["GET", "POST"])
@allow(Perm.REPORT)
@never_cache
def first(request, key=None):
    """Page 1: what might be true, before any text box. Nothing of it is a record yet."""
    key, posted = key or _uuid(request.POST.get("key", "")), request.method == "POST"
    if ref := receipts.sent_as(request.user, key):
        return _sent_it(request, ref) if posted else redirect("incidents:report")
    typed = unsent.read(request.user, key)
    initial = {"ticks": typed.getlist("ticks")} if typed else drafts.waiting(request)
    form = FirstForm(request.POST if posted else None, initial=initial)
    if posted and form.is_valid():
        unsent.keep(request.user, key, request.POST, ["ticks"])
        drafts.used(request)
        return redirect("incidents:report_what", key)
    return render(request, "incidents/report_first.html", {"form": form, "key": key} | _before(request, key, typed))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _before(request, key, typed) -> dict:
    """Since when this report is kept; at the start of another, what was begun and what was sent a moment ago."""
    user = request.user
    if typed:
        return {"since": unsent.since(user, key), "leaving": unsent.leaving(typed)}
    return {"begun": unsent.begun(user), "just_sent": receipts.just_sent(user), "locked": drafts.draft_of(request)}


def _sent_it(request, ref):
    """Somebody went back and on again: one report, one receipt."""
    messages.info(request, "You sent this report already. To report something else, begin another one.")
    return redirect("incidents:receipt", ref)


@require_http_methods(["GET", "POST"])
@allow(Perm.REPORT)
@never_cache
def what(request, key):
    """Page 2: what happened, who, when. Whatever is pressed, what was typed is kept first."""
    sent, posted = receipts.sent(request.user, key), request.method == "POST"
    typed = as_description(request.POST) if posted else unsent.read(request.user, key)
    if typed is None or (sent and not posted):
        return redirect("incidents:report")
    form = WhatForm(typed, by=request.user)
    if not form.telling.ticked:
        return redirect("incidents:report_first", key)
    if not posted:
        return _what(request, key, _again(form) if "again" in request.GET else form.quietly())
    return _sent_already(request, form, sent) if sent else _go_on(request, key, form, typed)


def _again(form):
    """The last page sent somebody back: what is missing is said, and whoever they looked for is shown."""
    form.look_up()
    return form


def _go_on(request, key, form, typed):
    """Keep it, then look somebody up, say what is missing, or show it all before Send, which asks anew."""
    if drafts.LEFT in typed:
        return _left(request, key, form, typed)
    unsent.keep(request.user, key, typed, form.names)
    if form.look_up(typed.get("then")) or typed.get("then") in DESCRIBE:
        return _what(request, key, form.quietly())
    if not form.is_valid():
        return _what(request, key, form)
    return redirect("incidents:report_check", key)


def _left(request, key, form, typed):
    """The page was left and nothing was pressed: keep it too, unless it was thrown away or sent meanwhile."""
    if unsent.read(request.user, key) is not None:
        unsent.keep(request.user, key, typed, form.names)
    return HttpResponse(status=204)


def _what(request, key, form):
    request.draft_shown = True  # what was typed stands in the form itself
    telling, school = form.telling, kept.school()
    context = {
        "form": form,
        "key": key,
        "telling": telling,
        "in_hand": telling.in_hand(Kind.UNKNOWN if telling.is_about_adult else Kind.NORMAL),
        "ring": ringing.while_typing(telling.is_about_adult, school, labels_of(school)),
        "leaving": unsent.leaving(unsent.read(request.user, key) or {}),
    }
    return render(request, "incidents/report_what.html", context)


def _sent_already(request, form, sent):
    """The same report again is the same receipt; another one under its key is shown beside it (security.md 4.6)."""
    again = Resent(sent, form)
    if again.is_same:
        return redirect("incidents:receipt", sent.ref)
    typed = [(name, value) for name in form.names for value in request.POST.getlist(name)]
    context = {"again": again, "record": sent, "key": uuid4(), "typed": typed}
    return render(request, "incidents/report_again.html", context, status=409)


@require_http_methods(["GET", "POST"])
@allow(Perm.REPORT)
@never_cache
def check(request, key):
    """The last page: all of it, who it goes to, and Send. The same press twice is one report."""
    if ref := receipts.sent_as(request.user, key):
        return redirect("incidents:receipt", ref) if request.method == "POST" else redirect("incidents:report")
    typed = unsent.read(request.user, key)
    if typed is None:
        return redirect("incidents:report")
    form = WhatForm(typed, by=request.user)
    if not form.is_valid():
        return redirect(f"{reverse('incidents:report_what', args=[key])}?again")
    if request.POST.get("then") == "look":
        return _look(request, typed)
    asked = _asked(request, form, typed)
    if request.method == "POST" and asked.answers:
        typed = unsent.keep(request.user, key, request.POST, asked.answers)
    if drafts.LEFT in request.POST:
        return HttpResponse(status=204)
    if request.method == "POST" and asked.is_valid() and _is_as_shown(request, asked, typed):
        return _send(request, key, asked, form, typed)
    return _check(request, key, form, asked, typed)


def _look(request, typed):
    """Who it goes to with what is answered on the page so far; nothing of it is kept."""
    answers = {name: request.POST.getlist(name) for name in request.POST if name.startswith((ANSWER, NAMED))}
    form = WhatForm(MultiValueDict(dict(typed.lists()) | answers), by=request.user)
    return render(request, "incidents/_report_goes_to.html", who_for(form))


def _asked(request, form, typed) -> SendForm:
    answered = {name: typed[name] for name in typed if name.startswith((ANSWER, NAMED))}
    return SendForm(
        request.POST if request.method == "POST" else None,
        questions=form.telling.to_ask(form.words, form.names_adult),
        must=form.telling.must_answer(form.words, form.names_adult),
        names=form.to_name,
        hint=form.hint,
        initial=answered | drafts.waiting(request),
    )


def _is_as_shown(request, asked, typed) -> bool:
    same = asked.cleaned_data["seen"] == unsent.fingerprint(typed)
    if not same:
        messages.warning(request, "This report was changed in another window. Read it again, then press Send.")
    return same


def _send(request, key, asked, form, typed):
    """Send it, with what was answered here. An answer that makes it about an adult has to say which first."""
    if asked.answers:
        form = WhatForm(typed, by=request.user)
    if not form.is_valid() or form.hinted in (IT_IS, MAY_BE):
        return _say_which(request, key, form)
    if form.mentions and asked.cleaned_data["told"] != told_by_names(typed, by=request.user):
        messages.info(request, "Nothing is sent yet. Your answer changed who this goes to: read it, then press Send.")
        return redirect("incidents:report_check", key)
    unsent.leave(request.user, key, typed)
    record = actions.report(key, form.report(), by=request.user)
    unsent.forget(request.user, key)
    drafts.used(request)
    return redirect("incidents:receipt", record.ref)


def _say_which(request, key, form):
    """It is about an adult here, or may be: page 2 asks which, as if that had been ticked on page 1."""
    if form.is_valid():
        unsent.keep(request.user, key, form.as_about_adult(), ["ticks", "description", "pupil"])
    messages.info(request, "Nothing is sent yet. Say below which adult it is about, then press Continue.")
    return redirect("incidents:report_what", key)


def _check(request, key, form, asked, typed):
    report, school = form.report(), kept.school()
    kind = actions.route_of(report).kind
    for name, words in after_answers(form, asked.fields).items():
        asked[name].help_text = f"{asked[name].help_text} {words}".strip()
    context = who_for(WhatForm(typed, by=request.user) if asked.is_bound else form) | {
        "form": asked,
        "key": key,
        "telling": form.telling,
        "in_hand": form.telling.in_hand(kind),
        "rows": form.rows,
        "procedure": procedure_of(form.telling.kind),
        "names_self": request.user.person in report.people,
        "ring": ringing.whom(kind, school, labels_of(school)),
        "seen": unsent.fingerprint(typed),
        "told": told_by_names(typed, by=request.user) if form.mentions else "",
        "leaving": unsent.leaving(typed),
    }
    return render(request, "incidents/report_check.html", context)


@require_POST
@allow(Perm.REPORT)
def throw_away(request, key):
    """The person does not want what they began; what they sent, or are sending, is not theirs to take back."""
    if ref := receipts.sent_as(request.user, key):
        return _sent_it(request, ref)
    if unsent.leaving(unsent.read(request.user, key) or {}):
        return redirect("incidents:report")
    unsent.forget(request.user, key)
    drafts.used(request)
    messages.success(request, "What you began is thrown away. Nothing was sent.")
    return redirect("incidents:report")
