"""The page of a record: each level its own template, reading a private one on record, nothing beyond the level."""

from types import SimpleNamespace

import pytest

from audit.models import Entry
from incidents import actions
from incidents.models import Category
from incidents.reading import papers
from tests.dealing import address
from tests.make import make_pupil, make_report, reread
from tests.pages import words_of

pytestmark = pytest.mark.django_db
STORY = "They post about her every night"


@pytest.fixture
def record(cast):
    return make_report(cast.teacher, "bullying", text=STORY, people=[make_pupil("Mia")], place="Library")


def test_works(record, cast, sign_in):
    words = words_of(sign_in(cast.coordinator).get(address(record)))
    for said in (record.ref, STORY, "Mia", "Library", "I have this", "Follow the behaviour policy"):
        assert said in words


def test_it_asks_no_more_than_a_page_of_one_record_may(record, cast, sign_in, django_assert_max_num_queries):
    browser = sign_in(cast.coordinator)
    browser.get(address(record))
    with django_assert_max_num_queries(10):
        browser.get(address(record))


def test_outsider_403_before_any_lookup(record, cast, sign_in):
    for user in (cast.colleague, cast.governor, cast.office, cast.administrator, cast.auditor):
        assert sign_in(user).get(address(record)).status_code == 403


def test_insider_without_a_right_to_know_404(record, cast, sign_in):
    for user in (cast.network_manager, cast.senior_leader, cast.chair):
        assert sign_in(user).get(address(record)).status_code == 404


def test_a_senior_leader_reads_what_they_were_given_and_no_longer_after(record, cast, sign_in):
    actions.give_to(record, cast.senior_leader.person, by=cast.coordinator)
    browser = sign_in(cast.senior_leader)
    assert STORY in words_of(browser.get(address(record)))
    actions.give_to(record, cast.coordinator.person, by=cast.coordinator)
    assert browser.get(address(record)).status_code == 404
    assert browser.post(address(record, "note"), {"text": "late", "version": 3}).status_code == 404
    assert not record.statements.filter(text="late").exists()


def test_a_handler_who_reported_it_gets_the_receipt_and_not_the_page(cast, sign_in):
    record = make_report(cast.senior_leader, "bullying")
    answer = sign_in(cast.senior_leader).get(address(record))
    assert (answer.status_code, answer.url) == (302, f"/reports/mine/{record.ref}/")


def test_the_network_manager_reads_the_technical_part_alone(cast, sign_in):
    record = make_report(cast.teacher, "passwords", text=STORY, people=[make_pupil("Mia")], device="OAK-L-0117")
    page = sign_in(cast.network_manager).get(address(record))
    assert "OAK-L-0117" in words_of(page)
    for hidden in (STORY, "Mia", cast.teacher.person.family_name):
        assert hidden not in page.content.decode()


def test_reading_a_private_one_is_itself_recorded(cast, sign_in):
    record = make_report(cast.teacher, "grooming")
    sign_in(cast.dsl).get(address(record))
    seen = Entry.objects.filter(verb="view", ref=record.ref)
    assert [entry.actor for entry in seen] == [cast.dsl.ref]


def test_one_that_became_about_an_adult_is_called_so_wherever_it_is_listed(record, cast, sign_in):
    concern, lead = "Concern about an adult here", sign_in(cast.dsl)
    actions.involve(record, person=cast.colleague.person, part="subject", by=cast.dsl)
    for page in ("/records/", address(record)):
        assert f"{concern}, reported as Online bullying" in words_of(lead.get(page))
    named_so = make_report(cast.teacher, "staff-allegation", people=[cast.colleague.person])
    assert concern not in words_of(lead.get(address(named_so))).partition(named_so.ref)[0]
    assert f"{concern}, Adult" not in words_of(lead.get("/records/"))


def test_one_that_was_raised_is_called_what_it_is_now_wherever_it_is_listed(cast, sign_in):
    """By its reporter's later words: "Phone, games" alone would let it wait."""
    record, lead = make_report(cast.teacher, "acceptable-use"), sign_in(cast.dsl)
    called = "Phone, games, chat or shopping when it is not allowed"
    assert f"Child protection, reported as {called}" not in words_of(lead.get("/records/"))
    said = {"add-text": "He drew a weapon", "add-q-immediate-danger": "yes"}
    assert sign_in(cast.teacher).post(f"/reports/mine/{record.ref}/add/", said).status_code == 302
    for page in ("/records/", address(record)):
        assert f"Child protection, reported as {called}" in words_of(lead.get(page))
    bullying = Category.objects.get(code="bullying")
    actions.file_under(reread(record), [bullying], by=cast.dsl)
    assert f"Child protection, {bullying.title}, reported as {called}" in words_of(lead.get(address(record)))
    actions.file_under(reread(record), [Category.objects.get(code="self-harm")], by=cast.dsl)
    assert "reported as" not in words_of(lead.get("/records/"))


def test_a_private_one_says_which_offices_read_it(record, cast, sign_in):
    assert "Read by nobody but" not in words_of(sign_in(cast.coordinator).get(address(record)))
    about_a_lead = make_report(cast.teacher, "staff-allegation", offices={"dsl"})
    assert "Read by nobody but: Headteacher, Chair of governors." in words_of(
        sign_in(cast.head).get(address(about_a_lead))
    )


def test_its_readers_are_the_deputy_too_and_not_who_is_kept_from_it(cast, sign_in):
    record = make_report(cast.teacher, "grooming")
    read = "Read by nobody but: Designated safeguarding lead and deputy, Headteacher."
    assert read in words_of(sign_in(cast.deputy).get(address(record)))
    actions.conflicted(record, cast.deputy.person, by=cast.dsl, reason="She teaches him at home")
    assert "Read by nobody but: Designated safeguarding lead, Headteacher." in words_of(
        sign_in(cast.dsl).get(address(record))
    )


def test_on_paper_it_is_for_whoever_has_it_as_well(record, cast):
    actions.acknowledge(record, by=cast.coordinator)
    actions.give_to(record, cast.senior_leader.person, by=cast.coordinator)
    assert papers.freeze(SimpleNamespace(ref=record.ref))["readers"][-1] == f"{cast.senior_leader.name}, who has it"


def test_reading_an_ordinary_one_is_not(record, cast, sign_in):
    sign_in(cast.coordinator).get(address(record))
    assert not Entry.objects.filter(verb="view", ref=record.ref).exists()


def test_what_was_written_is_words(cast, sign_in):
    nasty = "<script>alert(1)</script> {{7*7}} {% load x %} javascript:alert(1)"
    record = make_report(cast.teacher, "bullying", text=nasty, place=nasty[:100], addresses="javascript:alert(1)")
    page = sign_in(cast.coordinator).get(address(record)).content.decode()
    assert "<script>alert" not in page
    assert "{{7*7}}" in page
    assert 'href="javascript' not in page


def test_opening_it_changes_nothing(record, cast, sign_in):
    sign_in(cast.coordinator).get(address(record))
    assert record.history.count() == 1


@pytest.mark.parametrize("ref", ["ZZZZ-ZZZZ", "0", "%00", "x" * 300, "..%2f..", "'--"])
def test_an_address_that_is_none_is_404(ref, cast, sign_in):
    assert sign_in(cast.coordinator).get(f"/records/{ref}/").status_code == 404


def test_post_to_a_page_that_only_shows_is_405(record, cast, sign_in):
    assert sign_in(cast.coordinator).post(address(record)).status_code == 405


@pytest.mark.parametrize("what", ["rang", "join", "done", "parents"])
def test_about_what_no_database_holds_is_about_nothing(cast, sign_in, what):
    record = make_report(cast.teacher, "self-harm")
    actions.acknowledge(record, by=cast.dsl)
    assert sign_in(cast.dsl).get(f"/records/{record.ref}/{what}/?about=%00").status_code == 200
