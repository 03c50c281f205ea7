"""Dealing with a record as a browser does: open the form, fill it in, press its button."""

from incidents.models import Step
from tests.make import reread
from tests.pages import form_with


def address(record, what="", about="") -> str:
    """Where a record, or one form about it, is."""
    return "/".join(filter(None, ["/records", record.ref, what, about])) + "/"


def opened(browser, record, what, about=""):
    """The form as it stands on its page."""
    page = browser.get(address(record, what, about))
    assert page.status_code == 200, page.status_code
    return form_with(page, "version")


def press(browser, record, what, about="", **typed):
    """The answer to the form's button."""
    form = opened(browser, record, what, about)
    return form.send(browser, **_who_told(form, typed) | typed)


def _who_told(form, typed) -> dict:
    """Where parents were told, by whom and how, as most would say it: for tests of something else."""
    told = typed.get("told") == "yes" or typed.get("whose", "nobody") != "nobody"
    return WHO_TOLD if told and "with_whom" in form.offered else {}


WHO_TOLD = {"with_whom": "The mother, by the form tutor", "means": "rang"}


def do(browser, record, what, about="", **typed) -> None:
    """Press the button; it must have worked."""
    answer = press(browser, record, what, about, **typed)
    assert answer.status_code == 302, answer.context["form"].errors


def refused(browser, record, what, about="", **typed) -> str:
    """Press the button, or send what it would where there is none; nothing may have changed. What one reads."""
    before = reread(record)
    if browser.get(address(record, what, about)).context["form"].refusal:
        answer = browser.post(address(record, what, about), {"version": before.version, **typed})
    else:
        answer = press(browser, record, what, about, **typed)
    assert answer.status_code == 200, answer.status_code
    after = reread(record)
    assert (after.version, after.state) == (before.version, before.state)
    return " ".join(str(words) for errors in answer.context["form"].errors.values() for words in errors)


def open_steps(record) -> list[Step]:
    """What has to be done or excused before the record can end, in order."""
    return list(record.steps.filter(state=Step.State.OPEN, required=True).select_related("agency"))


def step_of(record, code: str) -> Step:
    """The line of the checklist made from this line of the profile."""
    return record.steps.get(template__code=code)


A_TALK = {"with_whom": "The pupil", "means": "met", "text": "As the list says."}
SAID = {
    "decision": {"yes": "no", "reason": "As the list says."},
    "reference": {"reference": "CP-17"},
    "meeting": A_TALK,
    "support": A_TALK,
    "restorative": A_TALK | {"answer": "declined"},
}


def finish_steps(browser, record, but=()) -> None:
    """Tick every open step, ringing where it is a call; parents are told."""
    for step in open_steps(record):
        if reread(step).state != Step.State.OPEN or step.template.code in but:
            continue
        if step.agency:
            do(browser, record, "rang", step.agency.code, reference="REF-1", advice="Go on", answered="yes")
        elif step.how in SAID:
            do(browser, record, step.page[0], step.ref, **SAID[step.how])
        elif step.how == "take_down":
            do(browser, record, "take-down", step.ref, asked_of="Whoever posted it", thing="The post")
            do(browser, record, "gone", step.ref)
        elif step.how != "parents":
            do(browser, record, "done", step.ref, note="Done as the list says.")
    do(browser, record, "parents", told="yes", with_whom="Both parents", means="rang")
