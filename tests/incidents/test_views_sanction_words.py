"""A matter that ends by a sanction in a school that has none written down: which it was is said in words."""

import pytest

from incidents import actions
from incidents.models import Outcome
from tests.dealing import address, do, refused
from tests.make import make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["deal-with-it", "finish"])
def test_words_say_which_it_was_and_who_gave_it(cast, sign_in, page):
    record, desk = make_report(cast.teacher, "acceptable-use"), sign_in(cast.coordinator)
    if page == "finish":
        actions.acknowledge(record, by=cast.coordinator)
        actions.investigate(record, by=cast.coordinator)
        for step in record.steps.filter(state="open"):
            actions.excuse(step, by=cast.coordinator, reason="Does not apply here")
    ending = {"outcome": "sanction", "told": "yes", "excuse": "Does not apply here", "note": "He said sorry"}
    assert "Write which sanction was given, and by whom" in refused(desk, record, page, **ending)
    do(desk, record, page, **ending, which_sanction="Detention on Thursday, from the tutor")
    assert reread(record).outcome_note == "He said sorry\nSanction: Detention on Thursday, from the tutor"
    assert "Sanction: Detention on Thursday, from the tutor" in words_of(desk.get(address(record)))


def test_what_a_record_ended_by_stays_on_it_when_it_is_opened_and_ended_again(cast, sign_in):
    record = make_report(cast.teacher, "acceptable-use")
    excused = list(record.steps.filter(required=True).exclude(how="parents"))
    sanction, advice = (Outcome.objects.get(code=code) for code in ("sanction", "advice"))
    told = {"parents_told": "yes", "excused": excused, "excuse": "Does not apply here"}
    ended = actions.Dealing(sanction, which_sanction="After-school detention, Ms Reed", **told)
    actions.deal_here(record, ended, by=cast.coordinator)
    actions.reopen(record, by=cast.coordinator, reason="Something new")
    said = "Sanction: After-school detention, Ms Reed"
    page = sign_in(cast.coordinator).get(address(record))
    assert f"How it ended the last time {sanction.words} {said}" in words_of(page)
    actions.deal_here(record, actions.Dealing(advice, "yes"), by=cast.coordinator)
    details = record.events.filter(verb="resolve").values_list("detail", flat=True)
    assert list(details) == [f"{sanction.words}\n{said}", advice.words]


def test_no_action_ends_it_by_a_sanction_without_them(cast):
    record = make_report(cast.teacher, "acceptable-use")
    excused = list(record.steps.filter(required=True).exclude(how="parents"))
    ended = actions.Dealing(
        Outcome.objects.get(code="sanction"), "yes", excused=excused, excuse="Does not apply here", which_sanction=" "
    )
    with pytest.raises(actions.Refused, match="which sanction was given"):
        actions.deal_here(record, ended, by=cast.coordinator)
    assert reread(record).state == "reported"
