"""Lines that end by their own page, under the policies of both schools: what has to be known before a matter ends.

S12: pupils post about a teacher. S11: a child-protection matter ends with its reference. S13: two people look at a
page. T-204: nobody is told before the police advised.
"""

import pytest

from incidents import actions
from incidents.models import Contact, Question, SiteReview
from notices import sending
from notices.models import Task
from tests.dealing import address, do, open_steps, press, refused, step_of
from tests.make import make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
TALK = {"with_whom": "The pupil and both parents", "means": "met", "text": "They see what it did."}


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.coordinator)


def answer_all(record, by, *yes) -> None:
    """The deciding questions for its kinds, with "no" but for these."""
    codes = set(record.filed.values_list("category__code", flat=True))
    asked = [row for row in Question.objects.filter(asked="deciding", retired=False) if codes & set(row.categories)]
    if asked:
        actions.answer(record, {row: "yes" if row.code in yes else "no" for row in asked}, by=by)


def tick_the_rest(browser, record, but=()) -> None:
    """Mark as not needed what may be left out, save the lines named."""
    for step in open_steps(record):
        if step.template.code not in but and step.excusable:
            do(browser, record, "not-needed", step.ref, other="Nothing of the kind here")


@pytest.mark.proves("T-31", "T-162", "T-163", "T-190", "T-191", "T-192", "T-193", "T-202", "T-203")
def test_s12_a_teacher_is_targeted(school_of, cast, desk, sign_in, mailoutbox):
    school_of("toynbee")
    record = make_report(cast.teacher, "bullying", text="They post about her every night")
    assert record.cls == "serious"
    sending.send_due()
    told = {address for mail in mailoutbox for address in mail.to}
    assert {cast.coordinator.email, cast.head.email} <= told
    assert "They post about her" in words_of(sign_in(cast.head).get(address(record)))
    do(desk, record, "have-this")
    answer_all(record, cast.coordinator)
    do(desk, record, "look-into")
    actions.involve(record, person=cast.colleague.person, part="victim", by=cast.coordinator)
    victim = record.involved.get(part="victim")
    for line in ("anti-bullying-policy", "behaviour-policy"):
        assert record.steps.filter(document=line).exists(), line
    do(desk, record, "done", step_of(record, "take-charge").ref, note="The head of year")
    do(desk, record, "talked", step_of(record, "support-target").ref, involved=victim.pk, **TALK)
    do(
        desk,
        record,
        "talked",
        step_of(record, "restorative").ref,
        **TALK | {"text": ""} | {f"answer_{victim.pk}": "declined"},
    )
    for code in ("meet-parents", "meet-pupil"):
        do(desk, record, "talked", step_of(record, code).ref, **TALK)
    kept = Contact.objects.filter(incident=record)
    assert list(kept.values_list("kind", flat=True)) == ["support", "restorative", "meeting", "meeting"]
    assert kept.get(kind="support").involved == victim
    do(desk, record, "parents", told="yes")
    tick_the_rest(desk, record)
    line = step_of(record, "anti-bullying")
    ending = {"outcome": "sanction", "told": "yes"}
    assert line.words in refused(desk, record, "finish", **ending)
    assert "cannot be left out" in words_of(desk.get(address(record, "not-needed", line.ref)))
    assert "Enter what came of it" in refused(desk, record, "done", line.ref)
    do(desk, record, "done", line.ref, note="It has stopped; they are watched at break")
    do(desk, record, "finish", **ending)
    do(desk, record, "close")
    assert reread(record).state == "closed"


@pytest.mark.proves("T-187", "T-43")
def test_s11_no_child_protection_matter_ends_without_its_reference(school_of, cast, sign_in):
    school_of("toynbee")
    record = make_report(cast.teacher, "grooming")
    lead, line = sign_in(cast.dsl), step_of(record, "file-reference")
    do(lead, record, "have-this")
    answer_all(record, cast.dsl)
    do(lead, record, "look-into")
    tick_the_rest(lead, record)
    assert line.words in refused(lead, record, "finish", outcome="supported", told="no", other="It is not safe")
    with pytest.raises(actions.Refused, match="cannot be left out"):
        actions.excuse(line, by=cast.dsl, reason="There is none")
    page = words_of(lead.get(address(record, "reference", line.ref)))
    assert "Reference in CPOMS or SIMS" in page
    do(lead, record, "reference", line.ref, reference="CPOMS 4471")
    do(lead, record, "finish", outcome="supported", told="no", other="It is not safe")
    do(sign_in(cast.head), record, "close")
    stub = words_of(sign_in(cast.coordinator).get(address(record)))
    assert "CPOMS 4471" in stub
    assert "There is nothing for you to do." in stub


@pytest.mark.proves("T-204")
@pytest.mark.parametrize("profile", ["milestone", "toynbee"])
def test_of_a_crime_nobody_is_told_before_the_police_advised(school_of, cast, sign_in, profile):
    school_of(profile)
    record = make_report(cast.teacher, "child-abuse-images", text="")
    lead, line = sign_in(cast.dsl), step_of(record, "parents-when-advised")
    do(lead, record, "have-this")
    first = "First record what police or LADO advised"
    assert first in refused(lead, record, "parents", line.ref, told="yes")
    assert first in words_of(lead.get(address(record, "parents", line.ref)))
    said = actions.Talk("The pupil", record.reported_at, "met", "Asked what happened")
    with pytest.raises(actions.Refused, match=first):
        actions.talk(record, "meeting", said, by=cast.dsl)
    do(lead, record, "rang", "social-care", spoke_to="The desk", advice="Tell them", answered="yes")
    assert first in refused(lead, record, "parents", line.ref, told="yes"), "it is not theirs to say here"
    do(lead, record, "rang", "police", spoke_to="The duty desk", reference="CR-77", answered="no")
    assert first in refused(lead, record, "parents", line.ref, told="yes"), "rung, and not advised yet"
    call = record.referrals.get(agency__code="police")
    do(lead, record, "answered", str(call.pk), answer="Tell the mother, and nobody else")
    do(lead, record, "parents", line.ref, told="yes", with_whom="The mother", means="rang")
    assert reread(line).state == "done"
    page = words_of(lead.get(address(record)))
    for kept in ("The duty desk", "CR-77", "Tell the mother, and nobody else", "Rang: The mother"):
        assert kept in page


@pytest.mark.proves("M-163", "M-164", "M-165")
def test_s13_two_people_look_at_the_page_on_one_clean_computer(school_of, cast, desk, sign_in):
    school_of("milestone")
    record = make_report(cast.teacher, "bullying")
    do(desk, record, "have-this")
    line, typed = step_of(record, "site-review"), {"looked_at": "https://clips.example/1", "computer": "CLEAN-1"}
    page = words_of(desk.get(address(record, "site-review", line.ref)))
    assert "Follow: Procedure for Reviewing Internet Sites for Suspected Harassment and Distress" in page
    assert "Write on which computer" in refused(desk, record, "site-review", line.ref, **typed | {"computer": ""})
    do(desk, record, "site-review", line.ref, **typed)
    review = SiteReview.objects.get()
    with pytest.raises(actions.Refused, match="other person"):
        actions.agree_review(review, "Nothing of ours", followed=True, by=cast.coordinator)
    other = sign_in(cast.dsl)
    assert "Tick “We followed" in refused(other, record, "site-review-found", found="Nothing of ours")
    do(other, record, "site-review-found", found="Nothing of ours", followed="on")
    review = reread(review)
    assert (review.first, review.second, review.computer) == (cast.coordinator, cast.dsl, "CLEAN-1")
    assert review.followed
    assert review.ended
    assert reread(line).state == "done"
    shown = words_of(desk.get(address(record)))
    for kept in (cast.coordinator.name, cast.dsl.name, "CLEAN-1", "hxxps://clips[.]example/1"):
        assert kept in shown


@pytest.mark.proves("T-197")
def test_of_lost_data_it_is_decided_whether_parents_are_told(school_of, cast, desk):
    school_of("toynbee")
    record = make_report(cast.teacher, "data-loss", yes=["pupil-data"])
    do(desk, record, "have-this")
    answer_all(record, cast.coordinator)
    line = step_of(record, "parents-data")
    assert "cannot be left out" in words_of(desk.get(address(record, "not-needed", line.ref)))
    assert "Write why you decided so" in refused(desk, record, "decide", line.ref, yes="yes")
    answer = press(desk, record, "decide", line.ref, yes="yes", reason="Names and addresses of a whole year")
    assert answer.status_code == 302
    done = reread(line)
    assert (done.decision, done.done_by) == ("yes", cast.coordinator)


@pytest.mark.proves("T-201")
def test_a_serious_matter_is_given_to_senior_people_alone(school_of, cast):
    school_of("toynbee")
    record = make_report(cast.teacher, "bullying")
    actions.acknowledge(record, by=cast.coordinator)
    actions.give_to(record, cast.senior_leader.person, by=cast.coordinator)
    with pytest.raises(actions.Refused, match="may deal with this"):
        actions.give_to(record, cast.network_manager.person, by=cast.coordinator)


# --- A crime about machines alone -----------------------------------------------------------------------------
def codes_of(record) -> set[str]:
    return set(record.steps.values_list("template__code", flat=True))


@pytest.mark.parametrize("code", ["malware", "network-attack"])
def test_a_virus_that_may_be_a_crime_is_no_matter_of_pictures_or_children(school_of, cast, code):
    school_of("milestone")
    record = make_report(cast.teacher, code, yes=["first-crime"], text="")
    assert record.cls == "illegal"
    assert {"stop", "secure", "isolate", "police", "contain", "social-care", "parents-when-advised"} <= codes_of(
        record
    )
    assert "lado-now" not in codes_of(record)
    for line in ("social-care", "file-reference"):
        assert "as with a virus, mark it as not needed" in step_of(record, line).hint
    assert "shows or does" in step_of(record, "stop").hint


@pytest.mark.parametrize("yes", ["first-images", "may-be-indecent"])
def test_once_pictures_come_to_light_in_it_the_officer_is_rung_as_in_any_other(school_of, cast, yes):
    school_of("milestone")
    record = make_report(cast.teacher, "malware", yes=[yes], text="")
    assert step_of(record, "lado-now-too").agency.code == "lado"
    another = make_report(cast.teacher, "child-abuse-images", yes=[yes], text="")
    assert {"lado-now", "lado-now-too"} & codes_of(another) == {"lado-now"}


# --- One thing is asked once ----------------------------------------------------------------------------------
@pytest.mark.parametrize("device", ["", "LAP-0031"])
@pytest.mark.parametrize("school", ["milestone", "toynbee"])
def test_of_a_way_round_the_filter_the_network_manager_is_asked_once_and_at_once(school_of, cast, school, device):
    school_of(school)
    record = make_report(cast.teacher, "bypass", device=device)
    (task,) = Task.objects.filter(for_role="network_manager", ref=record.ref)
    assert step_of(record, "filter-gap").task == task
    assert task.words.startswith(f"Contain {record.ref}: check the filter")


# --- About an adult here --------------------------------------------------------------------------------------
@pytest.mark.parametrize("school", ["milestone", "toynbee"])
def test_the_reference_of_a_matter_about_an_adult_is_that_of_the_file_about_them(school_of, cast, sign_in, school):
    school_of(school)
    record = make_report(cast.teacher, "staff-allegation", people=[cast.colleague.person])
    desk = sign_in(cast.head)
    do(desk, record, "have-this")
    page = words_of(desk.get(address(record, "reference", step_of(record, "staff-file").ref)))
    assert "Reference in the confidential file about the adult" in page
    assert "child protection file" not in page and "CPOMS" not in page


@pytest.mark.parametrize("school", ["milestone", "toynbee"])
def test_somebody_supports_the_person_and_somebody_else_the_child(school_of, cast, school):
    school_of(school)
    record = make_report(cast.teacher, "staff-allegation", people=[cast.colleague.person])
    supported = [step.words for step in record.steps.filter(how="support")]
    assert supported == ["Name somebody to support the person", "Name somebody else to support the child"]
