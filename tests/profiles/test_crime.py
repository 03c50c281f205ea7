"""Indecent images, as one policy’s appendix has it and the other takes over: passed on, secured, not looked at."""

import pytest

from incidents.models import Referral, Step
from tests.dealing import address, do, refused, step_of
from tests.make import make_report, reread
from tests.pages import words_of
from tests.reporting import begin

LOOKING = {"look-into": {}, "site-review": {"what": "The laptop", "computer": "OFF-1"}}
pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("school", ["milestone", "toynbee"])]


@pytest.fixture
def images(school_of, school, cast):
    school_of(school)
    return make_report(cast.teacher, "child-abuse-images", device="LAP-0031", text="")


@pytest.mark.proves("T-245")
def test_the_officer_is_rung_at_once_and_the_police_or_it_is_said_why_not(images, cast, sign_in):
    lead, officer, police = sign_in(cast.dsl), step_of(images, "lado-now"), step_of(images, "police")
    assert officer.required
    assert officer.due_at == images.due_at == police.due_at
    do(lead, images, "have-this")
    do(
        lead,
        images,
        "rang",
        "lado",
        spoke_to="The officer on duty",
        reference="DO-12",
        advice="Ring the police",
        answered="yes",
    )
    call = Referral.objects.get(incident=images)
    assert (call.agency.code, call.spoke_to, call.reference) == ("lado", "The officer on duty", "DO-12")
    assert call.rang_at
    assert reread(officer).state == Step.State.DONE
    assert "DO-12" in words_of(lead.get(address(images)))

    do(lead, images, "questions", **{"q_child-known": "no"})
    do(lead, images, "pass-on")
    ending = {"outcome": "partners", "told": "no", "other": "They asked us to wait"}
    assert police.words in refused(lead, images, "finish", **ending)
    assert refused(lead, images, "not-needed", police.ref)
    do(lead, images, "not-needed", police.ref, other="The officer rang them while we spoke")
    assert reread(police).reason == "The officer rang them while we spoke"


@pytest.mark.proves("T-246")
def test_the_stop_notice_comes_first_and_what_was_secured_is_written_down(images, cast, sign_in):
    browser = sign_in(cast.teacher)
    page = browser.get(begin(browser, "first-images")).content.decode()
    assert page.index("app-stop") < page.index("<textarea", page.index("<main"))
    first = browser.get("/report/").content.decode().split("<main", 1)[1]
    assert "<textarea" not in first.split("</main>")[0], "nothing can be typed before it"

    lead, line = sign_in(cast.dsl), step_of(images, "secure")
    assert line.asks == "What was secured, where it is, and by whom"
    do(lead, images, "have-this")
    assert "What was secured, where it is, and by whom" in words_of(lead.get(address(images, "done", line.ref)))
    assert "what was secured" in refused(lead, images, "done", line.ref, note="").lower()
    do(lead, images, "done", line.ref, note="The laptop, in the safe of the office, by the business manager")
    assert "in the safe of the office" in words_of(lead.get(address(images)))


@pytest.mark.proves("T-252")
def test_nobody_looks_into_it(images, cast, sign_in):
    do(sign_in(cast.dsl), images, "have-this")
    for user in (cast.dsl, cast.deputy, cast.head, cast.coordinator, cast.network_manager, cast.senior_leader):
        browser = sign_in(user)
        page = browser.get(address(images)).content.decode()
        assert not [what for what in LOOKING if f"{address(images)}{what}/" in page]
        for what, typed in LOOKING.items():
            answer = browser.post(address(images, what), {"version": reread(images).version, **typed})
            assert answer.status_code in (200, 403, 404)
        assert (reread(images).state, images.site_reviews.count()) == ("acknowledged", 0)


@pytest.mark.parametrize("code", ["child-abuse-images", "intimate-images"])
def test_the_pupil_in_the_picture_has_lines_of_their_own(school_of, school, cast, sign_in, code):
    school_of(school)
    record, lead = make_report(cast.teacher, code, text=""), sign_in(cast.dsl)
    do(lead, record, "have-this")
    assert step_of(record, "support-pictured").required
    removed, helped = step_of(record, "report-remove"), "Her tutor sat beside her"
    assert not removed.required
    assert "First record what police or LADO advised" in refused(lead, record, "done", removed.ref, note=helped)
    do(lead, record, "rang", "police", advice="She may report it herself", answered="yes")
    do(lead, record, "done", removed.ref, note=helped)
    assert step_of(record, "report-remove").state == "done"


@pytest.mark.parametrize("code", ["camera-phone", "secret-recording", "images-without-asking"])
def test_so_has_the_pupil_in_another_picture_once_it_may_be_a_sexual_one(school_of, school, cast, code):
    school_of(school)
    both = ["support-pictured-too", "report-remove-too"]
    ordinary, indecent = make_report(cast.teacher, code), make_report(cast.teacher, code, yes=["indecent"], text="")
    assert not ordinary.steps.filter(template__code__in=both).exists()
    assert indecent.cls == "illegal"
    found = indecent.steps.filter(template__code__in=both)
    assert list(found.values_list("template__code", "required")) == [(both[0], True), (both[1], False)]


def test_also_where_whoever_decides_says_so(school_of, school, cast, sign_in):
    school_of(school)
    record = make_report(cast.teacher, "camera-phone")
    desk = sign_in(cast.coordinator)
    do(desk, record, "have-this")
    do(desk, record, "questions", **{"q_may-be-indecent": "unsure"})
    assert step_of(reread(record), "support-pictured-too").words == "Support the pupil in the picture"


def test_between_pupils_the_officer_is_rung_or_it_is_said_why_not(school_of, school, cast, sign_in):
    school_of(school)
    record, lead = make_report(cast.teacher, "intimate-images", text=""), sign_in(cast.dsl)
    do(lead, record, "more-serious", to="illegal", reason="She is fourteen")
    officer = step_of(record, "lado-now")
    assert (officer.required, officer.excusable) == (True, True)
    says = "if an adult who works with children may be involved" in officer.words
    assert says == (school == "milestone"), "the other policy says so itself, of whoever it is about"
    assert refused(lead, record, "not-needed", officer.ref)
    do(lead, record, "not-needed", officer.ref, other="Between two pupils; no adult had a part in it")
    assert reread(officer).reason == "Between two pupils; no adult had a part in it"
