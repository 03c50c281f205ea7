"""Each form about a record: what it does, whom it refuses, what a crafted one gets; two people at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.ledger import ledger
from audit.models import Entry
from incidents import actions
from incidents.forms.record import ON_RECORD
from incidents.forms.record.base import RecordForm
from incidents.models import Ground, Incident, Step
from tests.dealing import address, do, opened, press, refused, step_of
from tests.make import make_pupil, make_report, reread
from tests.pages import form_with, words_of

pytestmark = pytest.mark.django_db
OF_STEP = {"done", "not-needed", "give-step", "undo"}
WHY = "Because of what we learnt later today"


@pytest.fixture
def record(cast):
    """Of a kind that some ground of the school allows, so that every form has its fields."""
    with ledger("made for a test", by=None, kind="profile", ref="") as book:
        book.save(Ground(code="leave", words="The teacher had given leave", categories=["bullying"]))
    return make_report(cast.teacher, "bullying", people=[make_pupil("Mia", family="Quenby")])


@pytest.fixture
def taken(record, cast):
    """Somebody has it."""
    actions.acknowledge(record, by=cast.coordinator)
    return record


def about(record, what):
    return record.steps.first().ref if what in OF_STEP else ""


def fingerprint(record) -> tuple:
    """Everything about a record that a change would move."""
    record = reread(record)
    beside = ("statements", "steps", "involved", "barred", "referrals", "custody", "answers", "events", "proposals")
    return record.version, record.history.count(), *(getattr(record, name).count() for name in beside)


# --- Who ------------------------------------------------------------------------------------------------------
@pytest.mark.proves("M-34")
@pytest.mark.parametrize("what", ON_RECORD)
def test_outsiders_get_what_a_missing_one_gets(record, cast, sign_in, what):
    before = fingerprint(record)
    for user, status in ((cast.colleague, 403), (cast.governor, 403), (cast.network_manager, 404), (cast.chair, 404)):
        browser = sign_in(user)
        assert browser.get(address(record, what, about(record, what))).status_code == status
        sent = browser.post(address(record, what, about(record, what)), {"version": 1, "text": "x"})
        assert sent.status_code == status
    assert fingerprint(record) == before


@pytest.mark.parametrize("what", ON_RECORD)
def test_the_head_reads_and_may_not_change(taken, cast, sign_in, what):
    """Of an ordinary record; the sentence says so."""
    before = fingerprint(taken)
    typed = {"version": reread(taken).version, "text": "x", "reason": WHY, "told": "yes", "to": "illegal", "what": "x"}
    answer = sign_in(cast.head).post(address(taken, what, about(taken, what)), typed)
    assert answer.status_code == 200
    assert fingerprint(taken) == before


@pytest.mark.parametrize("what", ON_RECORD)
def test_an_empty_post_says_what_is_missing_and_changes_nothing(taken, cast, sign_in, what):
    before = fingerprint(taken)
    answer = sign_in(cast.coordinator).post(address(taken, what, about(taken, what)), {})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert fingerprint(taken) == before


@pytest.mark.parametrize("what", ON_RECORD)
def test_rubbish_in_every_field_is_never_a_500(taken, cast, sign_in, what):
    browser = sign_in(cast.coordinator)
    path = address(taken, what, about(taken, what))
    page = browser.get(path)
    shown = not page.context["form"].refusal
    names = set(form_with(page, "version").offered if shown else ["version"]) - {"csrfmiddlewaretoken"}
    for rubbish in ("\0", "x" * 20_000, "-1", "99999999999999999999", "'; DROP TABLE x", "٣"):
        answer = browser.post(path, dict.fromkeys(names, rubbish))
        assert answer.status_code in (200, 302, 400, 404, 409), (what, rubbish[:20])


@pytest.mark.parametrize("what", ["no-such", "deal_with_it", "0", "admin"])
def test_a_form_that_is_not_there(taken, cast, sign_in, what):
    assert sign_in(cast.coordinator).post(address(taken, what), {"version": 1}).status_code == 404


# --- Crafted --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("what", ["note", "have-this", "finish"])
def test_a_file_is_refused_at_the_door(record, cast, sign_in, what):
    before = fingerprint(record)
    picture = SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64, "image/png")
    answer = sign_in(cast.coordinator).post(address(record, what), {"version": 1, "text": "x", "file": picture})
    assert answer.status_code in (400, 403, 404, 413)
    assert fingerprint(record) == before


def test_extra_fields_are_nothing(record, cast, sign_in):
    extra = {"state": "closed", "cls": "inappropriate", "kind": "N", "owner": 1, "reporter": 1, "outcome": 1, "by": 1}
    do(sign_in(cast.coordinator), record, "note", text="A note", **extra)
    after = reread(record)
    assert (after.state, after.cls, after.owner_id, after.outcome_id) == ("reported", "serious", None, None)
    assert record.statements.get(kind="note").author == cast.coordinator


@pytest.mark.parametrize("what", ["look-into", "pass-on", "finish", "close", "open-again"])
def test_a_move_that_does_not_fit_is_refused_with_a_sentence(record, cast, sign_in, what):
    typed = {"finish": {"outcome": "advice"}, "open-again": {"reason": "x"}}.get(what, {})
    assert refused(sign_in(cast.coordinator), record, what, **typed)
    assert reread(record).state == "reported"


def test_a_step_of_another_record_is_not_on_this_one(taken, cast, sign_in):
    other = make_report(cast.teacher, "acceptable-use").steps.first()
    answer = sign_in(cast.coordinator).post(address(taken, "done", other.ref), {"version": reread(taken).version})
    assert answer.status_code == 200
    assert "not on the record" in answer.content.decode()
    assert reread(other).state == Step.State.OPEN


@pytest.mark.parametrize("form", ON_RECORD.values())
def test_no_box_has_the_name_of_what_the_form_says(form):
    """Templates ask a form for its boxes first: one of the same name would stand in the place of the other."""
    assert not [name for name in form.base_fields if hasattr(form, name)]
    words = [name for name, kept in vars(RecordForm).items() if isinstance(kept, str) and not name.startswith("_")]
    assert not [name for name in words if callable(getattr(form, name))], "a page would say the method"


def test_lowering_is_the_leads_alone(taken, cast, sign_in):
    assert "Only a safeguarding lead" in refused(
        sign_in(cast.coordinator), taken, "less-serious", to="inappropriate", reason=WHY
    )


def test_a_call_in_the_future_is_refused(cast, sign_in):
    record = make_report(cast.teacher, "grooming")
    words = refused(
        sign_in(cast.dsl), record, "rang", agency="police", answered="no", day_day="1", day_month="1", day_year="2090"
    )
    assert "future" in words
    assert not record.referrals.exists()


# --- What it does ---------------------------------------------------------------------------------------------
def test_a_note(taken, cast, sign_in):
    browser = sign_in(cast.coordinator)
    do(browser, taken, "note", text="Spoke with her tutor")
    assert "Spoke with her tutor" in words_of(browser.get(address(taken)))
    assert Entry.objects.filter(verb="note", ref=taken.ref, actor=cast.coordinator.ref).exists()


def test_more_serious_goes_to_other_people_at_once(taken, cast, sign_in):
    browser = sign_in(cast.coordinator)
    answer = press(browser, taken, "more-serious", to="child_protection", reason=WHY)
    assert answer.url == "/records/"
    after = reread(taken)
    assert (after.kind, after.state, after.wakes, after.owner) == ("S", "reported", True, None)
    assert "Private record" in words_of(browser.get(address(taken)))


def test_a_deciding_answer_raises_and_no_lowers_nothing(taken, cast, sign_in):
    browser = sign_in(cast.coordinator)
    do(browser, taken, "questions", **{"q_criminal": "no", "q_may-be-illegal": "no"})
    assert reread(taken).cls == "serious"
    do(browser, taken, "questions", **{"q_may-be-illegal": "unsure"})
    assert reread(taken).cls == "illegal"


def test_naming_an_adult_makes_it_private(taken, cast, sign_in):
    browser = sign_in(cast.coordinator)
    page = press(browser, taken, "involve", find=cast.colleague.person.family_name, part="subject")
    answer = form_with(page, "version").send(browser, person=cast.colleague.person.ref, part="subject")
    assert answer.url == "/records/"
    assert reread(taken).kind == "A"
    assert browser.get(address(taken)).status_code == 404


def test_the_chair_finds_the_child_and_whom_to_ask(cast, sign_in):
    """They look nobody up to report them; a concern about the head is theirs to deal with all the same."""
    record = make_report(cast.teacher, "staff-allegation", offices=frozenset({"head"}))
    actions.acknowledge(record, by=cast.chair)
    chair, pupil = sign_in(cast.chair), make_pupil("Zadie", family="Quillon", form="9A")
    page = press(chair, record, "involve", find="Quillon", part="victim")
    assert form_with(page, "version").send(chair, person=pupil.ref, part="victim").status_code == 302
    assert record.involved.filter(person=pupil, part="victim").exists()


def test_a_conflict_takes_them_off_it(taken, cast, sign_in):
    lead = sign_in(cast.dsl)
    page = press(lead, taken, "should-not-handle", find=cast.coordinator.person.family_name, reason="Her aunt")
    form = form_with(page, "version")
    assert form.send(lead, person=cast.coordinator.person.ref, reason="Her aunt").status_code == 302
    assert sign_in(cast.coordinator).get(address(taken)).status_code == 404


def test_a_name_nobody_has_is_said(taken, cast, sign_in):
    assert "Nobody of that name" in refused(sign_in(cast.coordinator), taken, "give", find="Zzyzx")


def test_two_are_joined(taken, cast, sign_in):
    other = make_report(cast.colleague, "bullying")
    do(sign_in(cast.coordinator), taken, "join", other=other.ref.lower())
    after = reread(taken)
    assert (after.state, after.duplicate_of_id) == ("duplicate", other.pk)


def test_it_is_joined_to_none_one_may_not_read(taken, cast, sign_in):
    private = make_report(cast.colleague, "grooming")
    for ref in (private.ref, "ZZZZ-ZZZZ"):
        assert "No record of that reference" in refused(sign_in(cast.coordinator), taken, "join", other=ref)


def test_leaving_a_crime_takes_two(cast, sign_in):
    record = make_report(cast.teacher, "images-on-device")
    lead = sign_in(cast.dsl)
    do(lead, record, "have-this")
    do(lead, record, "less-serious", to="serious", reason=WHY)
    assert reread(record).cls == "illegal"
    assert "another person has to decide" in refused(lead, record, "second-person", agree="yes")
    head = sign_in(cast.head)
    assert press(head, record, "second-person", agree="yes").status_code == 302
    assert reread(record).cls == "serious"


def test_an_allegation_waits_for_advice(cast, sign_in):
    record = make_report(cast.teacher, "staff-allegation", people=[cast.colleague.person])
    head = sign_in(cast.head)
    do(head, record, "have-this")
    assert "LADO" in refused(head, record, "look-into")
    do(head, record, "rang", "lado", advice="Do it", answered="yes")
    do(head, record, "look-into")
    assert reread(record).state == "investigating"


def test_opened_again_with_a_reason(cast, taken, sign_in):
    browser = sign_in(cast.coordinator)
    typed = {"outcome": "advice", "told": "yes", "excuse": "Does not apply here"}
    gone = {f"why_{step_of(taken, 'take-down').ref}": "Nothing was put online"}
    do(browser, taken, "deal-with-it", **typed, **gone)
    assert reread(taken).state == "closed"
    assert refused(browser, taken, "open-again")
    do(browser, taken, "open-again", reason="It has happened again")
    assert reread(taken).state == "acknowledged"


# --- Two people at once ---------------------------------------------------------------------------------------
def test_the_second_keeps_their_text_and_sees_what_changed(taken, cast, sign_in):
    first, second = sign_in(cast.dsl), sign_in(cast.coordinator)
    mine = opened(second, taken, "note")
    do(first, taken, "note", text="The first was quicker")
    before = fingerprint(taken)
    answer = mine.send(second, text="What I had to say")
    assert answer.status_code == 409
    assert fingerprint(taken) == before
    words = words_of(answer)
    assert "Somebody else changed this record" in words
    assert "What is new on the record" in words
    again = form_with(answer, "version")
    assert again.values["text"] == ["What I had to say"]
    assert again.send(second).status_code == 302
    assert taken.statements.filter(text="What I had to say").count() == 1


@pytest.mark.parametrize("what", sorted(set(ON_RECORD) - {"second-person"}))
def test_no_form_saves_on_an_old_reading(taken, cast, sign_in, what):
    """Where the form is otherwise right it answers 409; never is anything written."""
    actions.note(taken, "Quicker", by=cast.dsl)
    typed = {
        "version": reread(taken).version - 1, "text": "x", "reason": WHY, "told": "yes", "to": "illegal", "what": "x",
        "outcome": "advice", "excuse": "Does not apply here", "agency": "police", "where_now": "x", "held_by": "x",
        "categories": "copying", "q_criminal": "yes", "overlay": "A", "description": "x", "part": "witness",
    }  # fmt: skip
    before = fingerprint(taken)
    answer = sign_in(cast.coordinator).post(address(taken, what, about(taken, what)), typed)
    assert answer.status_code in (200, 409)
    assert fingerprint(taken) == before


def test_have_this_pressed_by_two_at_once(record, cast, sign_in):
    first, second = sign_in(cast.dsl), sign_in(cast.coordinator)
    forms = [opened(browser, record, "have-this") for browser in (first, second)]
    assert forms[0].send(first).status_code == 302
    assert forms[1].send(second).status_code == 409
    assert Incident.objects.get().owner == cast.dsl.person


def test_what_it_stands_under_already_is_not_written_down_again(taken, cast, sign_in):
    words = refused(sign_in(cast.coordinator), taken, "category", categories=["bullying"])
    assert "it stands under these already" in words
