"""Words of suicide and self-harm, under whatever kind: their own question, and what is done for self-harm."""

import pytest

from incidents.models import Incident
from tests.make import make_report, reread
from tests.reporting import send

pytestmark = pytest.mark.django_db
WORDS = "He says he wants to die"
DONE_FOR_IT = {
    "Speak with the pupil, or with whoever is with them, now",
    "Ring CAMHS for advice; 999 if life is at risk",
}


def to_do(record) -> set[str]:
    return DONE_FOR_IT & set(record.steps.filter(state="open").values_list("words", flat=True))


def reported_so(teacher, cast, value) -> Incident:
    send(teacher, text=WORDS, answers={"own-life": value})
    return Incident.objects.get()


def added_later(teacher, cast, value) -> Incident:
    record = make_report(cast.teacher, "acceptable-use")
    teacher.post(f"/reports/mine/{record.ref}/add/", {"add-text": WORDS, "add-q-own-life": value})
    return reread(record)


@pytest.mark.parametrize("said", [reported_so, added_later])
@pytest.mark.parametrize(("value", "lines"), [("yes", DONE_FOR_IT), ("unsure", DONE_FOR_IT), ("no", set())])
def test_they_bring_what_is_done_for_self_harm(cast, sign_in, said, value, lines):
    record = said(sign_in(cast.teacher), cast, value)
    assert to_do(record) == lines
    assert record.cls == ("child_protection" if lines else "inappropriate")


def test_where_it_is_reported_as_that_each_line_stands_once(cast):
    record = make_report(cast.teacher, "self-harm", yes=["own-life"])
    assert record.steps.filter(words__in=DONE_FOR_IT).count() == 2


def test_a_weapon_needs_none_of_it(cast, sign_in):
    record = make_report(cast.teacher, "acceptable-use")
    said = {"add-text": "He drew a weapon", "add-q-immediate-danger": "yes"}
    sign_in(cast.teacher).post(f"/reports/mine/{record.ref}/add/", said)
    assert (reread(record).cls, to_do(record)) == ("child_protection", set())
