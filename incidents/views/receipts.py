"""Receipts: that it arrived, what happens next, a box for what one remembers later (U30–U32)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from incidents import actions, receipts
from incidents.destination import went_to
from incidents.forms.later import SHOWN, AnswerForm, WordsForm
from incidents.models import Incident
from incidents.reporting import ringing
from school import drafts, kept
from school.access import allow, find
from school.glossary import labels_of
from school.roles import Perm

BOXES = {
    "add": (WordsForm, actions.add_words, "Added. Whoever deals with it is told."),
    "answer": (AnswerForm, actions.answer_question, "Your answer is on its way."),
}


@require_GET
@allow(Perm.REPORT)
def mine(request):
    """The person's own reports: reference, date, roughly where each stands."""
    before = request.GET.get("before", "")
    rows, mark = receipts.page(request.user, before)
    here = reverse("incidents:mine")
    context = {
        "receipts": [receipts.Receipt(row) for row in rows],
        "added": receipts.begun(request),
        "older_url": f"{here}?{urlencode({'before': mark})}" if mark else "",
        "newer_url": here if before else "",
    }
    return render(request, "incidents/mine.html", context)


@require_GET
@allow(Perm.REPORT, "incident")
def receipt(request, ref):
    """One receipt. Where the record is about its reporter now, the reference and the date are all there is."""
    record = find(receipts.of(request.user), request, "incident", ref)
    if record.bare:
        return render(request, "incidents/receipt_bare.html", {"record": record})
    typed = drafts.waiting(request)
    boxes = {box: _box(request, record, box, _as_left(box, typed)) for box in BOXES}
    asking = (form for form in boxes.values() if form.is_bound and not form.is_valid())
    return _receipt(request, record, boxes, form=next(asking, None))


def _as_left(box, typed):
    """What was typed into this box and not added: what it asks is asked anew, and what was answered stands there."""
    return drafts.posted(typed | {f"{box}-{SHOWN}": ""}) if typed.get(f"{box}-text") else None


def _box(request, record, box, typed=None):
    return BOXES[box][0](typed, prefix=box, by=request.user, said=receipts.Receipt(record).said)


@require_POST
@allow(Perm.REPORT, "incident")
def write(request, ref, box):
    """The reporter adds something, or answers what they were asked; what was typed is kept until it is in."""
    record = find(receipts.of(request.user).filter(bare=False), request, "incident", ref)
    boxes = {name: _box(request, record, name, request.POST if name == box else None) for name in BOXES}
    form = boxes[box]
    if drafts.LEFT in request.POST:
        drafts.keep(request.user.pk, request)
        return HttpResponse(status=204)
    if not (form.is_valid() and _wrote(request, record, box, form)):
        drafts.keep(request.user.pk, request)
        return _receipt(request, record, boxes, form=form)
    drafts.used(request)
    messages.success(request, BOXES[box][2])
    return redirect("incidents:receipt", record.ref)


def _wrote(request, record, box, form) -> bool:
    try:
        BOXES[box][1](record, form.cleaned_data["text"], about=form.about, by=request.user)
    except actions.Refused as refused:
        form.add_error("text", refused.words)
    except Incident.DoesNotExist:
        raise Http404 from None
    return not form.errors


def _receipt(request, record, boxes, form=None):
    shown, school = receipts.Receipt(record), kept.school()
    if shown.said.must_not_look:
        for box in boxes.values():
            box.fields["text"].help_text = "Do not describe any picture"
    ring = ringing.whom(shown.said.kind, school, labels_of(school), shown.ring_at)
    to = went_to(shown.said, school, labels_of(school)) if shown.answer_by else None
    opens = Incident.objects.queued_for(request.user).filter(pk=record.pk) if request.user.can(Perm.READ) else None
    context = {"shown": shown, "record": record, "ring": ring, "to": to, "form": form, **boxes}
    return render(request, "incidents/receipt.html", context | {"opens": bool(opens and opens.exists())})
