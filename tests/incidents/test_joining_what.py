"""What a joined record was filed under, how serious it was and who was in it: so it is of the one that stays."""

import pytest

from incidents import actions
from incidents.models import Involved
from incidents.reading.showing import Shown
from incidents.triage.terms import times_this_term
from notices.models import Notice
from school.roles import Role
from tests.dealing import address, do, open_steps, refused, step_of
from tests.make import category, make_pupil, make_report, make_user, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
PART = Involved.Part


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


@pytest.fixture
def victoria(db):
    return make_pupil("Victoria")


def taken(by, cast, code, **said):
    record = make_report(by, code, **said)
    actions.acknowledge(record, by=cast.coordinator)
    return reread(record)


@pytest.fixture
def two(cast, victoria):
    """Bullying, and who was bullied; and a matter of acceptable use, which is less serious."""
    goes = taken(cast.teacher, cast, "bullying", people=[victoria])
    actions.take_part(goes.involved.get(), PART.VICTIM, by=cast.coordinator)
    return reread(goes), taken(cast.colleague, cast, "acceptable-use")


def parts(record) -> list[tuple]:
    return sorted(
        (row.person.given_name if row.person else row.description, row.part)
        for row in record.involved.select_related("person")
    )


def filed(record) -> set[str]:
    return set(record.filed.filter(dropped=False).values_list("category__code", flat=True))


def test_it_is_as_serious_and_of_both_kinds(two, desk):
    goes, stays = two
    late = stays.finish_by
    assert "who is in it" in words_of(desk.get(address(goes, "join", stays.ref)))
    do(desk, goes, "join", other=stays.ref)
    after = reread(stays)
    assert (after.cls, after.state, filed(stays)) == ("serious", "acknowledged", {"bullying", "acceptable-use"})
    assert after.finish_by <= late
    page = words_of(desk.get(address(stays)))
    assert "Made more serious" in page
    assert "Victoria" in page


def test_what_is_less_serious_makes_it_no_less_so(two, desk):
    goes, stays = two
    do(desk, stays, "join", other=goes.ref)
    assert (reread(goes).cls, filed(goes)) == ("serious", {"bullying", "acceptable-use"})


def test_what_the_lead_made_less_serious_stays_so(two, cast, desk, sign_in):
    goes, stays = two
    actions.lower(goes, "inappropriate", by=cast.dsl, reason="They were joking with each other, all of them")
    do(desk, reread(goes), "join", other=stays.ref)
    assert reread(stays).cls == "inappropriate"


def test_whoever_was_in_it_is_in_it_once(two, cast, desk, victoria):
    """Somebody harmed who also did it is both; what is not sure yet says nothing beside what is."""
    goes, stays = two
    known, other, unsure = make_pupil("Kit"), make_pupil("Otto"), make_pupil("Uma")
    for record, person, part in (
        (goes, known, PART.SUBJECT),
        (stays, known, PART.SUBJECT),
        (goes, other, PART.SUBJECT),
        (stays, other, PART.UNSURE),
        (goes, unsure, PART.UNSURE),
        (stays, unsure, PART.WITNESS),
        (stays, victoria, PART.SUBJECT),
    ):
        actions.involve(record, person=person, part=part, by=cast.coordinator)
    for record in (goes, stays):
        actions.involve(record, description="blue bag", part=PART.WITNESS, by=cast.coordinator)
    do(desk, reread(goes), "join", other=stays.ref)
    assert parts(stays) == [
        ("A pupil in a blue coat", "unsure"),
        ("Kit", "subject"),
        ("Otto", "subject"),
        ("Uma", "witness"),
        ("Victoria", "subject"),
        ("Victoria", "victim"),
        ("blue bag", "witness"),
    ]


def test_what_was_done_for_the_one_is_not_to_do_again(two, cast, desk):
    goes, stays = two
    step = step_of(goes, "hear-everybody")
    do(desk, goes, "done", step.ref, note="Everybody was heard")
    actions.excuse(step_of(goes, "restorative"), by=cast.coordinator, reason="They made up")
    do(desk, reread(goes), "join", other=stays.ref)
    done = step_of(stays, "hear-everybody")
    assert (done.state, done.reason, done.done_by) == ("done", "Everybody was heard", cast.coordinator)
    assert step_of(stays, "restorative").state == "excused"
    assert len(open_steps(stays)) == len({row.words for row in open_steps(stays)})


def test_what_wakes_people_rings_for_the_one_that_stays(cast, sign_in):
    about = {"people": [make_user(Role.STAFF).person]}
    goes = make_report(cast.teacher, "staff-allegation", **about)
    stays = make_report(cast.colleague, "low-level-concern", **about)
    assert (goes.kind, goes.wakes, stays.wakes) == (stays.kind, True, False)
    for record in (goes, stays):
        actions.acknowledge(record, by=cast.head)
    do(sign_in(cast.head), reread(goes), "join", other=stays.ref)
    assert Notice.objects.open().filter(kind="incident.alarm", ref=stays.ref).exists()


def test_to_one_that_has_ended_nothing_graver_is_joined(two, cast, desk):
    goes, stays = two
    for record in two:
        for step in open_steps(record):
            actions.excuse(step, by=cast.coordinator, reason="Does not apply here")
    do(desk, reread(stays), "look-into")
    do(desk, reread(stays), "finish", outcome="warning", told="no", other="They know")
    said = refused(desk, reread(goes), "join", other=stays.ref)
    assert said == "That record has ended, and this one is more serious. Open that one again first."


def test_a_kind_it_was_taken_out_of_is_its_kind_again(two, cast, desk):
    goes, stays = two
    actions.file_under(stays, [category("bullying")], by=cast.coordinator)
    actions.file_under(reread(stays), [category("acceptable-use")], by=cast.coordinator)
    do(desk, reread(goes), "join", other=stays.ref)
    assert filed(stays) == {"bullying", "acceptable-use"}


def test_what_was_answered_for_the_one_is_not_asked_again_and_what_raises_speaks_louder(two, cast, desk):
    goes, stays = two
    do(desk, goes, "questions", **{"q_child-known": "yes"})
    do(desk, stays, "questions", **{"q_child-known": "no"})
    do(desk, reread(goes), "join", other=stays.ref)
    said = dict(stays.answers.order_by("pk").values_list("question__code", "value"))
    assert (said["child-known"], said["bullying-harm"]) == ("yes", "no")
    assert Shown(reread(stays)).to_answer == []


def test_it_is_one_record_of_this_term(two, cast, desk, victoria):
    goes, stays = two
    do(desk, goes, "join", other=stays.ref)
    assert times_this_term({victoria.pk}, cast.coordinator)[victoria.pk] == 1
