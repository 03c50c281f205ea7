"""When parents may be told, and what has to be known of it."""

import pytest

from audit.ledger import ledger
from incidents import actions, parents
from incidents.classes import Class
from incidents.models import Contact, StepTemplate
from tests.dealing import do, opened, refused, step_of
from tests.make import make_report, reread
from tests.pages import words_of

WITH = {"with_whom": "Her mother", "means": "rang"}


@pytest.mark.parametrize(
    ("told", "reason", "off_site", "contacted", "says"),
    [
        ("", "", False, False, "whether parents"),
        ("later", "", False, False, "whether parents"),
        ("no", "", False, False, "why parents"),
        ("no", "They know", True, False, ""),
        ("yes", "", False, False, ""),
        ("yes", "", True, False, "with whom"),
        ("yes", "", True, True, ""),
    ],
)
def test_what_is_still_to_be_said(told, reason, off_site, contacted, says):
    missing = parents.missing(told, reason, off_site, contacted)
    assert says in missing if says else missing is None


@pytest.mark.parametrize("cls", Class)
@pytest.mark.parametrize("how", ["tick", "parents", "meeting", "support"])
def test_what_waits_for_advice(cls, how):
    assert parents.is_held_back(cls, how) == (cls == Class.ILLEGAL and how in ("parents", "meeting"))
    assert parents.is_held_back(cls, how, after_advice=True)


@pytest.fixture
def asked(cast):
    """A record whose list asks to tell parents, and the line."""
    with ledger("made for a test", by=None, kind="profile", ref="") as book:
        row = StepTemplate.objects.get(code="ring-home")
        row.how = "parents"
        book.save(row)
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record), step_of(record, "ring-home")


def off_site(record):
    with ledger("made for a test", by=None, kind="incident", ref=record.ref) as book:
        record.site = "off"
        return book.save(record)


@pytest.mark.django_db
def test_the_list_says_what_the_record_says(asked, cast, sign_in):
    record, step = asked
    desk = sign_in(cast.coordinator)
    do(desk, record, "parents", step.ref, told="no", other="They told us")
    assert (reread(step).state, reread(step).reason) == ("excused", "They told us")
    do(desk, record, "parents", told="yes")
    assert (reread(step).state, reread(record).parents_told) == ("done", "yes")
    do(desk, record, "parents", told="no", other="They told us")
    assert (reread(step).state, reread(record).parents_told) == ("excused", "no")
    do(desk, record, "undo", step.ref, reason="Too soon")
    assert (reread(step).state, reread(record).parents_told) == ("open", "")


@pytest.mark.django_db
def test_finishing_says_it_too(asked, cast, sign_in):
    record, step = asked
    actions.investigate(record, by=cast.coordinator)
    for other in record.steps.filter(state="open", how="tick"):
        actions.excuse(other, by=cast.coordinator, reason="Does not apply here")
    do(sign_in(cast.coordinator), record, "parents", told="no", other="They told us")
    do(sign_in(cast.coordinator), record, "finish", outcome="advice", told="yes")
    assert (reread(step).state, reread(record).parents_told) == ("done", "yes")


@pytest.mark.django_db
def test_outside_school_it_is_known_when_how_and_with_whom(asked, cast, sign_in):
    record, step = asked
    off_site(record)
    desk = sign_in(cast.coordinator)
    said = refused(desk, record, "parents", step.ref, told="yes")
    assert "Answer “With whom?”" in said
    assert "Answer “How?”" in said
    with pytest.raises(actions.Refused, match="with whom"):
        actions.parents(record, "yes", by=cast.coordinator)
    do(desk, record, "parents", step.ref, told="yes", **WITH, letter="In the blue file")
    kept = Contact.objects.get(incident=record)
    assert (kept.kind, kept.with_whom, kept.means, kept.letter) == (
        "parents",
        "Her mother",
        "rang",
        "In the blue file",
    )
    assert "Rang: Her mother" in reread(step).reason
    actions.parents(reread(record), "yes", by=cast.coordinator)


@pytest.mark.django_db
def test_at_school_it_may_be_and_half_of_it_is_asked_for_whole(asked, cast, sign_in):
    record, _ = asked
    desk = sign_in(cast.coordinator)
    assert "Answer “How?”" in refused(desk, record, "parents", told="yes", with_whom="Her mother")
    assert "Answer “With whom?”" in refused(desk, record, "parents", told="yes", text="She comes in on Monday")
    do(desk, record, "parents", told="yes")
    assert not Contact.objects.exists()


@pytest.mark.django_db
def test_outside_school_one_page_is_not_offered(cast, sign_in):
    record = make_report(cast.teacher, "acceptable-use")
    desk = sign_in(cast.coordinator)
    assert "Deal with it here" in words_of(desk.get(f"/records/{record.ref}/"))
    off_site(record)
    assert "Deal with it here" not in words_of(desk.get(f"/records/{record.ref}/"))


@pytest.mark.django_db
def test_a_colleague_who_told_them_writes_so_and_whoever_asked_notes_it(asked, cast, sign_in):
    record, step = asked
    desk, tutor = sign_in(cast.coordinator), sign_in(cast.colleague)
    actions.give(step, cast.colleague.person, by=cast.coordinator, instruction="Ring Mrs Hill")
    assert "Ring Mrs Hill" in words_of(desk.get(f"/records/{record.ref}/"))
    page = tutor.post(f"/steps/{step.ref}/", {"note": " "})
    assert "Enter whom you told" in page.content.decode()
    assert tutor.post(f"/steps/{step.ref}/", {"note": "Rang the mother at four"}).url == "/"
    assert step.ref not in tutor.get("/tasks/").content.decode()
    assert (reread(step).state, reread(record).parents_told) == ("open", "")
    assert "Your colleague wrote: Rang the mother at four" in words_of(desk.get(f"/records/{record.ref}/"))
    form = opened(desk, record, "parents", step.ref)
    assert form.values["text"] == ["Rang the mother at four"]
    assert form.send(desk, told="yes", **WITH).status_code == 302
    assert reread(step).state == "done"
