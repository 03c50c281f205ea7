"""S14: under the Toynbee profile harassing e-mail goes on after a warning; the pupil loses e-mail for two weeks."""

from datetime import UTC, datetime, timedelta

import pytest

from esafety.lib import clock
from incidents import actions
from incidents.models import Sanction, SanctionKind
from notices import sending
from tests.dealing import address, do, step_of
from tests.make import make_pupil, make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 9, 9, tzinfo=UTC)
LAST_DAY = {"ends_day": "30", "ends_month": "11", "ends_year": "2026"}


@pytest.fixture
def pupil(school_of):
    school_of("toynbee")
    clock.set_to(MONDAY)
    return make_pupil("Mia", family="Quenby")


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


@pytest.fixture
def warned(pupil, cast):
    """Mia wrote a harassing e-mail, and was warned for it; a week later she is said to have done it again."""
    record = make_report(cast.teacher, "email-misuse", people=[pupil])
    actions.acknowledge(record, by=cast.coordinator)
    kind, why = SanctionKind.objects.get(code="warning"), "They owned up and put it right"
    actions.sanction(record, record.involved.get(), kind, reason=why, by=cast.coordinator)
    clock.set_to(MONDAY + timedelta(days=7))
    return reread(record)


@pytest.mark.proves("T-138", "T-207")
def test_after_a_warning_it_is_more_serious_and_the_privilege_goes_and_comes_back(warned, pupil, cast, desk, sign_in):
    record = make_report(cast.teacher, "email-misuse", people=[pupil])
    assert record.cls == "inappropriate"
    do(desk, record, "have-this")
    words = words_of(desk.get(address(record)))
    assert f"Warned before Mia Quenby, 9B · 9 November, {warned.ref} , for the same" in words
    do(
        desk,
        record,
        "sanction",
        step_of(record, "sanction").ref,
        kind="loss-of-email",
        reason="It has happened before",
        **LAST_DAY,
    )
    record = reread(record)
    assert record.cls == "serious"
    assert "Bullying or pestering that went on after a warning" in words_of(desk.get(address(record)))
    given = record.sanctions.get()
    assert (given.tier, given.usual_tier, given.ends.isoformat()) == (2, 3, "2026-11-30")
    it_is_taken_away(sign_in(cast.network_manager))
    clock.set_to(datetime(2026, 11, 30, 8, tzinfo=UTC))
    it_is_given_back(sign_in(cast.network_manager))


def it_is_taken_away(desk):
    """The network manager reads whose e-mail and until when, takes it away, and has nothing to do until then."""
    words = words_of(desk.get("/tasks/"))
    for said in ("Take away the use of school e-mail", "Mia Quenby, 9B", "From 16 November until 30 November"):
        assert said in words
    task = desk.get("/tasks/").context["tasks"][0]
    assert desk.post(f"/tasks/{task.slip}/done/").status_code == 302
    actions.ask_back()
    assert "Nothing to do" in words_of(desk.get("/tasks/"))


def it_is_given_back(desk):
    actions.ask_back()
    words = words_of(desk.get("/tasks/"))
    assert "Give back the use of school e-mail" in words
    assert "Mia Quenby, 9B" in words


@pytest.mark.proves("T-138")
def test_no_mail_says_whose_it_is_or_why(warned, pupil, cast, desk, mailoutbox):
    record = make_report(cast.teacher, "email-misuse", people=[pupil])
    do(desk, record, "have-this")
    do(desk, record, "sanction", kind="loss-of-email", reason="It has happened before", **LAST_DAY)
    sending.send_due()
    assert [mail for mail in mailoutbox if mail.to == [cast.network_manager.email]]
    for mail in mailoutbox:
        for hidden in ("Quenby", "Mia", "school e-mail", "anction", "after a warning"):
            assert hidden not in mail.subject + mail.body, hidden


@pytest.mark.proves("T-04")
def test_disciplinary_and_legal_action_are_among_what_can_be_given(pupil, cast, desk):
    record = make_report(cast.teacher, "email-misuse", people=[pupil])
    do(desk, record, "have-this")
    words = words_of(desk.get(address(record, "sanction")))
    assert "Disciplinary action" in words
    assert "Legal action" in words


@pytest.mark.proves("T-207")
@pytest.mark.parametrize("code", ["plagiarism", "gambling"])
def test_an_unrelated_matter_rises_by_nothing(warned, pupil, cast, desk, code):
    record = make_report(cast.teacher, code, people=[pupil])
    do(desk, record, "have-this")
    words = words_of(desk.get(address(record)))
    assert warned.ref in words
    assert "for the same" not in words
    actions.take_part(record.involved.get(), "subject", by=cast.coordinator)
    assert (reread(record).cls, record.filed.count()) == (record.cls, 1)


@pytest.mark.proves("T-207")
def test_somebody_elses_first_one_rises_by_nothing(warned, cast, desk):
    record = make_report(cast.teacher, "email-misuse", people=[make_pupil("Mia", family="Quenby", form="9C")])
    do(desk, record, "have-this")
    do(desk, record, "sanction", kind="warning", reason="They owned up and put it right")
    assert reread(record).cls == "inappropriate"
    assert Sanction.objects.filter(incident=record).exists()
