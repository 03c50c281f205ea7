"""What the last page says of who it goes to, and what each answer it asks for would make of that."""

from hashlib import sha256

from django.utils.datastructures import MultiValueDict

from incidents import disclosure
from incidents.actions import route_of
from incidents.destination import Destination, goes_to
from incidents.forms.named import IT_IS, MAY_BE
from incidents.forms.what import WhatForm
from incidents.mentions.named import NAMED
from incidents.models import Answer
from incidents.reporting import ringing
from incidents.reporting.telling import ANSWER
from school import kept
from school.glossary import labels_of
from school.models import User

SURE = "If you answer “Yes” or “Not sure”,"
HIDDEN = "its words may then be hidden, from you too"
ASKS_WHO = "the next page asks what they do here, which decides who it goes to"


def who_for(form: WhatForm) -> dict:
    """Who it goes to, as the last page says it, with what is answered so far."""
    if not form.is_valid() or form.hinted in (IT_IS, MAY_BE):
        return {"asks_who": True}
    return {
        "report": form.report(),
        "asks_about_names": bool(form.mentions or form.hints),
        "name_unanswered": not form.is_answered,
        "names_asked": len(form.to_name) or 1,  # or one question about all that was written
        "to": _to(form),
    }


def after_answers(form: WhatForm, asked) -> dict[str, str]:
    """By the name of each field in `asked`: who it goes to where that is answered with a yes, or not sure, if others
    than without it."""
    sure = SURE if form.is_answered else f"{SURE} and it is not about an adult here,"
    yes = {name: (sure, Answer.Value.YES) for name in asked if name.startswith(ANSWER)}
    yes |= {NAMED + one.code: ("Then", IT_IS) for one in form.to_name}
    before = _to(form)
    said = {name: (when, _after(form, name, value, before)) for name, (when, value) in yes.items()}
    return {name: f"{when} {words}." for name, (when, words) in said.items() if words}


def _after(form: WhatForm, name: str, value: str, before: Destination) -> str:
    then = WhatForm(MultiValueDict(dict(form.data.lists()) | {name: [value]}), by=form.by)
    if not then.is_valid():
        return ASKS_WHO
    shown = [disclosure.text_is_shown_to_reporter(route_of(one.report()).kind, barred=False) for one in (form, then)]
    return ", and ".join(filter(None, [_to(then).after(before), HIDDEN if shown == [True, False] else ""]))


def _to(form: WhatForm) -> Destination:
    school = kept.school()
    return goes_to(form.report(), school, labels_of(school))


def told_by_names(typed: MultiValueDict, *, by: User) -> str:
    """A fingerprint of who it goes to, whom to ring and what is asked, whatever the other answers of the page are."""
    plain = MultiValueDict({name: values for name, values in typed.lists() if not name.startswith(ANSWER)})
    form = WhatForm(plain, by=by)
    if not form.is_valid():
        return ""
    school = kept.school()
    ring = ringing.whom(route_of(form.report()).kind, school, labels_of(school))
    asked = [one.code for one in form.telling.to_ask(form.words, form.names_adult)]
    return sha256(repr([_to(form), ring, asked]).encode()).hexdigest()
