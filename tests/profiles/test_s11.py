"""S11: a child-protection concern is for the lead and the headteacher, under both policies."""

import pytest

from audit.ledger import ledger
from audit.models import Entry
from incidents.disclosure import Level
from incidents.models import Incident
from incidents.views.record import level_of
from tests.make import make_report, reread
from tests.profiles.procedures import became, lines, readers

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("school", ["milestone", "toynbee"])]
BY_THEMSELVES = ["grooming", "stranger-contact", "meeting-up"]
WHEN_TICKED = ["bullying", "personal-details", "unsuitable-on-purpose"]


@pytest.fixture
def six(cast, school_of, school):
    """Three that are one by themselves; three of which the reporter says that a child may come to harm."""
    school_of(school)
    ticked = {code: make_report(cast.teacher, code, yes=["harm"]) for code in WHEN_TICKED}
    return {code: make_report(cast.teacher, code) for code in BY_THEMSELVES} | ticked


@pytest.mark.proves("M-11 M-13 M-69 M-71 M-72 M-73 M-74 M-75 M-95 T-199")
def test_the_lead_is_told_and_the_lead_and_the_head_alone_read_it(six, cast):
    for record in six.values():
        cls, about_an_adult, told = became(cast, record)
        assert (cls, about_an_adult) == ("child_protection", False)
        assert {"dsl", "deputy"} <= told <= {"dsl", "deputy", "head"}
        assert readers(cast, record) == {"dsl", "deputy", "head"}


@pytest.mark.proves("T-43", "T-199")
def test_the_coordinator_sees_a_stub_with_its_reference_elsewhere_and_a_governor_nothing(six, cast, sign_in):
    record = six["grooming"]
    with ledger("note", by=cast.dsl, kind="incident", ref=record.ref) as book:
        record.external_ref = "CP-2041"
        book.save(record)
    assert {level_of(one, cast.coordinator) for one in six.values()} == {Level.STUB}
    assert not Incident.objects.visible_to(cast.governor).exists()
    page = sign_in(cast.coordinator).get(f"/records/{record.ref}/")
    assert page.templates[0].name == "incidents/record_stub.html"
    assert "CP-2041" in page.content.decode()
    assert "Seen in the library." not in page.content.decode()


@pytest.mark.proves("M-75")
def test_bullying_keeps_its_own_way_beside_it(six, cast):
    assert {"decide", "social-care", "anti-bullying", "support-target"} <= lines(six["bullying"])
    assert reread(six["bullying"]).kind == "S"


@pytest.mark.proves("T-122")
def test_opening_it_by_its_address_is_refused_and_on_record(six, cast, sign_in):
    record = six["grooming"]
    for user, status in ((cast.governor, 403), (cast.network_manager, 404), (cast.chair, 404)):
        assert sign_in(user).get(f"/records/{record.ref}/").status_code == status
        assert sign_in(user).get(f"/records/{record.ref}/note/").status_code == status
    entries = Entry.objects.filter(kind="incident", ref=record.ref, verb__in=["refused", "not found"])
    assert list(entries.values_list("actor", "verb")) == [
        *[(cast.governor.ref, "refused")] * 2,
        *[(user.ref, "not found") for user in (cast.network_manager, cast.chair) for _ in range(2)],
    ]
